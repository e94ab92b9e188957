import type { Table } from "../../sources/contract.ts";
import { headerRefusals, readHeader } from "../csv/header.ts";
import type { Refusal } from "../types.ts";
import { type Drift, drift, driftRule, kindOfCode } from "./rules.ts";

/** For each column of a file, the contract's name of it; null for one that the contract does not know. */
export type Layout = readonly (string | null)[];

export interface Fit {
  readonly refusal: Refusal | null;
  /** Null where the file's columns are the contract's, in its order. */
  readonly layout: Layout | null;
  readonly drift: readonly Drift[];
}

const DELIMITERS = [";", ",", "\t", "|"];

/** Holds a file's header against the contract, and says how the file can be read where the contract bears the change. */
export function fitHeader(head: Uint8Array, delimiter: string, table: Table): Fit {
  const expected = table.columns.map(({ source }) => source);
  const found = readHeader(head, delimiter);
  const faults = headerRefusals(found, expected);
  const [first] = faults;
  if (first === undefined) return { refusal: null, layout: null, drift: [] };
  if (first.code === "header_absent") {
    const other = DELIMITERS.find(
      (each) =>
        each !== delimiter && headerRefusals(readHeader(head, each), expected)[0]?.code !== "header_absent",
    );
    const refusal: Refusal =
      other === undefined ? first : { code: "drift_delimiter", line: 1, value: JSON.stringify(other) };
    return { refusal, layout: null, drift: [] };
  }
  const stopped = faults.find((fault) => !isBorne(fault, table));
  if (stopped !== undefined) return { refusal: stopped, layout: null, drift: [] };
  const renamed = first.code === "header_renamed";
  const layout = found.map((name, at) =>
    renamed ? (expected[at] ?? null) : expected.includes(name) ? name : null,
  );
  return { refusal: null, layout, drift: faults.flatMap((fault) => driftOf(fault, table)) };
}

/** A column can only be missed where a row may do without it. */
function isBorne({ code, column }: Refusal, table: Table): boolean {
  const kind = kindOfCode(code);
  if (kind === null || driftRule(table, kind) === "stop") return false;
  if (kind !== "column_removed") return true;
  return table.columns.find(({ source }) => source === column)?.nullable ?? false;
}

function driftOf({ code, column, value }: Refusal, table: Table): Drift[] {
  const kind = kindOfCode(code);
  return kind === null ? [] : [drift(table, kind, column ?? null, value ?? "")];
}
