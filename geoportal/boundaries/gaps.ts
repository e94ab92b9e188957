import type { DuckDBConnection } from "@duckdb/node-api";

/** Makes a table (id, geom) of the holes in the union of a coverage (code, geom). */
export async function findGaps(connection: DuckDBConnection, coverage: string, gaps: string): Promise<void> {
  await connection.run(`CREATE OR REPLACE TEMP TABLE ${gaps} AS
    WITH whole AS (SELECT unnest(st_dump(st_coverageunion_agg(geom))).geom AS part FROM ${coverage}),
    hole AS (SELECT st_difference(st_makepolygon(st_exteriorring(part)), part) AS geom FROM whole
      WHERE st_numinteriorrings(part) > 0),
    single AS (SELECT unnest(st_dump(geom)).geom AS geom FROM hole)
    SELECT row_number() OVER (ORDER BY st_area(geom) DESC, st_xmin(geom), st_ymin(geom)) AS id, geom FROM single`);
}

/** Gives each gap to its owner: a table (id, code). The border between gap and owner goes. */
export async function giveGaps(
  connection: DuckDBConnection,
  coverage: string,
  gaps: string,
  owners: string,
): Promise<void> {
  await connection.run(`CREATE OR REPLACE TEMP TABLE ${coverage} AS
    SELECT code, CASE WHEN count(*) = 1 THEN any_value(geom) ELSE st_union_agg(geom) END AS geom FROM (
      SELECT code, geom FROM ${coverage}
      UNION ALL SELECT o.code, g.geom FROM ${gaps} AS g JOIN ${owners} AS o USING (id)
    ) GROUP BY code ORDER BY code`);
}

/** The unit that shares the longest border with each gap. */
export const longestBorder = (coverage: string, gaps: string): string => `
  SELECT id, arg_max(code, (border, code)) AS code FROM (
    SELECT g.id, c.code, st_length(st_intersection(st_boundary(g.geom), c.geom)) AS border
    FROM ${gaps} AS g JOIN ${coverage} AS c ON st_intersects(g.geom, c.geom))
  GROUP BY id`;
