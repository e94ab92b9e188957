import { formatDays, formatNumber, formatPercent } from "#dashboards/lib/format.ts";
import { formatMoneyShort } from "#dashboards/lib/money.ts";
import type { Level } from "#geoportal/layers/unit.ts";
import type { MetricInfo } from "#warehouse/door/types.ts";
import type { Lang } from "#warehouse/text.ts";
import type { MapState, Sign } from "./state.ts";
import type { Palette } from "./step.ts";

/** Units in which a larger territory does not by itself have more: their map is coloured by class. */
const RATE_UNITS: ReadonlySet<string> = new Set(["ratio", "days", "index", "score", "points"]);

/** Colour for rates; circles for amounts, since a coloured area would make a large territory look rich. */
export type Mark = "area" | "circle";
export const markOf = (metric: MetricInfo, sign: Sign = "auto"): Mark => {
  if (sign !== "auto") return sign === "aire" ? "area" : "circle";
  return RATE_UNITS.has(metric.unit) ? "area" : "circle";
};

/** How a unit's own bounds are written in an address and a form: percentages as people say them. */
export const boundFactor = (unit: string): number => (unit === "ratio" ? 100 : 1);

/** Earned against planned value or against cost: 1 is the target. */
const isAgainstTarget = (metric: MetricInfo): boolean => /_(spi|cpi)$/u.test(metric.name);

export function paletteOf(metric: MetricInfo): Palette {
  if (isAgainstTarget(metric)) return "div";
  return metric.direction === -1 ? "argile" : "eau";
}

/** Bounds that a measure's meaning fixes, around its target; null where they follow the values. */
export const fixedBreaks = (metric: MetricInfo): readonly number[] | null =>
  isAgainstTarget(metric) ? [0.8, 0.95, 1.05, 1.2] : null;

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

/** Metrics of the general censuses: real figures in every release, the sample too, for the years of a census alone. */
const CENSUS: ReadonlySet<string> = new Set(["population", "households"]);
export const isCensus = (metric: Pick<MetricInfo, "name">): boolean => CENSUS.has(metric.name);
/** Whether all that a map shows is real, though its release holds the sample: the census with nothing laid over it. */
export const isReal = (view: {
  readonly metric: Pick<MetricInfo, "name">;
  readonly state: Pick<MapState, "couches">;
}): boolean => isCensus(view.metric) && view.state.couches.length === 0;

/** What a measure is about: its dashboard and the word for it, by the words in its name. */
interface Subject {
  readonly pattern: RegExp;
  readonly path: string;
  readonly label: string;
}
const SUBJECTS: readonly Subject[] = [
  { pattern: /^(permit|rokhas|opinion)/u, path: "/tableaux/rokhas", label: "map.subject.permits" },
  { pattern: /^complaint/u, path: "/tableaux/reclamations", label: "nav.reclamations" },
  { pattern: /^(project|funding)/u, path: "/tableaux/projets", label: "nav.projets" },
  {
    pattern: /^(raised|collected|outstanding|opening|recovery|reduced|receipt|receivable|forecast)/u,
    path: "/tableaux/recettes",
    label: "nav.recettes",
  },
];
const TERRITORY: Subject = { pattern: /./u, path: "/tableaux/equipement", label: "map.subject.territory" };
const BUDGET: Subject = { pattern: /./u, path: "/tableaux/budget", label: "nav.budget" };

const subjectOf = (metric: MetricInfo): Subject =>
  isCensus(metric) ? TERRITORY : (SUBJECTS.find(({ pattern }) => pattern.test(metric.name)) ?? BUDGET);
/** The dashboard that tells more about a measure. */
export const dashboardOf = (metric: MetricInfo): string => subjectOf(metric).path;
/** Message key of the subject that a measure stands under in a list. */
export const subjectLabel = (metric: MetricInfo): string => subjectOf(metric).label;
