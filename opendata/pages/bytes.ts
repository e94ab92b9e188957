import { formatNumber } from "#dashboards/lib/format.ts";
import type { Lang } from "#warehouse/text.ts";

const UNITS: readonly [number, Record<Lang, string>][] = [
  [1e9, { fr: "Go", ar: "جيغابايت", en: "GB" }],
  [1e6, { fr: "Mo", ar: "ميغابايت", en: "MB" }],
  [1e3, { fr: "ko", ar: "كيلوبايت", en: "kB" }],
  [1, { fr: "o", ar: "بايت", en: "B" }],
];

/** 1,2 Mo · 1.2 MB, in powers of ten. */
export function formatBytes(lang: Lang, bytes: number): string {
  const [size, words] = UNITS.find(([least]) => bytes >= least) ?? [1, { fr: "o", ar: "بايت", en: "B" }];
  return `${formatNumber(lang, bytes / size, { digits: size > 1 ? 1 : 0 })}\u00a0${words[lang]}`;
}
