import { say, type Text } from "#warehouse/text.ts";
import type { ExportRow } from "./ledger.ts";

/** What would raise a source's marks. */
export const MATURITY_STEPS = {
  send_on_time: say(
    "Envoyer chaque export à son échéance.",
    "إرسال كل تصدير في أجله.",
    "Send every export when it is due.",
  ),
  send_accepted: say(
    "Corriger les fichiers refusés en entier.",
    "تصحيح الملفات المرفوضة بكاملها.",
    "Mend the files that are refused as a whole.",
  ),
  mend_rows: say(
    "Corriger à la source les lignes refusées.",
    "تصحيح الأسطر المرفوضة في المصدر.",
    "Mend the refused rows at their source.",
  ),
  settle_drift: say(
    "Régler les dérives de forme, ou les mettre au contrat.",
    "تسوية انحرافات الشكل أو إدراجها في العقد.",
    "Settle the drift, or put it into the contract.",
  ),
  write_manifests: say(
    "Joindre un manifeste à chaque export.",
    "إرفاق بيان بكل تصدير.",
    "Send a manifest along with every export.",
  ),
} as const satisfies Record<string, Text>;
export type MaturityStep = keyof typeof MATURITY_STEPS;

export interface Maturity {
  /** Half for coming on time, half for the part of files that are accepted; 0 to 1. */
  readonly reliability: number;
  /** Rows loaded ÷ rows received, a tenth less while a drift is open; 0 to 1. */
  readonly integrity: number;
  /** The part of files that came with a manifest, so that their content and count could be checked; 0 to 1. */
  readonly traceability: number;
  /** What would raise them, the largest gain first. */
  readonly raisedBy: readonly MaturityStep[];
}

const DRIFT_COST = 0.1;

/** Marks of a table's exports; null before the first. Rounded to four digits. */
export function maturityOf(
  exports: readonly ExportRow[],
  { late, drift }: { readonly late: boolean; readonly drift: number },
): Maturity | null {
  if (exports.length === 0) return null;
  const part = (of: (each: ExportRow) => boolean): number => exports.filter(of).length / exports.length;
  const accepted = part(({ status }) => status === "loaded");
  const [received, loaded] = [sum(exports, "rows_in"), sum(exports, "rows_loaded")];
  const rows = received === 0 ? 1 : loaded / received;
  const integrity = rows * (drift > 0 ? 1 - DRIFT_COST : 1);
  const traceability = part(({ source_export_id }) => source_export_id !== null);
  const gains: readonly (readonly [MaturityStep, number])[] = [
    ["send_on_time", late ? 0.5 : 0],
    ["send_accepted", (1 - accepted) / 2],
    ["mend_rows", 1 - rows],
    ["settle_drift", drift > 0 ? rows * DRIFT_COST : 0],
    ["write_manifests", 1 - traceability],
  ];
  return {
    reliability: round((late ? 0 : 0.5) + accepted / 2),
    integrity: round(integrity),
    traceability: round(traceability),
    raisedBy: gains
      .filter(([, gain]) => gain > 0)
      .sort((a, b) => b[1] - a[1])
      .map(([step]) => step),
  };
}

const sum = (exports: readonly ExportRow[], name: "rows_in" | "rows_loaded"): number =>
  exports.reduce((total, each) => total + each[name], 0);
const round = (value: number): number => Math.round(value * 10_000) / 10_000;
