import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type DuckDBConnection, DuckDBInstance } from "@duckdb/node-api";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { fixtureHome } from "#test/fixture/home.ts";
import { COLLECTIVITIES_SHARE } from "./chikaya/volume.ts";
import { SEEDS } from "./seeds.ts";
import { complaintsOf, MEASURE_TABLES, MEASURES } from "./testing/measures.ts";
import { readInbox } from "./testing/read.ts";

const scratch = mkdtempSync(join(tmpdir(), "bayan-calibration-"));
let instance: DuckDBInstance;
let connection: DuckDBConnection;
const published = new Map<string, number>();

const number = async (sql: string): Promise<number> =>
  Number((await connection.runAndReadAll(sql)).getRows()[0]?.[0]);

beforeAll(async () => {
  const home = await fixtureHome();
  instance = await DuckDBInstance.create(":memory:", { threads: "2" });
  connection = await instance.connect();
  await readInbox(connection, home.inbox, scratch);
  await connection.run(`CREATE TABLE unit AS FROM read_parquet('${join(home.raw, "ref")}/unit/*.parquet')`);
  await connection.run(`CREATE TABLE line AS FROM read_csv('${SEEDS}/budget_line.csv', all_varchar = true)`);
  for (const table of MEASURE_TABLES) await connection.run(table);
  const rows = await connection.runAndReadAll(
    `SELECT concat_ws(',', system, measure, period, scope), value FROM read_csv('${SEEDS}/published_total.csv', types = {'period': 'VARCHAR', 'value': 'DOUBLE'})`,
  );
  for (const [key, value] of rows.getRows()) published.set(String(key), Number(value));
});

afterAll(() => {
  connection?.closeSync();
  instance?.closeSync();
  rmSync(scratch, { recursive: true, force: true });
});

describe("national totals of the smallest sample", () => {
  it.each(MEASURES.map((each) => [each.published, each] as const))("%s", async (key, measure) => {
    const expected = published.get(key);
    if (expected === undefined) throw new Error(`${key}: not published`);
    const found = await number(measure.sql);
    const gap = Math.abs(found / expected - 1);
    expect(gap, `${found} where ${expected} was published`).toBeLessThanOrEqual(measure.tolerance ?? 0.02);
  });

  it.each([2021, 2022])(
    "complaints of %i are the stated share of those of all administrations",
    async (year) => {
      const all = published.get(`chikaya,received,${year},all administrations`) ?? 0;
      const found = await number(complaintsOf(year));
      expect(Math.abs(found / (all * COLLECTIVITIES_SHARE) - 1)).toBeLessThan(0.02);
    },
  );
});

describe("whom it covers", () => {
  it("gives a budget to every one of the 1,590 collectivities, each year, and to groupements beside them", async () => {
    const years = await connection.runAndReadAll(
      `SELECT exercice, count(DISTINCT ct_code) FILTER (WHERE ct_code NOT LIKE 'ECI%'), count(DISTINCT ct_code) FILTER (WHERE ct_code LIKE 'ECI%') > 30
       FROM gid_budget_line GROUP BY exercice ORDER BY exercice`,
    );
    expect(years.getRows().map((row) => row.map(String))).toEqual(
      [2021, 2022, 2023, 2024, 2025, 2026].map((year) => [String(year), "1590", "true"]),
    );
  });
  it("has about 45 % of communes below twenty permit files a year, as life has", async () => {
    const share = await number(
      `SELECT avg(CAST(files < 20 AS INTEGER)) FROM (
         SELECT unit.code, count(dossier_no) AS files FROM unit
         LEFT JOIN (SELECT coalesce(place.commune_code, file.ct_code) AS code, dossier_no FROM file JOIN unit AS place ON place.code = file.ct_code WHERE year(deposit_ts) = 2023) AS counted ON counted.code = unit.code
         WHERE unit.level = 'commune' GROUP BY unit.code)`,
    );
    expect(share).toBeGreaterThan(0.38);
    expect(share).toBeLessThan(0.52);
  });
});

describe("what holds together", () => {
  it("opens credits that are the sum of their parts", async () => {
    const wrong = "credit_definitif <> credit_initial + reports + virements_net + modificatifs";
    expect(await number(`SELECT count(*) FROM gid_budget_line WHERE ${wrong}`)).toBe(0);
  });
  it("commits within credits, but for a few", async () => {
    const over = await number(
      `SELECT avg(CAST(engaged > credit AS INTEGER))
       FROM (SELECT ct_code, exercice, substr(code, 1, 2) AS part, sum(credit_definitif) AS credit FROM gid_budget_line GROUP BY ALL)
       JOIN (SELECT ct_code, exercice, substr(code, 1, 2) AS part, sum(montant) AS engaged FROM gid_engagement WHERE statut IN ('VISE', 'ANNULE') GROUP BY ALL) USING (ct_code, exercice, part)`,
    );
    expect(over).toBeLessThan(0.01);
  });
  it("moves credits between lines of a budget without making any", async () => {
    expect(
      await number(
        "SELECT count(*) FROM (SELECT sum(virements_net) AS net FROM gid_budget_line GROUP BY ct_code, exercice, budget_id, substr(code, 1, 2)) WHERE net <> 0",
      ),
    ).toBe(0);
  });
  it("pays what projects cost: the funders' parts are the project's budget", async () => {
    expect(
      await number(
        `SELECT count(*) FROM (SELECT project_id, sum(committed) AS part FROM prdts_funding GROUP BY ALL)
         JOIN (SELECT project_id, max(bac) AS bac FROM prdts_project GROUP BY ALL) USING (project_id) WHERE part <> bac`,
      ),
    ).toBe(0);
  });
  it("lets what is outstanding follow from what was raised, reduced and collected", async () => {
    const gap = await number(
      `WITH stock AS (SELECT exercice, sum(montant) AS m FROM gir_rar GROUP BY ALL),
       raised AS (SELECT exercice, sum(montant_emis) AS m FROM gir_ordre_recette WHERE gestion <> 'TRANSFERE' GROUP BY ALL),
       reduced AS (SELECT exercice, sum(montant) AS m FROM gir_reduction GROUP BY ALL),
       collected AS (SELECT exercice, sum(montant) AS m FROM gir_quittance JOIN line USING (code)
         WHERE NOT annulee AND management <> 'TRANSFERE' AND code IN (SELECT code FROM gir_rar) GROUP BY ALL)
       SELECT max(abs(stock.m - (before.m + raised.m - reduced.m - collected.m)) / stock.m)
       FROM stock JOIN stock AS before ON before.exercice = stock.exercice - 1
       JOIN raised ON raised.exercice = stock.exercice JOIN reduced ON reduced.exercice = stock.exercice
       JOIN collected ON collected.exercice = stock.exercice WHERE stock.exercice <= 2025`,
    );
    expect(gap).toBeLessThan(0.02);
  });
});
