import type { MetricInfo } from "#warehouse/door/types.ts";
import type { Lang } from "#warehouse/text.ts";
import { formatPercent, formatPoints } from "../../lib/format.ts";
import { t } from "../../lib/i18n.ts";
import type { KpiProps } from "../../lib/parts.tsx";
import { STABLE } from "./months.tsx";

/** How a figure moved in a year: amounts in per cent, rates in points; under half a percent it is stable. */
export function changeOf(
  lang: Lang,
  {
    metric,
    now,
    before,
  }: { readonly metric: MetricInfo; readonly now: number | null; readonly before: number | null },
): (KpiProps["change"] & { readonly bare: string }) | undefined {
  if (now === null || before === null) return undefined;
  const ratio = metric.unit === "ratio";
  if (!ratio && before === 0) return undefined;
  const change = ratio ? now - before : now / before - 1;
  if (Math.abs(change) < (ratio ? STABLE / 5 : STABLE)) {
    return { trend: "flat", text: t(lang, "change.stable"), bare: t(lang, "change.flat") };
  }
  const bare = ratio ? formatPoints(lang, change) : formatPercent(lang, change, { sign: true });
  return { trend: change > 0 ? "rise" : "fall", text: t(lang, "change.year", { change: bare }), bare };
}
