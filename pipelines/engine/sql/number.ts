import type { RowFault } from "../faults.ts";
import type { Structure } from "../types.ts";
import { literal } from "./quote.ts";

export interface FileRows {
  readonly index: number;
  readonly path: string;
  readonly structure: Structure;
}

/**
 * From record (or line) `first` to before `until`, `n` lines more. Plain ranges: DuckDB 1.5.5 crashes in an ASOF join
 * here (seen with an empty right side).
 */
export interface Step {
  readonly f: number;
  readonly first: number;
  readonly until: number;
  readonly n: number;
  readonly sheet: string | null;
}

const END = Number.MAX_SAFE_INTEGER;

/** By how many lines a record stands below its number, and on which sheet: table `extra_line`. */
export const extraLines = (files: readonly FileRows[]): Step[] => [
  ...steps(files, ({ blanks, breaks, places }) =>
    places === null ? [...blanks, ...breaks].sort((a, b) => a - b) : [],
  ),
  ...files.flatMap(({ index, structure: { places } }) =>
    (places ?? []).map((each, at) => ({ f: index, until: places?.[at + 1]?.first ?? END, ...each })),
  ),
];

/** How many blank lines the reader has met before a line that it refuses: table `blank_line`. */
export const blankLines = (files: readonly FileRows[]): Step[] =>
  steps(files, ({ blanks }) => blanks.map((record, nth) => record + 1 + nth));

function steps(files: readonly FileRows[], of: (structure: Structure) => readonly number[]): Step[] {
  return files.flatMap(({ index, structure }) => {
    const at = of(structure);
    const all = at.map((first, n) => ({ f: index, first, until: at[n + 1] ?? END, n: n + 1, sheet: null }));
    return all.filter(({ first, until }) => first < until);
  });
}

export const STEP_TABLES = ["extra_line", "blank_line"] as const;
export const stepTableSql = (name: string): string =>
  `CREATE TEMP TABLE ${name} (f INTEGER, first BIGINT, until BIGINT, n BIGINT, sheet VARCHAR)`;

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
  return `CREATE TEMP TABLE rejected AS
    WITH path AS (SELECT * FROM (VALUES ${paths}) AS path (f, file_path)),
    met AS (
      SELECT path.f::INTEGER AS f, reject_row.line::BIGINT AS met, min(error_type::VARCHAR) AS type, max(column_idx) AS columns
      FROM reject_row JOIN reject_scan USING (scan_id, file_id) JOIN path USING (file_path) GROUP BY ALL)
    SELECT met.f, met.met - 1 - coalesce(blank.n, 0) AS rec,
      CASE type ${codes} ELSE 'unreadable_row' END AS code, columns
    FROM met LEFT JOIN blank_line AS blank ON blank.f = met.f AND met.met > blank.first AND met.met <= blank.until`;
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
