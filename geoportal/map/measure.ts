import { formatDays, formatNumber, formatPercent } from "#dashboards/lib/format.ts";
import { formatMoneyShort } from "#dashboards/lib/money.ts";
import type { Level } from "#geoportal/layers/unit.ts";
import type { MetricInfo } from "#warehouse/door/types.ts";
import type { Lang } from "#warehouse/text.ts";

/** Units in which a larger territory does not by itself have more: their map is coloured by class. */
const RATE_UNITS: ReadonlySet<string> = new Set(["ratio", "days", "index", "score", "points"]);

/** Colour for rates; circles for amounts, since a coloured area would make a large territory look rich. */
export type Mark = "area" | "circle";
export const markOf = (metric: MetricInfo): Mark => (RATE_UNITS.has(metric.unit) ? "area" : "circle");

/** `eau` for levels, `argile` where more is worse. */
export type Palette = "eau" | "argile";
export const paletteOf = (metric: MetricInfo): Palette => (metric.direction === -1 ? "argile" : "eau");

/** Decimals that tell these numbers apart as percentages, days or plain numbers. */
function digitsFor(unit: string, values: readonly number[]): number {
  const factor = unit === "ratio" ? 100 : 1;
  const enough = (digits: number): boolean =>
    values.every((value) => Math.abs(Number((value * factor).toFixed(digits)) - value * factor) < 1e-9);
  return [0, 1, 2].find(enough) ?? 2;
}

/** A figure of a measure in words, with its unit. */
export function formatFigure(lang: Lang, unit: string, value: number): string {
  if (unit === "ratio") return formatPercent(lang, value);
  if (unit === "MAD") return formatMoneyShort(lang, value);
  if (unit === "days") return formatDays(lang, value);
  if (unit === "index") return formatNumber(lang, value, { digits: 2 });
  return formatNumber(lang, value, { digits: RATE_UNITS.has(unit) ? 1 : 0 });
}

/** A class's bound in words: as few decimals as the bounds need. */
export function formatBound(lang: Lang, unit: string, value: number, all: readonly number[]): string {
  if (unit === "MAD") return formatMoneyShort(lang, value);
  const digits = digitsFor(unit, all);
  if (unit === "ratio") return formatPercent(lang, value, { digits });
  const text = formatNumber(lang, value, { digits });
  return unit === "days" ? `${text}\u00a0${{ fr: "j", ar: "يوما", en: "d" }[lang]}` : text;
}

/** Whether a measure can be drawn at a level: its dimensions say so. */
export const drawnAt = (metric: MetricInfo, level: Level): boolean => metric.dimensions.includes(level);
export const isYearly = (metric: MetricInfo): boolean =>
  metric.dimensions.includes("year") || metric.grains.includes("year");

/** The dashboard that tells more about a measure, by the words in its name. */
const DASHBOARDS: readonly (readonly [RegExp, string])[] = [
  [/^(permit|rokhas)/u, "/tableaux/rokhas"],
  [/^complaint/u, "/tableaux/reclamations"],
  [/^(project|planned|earned)/u, "/tableaux/projets"],
  [/^(raised|collected|outstanding|recovery|reduced|receipt)/u, "/tableaux/recettes"],
];
export const dashboardOf = (metric: MetricInfo): string =>
  DASHBOARDS.find(([pattern]) => pattern.test(metric.name))?.[1] ?? "/tableaux/budget";
