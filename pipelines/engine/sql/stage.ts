import type { Column, Table } from "../../sources/index.ts";
import { duckdbType, loadedColumns } from "../../sources/index.ts";
import type { FilePeriod } from "../period.ts";
import type { Sifted } from "../sieve/sieve.ts";
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
  const names = plan.columns.map(({ name }) => name);
  const texts = plan.columns.map(({ came }) => came);
  const checks = [
    ...plan.columns.map((each) => okSql(each, plan.format)),
    ...ruleChecks(plan.table),
    ...periodCheck(plan.table, inputs),
  ];
  const rejects =
    "store_rejects = true, rejects_table = 'reject_row', rejects_scan = 'reject_scan', rejects_limit = 0";
  return `CREATE TEMP TABLE stage AS
    SELECT f, ${names.join(", ")}, CASE WHEN ${checks.join("\n      AND ")} THEN NULL ELSE ${list(texts)} END AS raw
    FROM ${typedSql(plan, readSql(plan, inputs, eol, rejects))}`;
}

/** What the reader reads as `f`, each text as it came, in its plain form where that is another, and as a value. */
function typedSql(plan: StagePlan, read: string, already: ReadonlySet<StageColumn> = NONE): string {
  const plain = plan.columns.flatMap(({ text, came, plain: of }) =>
    text === came ? [] : [`${of(came)} AS ${text}`],
  );
  const more = [...absentColumns(plan), ...plain];
  const from = more.length === 0 ? read : `(SELECT file_index, *, ${more.join(", ")} FROM ${read})`;
  const texts = plan.columns.map(({ came }) => came);
  const seen = plan.columns.flatMap(({ text, came }) => (text === came ? [] : [text]));
  const typed = plan.columns.map(
    (each) => `${already.has(each) ? each.came : each.sql.typed} AS ${each.name}`,
  );
  return `(SELECT file_index::INTEGER AS f, ${[...texts, ...seen, ...typed].join(", ")} FROM ${from})`;
}

/**
 * The rows of one plain file, in its order, as a subquery: `id` and `rec` (both their number in the file), the typed
 * columns, and `raw`, which is null. What the sieve has told is not asked again; a row that fails what is left is not
 * there. Nothing is kept in between: who reads this reads the file.
 *
 * @param spoilt columns (names in the file) that have an odd value somewhere: the reader, left alone with a type, would
 * leave out its row, and the count be wrong after it
 */
export function plainRowsSql(
  plan: StagePlan,
  input: StageInput,
  eol: "\n" | "\r\n",
  sifted: Pick<Sifted, "told" | "longest" | "miscounted">,
  spoilt: ReadonlySet<string>,
): string {
  const typed = typedColumns(plan, sifted.told, spoilt);
  const read = readSql(plan, [input], eol, LEFT_OUT, typed, BUFFER_MIN);
  const numbered = `SELECT *, ${recordSql("row_number() OVER ()", sifted.miscounted)} AS rec FROM ${typedSql(plan, read, typed)}`;
  return `(SELECT rec AS id, NULL AS raw, * FROM (${numbered}) WHERE ${goodSql(plan, input, sifted)})`;
}

/** Table `plain`: the same rows, read by all threads while the sieve is still at its work, and `good` of each. */
export function plainStageSql(
  plan: StagePlan,
  input: StageInput,
  eol: "\n" | "\r\n",
  told: ReadonlySet<string>,
): string {
  const names = plan.columns.map(({ name }) => name);
  const good = goodSql(plan, input, { told, longest: Number.POSITIVE_INFINITY });
  return `CREATE TEMP TABLE plain AS SELECT ${names.join(", ")}, (${good}) AS good
    FROM ${typedSql(plan, readSql(plan, [input], eol, LEFT_OUT))}`;
}

/** The rows of `plain`, as those of `plainRowsSql`. */
export const plainStagedSql = (miscounted: readonly number[]): string =>
  `(SELECT rec AS id, NULL AS raw, * FROM (SELECT *, ${recordSql("(rowid + 1)", miscounted)} AS rec FROM plain) WHERE good)`;

