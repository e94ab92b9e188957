import { type Door, PUBLIC_VIEWER, type Row } from "#warehouse/door/types.ts";
import { numberOf } from "./record.ts";

/** Needs that both censuses measure alike: the column before its year, what a household lacks by it, and its unit. */
export const NEEDS = [
  { name: "running_water", column: "running_water_rate", more: "better", unit: "ratio" },
  { name: "electricity", column: "electricity_rate", more: "better", unit: "ratio" },
  { name: "road", column: "road_km", more: "worse", unit: "km" },
  { name: "illiteracy", column: "illiteracy_rate", more: "worse", unit: "ratio" },
] as const;
export type Need = (typeof NEEDS)[number];

/** Rural communes: those whose households' way to a paved road the census measures. */
export async function ruralCommunes(door: Door, region: string | null): Promise<readonly Row[]> {
  const { rows } = await door.rows(
    {
      mart: "fct_project_equity",
      ...(region === null ? {} : { where: [{ column: "region_code", value: region }] }),
    },
    PUBLIC_VIEWER,
  );
  return rows.filter((row) => numberOf(row, "road_km_2014") !== null);
}

/** Mean over communes weighted by their households of that year; null where none says anything. */
export function weighted(rows: readonly Row[], column: string, year: 2014 | 2024): number | null {
  let [sum, weight] = [0, 0];
  for (const row of rows) {
    const value = numberOf(row, `${column}_${year}`);
    const households = numberOf(row, `households_${year}`);
    if (value === null || households === null || households <= 0) continue;
    sum += value * households;
    weight += households;
  }
  return weight === 0 ? null : sum / weight;
}

export interface Concentration {
  /** From the neediest on: share of people, share of money. Begins at (0, 0), ends at (1, 1). */
  readonly points: readonly { readonly people: number; readonly money: number }[];
  /** −1 all money to the least needy, 0 as people are, 1 all to the neediest. */
  readonly index: number;
}

/**
 * Concentration curve of spending by need (Wagstaff): communes from the neediest of 2014 to the least, the share of
 * people reached so far against the share of money. Above the diagonal money goes first to need. The index is twice
 * the area between. Null where there is no money or nobody.
 */
export function concentration(rows: readonly Row[], need: Need): Concentration | null {
  const ranked = rows
    .flatMap((row) => {
      const value = numberOf(row, `${need.column}_2014`);
      const people = numberOf(row, "population_2014");
      const money = numberOf(row, "budget_mad");
      if (value === null || people === null || money === null) return [];
      return [
        { code: String(row.commune_code), need: need.more === "worse" ? value : -value, people, money },
      ];
    })
    .toSorted((a, b) => b.need - a.need || (a.code < b.code ? -1 : 1));
  const [allPeople, allMoney] = [
    ranked.reduce((sum, { people }) => sum + people, 0),
    ranked.reduce((sum, { money }) => sum + money, 0),
  ];
  if (allPeople <= 0 || allMoney <= 0) return null;
  const points = [{ people: 0, money: 0 }];
  let [people, money, area] = [0, 0, 0];
  for (const one of ranked) {
    const before = { people, money };
    people += one.people / allPeople;
    money += one.money / allMoney;
    area += ((people - before.people) * (money + before.money)) / 2;
    points.push({ people, money });
  }
  return { points, index: 2 * area - 1 };
}

/** Share of the money at a share of the people, read off the curve between two communes. */
export function moneyAt({ points }: Concentration, share: number): number {
  const at = points.findIndex(({ people }) => people >= share);
  const [before, after] = [points[at - 1], points[at]];
  if (after === undefined) return 1;
  if (before === undefined || after.people === before.people) return after.money;
  const part = (share - before.people) / (after.people - before.people);
  return before.money + part * (after.money - before.money);
}
