import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type DuckDBConnection, DuckDBInstance } from "@duckdb/node-api";
import type { ReleaseHandle } from "../../release/types.ts";
import { buildRollups } from "../rollup/build.ts";
import { MANIFEST, MODELS } from "./manifest.ts";
import { COLLECTIVITIES, codeAt, lineOf, UNITS } from "./territory.ts";

/** A release of a few hundred rows in a folder of its own, with the columns of the marts. */
export interface DoorFixture {
  readonly dir: string;
  readonly instance: DuckDBInstance;
  readonly releases: { current(): Promise<ReleaseHandle> };
  /** Runs plain SQL on the same rows: the answer that the door must give. */
  truth(sql: string): Promise<Record<string, unknown>[]>;
  close(): void;
}

export const FIXTURE_RELEASE = "0123456789abcdef";

/** `plant` adds rows of a test's own before anything is derived from them. */
export async function createFixture(
  options: {
    readonly rollups?: boolean;
    readonly plant?: (connection: DuckDBConnection) => Promise<void>;
  } = {},
): Promise<DoorFixture> {
  const dir = mkdtempSync(join(tmpdir(), "bayan-door-"));
  mkdirSync(dir, { recursive: true });
  const file = join(dir, "warehouse.duckdb");
  const maker = await DuckDBInstance.create(file);
  const connection = await maker.connect();
  await fill(connection);
  await options.plant?.(connection);
  if (options.rollups === true) await buildRollups(connection, MANIFEST, { worth: { minRows: 1, share: 1 } });
  await connection.run("CHECKPOINT");
  connection.closeSync();
  maker.closeSync();
  writeFileSync(join(dir, "semantic.json"), JSON.stringify(MANIFEST));
  writeFileSync(join(dir, "models.json"), JSON.stringify(MODELS));

  const instance = await DuckDBInstance.create(file, { access_mode: "READ_ONLY", threads: "2" });
  const handle = (): ReleaseHandle => ({
    id: FIXTURE_RELEASE,
    dir,
    manifest: { id: FIXTURE_RELEASE, sample: true, until: "2026-10", tables: [], files: [] },
    build: {
      id: FIXTURE_RELEASE,
      built_at: "2026-11-01T00:00:00Z",
      state: "public",
      inputs: [],
      models_sha256: "",
      code_sha256: "",
      scale: null,
      timings: {},
      files: [],
      tables: [],
      public_sha256: "",
      database_sha256: "",
    },
    async connect() {
      const reader = await instance.connect();
      return { connection: reader, done: () => reader.closeSync() };
    },
    release() {
      return undefined;
    },
  });
  return {
    dir,
    instance,
    releases: { current: async () => handle() },
    async truth(sql) {
      const reader = await instance.connect();
      try {
        return (await reader.runAndReadAll(sql)).getRowObjectsJson();
      } finally {
        reader.closeSync();
      }
    },
    close() {
      instance.closeSync();
      rmSync(dir, { recursive: true, force: true });
    },
  };
}

const text = (given: string | null | undefined): string =>
  given == null ? "NULL" : `'${given.replaceAll("'", "''")}'`;

