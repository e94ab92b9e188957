import type { Dataset } from "../types.ts";
import { ACCOUNTS } from "./accounts.ts";
import { BUDGET } from "./budget.ts";
import { COUNTERS } from "./counters.ts";
import { DIGITAL } from "./digital.ts";
import { INSTITUTIONS } from "./institutions.ts";
import { PROGRAMMES } from "./programmes.ts";
import { PROJECTS } from "./projects.ts";
import { RECEIPTS } from "./receipts.ts";
import { REFERENCE } from "./reference.ts";
import { ROKHAS } from "./rokhas.ts";
import { SERIES } from "./series.ts";
import { SERVICES } from "./services.ts";
import { STATEMENTS } from "./statements.ts";
import { TERRITORY } from "./territory.ts";

/** The catalogue, in the order of its page. */
export const DATASETS: readonly Dataset[] = [
  ...BUDGET,
  ...STATEMENTS,
  ...ACCOUNTS,
  ...SERIES,
  ...RECEIPTS,
  ...ROKHAS,
  ...SERVICES,
  ...COUNTERS,
  ...PROJECTS,
  ...PROGRAMMES,
  ...INSTITUTIONS,
  ...DIGITAL,
  ...TERRITORY,
  ...REFERENCE,
];

const BY_SLUG = new Map(DATASETS.map((dataset) => [dataset.slug, dataset]));
export const datasetOf = (slug: string): Dataset | undefined => BY_SLUG.get(slug);
