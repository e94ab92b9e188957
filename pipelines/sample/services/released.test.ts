import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type DuckDBConnection, DuckDBInstance } from "@duckdb/node-api";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { fixtureHome } from "#test/fixture/home.ts";
import { loadCatalog } from "#warehouse/door/load.ts";
import { manifestSchema } from "#warehouse/door/manifest.ts";
import { contracts } from "../../sources/index.ts";

let folder: string;
let instance: DuckDBInstance;
let connection: DuckDBConnection;

const rows = async (sql: string): Promise<readonly (readonly unknown[])[]> =>
  (await connection.runAndReadAll(sql)).getRows();
const number = async (sql: string): Promise<number> => Number((await rows(sql))[0]?.[0]);

beforeAll(async () => {
  const home = await fixtureHome();
  folder = join(home.releases, readFileSync(home.current, "utf8").trim());
  instance = await DuckDBInstance.create(join(folder, "warehouse.duckdb"), { access_mode: "READ_ONLY" });
  connection = await instance.connect();
});

afterAll(() => {
  connection?.closeSync();
  instance?.closeSync();
});

/** A mart of each domain of the services. */
const MARTS = [
  ...["fct_market", "fct_declaration", "fct_civil_order", "fct_document_order", "fct_mail"],
  ...["fct_information_request", "fct_funeral_act", "fct_staff", "fct_payroll", "fct_staff_act"],
  ...["fct_council_session", "fct_council_decision", "fct_hygiene", "fct_court_case", "fct_publication"],
  ...["dim_procedure", "fct_planning", "fct_audit_recommendation", "fct_deployment", "fct_maturity"],
  ...["fct_telecom", "fct_bulletin"],
] as const;

describe("a release of the sample", () => {
  it("stands on exports of every table of every contract", async () => {
    const found = new Set(
      (await rows("SELECT DISTINCT system || '.' || table_name FROM meta_export")).map(([name]) => name),
    );
    const missing = contracts.flatMap(({ system, tables }) =>
      tables.map(({ name }) => `${system}.${name}`).filter((name) => !found.has(name)),
    );
    expect(missing).toEqual([]);
  });
  it.each(MARTS)("holds %s, all of it sample", async (mart) => {
    expect(await number(`SELECT count(*) FROM ${mart}`)).toBeGreaterThan(0);
    expect(await number(`SELECT count(*) FROM ${mart} WHERE NOT sample`)).toBe(0);
  });
  it("can answer every metric that the models define", async () => {
    const manifest = manifestSchema.parse(JSON.parse(readFileSync(join(folder, "semantic.json"), "utf8")));
    const catalog = await loadCatalog(manifest, connection);
    expect(catalog.faults).toEqual([]);
    for (const metric of ["deployment_rate", "mail_on_time_rate", "civil_lead_days", "bulletin_gap_rate"])
      expect(catalog.metrics.has(metric), metric).toBe(true);
  });
});

describe("what is not deployed", () => {
  it("has no row in the platform's own figures: neither a zero nor a denominator", async () => {
    for (const [mart, platform] of [
      ["fct_mail", "BOD"],
      ["fct_civil_order", "WATIQA"],
      ["fct_document_order", "WRAQI"],
      ["fct_hygiene", "BCH"],
      ["fct_funeral_act", "FUNERAIRE"],
      ["fct_information_request", "CHAFAFIYA"],
      ["fct_declaration", "TELEDECLARATION"],
    ])
      expect(
        await number(
          `SELECT count(*) FROM ${mart} WHERE collectivity_code NOT IN (SELECT collectivity_code FROM fct_deployment WHERE platform = '${platform}' AND state = 'DEPLOYE')`,
        ),
        mart,
      ).toBe(0);
  });
});

describe("the bulletin", () => {
  it("agrees with our own sums of closed years, within 2 %", async () => {
    const wide = await rows(
      "SELECT aggregate, year(month_start) FROM fct_bulletin WHERE month(month_start) = 12 AND NOT agrees ORDER BY ALL",
    );
    expect(wide).toEqual([]);
  });
});
