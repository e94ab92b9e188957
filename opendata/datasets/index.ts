import type { Dataset } from "../types.ts";
import { BUDGET } from "./budget.ts";
import { PROJECTS } from "./projects.ts";
import { RECEIPTS } from "./receipts.ts";
import { REFERENCE } from "./reference.ts";
import { ROKHAS } from "./rokhas.ts";
import { SERVICES } from "./services.ts";
import { STATEMENTS } from "./statements.ts";
import { TERRITORY } from "./territory.ts";

/** The catalogue, in the order of its page. */
export const DATASETS: readonly Dataset[] = [
  ...BUDGET,
  ...STATEMENTS,
  ...RECEIPTS,
  ...ROKHAS,
  ...SERVICES,
  ...PROJECTS,
  ...TERRITORY,
  ...REFERENCE,
];

const BY_SLUG = new Map(DATASETS.map((dataset) => [dataset.slug, dataset]));
export const datasetOf = (slug: string): Dataset | undefined => BY_SLUG.get(slug);
