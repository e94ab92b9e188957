/**
 * What the PDFs of a batch have to say, asked from the door one territory at a time, as the API answers it:
 *   node reports/testing/expected.ts HOME MONTH COUNT [FOLDER] > expected.json
 * With a folder it makes those PDFs too.
 * `reports/testing/compare.py expected.json FOLDER` then reads the PDFs and compares.
 */
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { PUBLIC_VIEWER } from "#warehouse/door/types.ts";
import { homeAt } from "#warehouse/home.ts";
import { reportFile } from "../archive/files.ts";
import { loadDefinitions } from "../definition/load.ts";
import { parsePeriod } from "../definition/period.ts";
import { buildDocument } from "../document/build.ts";
import { inputOf } from "../make.ts";
import { pdfOf } from "../output/pdf.ts";
import { openHome } from "./open.ts";

const [root = "var", month = "2026-09", count = "100", folder] = process.argv.slice(2);
if (folder !== undefined) mkdirSync(folder, { recursive: true });
const { door, release, close } = await openHome(homeAt(root));
const [definition] = loadDefinitions().filter(({ name }) => name === "monthly");
if (definition === undefined) throw new Error("monthly: no such report");
const regions = await door.territories({ level: "region" }, PUBLIC_VIEWER);
const communes = await door.territories({ level: "commune" }, PUBLIC_VIEWER);
const every = Math.max(1, Math.floor(communes.length / Math.max(1, Number(count) - regions.length)));
const places = [...regions, ...communes.filter((_, at) => at % every === 0)].slice(0, Number(count));
const period = parsePeriod("month", month);
const { sample } = release.manifest;
const plain = (text: string): string => text.replace(/[\u2066-\u2069\u064b-\u0652]/gu, "");
const all = [];
for (const { code } of places) {
  const request = { territory: code, period, viewer: PUBLIC_VIEWER };
  const input = await inputOf(door, definition, request, { release: release.id, sample, publicUrl: null });
  for (const lang of ["fr", "ar"] as const) {
    const document = buildDocument(input, lang);
    const tables = document.sections.flatMap(({ parts }) => parts.filter((part) => part.kind === "table"));
    const cells = tables.flatMap((table) =>
      table.rows.flatMap((row) => row.cells.map(({ text }) => plain(text))),
    );
    const file = reportFile("monthly", { territory: code, period: month, lang, format: "pdf" }, sample);
    if (folder !== undefined) writeFileSync(join(folder, file), pdfOf(document).bytes);
    all.push({
      file,
      lang,
      cells: [...cells, ...document.kpis.map(({ cell }) => plain(cell.text))].filter((text) =>
        /\d/u.test(text),
      ),
      // Whole lines of words, which have to come out of the PDF in their order.
      lines: [document.title, ...document.sections.map(({ title }) => title), ...document.sentences].map(
        plain,
      ),
      hash: document.hash,
    });
  }
}
process.stdout.write(JSON.stringify(all));
close();
