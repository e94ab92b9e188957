import type { Column, Table } from "../../sources/index.ts";
import { loadedColumns } from "../../sources/index.ts";
import type { FilePeriod } from "../period.ts";
import type { Format } from "../types.ts";
import { plainForm } from "./lenient.ts";
import { ident, list, literal } from "./quote.ts";
import { type TerritoryType, type ValueSql, valueSql } from "./values.ts";

/** One loaded column: its text in the file, its value in the warehouse, and the checks between the two. */
export interface StageColumn {
  readonly column: Column;
  /** Position among the loaded columns, from 1: its place in the stage's `raw` list. */
  readonly position: number;
  /** The text, in its plain form. */
  readonly text: string;
  /** The text as it came, as the reader names it. */
  readonly came: string;
  /** Makes the plain form of a text as it came. */
  plain(came: string): string;
  /** The value's name in the stage. */
  readonly name: string;
  readonly sql: ValueSql;
}

export interface StagePlan {
  readonly table: Table;
  readonly format: Format;
  readonly columns: readonly StageColumn[];
}

export interface StageInput {
  readonly path: string;
  readonly period: FilePeriod;
  readonly bytes: number;
  readonly rows: number;
}

export function planStage(table: Table, format: Format, territory: TerritoryType): StagePlan {
  const columns = loadedColumns(table).map((column, index) => {
    const came = `r${table.columns.indexOf(column)}`;
    const plain = (value: string) => plainForm(value, column.type, format);
    const text = plain(came) === came ? came : `p${came.slice(1)}`;
    return {
      column,
      position: index + 1,
      ...{ came, text, plain },
      name: ident(column.name),
      sql: valueSql(column.type, text, format, territory),
    };
  });
  return { table, format, columns };
}

/**
 * Reads files of one table and format, checks every value and rule, and keeps the result in file order as temp table
 * `stage`: `f` (index of the file), the typed columns, and `raw`: null for a good row, the texts of a bad one.
 * Rows that the reader itself refuses go to `reject_row`.
 */
export function stageSql(plan: StagePlan, inputs: readonly StageInput[], eol: "\n" | "\r\n"): string {
  const typed = plan.columns.map(({ name, sql }) => `${sql.typed} AS ${name}`);
  const names = plan.columns.map(({ name }) => name);
  const texts = plan.columns.map(({ came }) => came);
  const absent = absentColumns(plan);
  const plain = plan.columns.flatMap(({ text, came, plain: of }) =>
    text === came ? [] : [`${of(came)} AS ${text}`],
  );
  const read = readSql(plan, inputs, eol);
  const more = [...absent, ...plain];
  const from = more.length === 0 ? read : `(SELECT file_index, *, ${more.join(", ")} FROM ${read})`;
  const seen = plan.columns.flatMap(({ text, came }) => (text === came ? [] : [text]));
  const checks = [
    ...plan.columns.map((each) => okSql(each, plan.format)),
    ...ruleChecks(plan.table),
    ...periodCheck(plan.table, inputs),
  ];
  return `CREATE TEMP TABLE stage AS
    SELECT f, ${names.join(", ")}, CASE WHEN ${checks.join("\n      AND ")} THEN NULL ELSE ${list(texts)} END AS raw
    FROM (SELECT file_index::INTEGER AS f, ${[...texts, ...seen, ...typed].join(", ")} FROM ${from})`;
}

/** Columns of the contract that the file does without. */
function absentColumns({ table, format: { layout } }: StagePlan): string[] {
  if (layout === null) return [];
  return table.columns.flatMap(({ source }, at) =>
    layout.includes(source) ? [] : [`NULL::VARCHAR AS r${at}`],
  );
}

