import { DRIFT_KINDS, type DriftKind, type DriftRule, type Table } from "../../sources/contract.ts";
import type { FileFault } from "../faults.ts";

/** A change of form, found in one file. */
export interface Drift {
  readonly code: FileFault;
  readonly column: string | null;
  /** What was found, in a few words or numbers; never a person's. */
  readonly detail: string;
  readonly rule: DriftRule;
}

/** Each kind's code, and what it does unless the contract says otherwise. */
const KINDS: Readonly<Record<DriftKind, { readonly code: FileFault; readonly rule: DriftRule }>> = {
  column_added: { code: "header_unexpected", rule: "stop" },
  column_removed: { code: "header_missing", rule: "stop" },
  column_renamed: { code: "header_renamed", rule: "stop" },
  column_reordered: { code: "header_reordered", rule: "stop" },
  type: { code: "drift_type", rule: "stop" },
  enum: { code: "drift_enum", rule: "warn" },
  // Against other exports of the table: to stop for these would let the order of arrival decide.
  unit: { code: "drift_unit", rule: "warn" },
  volume: { code: "drift_volume", rule: "warn" },
  date_format: { code: "drift_date_format", rule: "stop" },
  encoding: { code: "drift_encoding", rule: "stop" },
  delimiter: { code: "drift_delimiter", rule: "stop" },
  grain: { code: "drift_grain", rule: "stop" },
};

export const driftCode = (kind: DriftKind): FileFault => KINDS[kind].code;
export const driftRule = (table: Table, kind: DriftKind): DriftRule =>
  table.drift?.[kind] ?? KINDS[kind].rule;
/** The kind that a code tells of; null for a fault that is no drift. */
export const kindOfCode = (code: string): DriftKind | null =>
  DRIFT_KINDS.find((kind) => KINDS[kind].code === code) ?? null;

export const drift = (table: Table, kind: DriftKind, column: string | null, detail: string): Drift => ({
  ...{ code: driftCode(kind), column, detail, rule: driftRule(table, kind) },
});
