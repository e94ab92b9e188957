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
    CREATE TABLE fct_project AS SELECT * FROM (VALUES ('P1', 'Piste vers Berrechid'), ('P2', 'Classes à Tanger')) AS t (project_id, title);
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
