import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import pino from "pino";
import { systemClock } from "../../clock.ts";
import { homeAt } from "../../home.ts";
import { openBuild, withConnection } from "../../open.ts";
import { loadSettings } from "../../settings.ts";
import type { ReleaseStep } from "../../surface.ts";
import { fault } from "../fault.ts";
import type { MakeOptions } from "../make.ts";
import type { Project } from "../project.ts";
import type { Transformed, TransformOptions } from "../transform.ts";
import type { InputExport } from "../types.ts";

export const tinySettings = (root: string) =>
  loadSettings({ env: { BAYAN_HOME: root, BAYAN_LANG: "en", BAYAN_BUILD_MEMORY: "512MiB" }, file: undefined })
    .settings;

/** One export whose content is `version`: another version is another release. */
export const tinyInput = (version: number, more: Partial<InputExport> = {}): InputExport => ({
  ...{
    system: "gid",
    table: "mandat",
    period: "2026-10",
    export_id: `e${version}`,
    file: `mandat_${version}.csv`,
  },
  ...{ sha256: String(version).padStart(64, "0"), extracted_at: "2026-11-01T00:00:00Z" },
  ...{ rows_in: 12, rows: 10, rows_refused: 2, sample: true },
  ...more,
});

const PROJECT: Project = {
  tables: [
    { name: "fct_budget", key: ["collectivity_code"], publish: true, byYear: false },
    { name: "fct_hidden", key: [], publish: false, byYear: false },
  ],
  nodes: [],
  semantic: "{}\n",
  models: `${JSON.stringify({
    nodes: {
      a: {
        ...{ name: "fct_budget", config: { meta: { release: true } } },
        constraints: [{ type: "primary_key", columns: ["collectivity_code"] }],
      },
    },
    sources: {},
  })}\n`,
};

/** Stands in for dbt: two small marts whose figures tell the version, rows in no order. */
export const tinyTransform =
  (version: number, seed = version) =>
  async ({ home, settings }: TransformOptions): Promise<Transformed> => {
    mkdirSync(home.build, { recursive: true });
    const database = join(home.build, "work.duckdb");
    const instance = await openBuild(database, settings);
    await withConnection(instance, async (connection) => {
      await connection.run(`CREATE OR REPLACE TABLE fct_budget AS
        SELECT 'c' || i AS collectivity_code, (${version} * 100 + i)::DECIMAL(18,2) AS paid_mad, true AS sample,
               CASE i % 7 WHEN 0 THEN NULL WHEN 1 THEN -0.0::DOUBLE * i ELSE i / 7.0 END AS rate, TIMESTAMPTZ '2026-01-01 00:00:00+00' AS seen
        FROM range(1000) AS r(i) ORDER BY hash(i + ${seed})`);
      await connection.run(`CREATE OR REPLACE TABLE fct_hidden AS
        SELECT i::INTEGER AS i, true AS sample FROM range(100) AS r(i) ORDER BY hash(i + ${seed})`);
      await connection.run("CHECKPOINT");
    });
    instance.closeSync();
    fault("build:raw:after");
    fault("build:dbt:after");
    return { database, project: PROJECT, mode: "full", before: null, copied: () => undefined };
  };

const STEPS: readonly ReleaseStep[] = [
  {
    name: "second",
    after: ["first"],
    run: async ({ dir, id }) => {
      writeFileSync(join(dir, "opendata", "id.txt"), id);
      return [{ path: "opendata/id.txt", public: true }];
    },
  },
  {
    name: "first",
    after: [],
    run: async ({ dir }) => {
      mkdirSync(join(dir, "opendata"));
      writeFileSync(join(dir, "opendata", "same.txt"), "the same in every release\n");
      return [{ path: "opendata/same.txt", public: true }];
    },
  },
];

/** Everything to make release `version` in the home at `root`, without dbt. */
export function tinyMake(root: string, version: number, more: Partial<MakeOptions> = {}): MakeOptions {
  return {
    ...{
      root,
      home: homeAt(root),
      settings: tinySettings(root),
      clock: systemClock,
      log: pino({ level: "silent" }),
    },
    source: { inputs: [tinyInput(version)], prepare: async () => undefined },
    ...{
      parts: async () => ({ steps: STEPS, checks: [] }),
      hashes: { models: "a".repeat(64), code: "c".repeat(64) },
      transform: tinyTransform(version),
    },
    ...more,
  };
}