async function fill(connection: DuckDBConnection): Promise<void> {
  await connection.run(`CREATE TABLE dim_territory(code VARCHAR, level VARCHAR, kind VARCHAR, name_fr VARCHAR,
    name_ar VARCHAR, name_en VARCHAR, parent_code VARCHAR, region_code VARCHAR, province_code VARCHAR, commune_code VARCHAR,
    has_council BOOLEAN, collectivity_type VARCHAR, segment VARCHAR, population_2014 BIGINT, population_2024 BIGINT,
    households_2024 BIGINT, sample BOOLEAN)`);
  for (const unit of UNITS) {
    const collectivity = COLLECTIVITIES.includes(unit) ? unit.level : null;
    const cells = [unit.code, unit.level, unit.level, unit.name, `${unit.name} ع`, unit.name, unit.parent];
    const places = [codeAt(unit, "region"), codeAt(unit, "province"), codeAt(unit, "commune")];
    await connection.run(`INSERT INTO dim_territory VALUES (${[...cells, ...places].map(text).join(", ")}, ${collectivity !== null},
      ${text(collectivity)}, ${text(unit.segment)}, ${unit.population ?? "NULL"}, ${unit.population ?? "NULL"}, NULL, true)`);
  }
  await connection.run(
    "CREATE TABLE bridge_territory(unit_code VARCHAR, ancestor_code VARCHAR, depth INTEGER, valid_from DATE, valid_to DATE)",
  );
  for (const unit of UNITS) {
    for (const [depth, above] of lineOf(unit).entries()) {
      await connection.run(
        `INSERT INTO bridge_territory VALUES (${text(unit.code)}, ${text(above.code)}, ${depth}, '2015-01-01', NULL)`,
      );
    }
  }
  // Assilah is in the groupement; Gueznaia left it.
  await connection.run(`INSERT INTO bridge_territory VALUES
    ('01.511.01.01', 'ECI.001', 1, '2020-01-01', NULL), ('01.511.05.03', 'ECI.001', 1, '2018-01-01', '2023-12-31')`);

  const codes = COLLECTIVITIES.map((unit) => `(${text(unit.code)})`).join(", ");
  await connection.run(`CREATE TABLE fct_budget AS
    SELECT code AS collectivity_code, fiscal_year, make_date(fiscal_year, m::INT, 1) AS month_start, 'D' AS direction,
      chapter, chapter || '01' AS line_code, (h % 7)::INTEGER AS ordinal,
      CASE WHEN m = 1 AND code <> '01.571.03.01' THEN (1000000 + h % 5000000)::DECIMAL(18,2) / 100 ELSE 0 END::DECIMAL(18,2) AS credit_final_mad,
      ((h % 700003)::DECIMAL(18,2) / 100)::DECIMAL(18,2) AS ordered_mad,
      ((h % 600011)::DECIMAL(18,2) / 100)::DECIMAL(18,2) AS paid_mad, true AS sample
    FROM (SELECT *, (hash(code || chapter) % 1000003 * 31 + fiscal_year * 7919 + m * 104729) AS h
      FROM (VALUES ${codes}) AS c(code), range(2024, 2027) AS y(fiscal_year), range(1, 13) AS mm(m), (VALUES ('10'), ('20'), ('30')) AS ch(chapter)
      WHERE NOT (fiscal_year = 2026 AND m > 10))`);
  await connection.run(`CREATE TABLE fct_receipts AS
    SELECT collectivity_code, month_start, CASE WHEN chapter = '10' THEN 'direct' ELSE 'indirect' END AS nature,
      (paid_mad * 2)::DECIMAL(18,2) AS collected_mad, true AS sample
    FROM fct_budget WHERE collectivity_code <> '06.141' AND chapter <> '30'`);
  await connection.run(`CREATE TABLE fct_outstanding AS
    SELECT collectivity_code, make_date(fiscal_year, 12, 31) AS as_of, sum(ordered_mad)::DECIMAL(18,2) AS outstanding_mad, true AS sample
    FROM fct_budget WHERE fiscal_year < 2026 GROUP BY 1, 2`);
  const units = UNITS.filter((unit) => unit.level === "commune" || unit.level === "arrondissement")
    .map((unit) => `(${text(unit.code)})`)
    .join(", ");
  await connection.run(`CREATE TABLE fct_permit AS
    SELECT printf('P-%s-%d', code, n) AS file_no, code AS unit_code, (make_date(2025, 1, 1) + (n * 17)::INTEGER) AS deposited_on,
      CASE WHEN n % 5 <> 0 THEN make_date(2025, 1, 1) + (n * 20)::INTEGER END AS decided_on, CASE n % 3 WHEN 0 THEN 'PP' WHEN 1 THEN 'GP' ELSE '=cmd|evil' END AS category, n % 4 <> 0 AS on_time, n % 2 = 0 AS e_signed,
      (n * 3)::INTEGER AS clock_days, true AS sample
    FROM (VALUES ${units}) AS c(code), range(1, 30) AS r(n)`);
  await connection.run(
    "CREATE TABLE fct_secret AS SELECT DATE '2025-01-01' AS month_start, 424242.42::DECIMAL(18,2) AS secret_mad",
  );
  await connection.run(`CREATE TABLE idx_rokhas AS
    WITH units AS (
      SELECT code, level, period, w AS "window", code LIKE '01.571%' AS provisional,
        300 + (hash(code || period || w) % 1000) / 10 AS score
      FROM dim_territory, (VALUES ('2026-Q2'), ('2026-Q3')) AS p(period), (VALUES ('quarter'), ('rolling12')) AS ww(w)
      WHERE level IN ('nation', 'region', 'province', 'commune'))
    SELECT code, level, period, "window", 12 AS files, 50.5::DOUBLE AS delai, 61.0::DOUBLE AS r100, 55.0::DOUBLE AS service,
      CASE WHEN NOT provisional THEN score END::DOUBLE AS r500,
      CASE WHEN provisional THEN 'provisional' ELSE 'ranked' END AS eligibility,
      CASE WHEN NOT provisional THEN row_number() OVER (PARTITION BY level, period, "window", provisional ORDER BY score DESC) END AS rank_r500,
      NULL::BIGINT AS rank_delai, 'lt_15k' AS segment, 1 AS segment_rank_r500, true AS sample
    FROM units`);
  await connection.run(`CREATE TABLE meta_export AS SELECT 'gid-mandat-2025' AS export_id, 'gid' AS system, 'mandat' AS table_name, '2025' AS period,
    'mandat_2025.csv' AS file, repeat('a', 64) AS sha256, TIMESTAMP '2026-01-10 08:00:00' AS extracted_at, 100::BIGINT AS rows_in,
    98::BIGINT AS rows_loaded, 2::BIGINT AS rows_refused, true AS sample`);
}
