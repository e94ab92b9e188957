import type { Result } from "../answer.ts";
import { faults } from "../faults.ts";
import type { Format } from "../types.ts";
import { arrowOf } from "./arrow.ts";
import { csvParts } from "./csv.ts";
import { columnParts, jsonParts } from "./json.ts";
import { parquetOf } from "./parquet.ts";
import { SHEET_ROWS, xlsxParts } from "./xlsx.ts";

const utf8 = new TextEncoder();

/** An answer in a form, part by part: nothing more is made until the part before has been taken. */
export async function* partsOf(result: Result, format: Format, temp: string): AsyncGenerator<Uint8Array> {
  switch (format) {
    case "arrow":
      yield arrowOf(result);
      return;
    case "parquet":
      yield await parquetOf(result, temp);
      return;
    case "xlsx":
      if (result.table.rows >= SHEET_ROWS) throw faults.tooManyRows(SHEET_ROWS - 1);
      yield* xlsxParts(result);
      return;
    default:
      for (const part of TEXTS[format](result)) yield utf8.encode(part);
  }
}

const TEXTS = { json: jsonParts, columns: columnParts, csv: csvParts };

/** All parts in one. */
export async function joined(parts: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const list: Uint8Array[] = [];
  for await (const part of parts) list.push(part);
  const [only] = list;
  if (only !== undefined && list.length === 1) return only;
  const whole = new Uint8Array(list.reduce((sum, part) => sum + part.byteLength, 0));
  let at = 0;
  for (const part of list) {
    whole.set(part, at);
    at += part.byteLength;
  }
  return whole;
}
