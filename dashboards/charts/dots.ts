import * as Plot from "@observablehq/plot";
import type { ChartSvg } from "../lib/figure.tsx";
import { type ChartContext, clip, colon, draw, type Frame, label } from "./plot.ts";

export interface RankDot {
  readonly key: string;
  readonly name: string;
  readonly value: number;
  readonly text: string;
  /** 5–95 % band, where it is known. */
  readonly low?: number | null;
  readonly high?: number | null;
  readonly focus?: boolean;
}

export interface DotsOptions {
  readonly dots: readonly RankDot[];
  readonly max: number;
  readonly tick: (value: number) => string;
}

/** Scores as dots with their band, one line a unit, in the given order; mirrored in Arabic. */
export const dotChart = (context: ChartContext, options: DotsOptions): ChartSvg =>
  draw(context, (frame) => dots(frame, options));

function dots(frame: Frame, { dots: items, max, tick }: DotsOptions): Plot.PlotOptions {
  const { rtl, stacked, fontSize, lang } = frame;
  const nameRoom = stacked
    ? 2
    : Math.min(frame.width * 0.36, Math.max(...items.map((item) => item.name.length)) * fontSize * 0.56 + 16);
  const valueRoom = Math.max(...items.map((item) => item.text.length)) * fontSize * 0.56 + 16;
  const away = rtl ? -1 : 1;
  const dy = stacked ? 9 : 0;
  const ticks = [0, max / 4, max / 2, (3 * max) / 4, max];
  return {
    height: items.length * (stacked ? 46 : 30) + 34,
    marginTop: 4,
    marginBottom: 30,
    marginLeft: rtl ? valueRoom : nameRoom,
    marginRight: rtl ? nameRoom : valueRoom,
    x: { domain: [0, max], reverse: rtl, axis: null },
    y: { domain: items.map((item) => item.key), axis: null, padding: 0.5 },
    marks: [
      Plot.gridX(ticks, { stroke: "var(--grid)", strokeOpacity: 1 }),
      Plot.axisX(ticks, {
        tickFormat: (value: number) => label(lang, tick(value)),
        tickSize: 0,
        fill: "var(--axis)",
        fontSize,
        label: null,
      }),
      Plot.ruleY(items, { y: "key", x1: 0, x2: "value", stroke: "var(--grid)", strokeWidth: 2, dy }),
      Plot.ruleY(
        items.filter((item) => typeof item.low === "number" && typeof item.high === "number"),
        {
          y: "key",
          x1: "low",
          x2: "high",
          stroke: "var(--context)",
          strokeWidth: 4,
          strokeLinecap: "round",
          dy,
        },
      ),
      Plot.dot(items, {
        x: "value",
        y: "key",
        r: 5.5,
        dy,
        fill: (item: RankDot) => (item.focus === true ? "var(--accent)" : "var(--cat-1)"),
        stroke: "var(--surface)",
        strokeWidth: 1.5,
        title: (item: RankDot) => label(lang, `${item.name}${colon(lang)}${item.text}`),
      }),
      Plot.text(items, {
        y: "key",
        text: (item: RankDot) => label(lang, item.text),
        frameAnchor: rtl ? "left" : "right",
        dx: 10 * away,
        dy,
        textAnchor: rtl ? "end" : "start",
        fill: "var(--text)",
        fontSize,
      }),
      Plot.text(items, {
        y: "key",
        text: (item: RankDot) =>
          label(lang, clip(item.name, stacked ? frame.width : nameRoom - 10, fontSize)),
        frameAnchor: rtl ? "right" : "left",
        dx: stacked ? 0 : -10 * away,
        dy: stacked ? -9 : 0,
        textAnchor: stacked !== rtl ? "start" : "end",
        fill: "var(--text)",
        fontSize,
      }),
    ],
  };
}
