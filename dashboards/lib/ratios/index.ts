import { debt } from "./debt.ts";
import { delays } from "./delays.ts";
import { execution } from "./execution.ts";
import { heads } from "./heads.ts";
import { savings } from "./savings.ts";
import { structure } from "./structure.ts";
import type { RatioCard } from "./types.ts";

/** Every ratio of the warehouse, as its card tells it: what `fct_ratio` names, and nothing else. */
export const RATIO_CARDS: readonly RatioCard[] = [
  ...savings,
  ...debt,
  ...structure,
  ...heads,
  ...execution,
  ...delays,
];

const byName = new Map(RATIO_CARDS.map((card) => [card.name, card]));
export const ratioCard = (name: string): RatioCard | undefined => byName.get(name);
export type * from "./types.ts";
export { RATIO_GROUPS, RATIO_REASONS } from "./types.ts";
