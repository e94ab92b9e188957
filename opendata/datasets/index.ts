import type { Dataset } from "../types.ts";
import { budgetByLine, budgetByMonth, receipts } from "./finance.ts";
import { projects, rokhas, territories } from "./services.ts";

/** The catalogue, in the order of its page. */
export const DATASETS: readonly Dataset[] = [
  budgetByLine,
  budgetByMonth,
  receipts,
  rokhas,
  projects,
  territories,
];

export const datasetOf = (slug: string): Dataset | undefined =>
  DATASETS.find((dataset) => dataset.slug === slug);
