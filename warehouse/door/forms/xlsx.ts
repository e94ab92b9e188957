import { strToU8, Zip, ZipDeflate } from "fflate";
import type { Result } from "../answer.ts";
import { type Column, cellAt, isValid } from "../table.ts";
import { PART } from "./part.ts";

const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';
const MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE = "http://schemas.openxmlformats.org/package/2006";
/** Rows that a sheet holds, its header among them. */
export const SHEET_ROWS = 1_048_576;
/** A day that no clock gives, so that the same answer has the same bytes. */
const STAMP = "2000-01-01T00:00:00";

/**
 * A workbook: the rows on one sheet, and on a second the release, the scope, the definitions and why cells are empty.
 * Texts are texts in it, never formulas; numbers are numbers, money to the centime.
 */
export function* xlsxParts(result: Result): Generator<Uint8Array> {
  let ready: Uint8Array[] = [];
  const zip = new Zip((error, chunk) => {
    if (error !== null) throw error;
    ready.push(chunk);
  });
  function* taken(): Generator<Uint8Array> {
    yield* ready;
    ready = [];
  }
  function* file(name: string, parts: Iterable<string>): Generator<Uint8Array> {
    const entry = new ZipDeflate(name, { level: 1 });
    entry.mtime = STAMP;
    zip.add(entry);
    for (const part of parts) {
      entry.push(strToU8(part));
      yield* taken();
    }
    entry.push(new Uint8Array(), true);
    yield* taken();
  }
  for (const [name, text] of FIXED) yield* file(name, [text]);
  yield* file("xl/worksheets/sheet1.xml", sheet(rowsOf(result)));
  yield* file("xl/worksheets/sheet2.xml", sheet(about(result)));
  zip.end();
  yield* taken();
}

/** A cell after its address: `><v>1</v></c>`; null where there is none. */
type Cell = string | null;

function* sheet(rows: Iterable<readonly Cell[]>): Generator<string> {
  yield `${XML}<worksheet xmlns="${MAIN}"><sheetData>`;
  let held = "";
  let count = 0;
  for (const row of rows) {
    count += 1;
    held += `<row r="${count}">`;
    row.forEach((cell, index) => {
      if (cell !== null) held += `<c r="${letters(index)}${count}"${cell}`;
    });
    held += "</row>";
    if (count % PART !== 0) continue;
    yield held;
    held = "";
  }
  yield `${held}</sheetData></worksheet>`;
}

/** `A`, …, `Z`, `AA`, …: the name of a column. */
const letters = (index: number): string =>
  `${index < 26 ? "" : letters(Math.floor(index / 26) - 1)}${String.fromCharCode(65 + (index % 26))}`;

function* rowsOf(result: Result): Generator<readonly Cell[]> {
  const { table } = result;
  const mark = result.sample ? [text("true")] : [];
  yield [...table.columns.map(({ name }) => text(name)), ...(result.sample ? [text("sample")] : [])];
  const cells = table.columns.map(cellsOf);
  for (let row = 0; row < table.rows; row += 1) yield [...cells.map((cell) => cell(row)), ...mark];
}

/** Writes the cells of a column; a word that comes often is written once. */
function cellsOf(column: Column): (row: number) => Cell {
  const { data } = column;
  if (data.kind !== "words") return (row) => cellOf(column, row);
  const words = data.words.map(text);
  return (row) => (isValid(column, row) ? (words[data.codes[row] ?? 0] ?? null) : null);
}

function cellOf(column: Column, row: number): Cell {
  if (!isValid(column, row)) return null;
  const value = cellAt(column, row);
  switch (column.cell) {
    case "integer":
    case "decimal":
    case "double":
      return `${column.cell === "decimal" ? ' s="1"' : ""}><v>${String(value)}</v></c>`;
    case "boolean":
      return ` t="b"><v>${value === true ? 1 : 0}</v></c>`;
    default:
      return text(String(value));
  }
}

function* about(result: Result): Generator<readonly Cell[]> {
  const { release, sample, scope, definitions, lineage, columns, nulls } = result;
  const pairs: readonly (readonly string[])[] = [
    ["release", release],
    ["sample", String(sample)],
    ["scope", JSON.stringify(scope)],
    ["lineage", lineage],
    ...definitions.map(({ metric, version }) => ["definition", metric, version]),
    ...columns.map(({ name, unit, label }) => ["column", name, unit ?? "", label.fr, label.ar, label.en]),
    ...nulls.slice(0, SHEET_ROWS / 2).map(({ row, column, reason }) => ["null", String(row), column, reason]),
  ];
  for (const pair of pairs) yield pair.map(text);
}

const text = (given: string): string =>
  ` t="inlineStr"><is><t xml:space="preserve">${escaped(given)}</t></is></c>`;

/** Text as XML 1.0 holds it: without the characters that it has no name for. */
const escaped = (given: string): string =>
  given
    .toWellFormed()
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
    .replaceAll(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, "")
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;");

const sheetType = "application/vnd.openxmlformats-officedocument.spreadsheetml";
const FIXED: readonly (readonly [string, string])[] = [
  [
    "[Content_Types].xml",
    `${XML}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${sheetType}.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="${sheetType}.styles+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="${sheetType}.worksheet+xml"/><Override PartName="/xl/worksheets/sheet2.xml" ContentType="${sheetType}.worksheet+xml"/></Types>`,
  ],
  [
    "_rels/.rels",
    `${XML}<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="r1" Type="${OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
  ],
  [
    "xl/workbook.xml",
    `${XML}<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets><sheet name="data" sheetId="1" r:id="r1"/><sheet name="about" sheetId="2" r:id="r2"/></sheets></workbook>`,
  ],
  [
    "xl/_rels/workbook.xml.rels",
    `${XML}<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="r1" Type="${OFFICE}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="r2" Type="${OFFICE}/worksheet" Target="worksheets/sheet2.xml"/><Relationship Id="r3" Type="${OFFICE}/styles" Target="styles.xml"/></Relationships>`,
  ],
  [
    "xl/styles.xml",
    `${XML}<styleSheet xmlns="${MAIN}"><fonts count="1"><font/></fonts><fills count="1"><fill/></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="2"><xf/><xf numFmtId="4" applyNumberFormat="1"/></cellXfs></styleSheet>`,
  ],
];
