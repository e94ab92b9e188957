import { gzipSync } from "node:zlib";
import ExcelJS from "exceljs";
import { ZipFile } from "yazl";
import { FORMATS, LENIENCIES } from "../../sources/contract.ts";
import type { Contract } from "../../sources/index.ts";
import { TOY } from "./toy.ts";

/** The trial contract, taking every way of writing a file and a value. */
export const TOLERANT: Contract = {
  ...TOY,
  tables: TOY.tables.map((table) => ({
    ...table,
    accepts: {
      ...FORMATS,
      delimiters: [";", ",", "\t", "|"],
      encodings: [...FORMATS.encodings, "utf-16"],
      values: LENIENCIES,
    },
  })),
};

export interface SheetSpec {
  readonly name: string;
  readonly rows: readonly (readonly unknown[])[];
  readonly merge?: readonly string[];
  readonly formats?: Readonly<Record<string, string>>;
}

/** A workbook with these sheets; a cell is a value as exceljs takes it. */
export async function workbook(
  sheets: readonly SheetSpec[],
  options: { readonly date1904?: boolean } = {},
): Promise<Buffer> {
  const book = new ExcelJS.Workbook();
  book.properties.date1904 = options.date1904 ?? false;
  for (const { name, rows, merge = [], formats = {} } of sheets) {
    const sheet = book.addWorksheet(name);
    for (const row of rows) sheet.addRow([...row]);
    for (const range of merge) sheet.mergeCells(range);
    for (const [cell, format] of Object.entries(formats)) sheet.getCell(cell).numFmt = format;
  }
  return Buffer.from(await book.xlsx.writeBuffer());
}

export interface Member {
  readonly name: string;
  readonly content: Buffer | string;
  readonly mode?: number;
}

/** A zip as it should be. */
export function zip(members: readonly Member[]): Promise<Buffer> {
  const archive = new ZipFile();
  for (const { name, content, mode } of members)
    archive.addBuffer(Buffer.from(content), name, { ...(mode === undefined ? {} : { mode }) });
  archive.end();
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    archive.outputStream
      .on("data", (chunk: Buffer) => chunks.push(chunk))
      .on("error", reject)
      .on("end", () => resolve(Buffer.concat(chunks)));
  });
}

/** A zip whose one entry carries a name that no zip writer would take. */
export async function zipNamed(name: string, content = "x"): Promise<Buffer> {
  const bytes = Buffer.from(name, "latin1");
  const stand = Buffer.from("a".repeat(bytes.length));
  const archive = await zip([{ name: stand.toString(), content }]);
  for (let at = archive.indexOf(stand); at >= 0; at = archive.indexOf(stand, at + 1)) bytes.copy(archive, at);
  return archive;
}

export const gzip = (content: Buffer | string): Buffer => gzipSync(Buffer.from(content));
