import { DuckDBInstance } from "@duckdb/node-api";
import type { ReleaseHandle } from "../../release/types.ts";

const ID = "2026-10-a1e47a1e47a1";

/** A release with as much in it as the pages and messages of alerts read: two regions, a province, two projects. */
export async function alertRelease(): Promise<{ readonly handle: ReleaseHandle; close(): void }> {
  const instance = await DuckDBInstance.create(":memory:");
  const setup = await instance.connect();
  await setup.run(`
    CREATE TABLE bridge_territory AS SELECT * FROM (VALUES ('06.141', '06'), ('06', '06'), ('06.141', 'MA'), ('01', '01'))
      AS t (unit_code, ancestor_code);
    CREATE TABLE dim_territory AS SELECT code, name AS name_fr, name AS name_ar, name AS name_en
      FROM (VALUES ('06', 'Casablanca-Settat'), ('06.141', 'Berrechid'), ('01', 'Tanger-Tétouan-Al Hoceima')) AS t (code, name);
    CREATE TABLE fct_project AS SELECT *, DATE '2026-01-01' AS start_planned, DATE '2026-06-30' AS end_planned, NULL::DATE AS end_actual, 'TRAVAUX' AS status
      FROM (VALUES ('P1', 'Piste vers Berrechid', '06.141'), ('P2', 'Classes à Tanger', '01')) AS t (project_id, title, lead_commune_code);
    -- One falls ever further behind its plan, one keeps to it.
    CREATE TABLE fct_project_month AS SELECT project_id, lead_commune_code, CAST(month AS DATE) AS month_start, true AS is_live,
        1000.0 AS budget_mad, 500.0 AS planned_value_mad, CASE project_id WHEN 'P1' THEN 150.0 ELSE 500.0 END AS earned_value_mad
      FROM fct_project, range(DATE '2026-01-01', DATE '2026-11-01', INTERVAL 1 MONTH) AS months (month);
  `);
  setup.closeSync();
  const handle: ReleaseHandle = {
    id: ID,
    dir: "/nowhere",
    manifest: { id: ID, sample: true, until: "2026-10", tables: [], files: [] },
    build: {
      ...{ id: ID, built_at: "2026-11-02T04:00:00Z", state: "public", inputs: [], models_sha256: "" },
      ...{ code_sha256: "", scale: null, timings: {}, files: [], tables: [], public_sha256: "" },
      database_sha256: "",
    },
    connect: async () => {
      const connection = await instance.connect();
      return { connection, done: () => connection.closeSync() };
    },
    release: () => undefined,
  };
  return { handle, close: () => instance.closeSync() };
}
