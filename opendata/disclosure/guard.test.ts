import { type DuckDBConnection, DuckDBInstance } from "@duckdb/node-api";
import { afterAll, beforeAll, expect, test } from "vitest";
import { rowsOf } from "../build/sql.ts";
import type { Guard } from "../types.ts";
import { guardCounts } from "./guard.ts";

let instance: DuckDBInstance;
let connection: DuckDBConnection;
beforeAll(async () => {
  instance = await DuckDBInstance.create(":memory:");
  connection = await instance.connect();
});
afterAll(() => {
  connection.closeSync();
  instance.closeSync();
});

const GUARD: Guard = {
  ...{ of: "persons", level: "level", unit: "place", parent: "above", column: null },
  ...{ slice: ["year", "kind"], counts: ["staff", "women"] },
};
/** Counts by place, in one grade or more; null for what is withheld. The country is `t`. */
type Year = Readonly<Record<string, readonly (number | null)[]>>;

async function made(name: string, years: Readonly<Record<number, Year>>): Promise<string> {
  const rows = Object.entries(years).flatMap(([year, places]) =>
    Object.entries(places).flatMap(([place, counts]) =>
      counts.map((staff, grade) => {
        const [unit, above] = [place.replaceAll("'", "''"), place === "t" ? "" : "t"];
        return `('${unit}', '${above}', ${year}, 'all', 'g${grade}', ${staff}, ${staff}, ${staff === null ? "'c'" : "null"})`;
      }),
    ),
  );
  await connection.run(
    `create or replace temp table ${name} as
     select * replace (staff::int as staff, women::int as women, status::varchar as status)
     from (values ${rows.join(", ")}) v(place, above, year, kind, grade, staff, women, status)`,
  );
  return name;
}
/** What a table tells: `year place counts by grade`, `c` for what it withholds. */
async function told(table: string): Promise<string[]> {
  const rows = await rowsOf(
    connection,
    `select year, place, list(case when status = 'c' and staff is null and women is null then 'c'
       when status is null and staff = women then staff::varchar end order by grade)
     from ${table} group by all order by all`,
  );
  return rows.map(([year, place, counts]) => `${year} ${place} ${[counts].flat().join(" ")}`);
}

test("small counts and what hides them are emptied, each year by itself", async () => {
  const table = await made("now", {
    2024: { t: [63], "a'b": [3], b: [20], c: [40] },
    2025: { t: [66], "a'b": [6], b: [20], c: [40] },
  });
  expect(await guardCounts(connection, table, GUARD, null)).toEqual({ rows: 2, examined: 8, frozen: [] });
  expect(await told(table)).toEqual([
    ...["2024 a'b c", "2024 b c", "2024 c 40", "2024 t 63"],
    ...["2025 a'b 6", "2025 b 20", "2025 c 40", "2025 t 66"],
  ]);
});

test("firms have a lower threshold than persons, and a table may be one slice", async () => {
  const table = await made("now", { 2024: { t: [62], a: [2], b: [20], c: [40] } });
  const guard: Guard = { ...GUARD, of: "firms", slice: [] };
  expect(await guardCounts(connection, table, guard, null)).toEqual({ rows: 2, examined: 4, frozen: [] });
  expect(await told(table)).toEqual(["2024 a c", "2024 b c", "2024 c 40", "2024 t 62"]);
  const three = await made("now", { 2024: { t: [63], a: [3], b: [20], c: [40] } });
  expect(await guardCounts(connection, three, guard, null)).toMatchObject({ rows: 0, examined: 4 });
});

test("a cut is guarded by its column: the totals of its rows stand", async () => {
  const table = await made("now", { 2024: { t: [56, 52], a: [6, 2], b: [50, 50] } });
  const guard: Guard = { ...GUARD, column: "grade" };
  expect(await guardCounts(connection, table, guard, null)).toEqual({ rows: 4, examined: 6, frozen: [] });
  expect(await told(table)).toEqual(["2024 a c c", "2024 b c c", "2024 t 56 52"]);
});

