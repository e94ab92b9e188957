import { formatMonth, formatPeriod } from "#dashboards/lib/dates.ts";
import type { Grain } from "#warehouse/door/types.ts";
import { UsageError } from "#warehouse/errors.ts";
import type { Lang } from "#warehouse/text.ts";
import type { Every } from "./schema.ts";

/** A report's period: `2026-09`, `2026-Q3`, `2026-H1`, `2026`, or an ISO week `2026-W47`. */
export interface Period {
  readonly every: Every;
  readonly text: string;
  readonly year: number;
  /** Months, counted from year 0, first and last. */
  readonly first: number;
  readonly last: number;
}

const FORMS: Readonly<
  Record<Every, { readonly form: RegExp; readonly months: number; readonly example: string }>
> = {
  week: { form: /^(\d{4})-W(0[1-9]|[1-4]\d|5[0-3])$/u, months: 1, example: "2026-W38" },
  month: { form: /^(\d{4})-(0[1-9]|1[0-2])$/u, months: 1, example: "2026-09" },
  quarter: { form: /^(\d{4})-Q([1-4])$/u, months: 3, example: "2026-Q3" },
  half: { form: /^(\d{4})-H([12])$/u, months: 6, example: "2026-H1" },
  year: { form: /^(\d{4})()$/u, months: 12, example: "2025" },
};
const DAY = 86_400_000;

/** Reads a period of that kind; throws `bad_period` with an example. */
export function parsePeriod(every: Every, text: string): Period {
  const { form, months, example } = FORMS[every];
  const found = form.exec(text);
  if (found === null) {
    throw new UsageError("bad_period", {
      fr: `période : ${text} ; donnez par exemple ${example}`,
      ar: `الفترة: ${text}؛ اكتب مثلا ${example}`,
      en: `period: ${text}; give for example ${example}`,
    });
  }
  const year = Number(found[1]);
  if (every === "week") {
    const thursday = new Date(mondayOf(year, Number(found[2])) + 3 * DAY);
    const month = thursday.getUTCFullYear() * 12 + thursday.getUTCMonth();
    return { every, text, year, first: month, last: month };
  }
  const first = year * 12 + (every === "year" ? 0 : (Number(found[2]) - 1) * months);
  return { every, text, year, first, last: first + months - 1 };
}

/** Monday of an ISO week, in milliseconds. */
function mondayOf(year: number, week: number): number {
  const fourth = Date.UTC(year, 0, 4);
  const monday = fourth - ((new Date(fourth).getUTCDay() + 6) % 7) * DAY;
  return monday + (week - 1) * 7 * DAY;
}

export const monthText = (index: number): string =>
  `${Math.floor(index / 12)}-${String((index % 12) + 1).padStart(2, "0")}`;

/** The door's name of the period of `grain` that holds a month. */
export function grainText(grain: Grain, month: number): string {
  const year = Math.floor(month / 12);
  if (grain === "year") return String(year);
  return grain === "quarter" ? `${year}-Q${Math.floor((month % 12) / 3) + 1}` : monthText(month);
}
export const GRAIN_MONTHS: Readonly<Record<Grain, number>> = { month: 1, quarter: 3, year: 12 };
export const grainOf = (every: Every): Grain =>
  every === "year" ? "year" : every === "quarter" || every === "half" ? "quarter" : "month";

/** The last whole period of that kind before an instant: what a job that wakes then reports on. */
export function periodBefore(every: Every, now: Date): string {
  if (every === "week") {
    const day = now.getTime() - 7 * DAY;
    const thursday = new Date(day + (3 - ((new Date(day).getUTCDay() + 6) % 7)) * DAY);
    const year = thursday.getUTCFullYear();
    const week = Math.floor((thursday.getTime() - mondayOf(year, 1)) / (7 * DAY)) + 1;
    return `${year}-W${String(week).padStart(2, "0")}`;
  }
  const { months } = FORMS[every];
  const index = now.getUTCFullYear() * 12 + now.getUTCMonth();
  return spell(every, Math.floor(index / months) * months - months);
}

/** The latest whole period that data until that month covers. */
export function latestPeriod(every: Every, until: string): string {
  const [year = 0, month = 1] = until.split("-").map(Number);
  const { months } = FORMS[every];
  if (every === "week") return periodBefore("week", new Date(Date.UTC(year, month, 8)));
  return spell(every, Math.floor((year * 12 + month) / months) * months - months);
}

/** The period before this one, of the same kind. */
export function previousPeriod(period: Period): string {
  return period.every === "week"
    ? periodBefore("week", new Date(mondayOf(period.year, Number(period.text.slice(6)))))
    : spell(period.every, period.first - FORMS[period.every].months);
}

function spell(every: Every, first: number): string {
  const year = Math.floor(first / 12);
  if (every === "year") return String(year);
  if (every === "half") return `${year}-H${(first % 12) / 6 + 1}`;
  return every === "quarter" ? `${year}-Q${Math.floor((first % 12) / 3) + 1}` : monthText(first);
}

const HALVES: Readonly<Record<Lang, readonly [string, string]>> = {
  fr: ["1er semestre", "2e semestre"],
  ar: ["النصف الأول", "النصف الثاني"],
  en: ["First half", "Second half"],
};
const WEEK: Readonly<Record<Lang, string>> = { fr: "Semaine", ar: "الأسبوع", en: "Week" };

/** The period in words. */
export function sayPeriod(lang: Lang, period: Period): string {
  const number = period.text.slice(6);
  if (period.every === "week") return `${WEEK[lang]} ${Number(number)}, ${period.year}`;
  if (period.every === "half") return `${HALVES[lang][number === "1" ? 0 : 1]} ${period.year}`;
  return formatPeriod(lang, period.text);
}

/** Its first and last month in words. */
export const saySpan = (lang: Lang, period: Period): readonly [string, string] => [
  formatMonth(lang, monthText(period.first)),
  formatMonth(lang, monthText(period.last)),
];
