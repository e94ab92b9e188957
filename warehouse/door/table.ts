import type { DuckDBDataChunk, DuckDBMaterializedResult } from "@duckdb/node-api";
import { cellTypeOf } from "./cells.ts";
import type { Cell, CellType } from "./types.ts";
import { rawVector } from "./vectors.ts";

/** An answer's column as DuckDB's own numbers: what JSON, CSV and Arrow are all made from. */
export interface Column {
  readonly name: string;
  readonly cell: CellType;
  /** Digits after the point of a decimal. */
  readonly scale: number;
  readonly data: ColumnData;
  /** A bit per row, least first, 1 where there is a value; null when every row has one. */
  readonly valid: Uint8Array | null;
  readonly nullCount: number;
}
export type ColumnData =
  | { readonly kind: "bigint"; readonly values: BigInt64Array }
  | { readonly kind: "double"; readonly values: Float64Array }
  | { readonly kind: "days"; readonly values: Int32Array }
  | { readonly kind: "bits"; readonly values: Uint8Array }
  | { readonly kind: "words"; readonly codes: Int32Array; readonly words: readonly string[] };

export interface Table {
  readonly rows: number;
  readonly columns: readonly Column[];
}

/** Copies a result out of DuckDB's vectors. Throws on a type that the compiler does not give. */
export async function tableOf(result: DuckDBMaterializedResult): Promise<Table> {
  const chunks = await result.fetchAllChunks();
  const rows = chunks.reduce((sum, chunk) => sum + chunk.rowCount, 0);
  const names = result.columnNames();
  const types = result.columnTypes().map(String);
  const columns = names.map((name, index) => columnOf(name, types[index] ?? "", index, chunks, rows));
  return { rows, columns };
}

function columnOf(
  name: string,
  type: string,
  index: number,
  chunks: readonly DuckDBDataChunk[],
  rows: number,
): Column {
  const cell = cellTypeOf(type);
  const scale = Number(/^DECIMAL\(\d+,(\d+)\)$/.exec(type)?.[1] ?? 0);
  const bitmap = new Uint8Array(Math.ceil(rows / 64) * 8).fill(0xff);
  let nullCount = 0;
  const data = emptyData(cell, rows);
  const words = new Map<string, number>();

  let row = 0;
  for (const chunk of chunks) {
    const read = rawVector(chunk.getColumnVector(index), chunk.rowCount);
    const count = chunk.rowCount;
    if (read.kind === "words" && data.kind === "words") {
      read.words.forEach((text, i) => {
        if (text === null) return;
        let code = words.get(text);
        if (code === undefined) {
          code = words.size;
          words.set(text, code);
        }
        data.codes[row + i] = code;
      });
    } else if (read.kind === "bits" && data.kind === "bits") {
      read.values.forEach((set, i) => {
        if (set === true) setBit(data.values, row + i);
      });
    } else if (read.kind === "bigint" && data.kind === "bigint") data.values.set(read.values, row);
    else if (read.kind === "double" && data.kind === "double") data.values.set(read.values, row);
    else if (read.kind === "days" && data.kind === "days") data.values.set(read.values, row);
    else throw new TypeError(`answer: column ${name}: type ${type}`);

    for (const i of read.nulls) {
      const at = row + i;
      bitmap[at >> 3] = (bitmap[at >> 3] ?? 0) & ~(1 << (at & 7));
      // What lies where there is no value is rubbish, and would differ between two runs.
      if (data.kind === "bigint") data.values[at] = 0n;
      else if (data.kind === "double" || data.kind === "days") data.values[at] = 0;
    }
    nullCount += read.nulls.length;
    row += count;
  }
  const filled = data.kind === "words" ? { ...data, words: [...words.keys()] } : data;
  return { name, cell, scale, data: filled, valid: nullCount === 0 ? null : bitmap, nullCount };
}

function setBit(bits: Uint8Array, at: number): void {
  bits[at >> 3] = (bits[at >> 3] ?? 0) | (1 << (at & 7));
}

function emptyData(cell: CellType, rows: number): ColumnData {
  switch (cell) {
    case "text":
      return { kind: "words", codes: new Int32Array(rows), words: [] };
    case "integer":
    case "decimal":
      return { kind: "bigint", values: new BigInt64Array(rows) };
    case "double":
      return { kind: "double", values: new Float64Array(rows) };
    case "date":
      return { kind: "days", values: new Int32Array(rows) };
    case "boolean":
      return { kind: "bits", values: new Uint8Array(Math.ceil(rows / 8)) };
  }
}

export const isValid = (column: Column, row: number): boolean =>
  column.valid === null || ((column.valid[row >> 3] ?? 0) & (1 << (row & 7))) !== 0;

/** One cell as it travels in JSON: a decimal as text with all its digits, a date as ISO text. */
export function cellAt(column: Column, row: number): Cell {
  if (!isValid(column, row)) return null;
  const { data } = column;
  switch (data.kind) {
    case "words":
      return data.words[data.codes[row] ?? 0] ?? null;
    case "bigint": {
      const whole = data.values[row] ?? 0n;
      return column.cell === "decimal" ? decimalText(whole, column.scale) : safeInteger(whole, column.name);
    }
    case "double":
      return data.values[row] ?? null;
    case "days":
      return dayText(data.values[row] ?? 0);
    case "bits":
      return ((data.values[row >> 3] ?? 0) & (1 << (row & 7))) !== 0;
  }
}

/** `-1234.50` of -123450 with two digits. */
export function decimalText(scaled: bigint, scale: number): string {
  if (scale === 0) return scaled.toString();
  const negative = scaled < 0n;
  const digits = (negative ? -scaled : scaled).toString().padStart(scale + 1, "0");
  return `${negative ? "-" : ""}${digits.slice(0, -scale)}.${digits.slice(-scale)}`;
}

function safeInteger(whole: bigint, name: string): number {
  const number = Number(whole);
  if (!Number.isSafeInteger(number))
    throw new RangeError(`answer: column ${name}: ${whole} is not a safe integer`);
  return number;
}

const dayText = (days: number): string => new Date(days * 86_400_000).toISOString().slice(0, 10);
