import type { DimensionInfo, Door } from "#warehouse/door/types.ts";
import type { Lang } from "#warehouse/text.ts";

/** What the codes of a dimension are called: its own words where the models give them, else the code. */
export async function valueNames(
  door: Door,
  dimension: string,
): Promise<(lang: Lang, code: string | null) => string> {
  const found: DimensionInfo | undefined = (await door.dimensions()).find((item) => item.name === dimension);
  return (lang, code) => (code === null ? "–" : (found?.values?.[code]?.[lang] ?? code));
}

/** The metrics that this release answers for the public: pages leave out what is not there yet. */
export async function knownMetrics(door: Door): Promise<ReadonlySet<string>> {
  return new Set((await door.metrics()).map((metric) => metric.name));
}