function readSql(plan: StagePlan, inputs: readonly StageInput[], eol: "\n" | "\r\n"): string {
  const known = plan.table.columns.map(({ source }) => source);
  const columns = (plan.format.layout ?? known).map((name, at) => {
    const index = name === null ? -1 : known.indexOf(name);
    return `'${index < 0 ? `other${at}` : `r${index}`}': 'VARCHAR'`;
  });
  const options = [
    list(inputs.map(({ path }) => literal(path))),
    `columns = {${columns.join(", ")}}`,
    "auto_detect = false, header = true, nullstr = ''",
    `delim = ${literal(plan.format.delimiter)}, quote = '"', escape = '"'`,
    `new_line = '${eol === "\n" ? "\\n" : "\\r\\n"}'`,
    // Never with max_line_size: DuckDB 1.5.5 then loses a row at each buffer's end without a word (seen).
    `buffer_size = ${bufferBytes(inputs)}`,
    "store_rejects = true, rejects_table = 'reject_row', rejects_scan = 'reject_scan', rejects_limit = 0",
  ];
  return `read_csv(${options.join(", ")})`;
}

/** From so many rows on, DuckDB takes what one thread has read as it is; less it copies once more (measured: +35 %). */
const ROWS_TAKEN_WHOLE = 130_000;
const THREADS_LEAST = 2;
const BUFFER_MAX = 64 << 20;
const BUFFER_MIN = 16 << 20;

/** How large a piece of the largest file one thread reads: enough rows for one go, and as many pieces as threads. */
function bufferBytes(inputs: readonly StageInput[]): number {
  const { bytes, rows } = inputs.reduce((a, b) => (b.bytes > a.bytes ? b : a));
  const least = (bytes / Math.max(1, rows)) * ROWS_TAKEN_WHOLE;
  const pieces = Math.floor(bytes / least / THREADS_LEAST) * THREADS_LEAST;
  const even = pieces === 0 ? least : (bytes / pieces) * 1.01;
  return Math.round(Math.min(BUFFER_MAX, Math.max(BUFFER_MIN, even)));
}

/** Null stands for false here: CASE takes neither for true, and a COALESCE on every value costs. */
function okSql({ column, text, name, sql }: StageColumn, format: Format): string {
  const ok = format.sheet ? `(${sql.ok(name)} AND NOT ${isError(text)})` : sql.ok(name);
  return column.nullable ? `(${text} IS NULL OR ${ok})` : `${ok}`;
}

/** What Excel shows in place of a value that it cannot give. */
const ERRORS = ["#REF!", "#N/A", "#VALUE!", "#DIV/0!", "#NAME?", "#NUM!", "#NULL!", "#SPILL!", "#CALC!"];
export const isError = (text: string): string => `(${text} IN (${ERRORS.map(literal).join(", ")}))`;

const ruleChecks = (table: Table): string[] => table.rules.map((rule) => `(${rule.sql}) IS NOT FALSE`);

function periodCheck(table: Table, inputs: readonly StageInput[]): string[] {
  const inside = insidePeriod(table, periodsOf(inputs), "f");
  return inside === null ? [] : [`(${inside}) IS NOT FALSE`];
}

export const periodsOf = (inputs: readonly StageInput[]): FilePeriod[] => inputs.map(({ period }) => period);

/** Whether a row's date lies in the period of file `index`; null where the table has no such rule. */
export function insidePeriod(table: Table, periods: readonly FilePeriod[], index: string): string | null {
  const column = table.columns.find((each) => each.name === table.period.column);
  if (column === undefined || periods.every(({ start }) => start === null)) return null;
  const bound = (of: (period: FilePeriod) => string) => {
    const values = periods.map(of);
    return values.length === 1 ? (values[0] ?? "NULL") : `list_extract(${list(values)}, ${index} + 1)`;
  };
  const name = ident(column.name);
  if (column.type.kind === "integer")
    return `${name} = ${bound(({ start }) => start?.slice(0, 4) ?? "NULL")}`;
  const day = (value: string | null, days: number) =>
    value === null ? "NULL" : `DATE ${literal(value)} + ${days}`;
  return `${name} >= ${bound(({ start }) => day(start, 0))} AND ${name} < ${bound(({ end }) => day(end, 1))}`;
}
