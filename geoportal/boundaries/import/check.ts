import type { DuckDBConnection } from "@duckdb/node-api";
import type { Fault } from "./faults.ts";

/** Square degrees: under a hectare, two units' lines only disagree; above, land belongs to two or to none. */
const SLIVER = 1e-6;
/** Degrees: vertices nearer than this are one, gaps narrower are closed. */
const SNAP = 1e-6;
const CLOSED = 0.0005;
/** Share by which an area may differ from the one it replaces before it is told. */
const DIFFERS = 0.3;
/** Faults of a kind that are listed. */
const LISTED = 50;

export interface Known {
  /** Codes of the level's units. */
  readonly codes: ReadonlySet<string>;
  /** Codes of 2024 by those of 2014. */
  readonly crosswalk: ReadonlyMap<string, string>;
}

type Rows = readonly Record<string, unknown>[];
const at = (row: Record<string, unknown>): readonly [number, number] | null =>
  row.x === null || row.x === undefined
    ? null
    : [Number(Number(row.x).toFixed(5)), Number(Number(row.y).toFixed(5))];

/**
 * Makes `imported` (code, geom), one valid area a unit and a clean coverage in all, of what was read into `given`; and
 * tells each fault with its place. What stops leaves the table unfinished.
 */
export async function checkGiven(connection: DuckDBConnection, known: Known): Promise<readonly Fault[]> {
  const rows = async (sql: string): Promise<Rows> =>
    (await connection.runAndReadAll(sql)).getRowObjectsJson();
  const faults: Fault[] = [];
  const codes: [string, string][] = [];
  for (const { raw } of await rows("SELECT DISTINCT raw FROM given ORDER BY raw")) {
    const text = raw === null ? "" : String(raw);
    const carried = known.crosswalk.get(text);
    const code = known.codes.has(text) ? text : carried;
    if (code === undefined) faults.push({ kind: "unknown_code", code: text, at: null, detail: "" });
    else {
      codes.push([text, code]);
      if (code !== text) faults.push({ kind: "old_code", code, at: null, detail: text });
    }
  }
  const there = new Set(codes.map(([, code]) => code));
  for (const code of [...known.codes].sort())
    if (!there.has(code)) faults.push({ kind: "missing", code, at: null, detail: "" });
  if (codes.length === 0) return faults;

  await connection.run("CREATE OR REPLACE TEMP TABLE code_map (raw VARCHAR, code VARCHAR)");
  const appender = await connection.createAppender("code_map");
  for (const [raw, code] of codes) {
    appender.appendVarchar(raw);
    appender.appendVarchar(code);
    appender.endRow();
  }
  appender.closeSync();
  const told = async (kind: Fault["kind"], sql: string): Promise<void> => {
    for (const row of (await rows(sql)).slice(0, LISTED))
      faults.push({ kind, code: String(row.code), at: at(row), detail: String(row.detail ?? "") });
  };
  await told(
    "empty",
    `SELECT code, NULL AS x, NULL AS y, st_geometrytype(geom)::VARCHAR AS detail FROM given JOIN code_map USING (raw)
    WHERE geom IS NULL OR st_isempty(geom) OR st_area(geom) = 0 ORDER BY code`,
  );
  await told(
    "invalid",
    `SELECT code, st_x(st_pointonsurface(geom)) AS x, st_y(st_pointonsurface(geom)) AS y, '' AS detail
    FROM given JOIN code_map USING (raw) WHERE NOT st_isvalid(geom) ORDER BY code`,
  );
  await told(
    "parts",
    `SELECT code, NULL AS x, NULL AS y, count(*)::VARCHAR AS detail FROM given JOIN code_map USING (raw)
    GROUP BY code HAVING count(*) > 1 ORDER BY code`,
  );
  await connection.run(`CREATE OR REPLACE TEMP TABLE valid_part AS
    SELECT code, st_union_agg(part) AS geom FROM (
      SELECT code, unnest(st_dump(st_makevalid(geom))).geom AS part FROM given JOIN code_map USING (raw)
      WHERE NOT st_isempty(geom)
    ) WHERE st_geometrytype(part)::VARCHAR = 'POLYGON' GROUP BY code ORDER BY code`);
  await told(
    "overlap",
    `SELECT a.code, b.code AS detail, st_x(st_pointonsurface(st_intersection(a.geom, b.geom))) AS x,
      st_y(st_pointonsurface(st_intersection(a.geom, b.geom))) AS y
    FROM valid_part AS a JOIN valid_part AS b ON st_intersects(a.geom, b.geom)
    WHERE a.code < b.code AND st_area(st_intersection(a.geom, b.geom)) > ${SLIVER} ORDER BY a.code, b.code`,
  );
  await told(
    "gap",
    `WITH whole AS (SELECT st_union_agg(geom) AS geom FROM valid_part),
    part AS (SELECT unnest(st_dump(geom)).geom AS geom FROM whole),
    hole AS (SELECT st_difference(st_makepolygon(st_exteriorring(geom)), geom) AS geom FROM part
      WHERE st_numinteriorrings(geom) > 0),
    one AS (SELECT unnest(st_dump(geom)).geom AS geom FROM hole)
    SELECT '' AS code, round(st_area(geom), 7)::VARCHAR AS detail, st_x(st_pointonsurface(geom)) AS x,
      st_y(st_pointonsurface(geom)) AS y
    FROM one WHERE st_area(geom) > ${SLIVER} ORDER BY st_area(geom) DESC, x`,
  );
  await connection.run(`CREATE OR REPLACE TEMP TABLE imported AS
    SELECT code, st_union_agg(part) AS geom FROM (
      SELECT (SELECT list(code ORDER BY code) FROM valid_part)[piece.path[1]] AS code, piece.geom AS part FROM (
        SELECT unnest(st_dump(st_coverageclean(list(geom ORDER BY code), ${SNAP}, ${CLOSED}))) AS piece FROM valid_part)
    ) GROUP BY code ORDER BY code`);
  return faults;
}

/** Areas that differ much from those of `replaced` (code, geom): a wrong ring, or another unit's. */
export async function compareAreas(connection: DuckDBConnection): Promise<readonly Fault[]> {
  const found = await connection.runAndReadAll(`
    SELECT code, round(st_area(imported.geom) / st_area(replaced.geom), 2)::VARCHAR AS detail,
      st_x(st_pointonsurface(imported.geom)) AS x, st_y(st_pointonsurface(imported.geom)) AS y
    FROM imported JOIN replaced USING (code)
    WHERE abs(st_area(imported.geom) / st_area(replaced.geom) - 1) > ${DIFFERS} ORDER BY code`);
  return found.getRowObjectsJson().map((row) => ({
    kind: "area" as const,
    code: String(row.code),
    at: at(row),
    detail: `× ${String(row.detail)}`,
  }));
}
