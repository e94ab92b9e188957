import { type Bar, barChart } from "#dashboards/charts/bars.ts";
import { LOOK, lineChart, type Series } from "#dashboards/charts/lines.ts";
import { colon } from "#dashboards/charts/plot.ts";
import { formatMonth, formatPeriod } from "#dashboards/lib/dates.ts";
import { formatNumber, formatPercent } from "#dashboards/lib/format.ts";
import {
  formatMoneyShort,
  formatScaled,
  type MoneyScale,
  moneyScale,
  SCALE_UNIT,
} from "#dashboards/lib/money.ts";
import type { Lang } from "#warehouse/text.ts";
import type { BarsBlock, FormatName, LinesBlock } from "../definition/schema.ts";
import { forPaper } from "../typst/svg.ts";
import type { Making } from "./build.ts";
import { columnLabel, rowName } from "./names.ts";
import { dimensionsIn } from "./tables.ts";
import type { ChartPart } from "./types.ts";
import { cellOf, columnOf, formatOf, numberOf } from "./values.ts";
import { word } from "./words.ts";

/** Width of a drawing that fills the text's width of an A4 page, in the charts' pixels. */
const WIDTH = 720;
const MOST_POINTS = 60;

interface Printed {
  readonly scale: MoneyScale;
  readonly unit: string;
  tick(value: number): string;
  text(value: number | null): string;
}

/** How a chart's axis and labels print: money at one scale, said once in the subtitle. */
function printed(lang: Lang, format: FormatName, values: readonly (number | null)[]): Printed {
  const scale = moneyScale(Math.max(0, ...values.map((value) => Math.abs(value ?? 0))));
  const money = format === "money" || format === "amount";
  return {
    scale,
    unit: money ? word(lang, "unitIn", { unit: SCALE_UNIT[scale][lang] }) : "",
    tick: (value) =>
      money
        ? formatScaled(lang, value, scale)
        : format === "percent"
          ? formatPercent(lang, value, { digits: 0 })
          : formatNumber(lang, value, { significant: 3 }),
    text: (value) =>
      value === null
        ? cellOf(lang, { value, why: "no_data", column: "" }, format).text
        : money
          ? formatMoneyShort(lang, value, { scale })
          : cellOf(lang, { value, why: "no_data", column: "" }, format).text,
  };
}

export const chartPart = (making: Making, block: LinesBlock | BarsBlock, id: string): ChartPart | null =>
  block.chart === "lines" ? lines(making, block, id) : bars(making, block, id);

