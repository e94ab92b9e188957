import { join } from "node:path";
import { type DuckDBConnection, DuckDBInstance } from "@duckdb/node-api";
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from "vitest";
import { createFixture, type DoorFixture } from "../testing/fixture.ts";
import { MANIFEST } from "../testing/manifest.ts";
import { buildRollups } from "./build.ts";
import { rollupsCheck } from "./check.ts";

let fixture: DoorFixture;
let instance: DuckDBInstance;
let connection: DuckDBConnection;
beforeAll(async () => {
  fixture = await createFixture({ rollups: true });
});
afterAll(() => fixture.close());
/** A file of its own, with all that the fixture holds. */
beforeEach(async ({ task }) => {
  instance = await DuckDBInstance.create(join(fixture.dir, `${task.id}.duckdb`));
  connection = await instance.connect();
  await connection.run(`ATTACH '${join(fixture.dir, "warehouse.duckdb")}' AS whole (READ_ONLY)`);
  await connection.run(`COPY FROM DATABASE whole TO "${task.id}"`);
  await connection.run("DETACH whole");
});
afterEach(() => {
  connection.closeSync();
  instance.closeSync();
});

const YEARS = [2025, 2026];
const ALL = { minRows: 1, share: 1 };
const OTHERS = new Set(["dim_territory", "bridge_territory", "fct_receipts", "fct_permit", "fct_population"]);
const rows = async (sql: string) => (await connection.runAndReadAll(sql)).getRowsJson();
const renew = () =>
  buildRollups(connection, MANIFEST, {
    worth: ALL,
    standing: OTHERS,
    renewed: { tables: new Set(["fct_budget"]), years: YEARS, by: "fiscal_year" },
  });
const namesOf = async (model: string) =>
  (await rows(`SELECT name FROM meta_rollup WHERE model = '${model}' ORDER BY name`)).map(([name]) =>
    String(name),
  );
async function differences(proved?: ReadonlyMap<string, readonly number[]>): Promise<readonly string[]> {
  const release = await fixture.releases.current();
  const found = await rollupsCheck.run(
    { ...release, connect: async () => ({ connection, done: () => undefined }) },
    proved,
  );
  return found.map(({ en }) => en);
}

it("sums of years that were replaced are made again, the others stay", async () => {
  const names = await namesOf("budget");
  const early = (name: string) => rows(`SELECT rowid, * FROM "${name}" WHERE period < DATE '2025-01-01'`);
  const before = await Promise.all(names.map(early));
  await connection.run("UPDATE fct_budget SET paid_mad = paid_mad * 2 WHERE fiscal_year = 2025");
  await connection.run("DELETE FROM fct_budget WHERE fiscal_year = 2025 AND month(month_start) = 7");
  expect((await differences()).length).toBeGreaterThan(0);

  const { made, kept, renewed } = await renew();
  expect(renewed).toEqual(names);
  expect([...made, ...kept].filter((name) => name.startsWith("rollup_budget"))).toEqual([]);
  expect(before.flat().length).toBeGreaterThan(0);
  expect(await Promise.all(names.map(early))).toEqual(before);
  expect(await differences()).toEqual([]);
  expect(await differences(new Map(names.map((name) => [name, YEARS])))).toEqual([]);
  for (const name of names) {
    const [[counted], [listed]] = [
      await rows(`SELECT count(*)::INTEGER FROM "${name}"`),
      await rows(`SELECT rows::INTEGER FROM meta_rollup WHERE name = '${name}'`),
    ];
    expect(listed, name).toEqual(counted);
  }
});

it("sums of rows with a day outside the year that they are kept by are made anew", async () => {
  await connection.run(
    "UPDATE fct_budget SET month_start = DATE '2024-12-01' WHERE fiscal_year = 2025 AND month(month_start) = 1",
  );
  const { made, renewed } = await renew();
  expect(renewed).toEqual([]);
  expect(made.some((name) => name.startsWith("rollup_budget"))).toBe(true);
  expect(await differences()).toEqual([]);
});

it("sums of a table that joins another that changed are made anew", async () => {
  const { made, renewed } = await buildRollups(connection, MANIFEST, {
    worth: ALL,
    standing: new Set([...OTHERS].filter((name) => name !== "dim_territory")),
    renewed: { tables: new Set(["fct_budget"]), years: YEARS, by: "fiscal_year" },
  });
  expect(renewed).toEqual([]);
  expect(made.some((name) => name.startsWith("rollup_budget"))).toBe(true);
});

it("of years that are left to prove a wrong sum is found, whatever stands in the others", async () => {
  const [name = ""] = await namesOf("budget");
  const proved = new Map((await namesOf("budget")).map((each) => [each, YEARS]));
  const wrong = (year: number) =>
    connection.run(
      `UPDATE "${name}" SET m_paid_mad = m_paid_mad + 0.01
       WHERE rowid = (SELECT min(rowid) FROM "${name}" WHERE year(period) = ${year})`,
    );
  await wrong(2024);
  expect(await differences(proved)).toEqual([]);
  await wrong(2025);
  expect(await differences(proved)).toEqual([`${name}: 1 rows differ from budget`]);
  expect(await differences()).toContain(`${name}: 2 rows differ from budget`);
});
