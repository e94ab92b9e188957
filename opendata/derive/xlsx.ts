import { once } from "node:events";
import { createWriteStream } from "node:fs";
import { PassThrough } from "node:stream";
import { finished } from "node:stream/promises";
import { ZipFile } from "yazl";
import type { Field } from "../types.ts";

/** No clock in a public file: the first day that a zip can tell. */
export const ZIP_TIME = new Date(Date.UTC(1980, 0, 1));
export const ZIP_OPTIONS = {
  mtime: ZIP_TIME,
  mode: 0o100644,
  forceDosTimestamp: true,
  compressionLevel: 6,
} as const;

const escaped = (text: string): string =>
  text
    // Control characters have no place in XML 1.0.
    .replace(/[^\t\n\r\P{Cc}]|[\ufffe\uffff]/gu, "")
    .replace(/[&<>]/gu, (each) => (each === "&" ? "&amp;" : each === "<" ? "&lt;" : "&gt;"));

const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const NS = "http://schemas.openxmlformats.org";
const FILES: Readonly<Record<string, string>> = {
  "[Content_Types].xml": `${HEAD}<Types xmlns="${NS}/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/><Override PartName="/xl/worksheets/sheet2.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>`,
  "_rels/.rels": `${HEAD}<Relationships xmlns="${NS}/package/2006/relationships"><Relationship Id="rId1" Type="${NS}/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
  "xl/workbook.xml": `${HEAD}<workbook xmlns="${NS}/spreadsheetml/2006/main" xmlns:r="${NS}/officeDocument/2006/relationships"><sheets><sheet name="data" sheetId="1" r:id="rId1"/><sheet name="dictionary" sheetId="2" r:id="rId2"/></sheets></workbook>`,
  "xl/_rels/workbook.xml.rels": `${HEAD}<Relationships xmlns="${NS}/package/2006/relationships"><Relationship Id="rId1" Type="${NS}/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="${NS}/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet2.xml"/></Relationships>`,
};
const SHEET = `${HEAD}<worksheet xmlns="${NS}/spreadsheetml/2006/main"><sheetData>`;
const END = "</sheetData></worksheet>";

const text = (value: string) => `<c t="inlineStr"><is><t xml:space="preserve">${escaped(value)}</t></is></c>`;
const line = (cells: readonly string[]) => `<row>${cells.join("")}</row>`;

/** A cell: numbers as numbers, all else as text, which no spreadsheet takes for a formula. */
function cell(field: Field, value: unknown): string {
  if (value === null || value === undefined) return "<c/>";
  if (field.type === "integer" || field.type === "decimal" || field.type === "number")
    return `<c><v>${String(value)}</v></c>`;
  if (field.type === "boolean") return `<c t="b"><v>${value === true ? 1 : 0}</v></c>`;
  return text(String(value));
}

/**
 * Writes a workbook row by row: the data and, on a second sheet, its dictionary. `rows` come in chunks, so that
 * memory does not grow with the file. The same rows give the same bytes.
 */
export async function writeXlsx(
  path: string,
  fields: readonly Field[],
  rows: AsyncIterable<readonly (readonly unknown[])[]>,
): Promise<void> {
  const zip = new ZipFile();
  const out = createWriteStream(path);
  zip.outputStream.pipe(out);
  for (const [name, content] of Object.entries(FILES)) zip.addBuffer(Buffer.from(content), name, ZIP_OPTIONS);
  const sheet = new PassThrough({ highWaterMark: 1 << 20 });
  zip.addReadStream(sheet, "xl/worksheets/sheet1.xml", ZIP_OPTIONS);
  const dictionary = [
    ["column", "type", "unit", "fr", "ar", "en"],
    ...fields.map(({ name, type, unit, label }) => [name, type, unit ?? "", label.fr, label.ar, label.en]),
  ];
  const second = `${SHEET}${dictionary.map((each) => line(each.map(text))).join("")}${END}`;
  zip.addBuffer(Buffer.from(second), "xl/worksheets/sheet2.xml", ZIP_OPTIONS);
  zip.end();
  const write = async (content: string): Promise<void> => {
    if (!sheet.write(content)) await once(sheet, "drain");
  };
  await write(`${SHEET}${line(fields.map(({ name }) => text(name)))}`);
  for await (const chunk of rows) {
    await write(chunk.map((row) => line(fields.map((field, at) => cell(field, row[at])))).join(""));
  }
  sheet.end(END);
  await finished(out);
}
