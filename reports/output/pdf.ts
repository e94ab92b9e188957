import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Document, Part } from "../document/types.ts";
import { compilePdf, type Pdf } from "../typst/compile.ts";

const TEMPLATE = readFileSync(join(import.meta.dirname, "..", "typst", "report.typ"), "utf8");

/**
 * Arabic as readers of PDF take it out in order: vowel signs would come apart from their letters, and a plain hyphen
 * (for them a sign between numbers) turns the words around it; the true hyphen does not.
 */
const inOrder = (json: string): string =>
  json.replace(/[\u064b-\u0652]/gu, "").replace(/(?<=\p{Script=Arabic})-(?=\p{Script=Arabic})/gu, "\u2010");

/** What the template reads of a part: texts only, since the numbers behind them are not printed. */
function printed(part: Part): unknown {
  if (part.kind !== "table") return part;
  return { ...part, rows: part.rows.map((row) => ({ ...row, cells: row.cells.map((cell) => cell.text) })) };
}

/** The report on paper: tagged (PDF/UA-1), with bookmarks and its fonts; the same document gives the same bytes. */
export function pdfOf(document: Document): Pdf {
  const data = {
    ...document,
    kpis: document.kpis.map(({ label, card, cell, note }) => ({ label, card, note, text: cell.text })),
    sections: document.sections.map((section) => ({ ...section, parts: section.parts.map(printed) })),
  };
  const json = JSON.stringify(data);
  return compilePdf(TEMPLATE, { data: document.lang === "ar" ? inOrder(json) : json }, document.name);
}
