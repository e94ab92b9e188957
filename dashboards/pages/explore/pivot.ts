import type { Row } from "#warehouse/door/types.ts";
import { keyOf, metricOf } from "../../lib/answers.ts";

/** An answer of two dimensions as a table: one line a value of the first, one column a value of the second. */
export interface Pivot {
  readonly columns: readonly string[];
  readonly lines: readonly { readonly key: string | null; readonly cells: readonly (number | null)[] }[];
  /** Columns that were too many to show. */
  readonly left: number;
}

/** Spreads rows over columns. Columns stand in their own order where it is a time, else by how much they hold. */
export function pivot(
  rows: readonly Row[],
  by: string,
  across: string,
  metric: string,
  timed: boolean,
  most: number,
): Pivot {
  const weight = new Map<string, number>();
  const lines = new Map<string | null, Map<string, number | null>>();
  for (const row of rows) {
    const column = keyOf(row, across) ?? "";
    const value = metricOf(row, metric);
    weight.set(column, (weight.get(column) ?? 0) + Math.abs(value ?? 0));
    const key = keyOf(row, by);
    const line = lines.get(key) ?? new Map<string, number | null>();
    lines.set(key, line);
    line.set(column, value);
  }
  const all = [...weight.keys()].sort((a, b) =>
    timed ? (a < b ? -1 : 1) : (weight.get(b) ?? 0) - (weight.get(a) ?? 0) || (a < b ? -1 : 1),
  );
  // Of too many periods the latest are told.
  const columns = timed ? all.slice(-most) : all.slice(0, most);
  return {
    columns,
    lines: [...lines].map(([key, line]) => ({
      key,
      cells: columns.map((column) => line.get(column) ?? null),
    })),
    left: all.length - columns.length,
  };
}
