import type { ChartSvg } from "../lib/figure.tsx";
import { type ChartContext, clip, colon, drawBody, type Frame, label } from "./plot.ts";
import { node, said, words } from "./svg.ts";

export interface Slope {
  readonly key: string;
  readonly name: string;
  readonly before: number;
  readonly after: number;
  readonly texts: readonly [before: string, after: string];
  /** The one in focus; without one all are drawn alike. */
  readonly focus?: boolean;
}

export interface SlopeOptions {
  readonly slopes: readonly Slope[];
  /** What stands over each end: 2014, 2024. */
  readonly periods: readonly [before: string, after: string];
  /** Ends of the scale where they have a meaning of their own, as 0 and 1 for rates. */
  readonly domain?: readonly [number, number];
}

const GAP = 1.32;

/** Two moments of several measures, joined: time runs left to right in every language. Labels never cross each other. */
export const slopeChart = (context: ChartContext, options: SlopeOptions): ChartSvg =>
  drawBody(context, (frame) => slope(frame, options));

/** Moves labels apart, keeping their order, as little as it takes. */
export function spread(wanted: readonly number[], gap: number, low: number, high: number): number[] {
  const order = wanted.map((at, index) => ({ at, index })).sort((a, b) => a.at - b.at || a.index - b.index);
  const placed: number[] = [];
  order.forEach(({ at }, index) => {
    placed.push(index === 0 ? Math.max(low, at) : Math.max(at, (placed[index - 1] ?? low) + gap));
  });
  for (let index = placed.length - 1; index >= 0; index -= 1) {
    const ceiling = index === placed.length - 1 ? high : (placed[index + 1] ?? high) - gap;
    placed[index] = Math.min(placed[index] ?? low, ceiling);
  }
  const result: number[] = [];
  order.forEach(({ index }, rank) => {
    result[index] = placed[rank] ?? low;
  });
  return result;
}

function slope(frame: Frame, { slopes, periods, domain }: SlopeOptions) {
  const { width, fontSize, lang, narrow } = frame;
  const line = fontSize * GAP;
  const height = Math.max(narrow ? 260 : 300, slopes.length * line * 1.15 + 70);
  const top = 40;
  const bottom = height - 16;
  const all = slopes.flatMap((one) => [one.before, one.after]);
  const [low, high] = domain ?? [Math.min(...all), Math.max(...all)];
  const y = (value: number): number => bottom - ((value - low) / (high - low || 1)) * (bottom - top);
  const valueRoom =
    Math.max(...slopes.flatMap((one) => one.texts.map((text) => text.length))) * fontSize * 0.58 + 14;
  const nameRoom = width - 2 * valueRoom - (narrow ? 90 : 160);
  const x1 = valueRoom;
  const x2 = valueRoom + (narrow ? 90 : 160);
  const lefts = spread(
    slopes.map((one) => y(one.before)),
    line,
    top,
    bottom,
  );
  const rights = spread(
    slopes.map((one) => y(one.after)),
    line,
    top,
    bottom,
  );
  const focused = slopes.some((one) => one.focus === true);
  const heads = [x1, x2].map((x, at) =>
    words(
      { x, y: 18, "text-anchor": "middle", fill: "var(--axis)", "font-size": fontSize, "font-weight": 600 },
      label(lang, periods[at] ?? ""),
    ),
  );
  const rules = [x1, x2].map((x) =>
    node("line", { x1: x, x2: x, y1: top - 12, y2: bottom + 8, stroke: "var(--grid)", "stroke-width": 1 }),
  );
  const marks = slopes.map((one, index) => {
    const strong = !focused || one.focus === true;
    const colour = strong ? "var(--cat-1)" : "var(--context)";
    const text = {
      fill: "var(--text)",
      "font-size": fontSize,
      "dominant-baseline": "middle",
      "font-weight": one.focus === true ? 600 : 400,
    };
    const [before, after] = one.texts;
    return node("g", {}, [
      said(label(lang, `${one.name}${colon(lang)}${before} (${periods[0]}), ${after} (${periods[1]})`)),
      node("line", {
        ...{ x1, x2, y1: y(one.before), y2: y(one.after) },
        ...{ stroke: colour, "stroke-width": strong ? 2.5 : 1.5 },
      }),
      ...(
        [
          [x1, one.before],
          [x2, one.after],
        ] as const
      ).map(([cx, value]) =>
        node("circle", {
          cx,
          cy: y(value),
          r: 4,
          fill: colour,
          stroke: "var(--surface)",
          "stroke-width": 1.5,
        }),
      ),
      words({ ...text, x: x1 - 10, y: lefts[index], "text-anchor": "end" }, label(lang, before)),
      words({ ...text, x: x2 + 10, y: rights[index], "text-anchor": "start" }, label(lang, after)),
      words(
        { ...text, x: x2 + valueRoom, y: rights[index], "text-anchor": "start" },
        label(lang, clip(one.name, nameRoom, fontSize)),
      ),
    ]);
  });
  return { height, markup: [...heads, ...rules, ...marks].join("") };
}
