import type { Lang } from "#warehouse/text.ts";
import { formatMonth } from "./dates.ts";
import { t } from "./i18n.ts";

/** A year as far as the data go. */
export interface YearWindow {
  readonly year: number;
  /** First and last month with data, `2026-01` and `2026-10`. */
  readonly from: string;
  readonly to: string;
  /** Whether all twelve months are there. */
  readonly whole: boolean;
}

/** The months of `year` that the release covers. */
export function yearWindow(year: number, until: string): YearWindow {
  const last = `${year}-12`;
  const to = until < last ? until : last;
  return { year, from: `${year}-01`, to, whole: to === last };
}

/** « en 2025 », « de janvier à octobre 2026 ». */
export const windowPhrase = (lang: Lang, window: YearWindow): string =>
  window.whole
    ? t(lang, "time.year", { year: String(window.year) })
    : t(lang, "time.months", { month: formatMonth(lang, window.to) });

/** A month as addresses and questions write it: `2026-01`. */
export const monthOf = (year: number, month: number): string => `${year}-${String(month).padStart(2, "0")}`;

/** The twelve months of a year, `2026-01` … */
export const monthsOf = (year: number): string[] =>
  Array.from({ length: 12 }, (_, index) => monthOf(year, index + 1));

/** Running totals up to the last value known; null after it. */
export function cumulate(values: readonly (number | null)[]): (number | null)[] {
  const last = values.findLastIndex((value) => value !== null);
  let sum = 0;
  return values.map((value, index) => {
    if (index > last) return null;
    sum += value ?? 0;
    return sum;
  });
}
