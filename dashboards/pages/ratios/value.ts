import type { Lang } from "#warehouse/text.ts";
import { formatDays, formatNumber, formatPercent } from "../../lib/format.ts";
import { t } from "../../lib/i18n.ts";
import { formatMoney, formatMoneyShort } from "../../lib/money.ts";
import type { RatioCard, RatioReason } from "../../lib/ratios/index.ts";

/** A ratio's value in its unit: 45,0 % · 2,5 ans · 17,3 jours · 1 441 DH. */
export function ratioText(lang: Lang, unit: RatioCard["unit"], value: number | null): string {
  switch (unit) {
    case "ratio":
      return formatPercent(lang, value);
    case "years":
      return value === null
        ? formatNumber(lang, value)
        : t(lang, "ratios.years", { years: formatNumber(lang, value, { digits: 1 }), n: value });
    case "days":
      return formatDays(lang, value);
    case "MAD":
      return formatMoneyShort(lang, value);
    case "MAD_per_head":
      return formatMoney(lang, value);
  }
}

/** Why there is no value, short for a cell and long for its explanation. */
export const reasonWord = (lang: Lang, reason: RatioReason | null): string =>
  t(lang, `ratios.reason.${reason ?? "no_data"}.word`);
export const reasonText = (lang: Lang, reason: RatioReason | null): string =>
  t(lang, `ratios.reason.${reason ?? "no_data"}`);
