import { type ConvertJob, Refused } from "../job.ts";
import { dateText, plainNumber, TextWriter } from "../text.ts";
import { serialMs } from "./dates.ts";
import { type Cell, readSheet } from "./sheet.ts";
import { openWorkbook, type Workbook } from "./workbook.ts";

/** A header stands within so many filled rows. */
const HEADER_WITHIN = 30;

/** Writes the sheets that have the contract's header as text, one below the other. */
export async function convertXlsx(
  job: ConvertJob,
): Promise<{ places: TextWriter["places"]; epoch: 1900 | 1904 }> {
  const book = await openWorkbook(job.source, job.limits);
  try {
    const expected = job.columns.map(({ source }) => source);
    const found: { name: string; path: string; header: Header }[] = [];
    for (const sheet of book.sheets) {
      const header = await headerOf(book, sheet.path, expected);
      if (header !== null) found.push({ ...sheet, header });
    }
    const first = found[0] ?? (await onlySheet(book));
    const writer = new TextWriter(job.target);
    try {
      writer.write(first.header.names, first.header.row, first.name);
      for (const sheet of found.length === 0 ? [first] : found)
        await writeSheet(book, sheet, first.header, job, writer);
    } finally {
      writer.close();
    }
    return { places: writer.places, epoch: book.epoch };
  } finally {
    book.close();
  }
}

interface Header {
  readonly names: readonly string[];
  readonly row: number;
}

/**
 * The first row that holds half of the contract's columns. A name that is merged over two rows stands in the upper
 * one: where the header has a gap, the row above it fills it with a name of the contract.
 */
async function headerOf(book: Workbook, path: string, expected: readonly string[]): Promise<Header | null> {
  let above: string[] = [];
  let seen = 0;
  let header: Header | null = null;
  await readSheet(book, path, (row, number) => {
    const names = Array.from(row, (cell) => cell?.value.trim() ?? "");
    const filled = Array.from({ length: Math.max(names.length, above.length) }, (_, at) => {
      const upper = above[at] ?? "";
      return names[at] || (expected.includes(upper) ? upper : "");
    });
    seen += 1;
    if (expected.filter((name) => names.includes(name)).length * 2 >= expected.length) {
      while (filled.at(-1) === "") filled.pop();
      header = { names: filled, row: number };
      return false;
    }
    above = names;
    return seen < HEADER_WITHIN;
  });
  return header;
}

/** A workbook of one sheet is read as it is, so that what is wrong with its header is said. */
async function onlySheet(book: Workbook): Promise<{ name: string; path: string; header: Header }> {
  const [sheet] = book.sheets;
  if (sheet === undefined || book.sheets.length > 1) throw new Refused("sheet_absent");
  const top: Header[] = [];
  await readSheet(book, sheet.path, (row, number) => {
    top.push({ names: Array.from(row, (cell) => cell?.value.trim() ?? ""), row: number });
    return false;
  });
  const [header] = top;
  if (header === undefined) throw new Refused("sheet_absent");
  return { ...sheet, header };
}

async function writeSheet(
  book: Workbook,
  sheet: { readonly name: string; readonly path: string; readonly header: Header },
  first: Header,
  job: ConvertJob,
  writer: TextWriter,
): Promise<void> {
  const { names, row: headerRow } = sheet.header;
  const order = first.names.map((name) => names.indexOf(name));
  if (order.includes(-1) || names.length !== first.names.length)
    throw new Refused("sheets_differ", sheet.name);
  const kinds = first.names.map((name) => job.columns.find(({ source }) => source === name)?.kind ?? "text");
  await readSheet(book, sheet.path, (row, number) => {
    if (number <= headerRow) return true;
    const beyond = Array.from(row.slice(names.length), (cell) => textOf(cell, "text", job, book));
    const values = order.map((at, index) => textOf(row[at], kinds[index] ?? "text", job, book));
    writer.write([...values, ...beyond], number, sheet.name);
    return true;
  });
}

/** A cell as text, in the form that the rest of its file has. */
function textOf(
  cell: Cell | undefined,
  kind: string,
  job: ConvertJob,
  book: Pick<Workbook, "epoch">,
): string | null {
  if (cell === undefined) return null;
  if (cell.type !== "number") return cell.value;
  const number = Number(cell.value);
  if (cell.date) {
    const ms = serialMs(number, book.epoch);
    return ms === null ? cell.value : dateText(ms, kind, job.dateFormat);
  }
  if (!Number.isFinite(number)) return cell.value;
  // Fifteen digits are what Excel itself keeps; the double behind them ends in noise (0.1 + 0.2).
  return plainNumber(String(Number(number.toPrecision(15))), kind === "decimal" ? job.decimal : ".");
}
