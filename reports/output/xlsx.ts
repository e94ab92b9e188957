import { strToU8, zipSync } from "fflate";
import type { FormatName } from "../definition/schema.ts";
import type { Cell, Document, TablePart } from "../document/types.ts";

/** A cell as the sheet holds it: a number with its style, or a text. Nothing is ever a formula. */
type SheetCell =
  | { readonly text: string; readonly style: number }
  | { readonly number: string; readonly style: number };
interface Sheet {
  readonly name: string;
  readonly rows: readonly (readonly SheetCell[])[];
  readonly widths: readonly number[];
  /** Rows that stay in sight above what scrolls. */
  readonly frozen: number;
}

const STYLE = { text: 0, bold: 1, header: 2, title: 3, muted: 4, group: 5, wrap: 6 } as const;
/** Number formats and, from style 10 on, each with a bold twin for totals. */
const FORMATS: Readonly<Record<Exclude<FormatName, "text" | "date">, string>> = {
  money: "#,##0.00",
  amount: "#,##0.00",
  percent: "0.0%",
  count: "#,##0",
  days: "0.0",
  index: "0.00",
  score: "0.0",
};
const NUMERIC = Object.keys(FORMATS);
const FIRST_NUMBER = 10;

const escaped = (text: string): string =>
  text
    .replace(/[\u2066-\u2069]/gu, "")
    // biome-ignore lint/suspicious/noControlCharactersInRegex: XML has no place for them.
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/gu, "")
    .replace(/&/gu, "&amp;")
    .replace(/</gu, "&lt;")
    .replace(/>/gu, "&gt;")
    .replace(/"/gu, "&quot;");

const words = (text: string, style: number = STYLE.text): SheetCell => ({ text, style });
function figure(cell: Cell, bold: boolean): SheetCell {
  const at = NUMERIC.indexOf(cell.format);
  if (cell.value === null || at < 0) return words(cell.text, bold ? STYLE.bold : STYLE.text);
  return { number: String(cell.value), style: FIRST_NUMBER + at * 2 + (bold ? 1 : 0) };
}

/** What whoever reads a sheet has to know of it: that it is a sample, that it is not for everyone. */
const marksOf = ({ sample, words, restricted }: Document): readonly string[] =>
  [sample ? words.sample : "", restricted].flatMap((mark) => (mark ? [mark] : []));

function tableSheet(document: Document, part: TablePart, name: string): Sheet {
  const source = [document.words.source ?? "", ...marksOf(document)].filter(Boolean).join(" — ");
  return {
    name,
    frozen: 4,
    widths: part.columns.map((_, at) => (at === 0 ? 38 : 20)),
    rows: [
      [words(`${part.title} — ${document.place} — ${document.periodShort}`, STYLE.title)],
      [words([part.note, source].filter(Boolean).join(" "), STYLE.muted)],
      [],
      part.columns.map((column) => words(column.label, STYLE.header)),
      ...part.rows.map((row) => [
        words(row.label, row.kind === "group" ? STYLE.group : row.kind === "total" ? STYLE.bold : STYLE.text),
        ...row.cells.map((cell) => figure(cell, row.kind === "total")),
      ]),
    ],
  };
}

function summarySheet(document: Document): Sheet {
  return {
    name: sheetName(document.words.summary ?? "", []),
    frozen: 4,
    widths: [46, 22, 46],
    rows: [
      [words(`${document.title} — ${document.place}`, STYLE.title)],
      [words(`${document.kicker}, ${document.period}. ${document.words.source ?? ""}`, STYLE.muted)],
      [words(marksOf(document).join(" "), STYLE.bold)],
      [],
      ...[...document.notices, ...document.sentences].map((text) => [words(text)]),
      [],
      ...document.kpis.map((kpi) => [words(kpi.label), figure(kpi.cell, true), words(kpi.note, STYLE.muted)]),
    ],
  };
}

function notesSheet(document: Document, taken: readonly string[]): Sheet {
  return {
    name: sheetName(document.words.method ?? "", taken),
    frozen: 1,
    widths: [110],
    rows: [
      [words(document.words.method ?? "", STYLE.title)],
      ...document.method.map((text) => [words(text, STYLE.wrap)]),
      [words(`${document.words.release ?? ""} : ${document.release}`)],
      [words(`${document.words.live ?? ""} : ${document.link}`)],
      ...document.cards.map(({ label, card }) => [words(`${label} : ${card}`)]),
      [words(`${document.words.hash ?? ""} : ${document.hash}`)],
    ],
  };
}

/** A name that spreadsheets take: 31 characters, none of `[]:*?/\`, each once. */
function sheetName(title: string, taken: readonly string[]): string {
  const base =
    title
      .replace(/[[\]:*?/\\\u2066-\u2069]/gu, " ")
      .replace(/^'+|'+$/gu, "")
      .trim()
      .slice(0, 28) || "1";
  let name = base;
  for (let number = 2; taken.includes(name); number += 1) name = `${base} ${number}`;
  return name;
}

const columnName = (at: number): string =>
  (at < 26 ? "" : columnName(Math.floor(at / 26) - 1)) + String.fromCharCode(65 + (at % 26));

function sheetXml(sheet: Sheet, rtl: boolean): string {
  const rows = sheet.rows.map((cells, row) => {
    const inner = cells.map((cell, at) => {
      const place = `r="${columnName(at)}${row + 1}" s="${cell.style}"`;
      return "number" in cell
        ? `<c ${place}><v>${cell.number}</v></c>`
        : `<c ${place} t="inlineStr"><is><t xml:space="preserve">${escaped(cell.text)}</t></is></c>`;
    });
    return `<row r="${row + 1}">${inner.join("")}</row>`;
  });
  const cols = sheet.widths.map(
    (width, at) => `<col min="${at + 1}" max="${at + 1}" width="${width}" customWidth="1"/>`,
  );
  const pane = `<pane ySplit="${sheet.frozen}" topLeftCell="A${sheet.frozen + 1}" activePane="bottomLeft" state="frozen"/>`;
  return `${XML}<worksheet xmlns="${MAIN}"><sheetViews><sheetView workbookViewId="0"${rtl ? ' rightToLeft="1"' : ""}>${pane}</sheetView></sheetViews><cols>${cols.join("")}</cols><sheetData>${rows.join("")}</sheetData><pageSetup paperSize="9" orientation="landscape" fitToHeight="0"/></worksheet>`;
}

const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE = "http://schemas.openxmlformats.org/package/2006";

function stylesXml(): string {
  const font = (extra: string) => `<font>${extra}<sz val="10"/><name val="Arial"/></font>`;
  const fonts = [
    font(""),
    font("<b/>"),
    '<font><b/><sz val="14"/><color rgb="FF1B4B90"/><name val="Arial"/></font>',
    '<font><sz val="9"/><color rgb="FF515963"/><name val="Arial"/></font>',
    '<font><b/><sz val="10"/><color rgb="FF1B4B90"/><name val="Arial"/></font>',
  ];
  const fills = [
    '<fill><patternFill patternType="none"/></fill>',
    '<fill><patternFill patternType="gray125"/></fill>',
    '<fill><patternFill patternType="solid"><fgColor rgb="FFEEF1F5"/></patternFill></fill>',
  ];
  const xf = (format: number, fontAt: number, fill = 0, align = "") =>
    `<xf numFmtId="${format}" fontId="${fontAt}" fillId="${fill}" borderId="0" xfId="0" applyNumberFormat="1" applyFont="1" applyFill="1"${align === "" ? "/>" : ` applyAlignment="1"><alignment ${align}/></xf>`}`;
  const fixed = [
    xf(0, 0),
    xf(0, 1),
    xf(0, 1, 2, 'wrapText="1" vertical="center"'),
    xf(0, 2),
    xf(0, 3),
    xf(0, 4),
    xf(0, 0, 0, 'wrapText="1" vertical="top"'),
    xf(0, 0),
    xf(0, 0),
    xf(0, 0),
  ];
  const numbers = NUMERIC.flatMap((_, at) => [xf(164 + at, 0), xf(164 + at, 1)]);
  const formats = Object.values(FORMATS).map(
    (code, at) => `<numFmt numFmtId="${164 + at}" formatCode="${code}"/>`,
  );
  const xfs = [...fixed, ...numbers];
  return `${XML}<styleSheet xmlns="${MAIN}"><numFmts count="${formats.length}">${formats.join("")}</numFmts><fonts count="${fonts.length}">${fonts.join("")}</fonts><fills count="${fills.length}">${fills.join("")}</fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="${xfs.length}">${xfs.join("")}</cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>`;
}

/** A date of the archive format's own first year: a file must not tell when it was made. */
const STILL = new Date(1980, 0, 1);

/** The report as a workbook: a summary, one sheet a table with real numbers and frozen headings, and the notes. */
export function xlsxOf(document: Document): Uint8Array {
  const sheets: Sheet[] = [summarySheet(document)];
  const names = () => sheets.map(({ name }) => name);
  for (const part of document.sections.flatMap((section) => section.parts)) {
    if (part.kind === "table") sheets.push(tableSheet(document, part, sheetName(part.title, names())));
  }
  sheets.push(notesSheet(document, names()));
  const each = <T>(make: (sheet: Sheet, number: number) => T): T[] =>
    sheets.map((sheet, at) => make(sheet, at + 1));
  const files: Record<string, string> = {
    "[Content_Types].xml": `${XML}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/>${each((_, number) => `<Override PartName="/xl/worksheets/sheet${number}.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>`).join("")}</Types>`,
    "_rels/.rels": `${XML}<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${REL}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    "xl/workbook.xml": `${XML}<workbook xmlns="${MAIN}" xmlns:r="${REL}"><sheets>${each((sheet, number) => `<sheet name="${escaped(sheet.name)}" sheetId="${number}" r:id="rId${number}"/>`).join("")}</sheets></workbook>`,
    "xl/_rels/workbook.xml.rels": `${XML}<Relationships xmlns="${PACKAGE}/relationships">${each((_, number) => `<Relationship Id="rId${number}" Type="${REL}/worksheet" Target="worksheets/sheet${number}.xml"/>`).join("")}<Relationship Id="rId${sheets.length + 1}" Type="${REL}/styles" Target="styles.xml"/></Relationships>`,
    "xl/styles.xml": stylesXml(),
  };
  each((sheet, number) => {
    files[`xl/worksheets/sheet${number}.xml`] = sheetXml(sheet, document.lang === "ar");
  });
  return zipSync(Object.fromEntries(Object.entries(files).map(([name, text]) => [name, strToU8(text)])), {
    mtime: STILL,
    level: 6,
  });
}
