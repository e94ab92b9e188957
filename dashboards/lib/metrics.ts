import type { Door, MetricInfo } from "#warehouse/door/types.ts";
import type { Lang } from "#warehouse/text.ts";
import type { Unit } from "../pages/parts/measures.ts";

/** Units of the catalogue that a page prints in its own way; everything else is counted. */
const PRINTED: Readonly<Record<string, Unit>> = {
  MAD: "MAD",
  ratio: "ratio",
  days: "days",
  years: "index",
  level: "index",
  points: "index",
};

export const unitOf = (metric: Pick<MetricInfo, "unit"> | undefined): Unit =>
  PRINTED[metric?.unit ?? ""] ?? "count";

/** A label as a reader's page prints it: with the apostrophe of books. */
export const printed = (text: string): string => text.replaceAll("'", "’");

/** A label in the middle of a sentence: « Part des … » becomes « part des … », « GID » stays. */
export function lowered(lang: Lang, text: string): string {
  const [first = "", second = ""] = text;
  return lang === "ar" || second === second.toUpperCase()
    ? text
    : `${first.toLocaleLowerCase(lang)}${text.slice(first.length)}`;
}

/** The metrics that everyone may ask, by name: a page leaves out what its release does not have yet. */
export async function metricsByName(door: Door): Promise<ReadonlyMap<string, MetricInfo>> {
  return new Map((await door.metrics()).map((metric) => [metric.name, metric]));
}
