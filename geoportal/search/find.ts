import { foldName } from "#dashboards/lib/search.ts";
import type { Project } from "#geoportal/overlays/projects.ts";
import type { TerritoryItem } from "#warehouse/door/types.ts";

/** What a search over the map found, the likeliest first. */
export interface Found {
  readonly units: readonly TerritoryItem[];
  readonly projects: readonly Project[];
}

const SHORTEST = 2;
const RANK: Partial<Record<TerritoryItem["level"], number>> = { region: 0, province: 1, commune: 2 };

/**
 * Units by name in either script or by code, projects by number or title. A whole name goes before the start of one,
 * a region before its provinces and communes.
 */
export function find(q: string, units: readonly TerritoryItem[], projects: readonly Project[]): Found {
  const wanted = foldName(q);
  if (wanted.length < SHORTEST) return { units: [], projects: [] };
  const code = q.trim();
  const place = (unit: TerritoryItem): number => {
    if (unit.code === code) return 0;
    const names = [unit.name_fr, unit.name_ar, unit.name_en].map(foldName);
    if (names.includes(wanted)) return 1;
    if (names.some((name) => name.startsWith(wanted))) return 2;
    return names.some((name) => name.includes(wanted)) ? 3 : Number.POSITIVE_INFINITY;
  };
  const placed = units
    .filter((unit) => unit.collectivity_type !== null)
    .map((unit) => ({ unit, at: place(unit) }))
    .filter(({ at }) => Number.isFinite(at))
    .sort(
      (a, b) =>
        a.at - b.at ||
        (RANK[a.unit.level] ?? 3) - (RANK[b.unit.level] ?? 3) ||
        (b.unit.population ?? 0) - (a.unit.population ?? 0) ||
        (a.unit.code < b.unit.code ? -1 : 1),
    );
  const number = code.toUpperCase();
  const isNumber = /\d/u.test(code);
  return {
    units: placed.map(({ unit }) => unit),
    projects: projects.filter(
      ({ id, title }) =>
        id === number || (isNumber ? id.startsWith(number) : foldName(title).includes(wanted)),
    ),
  };
}
