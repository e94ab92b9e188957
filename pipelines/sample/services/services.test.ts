import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type DuckDBConnection, DuckDBInstance } from "@duckdb/node-api";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { makeSample } from "../index.ts";
import { nationalAmount } from "../targets.ts";
import { readInbox } from "../testing/read.ts";
import { referenceTables } from "../testing/reference.ts";

const folder = mkdtempSync(join(tmpdir(), "bayan-services-"));
const SYSTEMS = ["audit", "bod", "deploiement", "diagnostic", "indmaj", "majaliss", "tgr"];
/** Read more than once: as tables, not from the files each time. */
const READ = ["deploiement_deploiement", "bod_courrier", "majaliss_session", "majaliss_point", "audit_reco"];
let instance: DuckDBInstance;
let connection: DuckDBConnection;

const number = async (sql: string): Promise<number> =>
  Number((await connection.runAndReadAll(sql)).getRows()[0]?.[0]);

beforeAll(async () => {
  const rawRefDir = await referenceTables(folder);
  const inbox = join(folder, "inbox");
  await makeSample({ inbox, rawRefDir, scale: 0.05, seed: 1, until: "2025-01", systems: SYSTEMS });
  instance = await DuckDBInstance.create(":memory:", { threads: "2" });
  connection = await instance.connect();
  await readInbox(connection, inbox, join(folder, "decoded"));
  for (const table of READ) await connection.run(`CREATE TABLE ${table}_read AS FROM ${table}`);
  for (const table of READ)
    await connection.run(`DROP VIEW ${table}; ALTER TABLE ${table}_read RENAME TO ${table}`);
  await connection.run(`CREATE TABLE unit AS FROM read_parquet('${rawRefDir}/unit/*.parquet')`);
  await connection.run(`CREATE TABLE census AS FROM read_parquet('${rawRefDir}/census/*.parquet')`);
});

afterAll(() => {
  connection?.closeSync();
  instance?.closeSync();
  rmSync(folder, { recursive: true, force: true });
});

describe("what is published, and dated", () => {
  it.each([
    ["GIR", 969],
    ["GIR_ABATTOIR", 5],
    ["GIR_MARCHE", 2],
    ["BOD", 240],
    ["MESSAGERIE", 1030],
    ["ROKHAS", 1081],
    ["CHIKAYA", 1200],
  ])("%s stood at %i places at the end of 2020", async (platform, places) => {
    expect(
      await number(
        `SELECT count(*) FROM deploiement_deploiement WHERE platform = '${platform}' AND since <= DATE '2020-12-31'`,
      ),
    ).toBe(places);
  });
  it.each([
    ["GIR", 1590],
    ["GIR_ABATTOIR", 65],
    ["GIR_MARCHE", 38],
  ])("%s is meant for %i places", async (platform, places) => {
    expect(await number(`SELECT count(*) FROM deploiement_deploiement WHERE platform = '${platform}'`)).toBe(
      places,
    );
  });
  it("has the staff of 2020 and the engineers among them", async () => {
    expect(await number("SELECT count(*) FROM indmaj_agent")).toBe(94_918);
    expect(await number("SELECT count(*) FROM indmaj_agent WHERE is_engineer")).toBe(1_535);
  });
  it("leaves 15 % of communes without telecom coverage in 2021", async () => {
    const share = await number(
      "SELECT avg(CAST(NOT couverte AS INTEGER)) FROM diagnostic_telecom WHERE annee = 2021",
    );
    expect(Math.abs(share - 0.15)).toBeLessThan(0.001);
  });
  it("brings Majaliss to 12 regions, 75 provinces and the large communes in 2021, to all in 2022", async () => {
    const by = (day: string, where: string) =>
      number(
        `SELECT count(*) FROM deploiement_deploiement JOIN unit ON unit.code = ct_code JOIN census ON census.code = unit.code AND census_year = 2024
         WHERE platform = 'MAJALISS' AND since <= DATE '${day}' AND ${where}`,
      );
    expect(await by("2021-12-31", "level = 'region'")).toBe(12);
    expect(await by("2021-12-31", "level = 'province'")).toBe(75);
    expect(await by("2021-12-31", "level = 'commune' AND population <= 50000")).toBe(0);
    expect(await by("2022-12-31", "true")).toBe(1590);
  });
  it("pays what the budgets hold for personnel", async () => {
    const paid = await number("SELECT sum(gross + charges) FROM indmaj_paie");
    expect(Math.abs(paid / ((nationalAmount("personnel", 2025) * 1e6) / 12) - 1)).toBeLessThan(0.02);
  });
  it("prints the totals of the bulletin, receipts of 2024 at 53.1 milliards", async () => {
    const receipts = await number(
      "SELECT cumul / 1e9 FROM tgr_bulletin WHERE agregat = 'RECETTES_ORDINAIRES' AND mois = DATE '2024-12-01'",
    );
    expect(Math.abs(receipts / 53.1 - 1)).toBeLessThan(0.001);
  });
});

describe("what holds together", () => {
  it("has cases only from where the platform is, and since it is there", async () => {
    for (const [table, platform, day] of [
      ["bod_courrier", "BOD", "received_ts"],
      ["majaliss_session", "MAJALISS", "opens"],
    ])
      expect(
        await number(
          `SELECT count(*) FROM ${table} AS c LEFT JOIN deploiement_deploiement AS d ON d.platform = '${platform}' AND d.ct_code = c.ct_code
           WHERE c.ct_code <> '99.999.99.99' AND (d.since IS NULL OR d.since > CAST(c.${day} AS DATE))`,
        ),
        table,
      ).toBe(0);
  });
  it("votes no more than a council has seats, and tells a session of every item", async () => {
    expect(
      await number("SELECT max(votes_for + votes_against + votes_abst) FROM majaliss_point"),
    ).toBeLessThan(100);
    expect(
      await number(
        "SELECT count(*) FROM majaliss_point WHERE session_id NOT IN (SELECT session_id FROM majaliss_session)",
      ),
    ).toBe(0);
  });
  it("gives each recommendation a number of its own", async () => {
    expect(
      await number(
        "SELECT count(*) FROM (SELECT reco_no FROM audit_reco GROUP BY reco_no HAVING count(DISTINCT issued) > 1)",
      ),
    ).toBe(0);
    expect(await number("SELECT count(DISTINCT reco_no) FROM audit_reco")).toBeGreaterThan(3000);
  });
  it("has life's defects, few of them", async () => {
    const orphans = await number(
      "SELECT avg(CAST(session_id NOT IN (SELECT session_id FROM majaliss_session) AS INTEGER)) FROM majaliss_acte",
    );
    expect(orphans).toBeGreaterThan(0);
    expect(orphans).toBeLessThan(0.003);
    expect(await number("SELECT count(*) FROM bod_courrier WHERE ct_code = '99.999.99.99'")).toBeGreaterThan(
      0,
    );
  });
});
