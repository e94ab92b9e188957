import { createHash, randomUUID } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import { fakeRelease } from "#dashboards/testing/context.ts";
import { openSpatial, sitePackages } from "#geoportal/boundaries/engine.ts";
import { type Boundaries, loadBoundaries } from "#geoportal/boundaries/index.ts";
import { writeLayers } from "#geoportal/layers/step.ts";
import { buildTerritory } from "#pipelines/territory/index.ts";
import { PROJECT_ROOT } from "#warehouse/home.ts";
import type { ReleaseHandle } from "#warehouse/release/types.ts";

const CACHE = join(PROJECT_ROOT, ".cache");

/** The real boundaries, made once for all tests. */
export function realBoundaries(): Promise<Boundaries> {
  const packages = sitePackages();
  return loadBoundaries({
    sitePackages: packages,
    provincesFile: join(PROJECT_ROOT, "node_modules/morocco-map/data/provinces.json"),
    cache: join(CACHE, "boundaries"),
    open: openSpatial,
  });
}

/** The real units as `dim_territory`, in memory. */
export async function realTerritory(): Promise<DuckDBInstance> {
  const rawDir = join(CACHE, "territory");
  mkdirSync(rawDir, { recursive: true });
  const files = await buildTerritory({ sitePackages: sitePackages(), rawDir });
  const file = (table: string): string => `'${files.find((made) => made.table === table)?.file ?? ""}'`;
  const instance = await DuckDBInstance.create(":memory:");
  const connection = await instance.connect();
  await connection.run(`CREATE TABLE dim_territory AS
    SELECT u.*, c.population AS population_2024, c.households AS households_2024, b.population AS population_2014
    FROM ${file("unit")} AS u LEFT JOIN ${file("census")} AS c ON c.code = u.code AND c.census_year = 2024
    LEFT JOIN ${file("census")} AS b ON b.code = u.code AND b.census_year = 2014`);
  connection.closeSync();
  return instance;
}

/** A release that holds maps and nothing else, made once for all tests. */
export async function mapRelease(): Promise<ReleaseHandle> {
  const boundaries = await realBoundaries();
  const layers = join(import.meta.dirname, "..", "layers");
  const recipe = readdirSync(layers).map((name) => readFileSync(join(layers, name), "utf8"));
  const hash = createHash("sha256")
    .update(JSON.stringify([boundaries, recipe]))
    .digest("hex")
    .slice(0, 16);
  const dir = join(CACHE, "map-release", hash);
  if (!existsSync(dir)) {
    const draft = `${dir}.${randomUUID()}`;
    mkdirSync(draft, { recursive: true });
    const territory = await realTerritory();
    await writeLayers({ dir: draft }, boundaries, territory);
    territory.closeSync();
    // Another test file may have been quicker.
    if (existsSync(dir)) rmSync(draft, { recursive: true });
    else renameSync(draft, dir);
  }
  return { ...fakeRelease, dir };
}
