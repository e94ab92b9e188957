import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Text } from "#warehouse/text.ts";
import { parseCsv } from "./csv.ts";

export type Nature =
  | "direct"
  | "indirect"
  | "non_fiscal"
  | "equipment_grant"
  | "loan"
  | "personnel"
  | "goods"
  | "interest"
  | "investment"
  | "principal";

export const MANAGEMENTS = ["ETAT", "CT", "TRANSFERE"] as const;
export type Management = (typeof MANAGEMENTS)[number];

/** A line of the budget. Only codes printed by a source are `sourced`; the others follow their pattern and are ours. */
export interface BudgetLine {
  /** part, direction (1 receipts, 2 expenditure), chapter, article, paragraph, line: ten digits. */
  readonly code: string;
  readonly direction: "R" | "D";
  readonly part: "1" | "2";
  readonly budget: string;
  readonly nature: Nature;
  readonly management: Management | null;
  readonly cofog: string;
  readonly sourced: boolean;
  /** The national amount that the line draws on, and its share of it. */
  readonly group: string;
  readonly share: number;
  /** How the line's amount divides between the kinds of collectivity; adds up to 1. */
  readonly split: { readonly commune: number; readonly province: number; readonly region: number };
  /** Share of the rural and urban communes that have the line. */
  readonly rural: number;
  readonly urban: number;
  /** How expenditure on it is committed. */
  readonly kind: string;
  readonly label: Text;
}

const DATA = join(import.meta.dirname, "data");
export const dataFile = (name: string) => parseCsv(readFileSync(join(DATA, name), "utf8"), name);

function lineOf(row: Readonly<Record<string, string>>): BudgetLine {
  const code = row.code ?? "";
  return {
    code,
    direction: code[1] === "1" ? "R" : "D",
    part: code[0] === "1" ? "1" : "2",
    budget: row.budget ?? "",
    nature: natureOf(row.nature ?? "", code),
    management: MANAGEMENTS.find((each) => each === row.management) ?? null,
    cofog: row.cofog ?? "",
    sourced: row.sourced === "true",
    group: row.group ?? "",
    share: Number(row.share),
    split: { commune: Number(row.communes), province: Number(row.provinces), region: Number(row.regions) },
    rural: Number(row.rural),
    urban: Number(row.urban),
    kind: row.kind ?? "",
    label: { fr: row.label_fr ?? "", ar: row.label_ar ?? "", en: row.label_en ?? "" },
  };
}

const NATURES: readonly Nature[] = [
  "direct",
  "indirect",
  "non_fiscal",
  "equipment_grant",
  "loan",
  "personnel",
  "goods",
  "interest",
  "investment",
  "principal",
];
function natureOf(value: string, code: string): Nature {
  const nature = NATURES.find((each) => each === value);
  if (nature === undefined) throw new Error(`nomenclature: ${code}: nature ${value}: not known`);
  return nature;
}

/** Every line of the sample's nomenclature, in code order. */
export const nomenclature: readonly BudgetLine[] = dataFile("nomenclature.csv")
  .map(lineOf)
  .sort((a, b) => (a.code < b.code ? -1 : 1));
