import type { Result } from "./answer.ts";
import { cellAt } from "./table.ts";
import type { Cell, CellType } from "./types.ts";

/** What a spreadsheet takes for a formula at the start of a cell, in any of its widths, after any blank. */
const FORMULA = /^[\s\u00a0\u200b-\u200f\ufeff]*[=+\-@\t\r\n|%＝＋－＠]/u;

/**
 * RFC 4180, UTF-8, CRLF. Empty where there is no value. A text that a spreadsheet would run as a formula gets an
 * apostrophe before it; numbers, negative ones too, stand as they are. While the data is the sample, every row says so.
 */
export function csvOf(result: Result): string {
  const { table } = result;
  const lines = [
    [...table.columns.map((column) => quoted(column.name)), ...(result.sample ? ["sample"] : [])].join(","),
  ];
  for (let row = 0; row < table.rows; row += 1) {
    const cells = table.columns.map((column) => csvCell(cellAt(column, row), column.cell));
    if (result.sample) cells.push("true");
    lines.push(cells.join(","));
  }
  return `${lines.join("\r\n")}\r\n`;
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