test("what was withheld stays so, what was told hides nothing, and a corrected count may", async () => {
  const before = await made("earlier", { 2024: { t: [79], a: [null], b: [20], c: [39], gone: [null] } });
  const table = await made("now", { 2024: { t: [80], a: [20], b: [20], c: [40] } });
  // b is known with its value of today; of c, 39 was told.
  expect(await guardCounts(connection, table, GUARD, before)).toEqual({ rows: 2, examined: 4, frozen: [] });
  expect(await told(table)).toEqual(["2024 a c", "2024 b 20", "2024 c c", "2024 t 80"]);
});

test("a year without an earlier one is guarded as a first release", async () => {
  const before = await made("earlier", { 2023: { t: [63], a: [null], b: [null], c: [40] } });
  const table = await made("now", { 2024: { t: [63], a: [3], b: [20], c: [40] } });
  expect(await guardCounts(connection, table, GUARD, before)).toMatchObject({ rows: 2, frozen: [] });
  expect(await told(table)).toEqual(["2024 a c", "2024 b c", "2024 c 40", "2024 t 63"]);
});

test("where a correction would tell a secret, that year's earlier figures stay, and the others' go on", async () => {
  const guard: Guard = { ...GUARD, column: "grade" };
  const before = await made("earlier", {
    2024: { t: [93, 46], a: [46, 6], b: [7, 0], c: [40, 40] },
    2025: { t: [60, 60], a: [30, 30], b: [30, 30] },
  });
  // Fifty must be able to move by five. Only four cells have changed; as a cross they move by four at most.
  const table = await made("now", {
    2024: { t: [93, 46], a: [50, 2], b: [3, 4], c: [40, 40] },
    2025: { t: [61, 60], a: [31, 30], b: [30, 30] },
  });
  expect(await guardCounts(connection, table, guard, before)).toEqual({
    ...{ rows: 0, examined: 14, frozen: ["2024|all"] },
  });
  expect(await told(table)).toEqual([
    ...["2024 a 46 6", "2024 b 7 0", "2024 c 40 40", "2024 t 93 46"],
    ...["2025 a 31 30", "2025 b 30 30", "2025 t 61 60"],
  ]);
});

test("a year that has nothing to hide a count behind, nor was published before, is withheld whole", async () => {
  const guard: Guard = { ...GUARD, column: "grade" };
  const table = await made("now", { 2024: { t: [3], u: [40, 9] }, 2025: { t: [40] } });
  // `t` and `u` have no place above: were there more grades in `t`, one could stand in for the other.
  await connection.run(`update now set above = ''`);
  expect(await guardCounts(connection, table, guard, null)).toEqual({ rows: 3, examined: 4, frozen: [] });
  expect(await told(table)).toEqual(["2024 t c", "2024 u c c", "2025 t 40"]);
});

test("the same year keeps its earlier figures as soon as one of them is known", async () => {
  const guard: Guard = { ...GUARD, column: "grade" };
  const before = await made("earlier", { 2024: { u: [40, 8] } });
  const table = await made("now", { 2024: { t: [3], u: [40, 9] } });
  await connection.run(`update now set above = ''`);
  expect(await guardCounts(connection, table, guard, before)).toMatchObject({ frozen: ["2024|all"] });
  expect(await told(table)).toEqual(["2024 u 40 8"]);
});

test("one count may be all that is withheld", async () => {
  const table = await made("now", { 2024: { t: [3] }, 2025: { t: [30] } });
  expect(await guardCounts(connection, table, GUARD, null)).toEqual({ rows: 1, examined: 2, frozen: [] });
  expect(await told(table)).toEqual(["2024 t c", "2025 t 30"]);
});

test("a guard without a count is a mistake of its dataset", async () => {
  const table = await made("now", { 2024: { t: [3] } });
  await expect(guardCounts(connection, table, { ...GUARD, counts: [] }, null)).rejects.toThrow(/no count/);
});
