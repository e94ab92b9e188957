import type { RowFault } from "../faults.ts";
import type { Structure } from "../types.ts";
import { literal } from "./quote.ts";

export interface FileRows {
  readonly index: number;
  readonly path: string;
  readonly structure: Structure;
}

/**
 * Offsets between records and lines as rows (f, first, until, n): from `first` to before `until`, `n` lines more.
 * Plain ranges: DuckDB 1.5.5 crashes in an ASOF join here (seen with an empty right side).
 */
function steps(files: readonly FileRows[], of: (structure: Structure) => readonly number[]): string {
  const rows = files.flatMap(({ index, structure }) => {
    const at = of(structure);
    return at.map((first, n) => `(${index}, ${first}, ${at[n + 1] ?? "9223372036854775807"}, ${n + 1})`);
  });
  const values = rows.length === 0 ? "SELECT 0, 0, 0, 0 WHERE false" : `VALUES ${rows.join(", ")}`;
  return `SELECT f::INTEGER AS f, first::BIGINT AS first, until::BIGINT AS until, n::BIGINT AS n
    FROM (${values}) AS step (f, first, until, n) WHERE first < until`;
}

/** Temp table `extra_line`: by how many lines a record stands below its number. */
export const extraLinesSql = (files: readonly FileRows[]): string =>
  `CREATE TEMP TABLE extra_line AS ${steps(files, ({ blanks, breaks }) => [...blanks, ...breaks].sort((a, b) => a - b))}`;

const CODES: readonly (readonly [string, RowFault])[] = [
  ["MISSING COLUMNS", "column_count"],
  ["TOO MANY COLUMNS", "column_count"],
  ["UNQUOTED VALUE", "broken_quotes"],
  ["LINE SIZE OVER MAXIMUM", "line_too_long"],
];

/**
 * Temp table `rejected`: the records that the reader itself refused. It numbers what it meets from 1 with the
 * header, blank lines included and line breaks in quotes not, whatever it calls them (tried with DuckDB 1.5.5).
 */
export function rejectedSql(files: readonly FileRows[]): string {
  const paths = files.map(({ index, path }) => `(${index}, ${literal(path)})`).join(", ");
  const codes = CODES.map(([type, code]) => `WHEN ${literal(type)} THEN ${literal(code)}`).join(" ");
  const blanks = steps(files, (structure) => structure.blanks.map((record, nth) => record + 1 + nth));
  return `CREATE TEMP TABLE rejected AS
    WITH path AS (SELECT * FROM (VALUES ${paths}) AS path (f, file_path)),
    met AS (
      SELECT path.f::INTEGER AS f, reject_row.line::BIGINT AS met, min(error_type::VARCHAR) AS type, max(column_idx) AS columns
      FROM reject_row JOIN reject_scan USING (scan_id, file_id) JOIN path USING (file_path) GROUP BY ALL),
    blank AS (${blanks})
    SELECT met.f, met.met - 1 - coalesce(blank.n, 0) AS rec,
      CASE type ${codes} ELSE 'unreadable_row' END AS code, columns
    FROM met LEFT JOIN blank ON blank.f = met.f AND met.met > blank.first AND met.met <= blank.until`;
}

export const rejectFaultsSql = (expected: number): string =>
  `INSERT INTO fault SELECT f, rec, 0, NULL, code, CASE code WHEN 'column_count' THEN columns || ' / ' || ${expected} END, NULL
   FROM rejected`;

/**
 * Temp table `numbering`: the record numbers of the staged rows, in their order, where the reader left some out.
 * `rows` says how many records each file has.
 */
export function numberingSql(files: readonly { readonly index: number; readonly rows: number }[]): string {
  const all = files.map(
    ({ index, rows }) => `SELECT ${index}::INTEGER AS f, unnest(range(1, ${rows + 1})) AS rec`,
  );
  return `CREATE TEMP TABLE numbering AS
    SELECT rec FROM (${all.join(" UNION ALL ")}) WHERE (f, rec) NOT IN (SELECT (f, rec) FROM rejected) ORDER BY f, rec`;
}
