import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Document, Part } from "../document/types.ts";
import { compilePdf, type Pdf } from "../typst/compile.ts";

const TEMPLATE = readFileSync(join(import.meta.dirname, "..", "typst", "report.typ"), "utf8");

/** Vowel signs come out of a PDF apart from their letters; the words read as well without them. */
const unvowelled = (json: string): string => json.replace(/[\u064b-\u0652]/gu, "");

/** What the template reads of a part: texts only, since the numbers behind them are not printed. */
function printed(part: Part): unknown {
  if (part.kind !== "table") return part;
  return { ...part, rows: part.rows.map((row) => ({ ...row, cells: row.cells.map((cell) => cell.text) })) };
}

/** The report on paper: tagged (PDF/UA-1), with bookmarks and its fonts; the same document gives the same bytes. */
export function pdfOf(document: Document): Pdf {
  const data = {
    ...document,
    kpis: document.kpis.map(({ label, cell, note }) => ({ label, note, text: cell.text })),
    sections: document.sections.map((section) => ({ ...section, parts: section.parts.map(printed) })),
  };
  const json = JSON.stringify(data);
  return compilePdf(TEMPLATE, { data: document.lang === "ar" ? unvowelled(json) : json }, document.name);
}
