import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import { afterAll, expect, it } from "vitest";
import { fixtureHome } from "#test/fixture/home.ts";
import { runDbt } from "#warehouse/dbt.ts";
import { homeAt, PROJECT_ROOT } from "#warehouse/home.ts";

const REACHING = [
  "int_budget__check",
  "int_budget__order_check",
  "int_finance__commitment",
  "int_finance__commitment_anomaly",
  "int_finance__delay",
  "int_finance__order_anomaly",
  "int_finance__supplier",
];
const root = mkdtempSync(join(tmpdir(), "bayan-reach-"));
const home = homeAt(root);
const database = join(home.build, "work.duckdb");
afterAll(() => rmSync(root, { recursive: true, force: true }));

async function ask(...statements: readonly string[]): Promise<string[][]> {
  const instance = await DuckDBInstance.create(database);
  const connection = await instance.connect();
  const found: string[][] = [];
  for (const sql of statements)
    found.push((await connection.runAndReadAll(sql)).getRows().map((row) => row.join()));
  connection.closeSync();
  instance.closeSync();
  return found;
}

/** Orders name commitments, payments settle orders, of the year itself or of up to three years before. */
const views = (corrected: boolean): string[] => [
  `CREATE OR REPLACE VIEW raw.gid__engagement AS SELECT * REPLACE (
    CASE WHEN _row % 103 = 7 AND fiscal_year >= 2023 THEN 'E' || (fiscal_year - 1 - _row % 2) || substr(commitment_no, 6) ELSE commitment_no END AS commitment_no,
    CASE WHEN ${corrected} AND fiscal_year = 2021 AND _row % 13 = 4 THEN 2 * amount_mad ELSE amount_mad END AS amount_mad,
    CASE WHEN ${corrected} AND fiscal_year = 2021 AND _row % 2 = 0 THEN 'AUTRE' ELSE kind END AS kind,
    CASE WHEN ${corrected} AND fiscal_year = 2021 AND _row % 17 = 3 THEN NULL ELSE market_no END AS market_no)
    FROM given.gid__engagement WHERE NOT (${corrected} AND fiscal_year = 2021 AND _row % 11 = 2)`,
  `CREATE OR REPLACE VIEW raw.gid__mandat AS SELECT * REPLACE (
    CASE WHEN _row % 97 = 3 AND fiscal_year >= 2024 THEN 'E' || (fiscal_year - 1 - _row % 3) || substr(commitment_no, 6) ELSE commitment_no END AS commitment_no,
    CASE WHEN _row % 97 = 3 THEN NULL ELSE service_done_on END AS service_done_on,
    CASE WHEN ${corrected} AND fiscal_year = 2021 AND _row % 13 = 4 THEN ordered_on + 1500 ELSE ordered_on END AS ordered_on)
    FROM given.gid__mandat WHERE NOT (${corrected} AND fiscal_year = 2021 AND _row % 11 = 2)`,
  `CREATE OR REPLACE VIEW raw.gid__paiement AS SELECT * REPLACE (
    CASE WHEN _row % 101 = 5 AND fiscal_year >= 2024 THEN 'M' || (fiscal_year - 1 - _row % 3) || substr(order_no, 6) ELSE order_no END AS order_no)
    FROM given.gid__paiement`,
];

async function build(years: readonly number[]): Promise<string[][]> {
  const settings = { threads: 2, buildMemory: "2GiB", tempMax: "4GiB" };
  const result = await runDbt({
    ...{ root: PROJECT_ROOT, home, settings, database, command: "run", select: REACHING, years },
  });
  expect(result.faults).toEqual([]);
  return ask(
    ...REACHING.map(
      (name) => `SELECT fiscal_year, count(*), sum(hash(t)::HUGEINT) FROM intermediate.${name} AS t
        GROUP BY ALL ORDER BY ALL`,
    ),
  );
}

it("a corrected year is put right in all the years that name it, as a whole build does", {
  timeout: 300_000,
}, async () => {
  const fixture = await fixtureHome();
  cpSync(join(fixture.build, "work.duckdb"), database);
  cpSync(join(fixture.build, "target"), join(home.build, "target"), { recursive: true });
  const [names] = await ask(
    "SELECT sql FROM duckdb_views() WHERE view_name IN ('gid__engagement', 'gid__mandat', 'gid__paiement')",
  );
  expect(names).toHaveLength(3);
  await ask(
    "CREATE SCHEMA given",
    ...(names ?? []).map((sql) => sql.replace("CREATE VIEW raw.", "CREATE VIEW given.")),
    ...views(false),
  );
  const before = await build([]);
  await ask(...views(true));
  const partial = await build([2021]);
  const whole = await build([]);
  expect(partial).toEqual(whole);
  // Years that neither the run nor the year after it names are among those that changed.
  for (const [index, name] of REACHING.entries()) {
    const [old, now] = [before[index] ?? [], whole[index] ?? []];
    const changed = [
      ...old.filter((line) => !now.includes(line)),
      ...now.filter((line) => !old.includes(line)),
    ];
    expect([name, changed.some((line) => line > "2023")]).toEqual([name, true]);
  }
});