function lines(making: Making, block: LinesBlock, id: string): ChartPart | null {
  const { answers, lang, definition, names, issue, said, period } = making;
  const rows = (answers[block.ask] ?? []).slice(-MOST_POINTS);
  const [time] = dimensionsIn(making, block.ask).slice(-1);
  if (rows.length === 0 || time === undefined) return null;
  const running = (values: readonly (number | null)[]): (number | null)[] => {
    let sum = 0;
    return values.map((value) => {
      if (value === null) return null;
      sum += value;
      return Math.round(sum * 100) / 100;
    });
  };
  const columns = block.lines.map((line) => {
    const values = rows.map((given) => numberOf(columnOf(given, line.column)));
    return block.cumulate ? running(values) : values;
  });
  const first = block.lines[0]?.column ?? "";
  const print = printed(lang, formatOf(definition, names.metrics, first, true), columns.flat());
  const nameOf = (line: LinesBlock["lines"][number]): string =>
    line.name === "@year"
      ? String(period.year)
      : line.name === "@year_ago"
        ? String(period.year - 1)
        : line.name === "@metric"
          ? columnLabel(making, line.column)
          : line.name[lang];
  const series = block.lines.map((line, at): Series => {
    const values = columns[at] ?? [];
    return { name: nameOf(line), values, texts: values.map(print.text), role: line.role };
  });
  const sameYear =
    time === "month" && new Set(rows.map(({ row }) => String(row.month).slice(0, 4))).size === 1;
  const periods = rows.map(({ row }) => axisName(lang, time, String(row[time]), sameYear));
  const drawing = lineChart(
    {
      lang,
      sample: issue.sample,
      figure: `chart-${id}`,
      description: block.title[lang],
      width: WIDTH,
      paper: true,
    },
    // A legend under the title names several lines: at their ends they would meet.
    { periods, series, tick: print.tick, ends: series.length === 1 && block.lines[0]?.name !== "@metric" },
  );
  const last = series.map(
    (one) => `${one.name}${colon(lang)}${one.texts.findLast((_, at) => one.values[at] !== null) ?? ""}`,
  );
  return {
    kind: "chart",
    id: `chart-${id}`,
    title: block.title[lang],
    subtitle: said([print.unit, block.cumulate ? word(lang, "cumulated") : ""].filter(Boolean).join(" ")),
    alt: `${block.title[lang]}. ${last.join(" ; ")}`,
    svg: forPaper(drawing.wide, lang),
    legend:
      series.length < 2
        ? []
        : series.map((one) => ({
            name: one.name,
            stroke: strokeOf(one.role),
            dash: LOOK[one.role].dash === undefined ? "solid" : one.role === "third" ? "dotted" : "dashed",
          })),
  };
}
const QUARTER: Readonly<Record<Lang, string>> = { fr: "T", ar: "ف", en: "Q" };
/** A period's name short enough for an axis: janv., 11/2025, T4 2025, 2025. */
function axisName(lang: Lang, time: string, text: string, sameYear: boolean): string {
  if (time === "month")
    return sameYear ? formatMonth(lang, text, true) : `${text.slice(5, 7)}/${text.slice(0, 4)}`;
  if (time === "quarter") return `${QUARTER[lang]}${text.slice(6)} ${text.slice(0, 4)}`;
  return formatPeriod(lang, text);
}
const strokeOf = (role: Series["role"]): string => forPaper(LOOK[role].stroke, "fr");

function bars(making: Making, block: BarsBlock, id: string): ChartPart | null {
  const { answers, lang, definition, names, issue, said } = making;
  const dimensions = dimensionsIn(making, block.ask);
  const known = (answers[block.ask] ?? [])
    .filter(({ row }) => dimensions.every((dimension) => row[dimension] !== null))
    .map((given) => ({ given, value: numberOf(columnOf(given, block.column)) }));
  if (known.length === 0) return null;
  if (block.order !== "given") {
    const sign = block.order === "asc" ? 1 : -1;
    known.sort((a, b) => {
      if (a.value === null || b.value === null) return a.value === b.value ? 0 : a.value === null ? 1 : -1;
      return sign * (a.value - b.value);
    });
  }
  const shown = known.slice(0, block.top);
  const targets = shown.map(({ given }) =>
    block.target === undefined ? null : numberOf(columnOf(given, block.target)),
  );
  const print = printed(lang, formatOf(definition, names.metrics, block.column, true), [
    ...shown.map(({ value }) => value),
    ...targets,
  ]);
  const items = shown.map(
    ({ given, value }, at): Bar => ({
      key: String(at),
      name: rowName(making, given.row, dimensions),
      value: value === null ? null : Math.max(0, value),
      text: print.text(value),
      ...(block.target === undefined
        ? {}
        : { target: targets[at] ?? null, targetText: print.text(targets[at] ?? null) }),
    }),
  );
  const drawing = barChart(
    {
      lang,
      sample: issue.sample,
      figure: `chart-${id}`,
      description: block.title[lang],
      width: WIDTH,
      paper: true,
    },
    {
      bars: items,
      tick: print.tick,
      ...(block.targetName === undefined ? {} : { targetName: block.targetName[lang] }),
    },
  );
  const cut =
    known.length > shown.length
      ? word(lang, "first", { shown: String(shown.length), all: String(known.length) })
      : "";
  return {
    kind: "chart",
    id: `chart-${id}`,
    title: block.title[lang],
    subtitle: said([print.unit, block.targetName?.[lang] ?? "", cut].filter(Boolean).join(" ")),
    alt: `${block.title[lang]}. ${items.map((item) => `${item.name}${colon(lang)}${item.text}`).join(" ; ")}`,
    svg: forPaper(drawing.wide, lang),
    legend: [],
  };
}
