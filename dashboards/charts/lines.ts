import * as Plot from "@observablehq/plot";
import type { ChartSvg } from "../lib/figure.tsx";
import { type ChartContext, colon, draw, type Frame, label, niceTicks } from "./plot.ts";

export interface Series {
  readonly name: string;
  /** One value a period, in order; null leaves a gap, never a joined line. */
  readonly values: readonly (number | null)[];
  readonly texts: readonly string[];
  /** How sure each value is, drawn as a whisker; null where that is not known. */
  readonly bands?: readonly ({ readonly low: number; readonly high: number } | null)[];
  /** `focus` is drawn full, `context` grey; the others take a colour and a dash of their own. */
  readonly role: "focus" | "context" | "second" | "third";
}

/** How a series is drawn, for the chart and for its legend. */
export const LOOK: Record<
  Series["role"],
  { readonly stroke: string; readonly dash: string | undefined; readonly width: number }
> = {
  focus: { stroke: "var(--cat-1)", dash: undefined, width: 2.5 },
  context: { stroke: "var(--context)", dash: "6 3", width: 2 },
  second: { stroke: "var(--cat-2)", dash: "6 3", width: 2 },
  third: { stroke: "var(--cat-3)", dash: "2 3", width: 2 },
};

export interface LinesOptions {
  /** Names of the periods, first and last always shown. */
  readonly periods: readonly string[];
  readonly series: readonly Series[];
  readonly tick: (value: number) => string;
  /** Named places on the time axis, where the periods are too many to name (years over months). */
  readonly ticks?: readonly { readonly at: number; readonly name: string }[];
  /** What is counted has whole ticks. */
  readonly whole?: boolean;
  /** A dot at each period; without them only the last one is marked. */
  readonly dots?: boolean;
  /** Names at the lines' ends; false where they would meet and a legend names the lines. */
  readonly ends?: boolean;
  /** Where a value means something: 1 on an index. */
  readonly reference?: { readonly value: number; readonly name: string };
}

/** A short level stroke, as wide as a dot. */
const HYPHEN = {
  draw: (path: { moveTo(x: number, y: number): void; lineTo(x: number, y: number): void }, size: number) => {
    const half = Math.sqrt(size / Math.PI);
    path.moveTo(-half, 0);
    path.lineTo(half, 0);
  },
};

interface Point {
  readonly at: number;
  readonly value: number | null;
  readonly title: string;
}

/** Lines over time, labelled at their ends. Time runs left to right in every language; the scale stands on the reading side. */
export function lineChart(context: ChartContext, options: LinesOptions): ChartSvg {
  return draw(context, (frame) => lines(frame, options));
}

function lines(frame: Frame, options: LinesOptions): Plot.PlotOptions {
  const { rtl, narrow, fontSize, lang } = frame;
  const { periods, series, tick, reference } = options;
  const ticks = niceTicks(
    Math.max(
      reference?.value ?? 0,
      ...series.flatMap((one) => one.values.map((value, at) => one.bands?.[at]?.high ?? value ?? 0)),
    ),
    options.whole,
  );
  const axisRoom = Math.max(...ticks.map((value) => tick(value).length)) * fontSize * 0.58 + 12;
  const named = axisTicks(options, narrow);
  // Half of the first and the last label stand beyond the ends of the axis.
  const edge = Math.max(18, Math.max(0, ...[...named.values()].map((text) => text.length)) * fontSize * 0.3);
  const height = narrow ? 260 : 320;
  return {
    height,
    marginTop: 28,
    marginBottom: 32,
    marginLeft: rtl ? edge : axisRoom,
    marginRight: rtl ? axisRoom : edge,
    x: { domain: [0, Math.max(1, periods.length - 1)], axis: null },
    y: { domain: [0, ticks.at(-1) ?? 1], axis: null },
    marks: [
      Plot.gridY(ticks, { stroke: "var(--grid)", strokeOpacity: 1 }),
      Plot.axisY(ticks, {
        anchor: rtl ? "right" : "left",
        tickFormat: (value: number) => label(lang, tick(value)),
        tickSize: 0,
        fill: "var(--axis)",
        fontSize,
        label: null,
      }),
      Plot.axisX([...named.keys()], {
        tickFormat: (index: number) => label(lang, named.get(index) ?? ""),
        tickSize: 4,
        fill: "var(--axis)",
        stroke: "var(--axis)",
        fontSize,
        label: null,
      }),
      Plot.ruleY([0], { stroke: "var(--axis)", strokeWidth: 1.5 }),
      ...(reference === undefined
        ? []
        : [
            Plot.ruleY([reference.value], {
              stroke: "var(--accent)",
              strokeDasharray: "2 3",
              strokeWidth: 1.5,
            }),
            Plot.text([reference], {
              y: "value",
              text: (item: { name: string }) => label(lang, item.name),
              frameAnchor: rtl ? "left" : "right",
              dy: -9,
              textAnchor: rtl ? "start" : "end",
              fill: "var(--accent)",
              fontSize,
            }),
          ]),
      ...[...series].reverse().flatMap((one) => marksOf(frame, one, options)),
    ],
  };
}

