import type { Lang } from "#warehouse/text.ts";
import { formatNull, formatNumber, type NumberOptions, type Numeric, toNumber } from "./format.ts";

const NBSP = "\u00a0";

/** Dirhams in full, without the unit: for table cells whose header says it. */
export const formatAmount = (lang: Lang, value: Numeric, options: NumberOptions = {}): string =>
  formatNumber(lang, value, { digits: 0, ...options });

/** Dirhams in full: 1 234 567 DH · 1 234 567 درهم · MAD 1,234,567. */
export function formatMoney(lang: Lang, value: Numeric, options: NumberOptions = {}): string {
  if (toNumber(value) === null) return formatNull(lang);
  const text = formatAmount(lang, value, options);
  if (lang === "en") return `MAD${NBSP}${text}`;
  return `${text}${NBSP}${lang === "fr" ? "DH" : "درهم"}`;
}

/** The step a compact amount is told in. */
export type MoneyScale = "unit" | "million" | "billion";
const DIVISOR: Record<MoneyScale, number> = { unit: 1, million: 1e6, billion: 1e9 };
const WORDS: Record<MoneyScale, Record<Lang, string>> = {
  unit: { fr: "DH", ar: "درهم", en: "" },
  million: { fr: "MDH", ar: "مليون درهم", en: "million" },
  billion: { fr: "MMDH", ar: "مليار درهم", en: "billion" },
};

/** The scale for a figure: what is at least a million, or a billion, after rounding to 3 figures. */
export function moneyScale(value: Numeric): MoneyScale {
  const size = Math.abs(toNumber(value) ?? 0);
  const rounded = size === 0 ? 0 : Number(size.toPrecision(3));
  if (rounded >= 1e9) return "billion";
  return rounded >= 1e6 ? "million" : "unit";
}

/** Compact money, 3 significant figures: 12,4 MDH · 12,4 مليون درهم · MAD 12.4 million. */
export function formatMoneyShort(
  lang: Lang,
  value: Numeric,
  options: NumberOptions & { readonly scale?: MoneyScale } = {},
): string {
  const number = toNumber(value);
  if (number === null) return formatNull(lang);
  const { scale = moneyScale(number), ...rest } = options;
  const text = formatScaled(lang, number, scale, rest);
  const word = WORDS[scale][lang];
  if (lang === "en") return word === "" ? `MAD${NBSP}${text}` : `MAD${NBSP}${text}${NBSP}${word}`;
  return `${text}${NBSP}${word}`;
}

/** The bare figure at a scale, for axes and labels whose unit stands in the subtitle. */
export function formatScaled(
  lang: Lang,
  value: Numeric,
  scale: MoneyScale,
  options: NumberOptions = {},
): string {
  const number = toNumber(value);
  if (number === null) return formatNull(lang);
  const scaled = number / DIVISOR[scale];
  // Under a thousand three figures say it; above, integers with groups.
  return formatNumber(
    lang,
    scaled,
    Math.abs(scaled) < 1000 ? { significant: 3, ...options } : { digits: 0, ...options },
  );
}

/** The scale's unit in words, said once in a subtitle: millions de dirhams. */
export const SCALE_UNIT: Record<MoneyScale, Record<Lang, string>> = {
  unit: { fr: "dirhams", ar: "بالدرهم", en: "dirhams" },
  million: { fr: "millions de dirhams", ar: "بملايين الدراهم", en: "MAD million" },
  billion: { fr: "milliards de dirhams", ar: "بملايير الدراهم", en: "MAD billion" },
};
