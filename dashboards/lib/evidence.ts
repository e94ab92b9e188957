import type { TerritoryItem } from "#warehouse/door/types.ts";
import type { Lang } from "#warehouse/text.ts";
import { METRIC_OF } from "./ratios/metrics.ts";
import { href, queryString } from "./url.ts";

/** Figures of local finance whose evidence may be asked for, the first by default. */
export const EVIDENT: readonly [string, ...string[]] = [
  ...(["ordered_mad", "committed_mad", "paid_mad", "credit_final_mad"] as const),
  ...["execution_rate", "commitment_rate", "payment_rate"],
  ...["collected_mad", "raised_mad", "outstanding_mad", "recovery_rate"],
  ...Object.values(METRIC_OF),
];

/** Where the files and rows behind a figure of a place and year stand; null for a figure that has no such page. */
export const evidenceHref = (
  lang: Lang,
  unit: Pick<TerritoryItem, "level" | "code">,
  year: number,
  metric: string,
): string | null =>
  EVIDENT.includes(metric)
    ? href(
        lang,
        `/tableaux/pieces${unit.level === "nation" ? "" : `/${unit.code}`}${queryString({ annee: year, mesure: metric })}`,
      )
    : null;
