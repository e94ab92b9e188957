import { readFileSync } from "node:fs";
import type { DuckDBConnection } from "@duckdb/node-api";
import { feature } from "topojson-client";
import type { Objects, Topology } from "topojson-specification";
import { literal } from "#warehouse/quote.ts";
import { checkCoverage } from "./checks.ts";
import { boundaryFault } from "./fault.ts";
import { findGaps, giveGaps, longestBorder } from "./gaps.ts";
import { PROVINCE_OF_ISO } from "./iso.ts";
import { loadAreas } from "./sql.ts";

/** Degrees: vertices nearer than this are one; gaps narrower than that are closed (both below the data's grid). */
const SNAP = 0.0005;
const GAP = 0.01;
/** Square degrees: crumbs of the source's coarse grid along the coast, under half a square kilometre. */
const CRUMB = 0.00005;
const TOLERANCE = { provinces: 0.005, regions: 0.01 };

const isTopology = (value: unknown): value is Topology<Objects> =>
  typeof value === "object" &&
  value !== null &&
  "type" in value &&
  value.type === "Topology" &&
  "objects" in value;

/**
 * Makes `provinces` (75) and `regions` (12), tables (code, geom), from the province polygons of morocco-map:
 * OpenStreetMap data, ODbL. Its coarse grid leaves 48 of 75 invalid: each is made valid, then all are cleaned as
 * one coverage. A region is the union of its provinces, so that children make up their parent; its file of
 * regions, and names in it, are not used.
 */
export async function buildProvinces(connection: DuckDBConnection, file: string): Promise<void> {
  const json: unknown = JSON.parse(readFileSync(file, "utf8"));
  const object = isTopology(json) ? json.objects.provinces : undefined;
  if (!isTopology(json) || object?.type !== "GeometryCollection")
    throw boundaryFault("not the known TopoJSON", file);
  const units = feature(json, object).features.map((unit) => {
    const code = PROVINCE_OF_ISO[String(unit.id)];
    if (code === undefined) throw boundaryFault(`unknown province ${String(unit.id)}`, file);
    return { code, geometry: JSON.stringify(unit.geometry) };
  });
  await loadAreas(connection, "province_raw", units, "st_geomfromgeojson");
  // Repairing a ring that crosses itself may leave lines behind: only areas are kept.
  await connection.run(`CREATE OR REPLACE TEMP TABLE province_valid AS
    SELECT code, st_union_agg(part) AS geom FROM (
      SELECT code, unnest(st_dump(st_makevalid(geom))).geom AS part FROM province_raw
    ) WHERE st_geometrytype(part)::VARCHAR = 'POLYGON' GROUP BY code ORDER BY code`);
  await connection.run(`CREATE OR REPLACE TEMP TABLE province_clean AS
    SELECT (SELECT list(code ORDER BY code) FROM province_valid)[part.path[1]] AS code, part.geom AS part FROM (
      SELECT unnest(st_dump(st_coverageclean(list(geom ORDER BY code), ${SNAP}, ${GAP}))) AS part FROM province_valid)`);
  await connection.run(`CREATE OR REPLACE TEMP TABLE province_whole AS
    SELECT code, st_union_agg(part) AS geom FROM province_clean
    WHERE st_area(part) >= ${CRUMB} GROUP BY code ORDER BY code`);
  await findGaps(connection, "province_whole", "province_gap");
  await giveGaps(
    connection,
    "province_whole",
    "province_gap",
    `(${longestBorder("province_whole", "province_gap")})`,
  );
  for (const [layer, tolerance] of Object.entries(TOLERANCE)) {
    const source =
      layer === "regions"
        ? "SELECT left(code, 2) AS code, st_coverageunion_agg(geom) AS geom FROM province_whole GROUP BY 1"
        : "FROM province_whole";
    await connection.run(`CREATE OR REPLACE TEMP TABLE ${layer} AS
      SELECT codes[part.path[1]] AS code, st_union_agg(part.geom) AS geom FROM (
        SELECT list(code ORDER BY code) AS codes,
          unnest(st_dump(st_coveragesimplify(list(geom ORDER BY code), ${tolerance}))) AS part FROM (${source}))
      GROUP BY 1 ORDER BY 1`);
    await checkCoverage(connection, layer, layer === "regions" ? 12 : 75);
  }
  const lost = await connection.runAndReadAll(
    `SELECT string_agg(code, ', ') FROM (SELECT unnest([${Object.values(PROVINCE_OF_ISO).map(literal).join(", ")}]) AS code)
     WHERE code NOT IN (SELECT code FROM provinces)`,
  );
  const missing = lost.getRows()[0]?.[0];
  if (missing !== null) throw boundaryFault(`provinces lost: ${String(missing)}`, file);
}
