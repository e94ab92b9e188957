import type { Lang } from "#warehouse/text.ts";
import { formatNull } from "./format.ts";

/** Moroccan month names in Arabic (غشت، شتنبر) with Latin digits. */
const LOCALE: Record<Lang, string> = { fr: "fr", ar: "ar-MA-u-nu-latn", en: "en-GB" };

const cache = new Map<string, Intl.DateTimeFormat>();
function formatter(lang: Lang, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${lang}${JSON.stringify(options)}`;
  let found = cache.get(key);
  if (found === undefined) {
    found = new Intl.DateTimeFormat(LOCALE[lang], { timeZone: "UTC", ...options });
    cache.set(key, found);
  }
  return found;
}

/** 31 janvier 2026 · 31 يناير 2026 · 31 January 2026, from `2026-01-31` (or a longer instant). */
export function formatDate(lang: Lang, iso: string | null | undefined): string {
  if (!iso || !/^\d{4}-\d{2}-\d{2}/u.test(iso)) return formatNull(lang);
  const text = formatter(lang, { day: "numeric", month: "long", year: "numeric" }).format(
    new Date(`${iso.slice(0, 10)}T00:00:00Z`),
  );
  return lang === "fr" ? text.replace(/^1 /u, "1er ") : text;
}

/** mars 2026, from `2026-03`; `short` gives the axis form (janv., يناير, Jan). */
export function formatMonth(lang: Lang, month: string | null | undefined, short = false): string {
  if (!month || !/^\d{4}-\d{2}/u.test(month)) return formatNull(lang);
  const date = new Date(`${month.slice(0, 7)}-01T00:00:00Z`);
  return short
    ? formatter(lang, { month: "short" }).format(date)
    : formatter(lang, { month: "long", year: "numeric" }).format(date);
}

const QUARTER: Record<Lang, (quarter: string, year: string) => string> = {
  fr: (quarter, year) => `${quarter === "1" ? "1er" : `${quarter}e`} trimestre ${year}`,
  ar: (quarter, year) =>
    `${["الفصل الأول", "الفصل الثاني", "الفصل الثالث", "الفصل الرابع"][Number(quarter) - 1] ?? ""} ${year}`,
  en: (quarter, year) => `Q${quarter} ${year}`,
};

/** Any period of the door in words: `2025`, `2025-Q1`, `2025-01`. What is none of them comes back as it is. */
export function formatPeriod(lang: Lang, period: string | null | undefined): string {
  if (!period) return formatNull(lang);
  const quarter = /^(\d{4})-Q([1-4])$/u.exec(period);
  if (quarter) return QUARTER[lang](quarter[2] ?? "", quarter[1] ?? "");
  if (/^\d{4}-\d{2}(?:-\d{2})?$/u.test(period)) return formatMonth(lang, period);
  return period;
}