/** What is asked of a plain row beside what the sieve has told. */
function goodSql(plan: StagePlan, input: StageInput, sifted: Pick<Sifted, "told" | "longest">): string {
  const checks = [
    ...plan.columns.flatMap((each) => untold(each, plan.format, sifted)),
    ...ruleChecks(plan.table),
    ...periodCheck(plan.table, [input]),
  ];
  return ["true", ...checks].join("\n      AND ");
}

const LEFT_OUT =
  "store_rejects = true, rejects_table = 'left_out', rejects_scan = 'left_out_scan', rejects_limit = 0";

/** Columns that the reader itself may give their type, at half the price of a cast: every text in them is plain. */
function typedColumns(
  { columns, format }: StagePlan,
  told: ReadonlySet<string>,
  spoilt: ReadonlySet<string>,
): ReadonlySet<StageColumn> {
  const types = [
    ...(format.decimal === "." ? ["decimal", "integer"] : []),
    ...(format.dateFormat === "iso" ? ["date"] : []),
  ];
  return new Set(
    columns.filter(
      ({ column }) => types.includes(column.type.kind) && told.has(column.name) && !spoilt.has(column.source),
    ),
  );
}

/** A reader leaves out the records that it cannot cut into columns: the others are numbered around them. */
function recordSql(read: string, miscounted: readonly number[]): string {
  return [read, ...miscounted.map((record, before) => `(${read} >= ${record - before})::BIGINT`)].join(" + ");
}

/** What is left to ask of a value whose text is there where it must be, and has its column's form where that was told. */
function untold(
  each: StageColumn,
  format: Format,
  { told, longest }: Pick<Sifted, "told" | "longest">,
): string[] {
  const { column, name, text } = each;
  const orAbsent = (ok: string) => (column.nullable ? `(${text} IS NULL OR ${ok})` : ok);
  const { type } = column;
  if (type.kind === "text" && type.maxLength >= longest) return [];
  if (!told.has(column.name)) return [okSql(each, format)];
  switch (type.kind) {
    case "integer":
      return [orAbsent(`${name} BETWEEN ${type.min} AND ${type.max}`)];
    case "date":
    case "timestamp":
      return [orAbsent(`${name} IS NOT NULL`)];
    default:
      return [];
  }
}

const NONE: ReadonlySet<StageColumn> = new Set();

/** Columns of the contract that the file does without. */
function absentColumns({ table, format: { layout } }: StagePlan): string[] {
  if (layout === null) return [];
  return table.columns.flatMap(({ source }, at) =>
    layout.includes(source) ? [] : [`NULL::VARCHAR AS r${at}`],
  );
}

function readSql(
  plan: StagePlan,
  inputs: readonly StageInput[],
  eol: "\n" | "\r\n",
  rejects: string,
  typed: ReadonlySet<StageColumn> = NONE,
  buffer = bufferBytes(inputs),
): string {
  const types = new Map([...typed].map(({ came, column }) => [came, duckdbType(column)]));
  const known = plan.table.columns.map(({ source }) => source);
  const columns = (plan.format.layout ?? known).map((name, at) => {
    const index = name === null ? -1 : known.indexOf(name);
    const read = index < 0 ? `other${at}` : `r${index}`;
    return `'${read}': '${types.get(read) ?? "VARCHAR"}'`;
  });
  const options = [
    list(inputs.map(({ path }) => literal(path))),
    `columns = {${columns.join(", ")}}`,
    "auto_detect = false, header = true, nullstr = ''",
    `delim = ${literal(plan.format.delimiter)}, quote = '"', escape = '"'`,
    `new_line = '${eol === "\n" ? "\\n" : "\\r\\n"}'`,
    // Never with max_line_size: DuckDB 1.5.5 then loses a row at each buffer's end without a word (seen).
    `buffer_size = ${buffer}`,
    rejects,
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
