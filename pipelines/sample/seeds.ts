import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { PROJECT_ROOT } from "#warehouse/home.ts";
import { formatCsv } from "./csv.ts";
import { type BudgetLine, dataFile, nomenclature } from "./nomenclature.ts";

/** Where dbt reads its seeds. */
export const SEEDS = join(PROJECT_ROOT, "warehouse", "dbt", "seeds");

/** The dbt seeds that come from the nomenclature, by file name. */
export function seedFiles(): Readonly<Record<string, string>> {
  const sections = [...new Set(nomenclature.map((line) => `${line.direction}${line.part}`))].sort();
  const used = (section: string, chapter: string) =>
    nomenclature.some(
      (line) => `${line.direction}${line.part}` === section && line.code.slice(2, 4) === chapter,
    );
  const chapters = sections.flatMap((section) =>
    dataFile("chapters.csv")
      .filter((row) => used(section, row.chapter ?? ""))
      .map((row) => ({ direction: section[0] ?? "", part: section[1] ?? "", ...row })),
  );
  return {
    "budget_line.csv": formatCsv(LINE_COLUMNS, nomenclature.map(lineRow)),
    "budget_chapter.csv": formatCsv(
      ["direction", "part", "chapter", "label_fr", "label_ar", "label_en"],
      chapters,
    ),
    "budget_article.csv": formatCsv(
      ["direction", "part", "chapter", "article", "label_fr", "label_ar", "label_en"],
      dataFile("articles.csv").map((row) => ({ ...row, article: `${row.chapter}${row.article}` })),
    ),
    "published_total.csv": readFileSync(join(import.meta.dirname, "data", "published_total.csv"), "utf8"),
  };
}

const LINE_COLUMNS = [
  "code",
  "direction",
  "part",
  "chapter",
  "article",
  "paragraph",
  "line",
  "label_fr",
  "label_ar",
  "label_en",
  "nature",
  "management",
  "cofog",
  "sourced",
];

const lineRow = (line: BudgetLine): Readonly<Record<string, string>> => ({
  code: line.code,
  direction: line.direction,
  part: line.part,
  chapter: line.code.slice(2, 4),
  article: line.code.slice(2, 6),
  paragraph: line.code.slice(2, 8),
  line: line.code.slice(8),
  label_fr: line.label.fr,
  label_ar: line.label.ar,
  label_en: line.label.en,
  nature: line.nature,
  management: line.management ?? "",
  cofog: line.cofog,
  sourced: String(line.sourced),
});

if (import.meta.main)
  for (const [name, content] of Object.entries(seedFiles())) writeFileSync(join(SEEDS, name), content);
