import type { Result } from "../answer.ts";
import { cellAt } from "../table.ts";
import type { Cell, CellType } from "../types.ts";
import { PART } from "./part.ts";

/** What a spreadsheet takes for a formula at the start of a cell, in any of its widths, after any blank. */
export const FORMULA = /^[\s\u00a0\u200b-\u200f\ufeff]*[=+\-@\t\r\n|%＝＋－＠]/u;

/**
 * RFC 4180, UTF-8, CRLF. Empty where there is no value. A text that a spreadsheet would run as a formula gets an
 * apostrophe before it; numbers, negative ones too, stand as they are. Each row says its release and, while the data is
 * the sample, that it is.
 */
export function* csvParts(result: Result): Generator<string> {
  const { table } = result;
  const mark = ["release", ...(result.sample ? ["sample"] : [])];
  const marked = [result.release, ...(result.sample ? ["true"] : [])].join(",");
  yield `${[...table.columns.map((column) => quoted(column.name)), ...mark].join(",")}\r\n`;
  for (let start = 0; start < table.rows; start += PART) {
    const lines: string[] = [];
    for (let row = start; row < Math.min(start + PART, table.rows); row += 1) {
      const cells = table.columns.map((column) => csvCell(cellAt(column, row), column.cell));
      lines.push(`${cells.join(",")},${marked}\r\n`);
    }
    yield lines.join("");
  }
}

/** One cell of a CSV, made safe. */
export function csvCell(cell: Cell, type: CellType): string {
  if (cell === null) return "";
  const text = String(cell);
  if (type !== "text") return text;
  return quoted(FORMULA.test(text) ? `'${text}` : text);
}

const quoted = (text: string): string =>
  /[",\r\n]/.test(text) || text === "" ? `"${text.replaceAll('"', '""')}"` : text;
