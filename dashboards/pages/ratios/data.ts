import { type Cell, type Door, PUBLIC_VIEWER, type TerritoryItem } from "#warehouse/door/types.ts";
import { toNumber } from "../../lib/format.ts";
import { type Comparison, compare, type Valued } from "../../lib/ratios/compare.ts";
import type { RatioCard, RatioReason } from "../../lib/ratios/index.ts";
import { childLevel } from "../../lib/territory.ts";
import type { Council } from "../parts/state.ts";
import type { Reference } from "./state.ts";

/** Whose ratios: one council, or all councils of a place, or those of one kind in it. */
export interface Scope {
  readonly scope: "council" | "place";
  readonly councils: string;
}
export const scopeOf = (unit: TerritoryItem, council: Council): Scope =>
  unit.level === "commune"
    ? { scope: "council", councils: "commune" }
    : { scope: "place", councils: council === "" ? "all" : council };

/** A ratio of one year as the page shows it. */
export interface RatioValue {
  readonly value: number | null;
  readonly reason: RatioReason | null;
  readonly grade: string | null;
  readonly yearGrade: string | null;
  readonly closed: boolean;
}

const number = (cell: Cell | undefined): number | null =>
  typeof cell === "boolean" || cell === undefined ? null : toNumber(cell);
const text = (cell: Cell | undefined): string => (cell === null || cell === undefined ? "" : String(cell));

/** Every year of a place, by ratio. */
export async function ownRatios(
  door: Door,
  unit: TerritoryItem,
  { scope, councils }: Scope,
): Promise<ReadonlyMap<number, ReadonlyMap<string, RatioValue>>> {
  const { rows } = await door.rows(
    {
      mart: "fct_ratio",
      columns: ["fiscal_year", "ratio", "value", "reason", "grade", "year_grade", "closed"],
      where: [
        { column: "scope", value: scope },
        { column: "code", value: unit.code },
        { column: "councils_of", value: councils },
      ],
    },
    PUBLIC_VIEWER,
  );
  const years = new Map<number, Map<string, RatioValue>>();
  for (const row of rows) {
    const year = Number(row.fiscal_year);
    const found = years.get(year) ?? new Map<string, RatioValue>();
    found.set(text(row.ratio), {
      value: number(row.value),
      reason: row.reason === null ? null : (text(row.reason) as RatioReason),
      grade: row.grade === null || row.grade === undefined ? null : text(row.grade),
      yearGrade: row.year_grade === null || row.year_grade === undefined ? null : text(row.year_grade),
      closed: row.closed === true,
    });
    years.set(year, found);
  }
  return years;
}

/** Sides and values of every unit of a year, by ratio: read once a release, since every place is compared with them. */
type Peers = ReadonlyMap<string, readonly Valued[]>;
const kept = new WeakMap<Door, Map<string, Promise<Peers>>>();
const KEPT = 12;

export function peersOf(door: Door, release: string, scope: Scope, year: number): Promise<Peers> {
  const cache = kept.get(door) ?? new Map<string, Promise<Peers>>();
  kept.set(door, cache);
  const key = `${release} ${scope.scope} ${scope.councils} ${year}`;
  let found = cache.get(key);
  if (found === undefined) {
    found = readPeers(door, scope, year);
    found.catch(() => cache.delete(key));
    cache.set(key, found);
    for (const old of [...cache.keys()].slice(0, -KEPT)) cache.delete(old);
  }
  return found;
}

async function readPeers(door: Door, { scope, councils }: Scope, year: number): Promise<Peers> {
  const { rows } = await door.rows(
    {
      mart: "fct_ratio",
      columns: ["code", "ratio", "numerator", "denominator", "value"],
      where: [
        { column: "scope", value: scope },
        { column: "councils_of", value: councils },
        { column: "fiscal_year", value: year },
      ],
    },
    PUBLIC_VIEWER,
  );
  const peers = new Map<string, Valued[]>();
  for (const row of rows) {
    const ratio = text(row.ratio);
    const list = peers.get(ratio) ?? [];
    list.push({
      code: text(row.code),
      value: number(row.value),
      over: number(row.numerator),
      under: number(row.denominator),
    });
    peers.set(ratio, list);
  }
  return peers;
}

/** The groups that a place may be compared with: codes by reference, in the order of `REFERENCES`. */
export async function referenceGroups(
  door: Door,
  unit: TerritoryItem,
  own: readonly string[],
): Promise<ReadonlyMap<Reference, ReadonlySet<string>>> {
  const groups = new Map<Reference, ReadonlySet<string>>();
  if (unit.level === "nation" || childLevel(unit) === "region") return groups;
  const level = unit.level === "region" || unit.level === "province" ? unit.level : "commune";
  const all = (await door.territories({ level }, PUBLIC_VIEWER)).filter(
    (item) => item.collectivity_type !== null,
  );
  const set = (keep: (item: TerritoryItem) => boolean): ReadonlySet<string> =>
    new Set(all.filter(keep).map((item) => item.code));
  if (level === "commune") {
    groups.set(
      "strate",
      set((item) => item.segment === unit.segment),
    );
    groups.set(
      "province",
      set((item) => item.province === unit.province),
    );
  }
  if (level !== "region")
    groups.set(
      "region",
      set((item) => item.region === unit.region),
    );
  groups.set(
    "nation",
    set(() => true),
  );
  if (own.length > 0) {
    const known = new Set(all.map((item) => item.code));
    const mine = own.filter((code) => known.has(code));
    if (mine.length > 0) groups.set("groupe", new Set(mine));
  }
  return groups;
}

/** One ratio of the place against one group. */
export function compareWith(
  peers: Peers,
  card: RatioCard,
  code: string,
  group: ReadonlySet<string>,
): Comparison {
  const list = peers.get(card.name) ?? [];
  return compare(
    list.filter((item) => group.has(item.code)),
    list.find((item) => item.code === code),
    card.direction,
  );
}
