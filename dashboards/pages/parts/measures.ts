import type { Lang } from "#warehouse/text.ts";
import { formatDays, formatNumber, formatPercent } from "../../lib/format.ts";
import { t } from "../../lib/i18n.ts";
import { formatAmount, formatMoneyShort } from "../../lib/money.ts";

export type Unit = "MAD" | "ratio" | "count" | "days" | "index";

/** A value as a table's cell prints it: the unit stands in the header. */
export function cellText(lang: Lang, unit: Unit, value: number | null): string {
  if (unit === "MAD") return formatAmount(lang, value);
  if (unit === "ratio") return formatPercent(lang, value);
  if (unit === "days") return formatNumber(lang, value, { digits: 1 });
  return formatNumber(lang, value, { digits: unit === "index" ? 2 : 0 });
}

/** A value as a sentence or a key figure prints it: with its unit. */
export function saidText(lang: Lang, unit: Unit, value: number | null): string {
  if (unit === "MAD") return formatMoneyShort(lang, value);
  return unit === "days" ? formatDays(lang, value) : cellText(lang, unit, value);
}

/** The unit for a header, where the cell does not say it. */
export const headerUnit = (lang: Lang, unit: Unit): string | undefined =>
  unit === "MAD" ? t(lang, "unit.mad") : unit === "days" ? t(lang, "unit.days") : undefined;
