import type { Text } from "../text.ts";
import type { DimensionInfo, Grain, PeerStat } from "./types.ts";

/** The entity by which every fact is tied to the territory, and the model that describes it. */
export const TERRITORY_ENTITY = "territory";
/** Closure of the territory: who lies in whom, dated. */
export const TERRITORY_BRIDGE = "bridge_territory";
/** Dimensions of a place: a council above it has no code there, nor a commune's segment. */
export const PLACE_DIMENSIONS: ReadonlySet<string> = new Set(["region", "province", "commune", "segment"]);

/** On a model of unit-level figures: the level of each row, and why a row has no figure. */
export const LEVEL_DIMENSION = "level";
export const ELIGIBILITY_DIMENSION = "eligibility";

const PERIOD_LABELS: Readonly<Record<Grain, Text>> = {
  year: { fr: "Année", ar: "السنة", en: "Year" },
  quarter: { fr: "Trimestre", ar: "الفصل", en: "Quarter" },
  month: { fr: "Mois", ar: "الشهر", en: "Month" },
};
export const PERIODS: readonly DimensionInfo[] = (["year", "quarter", "month"] as const).map((name) => ({
  name,
  label: PERIOD_LABELS[name],
  type: "time",
}));

/** Said of a compared column: `m__prev`, `m__delta`. */
export const COMPARED: Readonly<Record<"prev" | "delta", Readonly<Record<"previous" | "year_ago", Text>>>> = {
  prev: {
    previous: { fr: "période précédente", ar: "الفترة السابقة", en: "previous period" },
    year_ago: {
      fr: "même période de l’année précédente",
      ar: "الفترة نفسها من السنة السابقة",
      en: "same period a year earlier",
    },
  },
  delta: {
    previous: {
      fr: "écart avec la période précédente",
      ar: "الفرق عن الفترة السابقة",
      en: "change on the previous period",
    },
    year_ago: { fr: "écart sur un an", ar: "الفرق خلال سنة", en: "change on a year earlier" },
  },
};

/** The column that tells totals from rows. */
export const TOTAL = "total";
export const TOTAL_LABEL: Text = { fr: "Rang du total", ar: "رتبة المجموع", en: "Total" };

const decile = (n: number): Text => ({
  fr: n === 1 ? "1er décile" : `${n}e décile`,
  ar: `العشير ${n}`,
  en: `decile ${n}`,
});
/** Said of a metric's order statistics among peers: `m__median`, `m__rank`, … */
export const PEER_LABELS: Readonly<Record<PeerStat, Text>> = {
  count: { fr: "nombre de pairs", ar: "عدد النظراء", en: "peers" },
  min: { fr: "minimum", ar: "الأدنى", en: "minimum" },
  d1: decile(1),
  d2: decile(2),
  q1: { fr: "1er quartile", ar: "الربيع الأول", en: "first quartile" },
  d3: decile(3),
  d4: decile(4),
  median: { fr: "médiane des pairs", ar: "وسيط النظراء", en: "median of peers" },
  d6: decile(6),
  d7: decile(7),
  q3: { fr: "3e quartile", ar: "الربيع الثالث", en: "third quartile" },
  d8: decile(8),
  d9: decile(9),
  max: { fr: "maximum", ar: "الأقصى", en: "maximum" },
  gap: { fr: "écart à la médiane", ar: "الفرق عن الوسيط", en: "gap to the median" },
  rank: { fr: "rang parmi les pairs", ar: "الرتبة بين النظراء", en: "rank among peers" },
  percentile: { fr: "part des pairs au-dessous", ar: "نسبة النظراء الأدنى", en: "share of peers below" },
};
