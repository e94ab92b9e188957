import type { Table } from "../../sources/contract.ts";
import type { LiveExport } from "../live.ts";
import { parsePeriod } from "../period.ts";
import { type Drift, drift } from "./rules.ts";

/** What is kept of an export to tell it from the others of its table. */
export interface Profile {
  readonly column: string;
  /** Median of the amounts, without their sign and without zeroes. */
  readonly median: number;
}

/** So few others say nothing. */
const OTHERS_LEAST = 3;
const ROWS_LEAST = 50;
/** Seasons and growing exports stay within it. */
const VOLUME_FACTOR = 10;
/** An amount in centimes or in thousands, give or take what a median moves by itself. */
const UNIT_FACTORS = [100, 1000];
const UNIT_SLACK = 1.6;

/**
 * Exports of one table whose size or amounts are not those of the others of their grain. It depends on the exports
 * that stand, not on the order in which they came.
 */
export function historyDrift(
  table: Table,
  exports: readonly LiveExport[],
  profileOf: (exportId: string) => readonly Profile[],
): Map<string, Drift[]> {
  const found = new Map<string, Drift[]>();
  const add = (id: string, one: Drift): void => {
    found.set(id, [...(found.get(id) ?? []), one]);
  };
  for (const alike of Map.groupBy(exports, ({ period }) => parsePeriod(period)?.grain).values()) {
    if (alike.length <= OTHERS_LEAST) continue;
    for (const each of alike) {
      const others = alike.filter(({ export_id }) => export_id !== each.export_id);
      const usual = median(others.map(({ rows_in }) => rows_in));
      const ratio = each.rows_in / Math.max(1, usual);
      if (usual >= ROWS_LEAST && (ratio > VOLUME_FACTOR || ratio < 1 / VOLUME_FACTOR))
        add(each.export_id, drift(table, "volume", null, `${each.rows_in} / ${usual}`));
      for (const { column, median: own } of profileOf(each.export_id)) {
        const theirs = others.flatMap(({ export_id }) =>
          profileOf(export_id).flatMap((profile) => (profile.column === column ? [profile.median] : [])),
        );
        const factor = theirs.length < OTHERS_LEAST ? null : unitFactor(own / median(theirs));
        if (factor !== null) add(each.export_id, drift(table, "unit", column, factor));
      }
    }
  }
  return found;
}

function unitFactor(ratio: number): string | null {
  const near = (value: number, factor: number): boolean =>
    value > factor / UNIT_SLACK && value < factor * UNIT_SLACK;
  for (const factor of UNIT_FACTORS) {
    if (near(ratio, factor)) return `× ${factor}`;
    if (near(1 / ratio, factor)) return `÷ ${factor}`;
  }
  return null;
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[sorted.length >> 1] ?? 0;
}