/** What stands under the axis: given places thinned to fit, else every nth period; first and last period always. */
function axisTicks({ periods, ticks }: LinesOptions, narrow: boolean): ReadonlyMap<number, string> {
  const places = ticks ?? periods.map((name, at) => ({ at, name }));
  const every = Math.max(1, Math.ceil(places.length / (narrow ? 5 : 12)));
  const last = places.length - 1;
  return new Map(
    places
      .filter((_, index) => index % every === 0 || index === last)
      .filter((_, index, all) => index === all.length - 1 || last - index * every >= every * 0.6)
      .map((place) => [place.at, place.name]),
  );
}

function marksOf(
  { lang, fontSize, narrow }: Frame,
  one: Series,
  { periods, series, dots = true, ends = true }: LinesOptions,
): Plot.Markish[] {
  const look = LOOK[one.role];
  const points: Point[] = one.values.map((value, at) => ({
    at,
    value,
    title: label(lang, `${one.name}, ${periods[at] ?? ""}${colon(lang)}${one.texts[at] ?? ""}`),
  }));
  const known = points.filter((point) => point.value !== null);
  const last = known.at(-1);
  const middle = last !== undefined && last.at < periods.length * 0.25;
  return [
    Plot.lineY(points, {
      x: "at",
      y: "value",
      stroke: look.stroke,
      strokeWidth: look.width,
      ...(look.dash === undefined ? {} : { strokeDasharray: look.dash }),
    }),
    ...(one.bands === undefined ? [] : whiskers(one.bands, look.stroke)),
    Plot.dot(dots || last === undefined ? known : [last], {
      x: "at",
      y: "value",
      r: narrow ? 3 : 3.5,
      fill: look.stroke,
      stroke: "var(--surface)",
      strokeWidth: 1,
      title: "title",
    }),
    ...(last === undefined || !ends
      ? []
      : [
          Plot.text([last], {
            x: "at",
            y: "value",
            text: () => label(lang, one.name),
            dy: below(one, last, series) ? 16 : -13,
            textAnchor: middle ? "start" : "end",
            fill: one.role === "context" ? "var(--muted)" : look.stroke,
            fontSize,
            fontWeight: 600,
            stroke: "var(--surface)",
            strokeWidth: 4,
          }),
        ]),
  ];
}

/** A vertical line from low to high with a stroke at each end. */
function whiskers(bands: NonNullable<Series["bands"]>, stroke: string): Plot.Markish[] {
  const known = bands.flatMap((band, at) => (band === null ? [] : [{ at, ...band }]));
  const end = (y: "low" | "high") =>
    Plot.dot(known, { x: "at", y, symbol: HYPHEN, r: 4, stroke, strokeWidth: 2 });
  return [
    Plot.ruleX(known, { x: "at", y1: "low", y2: "high", stroke, strokeWidth: 2, strokeOpacity: 0.75 }),
    end("low"),
    end("high"),
  ];
}

/** The lower of two lines that end at the same place is named under its end. */
function below(one: Series, last: Point, series: readonly Series[]): boolean {
  return series.some((other) => {
    if (other === one || other.values.findLastIndex((value) => value !== null) !== last.at) return false;
    const end = other.values[last.at] ?? 0;
    return end > (last.value ?? 0) || (end === last.value && series.indexOf(other) < series.indexOf(one));
  });
}
