import type { DuckDBConnection } from "@duckdb/node-api";
import { boundaryFault } from "./fault.ts";

/** Largest difference of a coverage's area from the sum of its units', in square degrees: rounding only. */
const AREA_TOLERANCE = 1e-9;

/**
 * A layer must be a valid coverage: the expected units, each valid, no edge that its neighbour does not share,
 * no hole in the whole, and the sum of the units' areas equal to the area of their union.
 * Prevents slivers that no click reaches, and land that belongs to two communes or to none.
 */
export async function checkCoverage(
  connection: DuckDBConnection,
  table: string,
  units: number,
): Promise<void> {
  const rows = await connection.runAndReadAll(`
    WITH whole AS (SELECT st_coverageunion_agg(geom) AS geom FROM ${table}),
    part AS (SELECT unnest(st_dump(geom)).geom AS part FROM whole)
    SELECT count(*) AS units, count(*) FILTER (NOT st_isvalid(geom) OR st_isempty(geom)) AS invalid,
      st_coverageinvalidedges_agg(geom) IS NOT NULL AS crossed, sum(st_area(geom)) AS area,
      (SELECT st_area(geom) FROM whole) AS whole_area,
      (SELECT sum(st_numinteriorrings(part)) FROM part) AS holes
    FROM ${table}`);
  const found = rows.getRowObjectsJson()[0];
  if (found === undefined) throw boundaryFault(`${table}: nothing built`);
  if (Number(found.units) !== units)
    throw boundaryFault(`${table}: ${String(found.units)} units for ${units}`);
  if (Number(found.invalid) > 0) throw boundaryFault(`${table}: ${String(found.invalid)} invalid units`);
  if (found.crossed === true) throw boundaryFault(`${table}: borders that neighbours do not share`);
  if (Number(found.holes) > 0) throw boundaryFault(`${table}: ${String(found.holes)} holes`);
  if (Math.abs(Number(found.area) - Number(found.whole_area)) > AREA_TOLERANCE) {
    throw boundaryFault(
      `${table}: overlaps (${String(found.area)} for ${String(found.whole_area)} square degrees)`,
    );
  }
}
