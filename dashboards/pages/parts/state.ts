import type { Condition } from "#warehouse/door/types.ts";
import { choice, intParam, queryString, readQuery } from "../../lib/url.ts";

export const COUNCILS = ["", "region", "province", "commune"] as const;
export type Council = (typeof COUNCILS)[number];

/** What the address of a territory's page says, besides the territory. */
export interface PlaceState {
  /** Null for the latest. */
  readonly year: number | null;
  readonly council: Council;
  /** A column's key, or `nom`. */
  readonly sort: string;
  readonly dir: "asc" | "desc";
  readonly page: number;
}

const KEYS = ["annee", "conseil", "tri", "ordre", "page"] as const;
export const BY_NAME = "nom";
const natural = (sort: string | undefined): "asc" | "desc" => (sort === BY_NAME ? "asc" : "desc");

/** Reads the state out of an address; `sorts` are the columns that sort, the first by default. */
export function readPlaceState(
  originalUrl: string,
  sorts: readonly [string, ...string[]],
): { state: PlaceState; unknown: string[] } {
  const { values, unknown } = readQuery(originalUrl, KEYS);
  const year = intParam(values.get("annee"), 0, 2000, 2100);
  const sort = choice(values.get("tri"), [...sorts, BY_NAME] as [string, ...string[]]);
  return {
    state: {
      year: year === 0 ? null : year,
      council: choice(values.get("conseil"), COUNCILS),
      sort,
      dir: choice(values.get("ordre"), natural(sort) === "asc" ? ["asc", "desc"] : ["desc", "asc"]),
      page: intParam(values.get("page"), 1, 1, 10_000),
    },
    unknown,
  };
}

/** The query string of a state; defaults are left out, so that one view has one address. */
export function writePlaceState(state: Partial<PlaceState>, latest: number | null, first: string): string {
  return queryString(
    { annee: state.year, conseil: state.council, tri: state.sort, ordre: state.dir, page: state.page },
    { annee: latest, tri: first, ordre: natural(state.sort), page: 1 },
  );
}

export const councilFilter = (council: Council): Condition[] =>
  council === "" ? [] : [{ dimension: "collectivity_type", op: "=", value: council }];
