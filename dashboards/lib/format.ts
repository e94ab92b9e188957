import type { NullReason } from "#warehouse/door/types.ts";
import type { Lang } from "#warehouse/text.ts";

/** What a cell of an answer may hold: money comes as a decimal string, everything else as a number. */
export type Numeric = number | string | null | undefined;

/** Arabic takes the French separators with Latin digits; raw `ar-MA` prints 1.234.567,89. */
const LOCALE: Record<Lang, string> = { fr: "fr", ar: "fr", en: "en-GB" };
const NBSP = "\u00a0";

/** The words for a cell without a value; unknown is never 0. */
export const NULL_WORDS: Record<NullReason, Record<Lang, string>> = {
  no_data: { fr: "n.d.", ar: "غ.م.", en: "n/a" },
  zero_denominator: { fr: "s.o.", ar: "لا ينطبق", en: "not applicable" },
  not_defined_at_grain: { fr: "s.o.", ar: "لا ينطبق", en: "not applicable" },
  higher_council: { fr: "s.o.", ar: "لا ينطبق", en: "not applicable" },
  provisional: { fr: "prov.", ar: "مؤقت", en: "prov." },
  too_few_files: { fr: "n.d.", ar: "غ.م.", en: "n/a" },
  not_deployed: { fr: "s.o.", ar: "لا ينطبق", en: "not applicable" },
  suppressed: { fr: "secret", ar: "محجوب", en: "hidden" },
  no_comparison: { fr: "n.d.", ar: "غ.م.", en: "n/a" },
  total: { fr: "total", ar: "المجموع", en: "total" },
};

export const formatNull = (lang: Lang, reason: NullReason = "no_data"): string => NULL_WORDS[reason][lang];

const isDecimal = (text: string): text is `${number}` => /^-?\d+(?:\.\d+)?$/u.test(text);

/** Number of a cell, or null where it has none. Decimal text keeps its sign and loses nothing under 2^53. */
export function toNumber(value: Numeric): number | null {
  if (value === null || value === undefined || value === "") return null;
  const number = typeof value === "number" ? value : Number(value);
  return Number.isFinite(number) ? number : null;
}

const cache = new Map<string, Intl.NumberFormat>();
function formatter(lang: Lang, options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const key = `${lang}${JSON.stringify(options)}`;
  let found = cache.get(key);
  if (found === undefined) {
    found = new Intl.NumberFormat(LOCALE[lang], options);
    cache.set(key, found);
  }
  return found;
}

export interface NumberOptions {
  /** Decimals, always that many: 0 by default. */
  readonly digits?: number;
  /** Significant figures at most; takes the place of `digits`. */
  readonly significant?: number;
  /** An explicit + on positive values, for changes. */
  readonly sign?: boolean;
}

/** 1 234 567,8 · 1 234 567,8 · 1,234,567.8, with a true minus. Null gives the word for no data. */
export function formatNumber(lang: Lang, value: Numeric, options: NumberOptions = {}): string {
  const number = toNumber(value);
  if (number === null) return formatNull(lang);
  const digits = options.digits ?? 0;
  const text = formatter(lang, {
    ...(options.significant === undefined
      ? { minimumFractionDigits: digits, maximumFractionDigits: digits }
      : { maximumSignificantDigits: options.significant }),
    signDisplay: options.sign === true ? "exceptZero" : "negative",
    useGrouping: "always",
  }).format(typeof value === "string" && isDecimal(value) ? value : number);
  return text.replace("-", "\u2212");
}

/** A ratio 0–1 as a percentage, 1 decimal: 12,5 % · 12.5%. */
export function formatPercent(lang: Lang, ratio: Numeric, options: NumberOptions = {}): string {
  const number = toNumber(ratio);
  if (number === null) return formatNull(lang);
  const text = formatNumber(lang, number * 100, { digits: 1, ...options });
  return lang === "en" ? `${text}%` : `${text}${NBSP}%`;
}

/** A difference of two ratios in points, always signed: +1,2 pt. */
export function formatPoints(lang: Lang, difference: Numeric, options: NumberOptions = {}): string {
  const number = toNumber(difference);
  if (number === null) return formatNull(lang);
  const text = formatNumber(lang, number * 100, { digits: 1, sign: true, ...options });
  return `${text}${NBSP}${{ fr: "pt", ar: "نقطة", en: "pt" }[lang]}`;
}

const ORDINAL_EN: Record<string, string> = { one: "st", two: "nd", few: "rd", other: "th" };
const ordinals = new Intl.PluralRules("en", { type: "ordinal" });

/** A rank in words: 1er, 11e · 11 · 11th. In Arabic the word «الرتبة» belongs to the sentence. */
export function formatRank(lang: Lang, rank: Numeric): string {
  const number = toNumber(rank);
  if (number === null) return formatNull(lang);
  const text = formatNumber(lang, number);
  if (lang === "fr") return number === 1 ? "1er" : `${text}e`;
  return lang === "en" ? `${text}${ORDINAL_EN[ordinals.select(number)] ?? "th"}` : text;
}

const DAY_AR: Record<string, string> = { few: "أيام", many: "يوما" };
const arabic = new Intl.PluralRules("ar");

/** Days with one decimal when under 100, none above. */
export function formatDays(lang: Lang, days: Numeric): string {
  const number = toNumber(days);
  if (number === null) return formatNull(lang);
  const text = formatNumber(lang, number, { digits: Math.abs(number) < 100 ? 1 : 0 });
  if (lang === "ar")
    return `${text}${NBSP}${Math.abs(number) < 100 ? "يوما" : (DAY_AR[arabic.select(Math.round(number))] ?? "يوم")}`;
  if (lang === "fr") return `${text}${NBSP}${Math.abs(number) >= 2 ? "jours" : "jour"}`;
  return `${text}${NBSP}${Math.abs(number) === 1 ? "day" : "days"}`;
}
