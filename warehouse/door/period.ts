import type { Grain } from "./types.ts";

/** Months since year 0: the arithmetic of periods needs no calendar. */
export type Month = number;
export interface Period {
  readonly grain: Grain;
  readonly first: Month;
  /** The month after the last. */
  readonly end: Month;
}

export const MONTHS: Readonly<Record<Grain, number>> = { year: 12, quarter: 3, month: 1 };
const ORDER: readonly Grain[] = ["year", "quarter", "month"];

/** Reads `2025`, `2025-Q1` or `2025-01`; null for anything else. */
export function parsePeriod(text: string): Period | null {
  const match = /^(\d{4})(?:-(?:Q([1-4])|(0[1-9]|1[0-2])))?$/.exec(text);
  if (match === null) return null;
  const january = Number(match[1]) * 12;
  if (match[2] !== undefined) return period("quarter", january + (Number(match[2]) - 1) * 3);
  if (match[3] !== undefined) return period("month", january + Number(match[3]) - 1);
  return period("year", january);
}

const period = (grain: Grain, first: Month): Period => ({ grain, first, end: first + MONTHS[grain] });

/** `2025-04-01`, the first day of a month. */
export function monthDate(month: Month): string {
  const year = Math.floor(month / 12);
  return `${String(year).padStart(4, "0")}-${String(month - year * 12 + 1).padStart(2, "0")}-01`;
}

/** The finer of two grains. */
export const finer = (a: Grain, b: Grain): Grain => (ORDER.indexOf(a) >= ORDER.indexOf(b) ? a : b);

export const isGrain = (name: string): name is Grain => (ORDER as readonly string[]).includes(name);
