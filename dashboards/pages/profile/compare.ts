import type { TerritoryItem } from "#warehouse/door/types.ts";
import { foldName } from "../../lib/search.ts";

/** At most this many beside the place itself: more columns are not read. */
export const MOST = 4;

/** The place that a reader means by a name or code, of the same level: a whole name first, then the most populous. */
export function meant(units: readonly TerritoryItem[], q: string): TerritoryItem | null {
  const wanted = foldName(q);
  if (wanted === "") return null;
  const names = (unit: TerritoryItem): string[] => [unit.name_fr, unit.name_ar, unit.name_en].map(foldName);
  const score = (unit: TerritoryItem): number => {
    if (unit.code === q.trim()) return 0;
    const all = names(unit);
    if (all.includes(wanted)) return 1;
    if (all.some((name) => name.startsWith(wanted))) return 2;
    return all.some((name) => name.includes(wanted)) ? 3 : 4;
  };
  const [best] = units
    .map((unit) => ({ unit, at: score(unit) }))
    .filter(({ at }) => at < 4)
    .sort(
      (a, b) =>
        a.at - b.at ||
        (b.unit.population ?? 0) - (a.unit.population ?? 0) ||
        (a.unit.code < b.unit.code ? -1 : 1),
    );
  return best?.unit ?? null;
}
