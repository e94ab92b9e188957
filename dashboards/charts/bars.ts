import * as Plot from "@observablehq/plot";
import type { ChartSvg } from "../lib/figure.tsx";
import { type ChartContext, clip, colon, draw, type Frame, label, niceTicks } from "./plot.ts";

export interface Bar {
  readonly key: string;
  readonly name: string;
  /** Null draws no bar: the text says why. */
  readonly value: number | null;
  /** The value as the table prints it. */
  readonly text: string;
  /** What it is measured against: a tick on the bar (bullet). */
  readonly target?: number | null;
  readonly targetText?: string;
  /** The one in focus; the others step back. */
  readonly focus?: boolean;
}

export interface BarsOptions {
  readonly bars: readonly Bar[];
  /** Prints an axis value. */
  readonly tick: (value: number) => string;
  /** Axis end where it has a meaning of its own, as 1 for rates. */
  readonly max?: number;
  /** What is counted has whole ticks. */
  readonly whole?: boolean;
  /** Names the target in tips: crédits définitifs. */
  readonly targetName?: string;
}

const ROW = { beside: 34, stacked: 52 };

/**
 * Horizontal bars in the given order, from 0, with names and values in text. With targets it is a bullet
 * chart: the bar is what was done, the tick what was planned. Mirrored where the language runs right to left.
 */
export function barChart(context: ChartContext, options: BarsOptions): ChartSvg {
  return draw(context, (frame) => bars(frame, options));
}

function bars(frame: Frame, { bars: items, tick, max, targetName, whole }: BarsOptions): Plot.PlotOptions {
  const { rtl, stacked, fontSize, lang } = frame;
  const ticks = niceTicks(
    max ?? Math.max(0, ...items.flatMap((item) => [item.value ?? 0, item.target ?? 0])),
    whole,
  );
  const end = Math.max(ticks.at(-1) ?? 1, max ?? 0);
  const nameRoom = stacked
    ? 0
    : Math.min(frame.width * 0.44, Math.max(...items.map((item) => item.name.length)) * fontSize * 0.56 + 16);
  const valueRoom = Math.max(...items.map((item) => item.text.length)) * fontSize * 0.56 + 14;
  const away = rtl ? -1 : 1;
  const anchor = rtl ? "end" : "start";
  const focused = items.some((item) => item.focus === true);
  const title = (item: Bar): string =>
    label(
      lang,
      `${item.name}${colon(lang)}${item.text}${item.targetText === undefined ? "" : ` · ${targetName ?? ""} ${item.targetText}`}`,
    );
  const height = items.length * (stacked ? ROW.stacked : ROW.beside) + 34;
  const inset = stacked ? { insetTop: 26, insetBottom: 8 } : { insetTop: 5, insetBottom: 5 };
  return {
    height,
    marginTop: 4,
    marginBottom: 30,
    marginLeft: rtl ? valueRoom : nameRoom + 2,
    marginRight: rtl ? nameRoom + 2 : valueRoom,
    x: { domain: [0, end], reverse: rtl, axis: null },
    y: { domain: items.map((item) => item.key), axis: null, padding: 0 },
    marks: [
      Plot.gridX(ticks, { stroke: "var(--grid)", strokeOpacity: 1 }),
      Plot.axisX(stacked ? ticks.filter((_, index) => index % 2 === 0) : ticks, {
        tickFormat: (value: number) => label(lang, tick(value)),
        tickSize: 0,
        fill: "var(--axis)",
        fontSize,
        label: null,
      }),
      Plot.barX(
        items.filter((item) => item.value !== null),
        {
          x: "value",
          y: "key",
          fill: (item: Bar) => (focused && item.focus !== true ? "var(--context)" : "var(--cat-1)"),
          title,
          rx: 2,
          ...inset,
        },
      ),
      Plot.ruleX([0], { stroke: "var(--axis)", strokeWidth: 1.5 }),
      Plot.tickX(
        items.filter((item) => typeof item.target === "number"),
        {
          x: "target",
          y: "key",
          stroke: "var(--text)",
          strokeWidth: 2.5,
          insetTop: inset.insetTop - 3,
          insetBottom: inset.insetBottom - 3,
        },
      ),
      Plot.text(items, {
        x: (item: Bar) => Math.max(item.value ?? 0, item.target ?? 0),
        y: "key",
        text: (item: Bar) => label(lang, item.text),
        dx: 8 * away,
        dy: stacked ? 9 : 0,
        textAnchor: anchor,
        fill: "var(--text)",
        fontSize,
        stroke: "var(--surface)",
        strokeWidth: 4,
      }),
      ...[true, false].map((focus) =>
        Plot.text(
          items.filter((item) => (item.focus === true) === focus),
          {
            y: "key",
            text: (item: Bar) =>
              label(
                lang,
                stacked
                  ? clip(item.name, frame.width - 8, fontSize)
                  : clip(item.name, nameRoom - 10, fontSize),
              ),
            frameAnchor: rtl ? "right" : "left",
            dx: stacked ? 3 * away : -10 * away,
            dy: stacked ? -14 : 0,
            textAnchor: stacked !== rtl ? "start" : "end",
            fill: "var(--text)",
            fontSize,
            fontWeight: focus ? 600 : 400,
          },
        ),
      ),
    ],
  };
}
