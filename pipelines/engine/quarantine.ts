import { existsSync } from "node:fs";
import { join } from "node:path";
import type { DuckDBConnection } from "@duckdb/node-api";
import { openEngine } from "#warehouse/engine.ts";
import type { Home } from "#warehouse/home.ts";
import type { ExportLedger } from "./ledger.ts";
import { list, literal } from "./sql/quote.ts";

export interface QuarantineRow {
  readonly system: string;
  readonly table: string;
  readonly export_id: string;
  readonly file: string;
  readonly sheet: string | null;
  /** Record of the file, from 1; null for a fault of the file as a whole. */
  readonly row: number | null;
  /** Line of the file, from 1; null for a fault of the file as a whole. */
  readonly line: number | null;
  readonly column: string | null;
  readonly code: string;
  /** At most 80 characters; of a personal column a mask. */
  readonly value: string | null;
  /** The line that came first, where this one repeats it. */
  readonly related_line: number | null;
}
export interface QuarantineReason {
  readonly system: string;
  readonly table: string;
  readonly code: string;
  /** Rows that the code stands against; a row with two faults is in two reasons. */
  readonly rows: number;
}
export interface Quarantine {
  /** Rows refused, each once; those of a file that was refused as a whole included. */
  readonly total: number;
  readonly reasons: readonly QuarantineReason[];
  readonly rows: readonly QuarantineRow[];
}

/** Refused rows with their place and reason, in the order of their files. */
export async function readQuarantine(
  home: Home,
  ledger: ExportLedger,
  filter: { readonly system?: string | null; readonly table?: string | null; readonly limit?: number } = {},
): Promise<Quarantine> {
  const exports = ledger
    .exports()
    .filter(
      (each) =>
        each.rows_refused + (each.status === "refused" ? 1 : 0) > 0 &&
        (filter.system ?? each.system) === each.system &&
        (filter.table ?? each.table_name) === each.table_name,
    );
  const total = exports.reduce((sum, each) => sum + each.rows_refused, 0);
  const files = exports
    .flatMap(({ quarantine_path }) => (quarantine_path === null ? [] : [join(home.root, quarantine_path)]))
    .filter((path) => existsSync(path));
  if (files.length === 0) return { total, reasons: [], rows: [] };
  const refused = new Map(exports.map((each) => [each.export_id, each.rows_refused]));
  const instance = await openEngine(home.tmp, { threads: "2" });
  const connection = await instance.connect();
  try {
    const from = `read_parquet(${list(files.map(literal))})`;
    return {
      total,
      reasons: await reasonsOf(connection, from, refused),
      rows: await rowsOf(connection, from, filter.limit ?? 50),
    };
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}

async function reasonsOf(
  connection: DuckDBConnection,
  from: string,
  refused: ReadonlyMap<string, number>,
): Promise<QuarantineReason[]> {
  const reader = await connection.runAndReadAll(
    `SELECT system, table_name, code, export_id, count(DISTINCT row_number)::INTEGER AS n
     FROM ${from} GROUP BY ALL ORDER BY system, table_name, code, export_id`,
  );
  const reasons = new Map<string, QuarantineReason>();
  for (const [system, table, code, exportId, n] of reader.getRows().map((row) => row.map(String))) {
    if (system === undefined || table === undefined || code === undefined) continue;
    // A refusal of a whole file is one line without a row number.
    const rows = Number(n) === 0 ? (refused.get(exportId ?? "") ?? 0) : Number(n);
    const key = `${system} ${table} ${code}`;
    reasons.set(key, { system, table, code, rows: rows + (reasons.get(key)?.rows ?? 0) });
  }
  return [...reasons.values()];
}

async function rowsOf(connection: DuckDBConnection, from: string, limit: number): Promise<QuarantineRow[]> {
  const reader = await connection.runAndReadAll(
    `SELECT system, table_name, export_id, file, sheet, line::DOUBLE, column_name, code, value, related_line::DOUBLE, row_number::DOUBLE
     FROM ${from} ORDER BY system, table_name, export_id, row_number, line, column_name, code LIMIT ${Math.max(0, Math.trunc(limit))}`,
  );
  const text = (value: unknown): string | null =>
    value === null || value === undefined ? null : String(value);
  const number = (value: unknown): number | null =>
    value === null || value === undefined ? null : Number(value);
  return reader.getRows().map((row) => ({
    system: String(row[0]),
    table: String(row[1]),
    export_id: String(row[2]),
    file: String(row[3]),
    sheet: text(row[4]),
    row: number(row[10]),
    line: number(row[5]),
    column: text(row[6]),
    code: String(row[7]),
    value: text(row[8]),
    related_line: number(row[9]),
  }));
}
