import { lineChart } from "#dashboards/charts/lines.ts";
import { formatMonth } from "#dashboards/lib/dates.ts";
import { formatMoneyShort, formatScaled, moneyScale, SCALE_UNIT } from "#dashboards/lib/money.ts";
import type { Lang } from "#warehouse/text.ts";
import { forPaper } from "../typst/svg.ts";
import type { MonthlyFigures, MonthPoint } from "./figures.ts";
import type { MonthWindow } from "./specs.ts";
import { WORDS } from "./words.ts";

export interface PaperChart {
  readonly title: string;
  readonly subtitle: string;
  readonly alt: string;
  readonly svg: string;
}

const MONTHS = Array.from({ length: 12 }, (_, index) => String(index + 1).padStart(2, "0"));

/** Twelve places, so that two years stand month over month; a month without a figure is a gap. */
const byMonth = (points: readonly MonthPoint[], value: (point: MonthPoint) => number): (number | null)[] => {
  const known = new Map(points.map((point) => [point.month.slice(5, 7), value(point)]));
  return MONTHS.map((month) => known.get(month) ?? null);
};

/** The report's drawings: the dashboards' own charts, with colours for paper. */
export function monthlyCharts(
  lang: Lang,
  figures: MonthlyFigures,
  window: MonthWindow,
): readonly PaperChart[] {
  const words = WORDS[lang];
  const chart = (name: string, title: string, value: (point: MonthPoint) => number): PaperChart => {
    const now = byMonth(figures.months, value);
    const before = byMonth(figures.monthsBefore, value);
    const scale = moneyScale(
      Math.max(...now.map((amount) => amount ?? 0), ...before.map((amount) => amount ?? 0)),
    );
    const texts = (values: readonly (number | null)[]) =>
      values.map((amount) => formatMoneyShort(lang, amount));
    const subtitle = words.chartUnit(SCALE_UNIT[scale][lang]);
    const svg = lineChart(
      { lang, sample: figures.sample, figure: name, description: title, width: 720 },
      {
        periods: MONTHS.map((month) => formatMonth(lang, `${window.year}-${month}`, true)),
        series: [
          { name: window.year, values: now, texts: texts(now), role: "focus" },
          { name: window.before.year, values: before, texts: texts(before), role: "context" },
        ],
        tick: (amount) => formatScaled(lang, amount, scale),
      },
    );
    const last = [...now].reverse().find((amount) => amount !== null) ?? null;
    return {
      title,
      subtitle,
      alt: `${title} : ${formatMoneyShort(lang, last)}`,
      svg: forPaper(svg.wide, lang),
    };
  };
  return [
    chart("ordered", words.chartOrdered, (point) => point.ordered),
    chart("collected", words.chartCollected, (point) => point.collected),
  ];
}
