import type { PageView } from "#dashboards/lib/handler.ts";
import { type Place, placeOf } from "#dashboards/lib/territory.ts";
import { queryString, readQuery } from "#dashboards/lib/url.ts";
import { LEVELS, type Level } from "#geoportal/layers/unit.ts";
import { DEFAULT_MEASURE, type MapState, PATH, readState } from "#geoportal/map/state.ts";
import type { Lang } from "#warehouse/text.ts";

export const TERRITORY_PATH = `${PATH}/territoire`;
const KEYS = ["mesure", "annee", "niveau", "avec"] as const;

/** What a page about one territory is asked: a measure, a year, which of its parts, and what it is compared with. */
export interface TerritoryState {
  readonly place: Place;
  readonly map: MapState;
  /** A year or a metric's name; null for no comparison. */
  readonly avec: string | null;
  readonly unknown: readonly string[];
}

/** Where a unit's own page is. */
export function territoryHref(
  lang: Lang,
  code: string,
  state: Partial<Record<(typeof KEYS)[number], unknown>> = {},
): string {
  const text = (value: unknown): string | null =>
    value === null || value === undefined ? null : String(value);
  return `/${lang}${TERRITORY_PATH}/${code}${queryString(
    {
      mesure: text(state.mesure),
      annee: text(state.annee),
      niveau: text(state.niveau),
      avec: text(state.avec),
    },
    { mesure: DEFAULT_MEASURE },
  )}`;
}

/** Parts that a unit can be drawn by: a region its provinces or communes; a commune stands among its neighbours. */
export function partsOf(place: Place): readonly Level[] {
  return place.unit.level === "region" ? ["province", "commune"] : ["commune"];
}

/** Reads the address of a territory's page; null where there is no such unit on the map. */
export async function readTerritory(page: PageView): Promise<TerritoryState | null> {
  const place = await placeOf(page.ctx.door, page.viewer, page.params.code);
  if (
    place === null ||
    !LEVELS.some((level) => level === place.unit.level) ||
    place.unit.collectivity_type === null
  )
    return null;
  const { values, unknown } = readQuery(page.req.originalUrl, KEYS);
  const { unit } = place;
  const [first = "commune", ...others] = partsOf(place);
  const niveau = others.find((level) => level === values.get("niveau")) ?? first;
  const dans = unit.level === "commune" ? unit.province : unit.code;
  const query = queryString({ niveau, dans, mesure: values.get("mesure"), annee: values.get("annee") });
  const { state } = readState(`/fr${PATH}${query}`, { level: "region", within: null });
  return {
    place,
    unknown,
    avec: values.get("avec") ?? null,
    map: { ...state, code: unit.level === "commune" ? unit.code : null, couches: ["projets"] },
  };
}
