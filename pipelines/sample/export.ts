import { copyFile, mkdir } from "node:fs/promises";
import { join } from "node:path";
import { literal } from "#warehouse/quote.ts";
import type { Column, DateFormat, Encoding, Table } from "../sources/contract.ts";
import { findTable } from "../sources/index.ts";
import { DUPLICATE_KEYS, FILE_DEFECTS, FIRST_VERSION, ROW_DEFECTS } from "./defects.ts";
import { addDays, type Period } from "./periods.ts";
import { type Drawn, transcode } from "./seal.ts";
import type { Workspace } from "./workspace.ts";

/** One table's rows of one period, as SQL over the workspace. */
export interface Rows {
  readonly system: string;
  readonly table: string;
  readonly period: Period;
  /** A table, or a subquery in brackets. */
  readonly from: string;
  readonly where?: string;
  /** SQL by name of the file's column, for every column of the contract. */
  readonly columns: Readonly<Record<string, string>>;
  /** Expressions that together are unique. */
  readonly order: readonly string[];
  /** UBIGINT that draws the row's defects. */
  readonly key: string;
}

interface Variant {
  readonly suffix: string;
  readonly extractedOn: string;
  readonly encoding: Encoding;
  readonly decimal: "." | ",";
  readonly dateFormat: DateFormat;
  readonly firstVersion: boolean;
}

/** Days after the end of a period on which its export is drawn, and how much later when it is late. */
const DRAWN_AFTER = 12;
const LATE_BY = 75;

/** The day on which a period's export is drawn: rows show what was known then. */
export const drawnOn = (table: string, period: Period): string =>
  addDays(period.end, DRAWN_AFTER + (hasDefect(table, period, "late") ? LATE_BY : 0));

const hasDefect = (table: string, period: Period, kind: "late" | "resent" | "corrected"): boolean =>
  FILE_DEFECTS.some((each) => each.kind === kind && each.table === table && each.period === period.id);

/**
 * Writes a period's file, and what life makes of it (sent again, corrected, in another format). The files stay partial until
 * they are sealed.
 */
export async function exportRows(work: Workspace, inbox: string, rows: Rows): Promise<readonly Drawn[]> {
  const table = findTable(rows.system, rows.table);
  if (table === undefined) throw new Error(`sample: ${rows.system}.${rows.table}: no such table`);
  const folder = join(inbox, rows.system);
  await mkdir(folder, { recursive: true });
  const drawn: Drawn[] = [];
  for (const variant of variantsOf(`${rows.system}.${rows.table}`, rows.period)) {
    const file = join(folder, `${rows.table}_${rows.period.id}${variant.suffix}.csv`);
    const partial = `${file}.partial`;
    const { encoding, decimal, dateFormat, extractedOn, suffix } = variant;
    const previous = drawn.at(-1);
    let count: number;
    if (suffix === AGAIN && previous !== undefined) {
      await copyFile(previous.partial, partial);
      count = previous.rows;
    } else {
      const formats = `DATEFORMAT '${DATES[dateFormat].date}', TIMESTAMPFORMAT '${DATES[dateFormat].timestamp}'`;
      count = await work.count(
        `COPY (${selectSql(rows, table, variant)}) TO ${literal(partial)} (FORMAT csv, HEADER, DELIMITER ';', ${formats})`,
      );
      if (encoding !== "utf-8") await transcode(partial, encoding);
    }
    const { system, table: name, period } = rows;
    drawn.push({
      system,
      table: name,
      period,
      suffix,
      file,
      partial,
      rows: count,
      extractedOn,
      encoding,
      decimal,
      dateFormat,
    });
  }
  return drawn;
}

const AGAIN = "_bis";
const DATES: Readonly<Record<DateFormat, { readonly date: string; readonly timestamp: string }>> = {
  iso: { date: "%Y-%m-%d", timestamp: "%Y-%m-%dT%H:%M:%SZ" },
  dmy: { date: "%d/%m/%Y", timestamp: "%d/%m/%Y %H:%M:%S" },
};

function variantsOf(table: string, period: Period): readonly Variant[] {
  const plain: Variant = {
    suffix: "",
    extractedOn: drawnOn(table, period),
    encoding: "utf-8",
    decimal: ".",
    dateFormat: "iso",
    firstVersion: false,
  };
  const found = FILE_DEFECTS.find((each) => each.table === table && each.period === period.id);
  switch (found?.kind) {
    case "resent":
      return [plain, { ...plain, suffix: AGAIN, extractedOn: addDays(plain.extractedOn, 3) }];
    case "corrected":
      return [
        { ...plain, firstVersion: true },
        { ...plain, suffix: "_rectifie", extractedOn: addDays(plain.extractedOn, 25) },
      ];
    case "written":
      return [{ ...plain, encoding: found.encoding, decimal: found.decimal, dateFormat: found.dateFormat }];
    default:
      return [plain];
  }
}

function selectSql(rows: Rows, table: Table, variant: Variant): string {
  const name = `${rows.system}.${rows.table}`;
  const missing = table.columns.filter((column) => rows.columns[column.source] === undefined);
  if (missing.length > 0 || Object.keys(rows.columns).length !== table.columns.length)
    throw new Error(
      `sample: ${name}: columns are not the contract's: ${missing.map((each) => each.source).join(", ")}`,
    );
  const where = rows.where ?? "true";
  const copies = DUPLICATE_KEYS[name] ?? 0;
  const source = (copy: number, condition: string) =>
    `SELECT *, ${copy} AS _copy, u(${rows.key}, 900) AS _drawn FROM ${rows.from} WHERE ${condition}`;
  const twice = copies > 0 ? ` UNION ALL ${source(1, `(${where}) AND u(${rows.key}, 901) < ${copies}`)}` : "";
  const kept = variant.firstVersion ? ` WHERE _drawn < ${1 - FIRST_VERSION.missing}` : "";
  return `SELECT ${table.columns.map((column) => valueSql(name, column, rows.columns[column.source] ?? "NULL", variant)).join(", ")}
    FROM (${source(0, where)}${twice})${kept} ORDER BY ${[...rows.order, "_copy"].join(", ")}`;
}

/** A column's value as the file holds it: typed by the contract, spoilt where the row is drawn for it. */
function valueSql(table: string, column: Column, expression: string, variant: Variant): string {
  const type = column.type;
  let value = `(${expression})`;
  if (type.kind === "decimal") value = `CAST(${value} AS DECIMAL(${type.precision},${type.scale}))`;
  if (variant.firstVersion && type.kind === "decimal" && column.unit === "MAD")
    value = `(${value} * CASE WHEN _drawn < ${FIRST_VERSION.tenfold} THEN 10 ELSE 1 END)`;
  if (variant.decimal === "," && type.kind === "decimal") value = `replace(${value}::VARCHAR, '.', ',')`;
  // In a file that is in another format as a whole, a stray value would be no defect.
  const plain = variant.dateFormat === "iso" && variant.decimal === ".";
  const defects = plain ? ROW_DEFECTS.filter((each) => each.table === table) : [];
  let from = 0.5;
  for (const defect of defects) {
    const to = from + defect.rate;
    if (defect.column === column.source) {
      const good =
        type.kind === "timestamp" ? `strftime(${value}, '${DATES.iso.timestamp}')` : `(${value})::VARCHAR`;
      const spoilt = defect.spoilt.replaceAll("{value}", value);
      value = `CASE WHEN _drawn >= ${from.toFixed(6)} AND _drawn < ${to.toFixed(6)} THEN ${spoilt} ELSE ${good} END`;
    }
    from = to;
  }
  return `${value} AS "${column.source}"`;
}
