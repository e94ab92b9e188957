import type { ChartSvg } from "../lib/figure.tsx";
import { type ChartContext, clip, colon, drawBody, type Frame, label } from "./plot.ts";
import { node, said, words } from "./svg.ts";

export interface Step {
  readonly key: string;
  readonly name: string;
  readonly value: number;
  readonly text: string;
  /** A total stands on zero; a change hangs where the last one ended. */
  readonly kind: "total" | "change";
}

const ROW = { beside: 34, stacked: 52 };

/** What made one total become another: a total, its changes in order, the total that results. Mirrored as bars are. */
export const waterfallChart = (
  context: ChartContext,
  { steps }: { readonly steps: readonly Step[] },
): ChartSvg => drawBody(context, (frame) => waterfall(frame, steps));

function waterfall(frame: Frame, steps: readonly Step[]) {
  const { width, rtl, fontSize, lang, stacked } = frame;
  const spans: { from: number; to: number }[] = [];
  let at = 0;
  for (const step of steps) {
    const from = step.kind === "total" ? 0 : at;
    at = from + step.value;
    spans.push({ from, to: at });
  }
  const ends = spans.flatMap((span) => [span.from, span.to]);
  const [low, high] = cut(steps, spans, ends);
  const nameRoom = stacked
    ? 0
    : Math.min(width * 0.4, Math.max(...steps.map((step) => step.name.length)) * fontSize * 0.56 + 16);
  const valueRoom = Math.max(...steps.map((step) => step.text.length)) * fontSize * 0.58 + 12;
  const plot = width - nameRoom - valueRoom - 6;
  const x = (value: number): number => {
    const from = nameRoom + ((Math.max(low, value) - low) / (high - low || 1)) * plot;
    return rtl ? width - from : from;
  };
  const row = stacked ? ROW.stacked : ROW.beside;
  const height = steps.length * row + 8;
  const thick = 20;
  const markup = steps
    .map((step, index) => {
      const span = spans[index] ?? { from: 0, to: 0 };
      const y = index * row + (stacked ? 26 : (row - thick) / 2) + 2;
      const [a, b] = [x(span.from), x(span.to)];
      const next = spans[index + 1];
      const fill = step.kind === "total" ? "var(--cat-1)" : step.value < 0 ? "var(--div-2)" : "var(--div-6)";
      const valueAt = rtl ? Math.min(a, b) - 8 : Math.max(a, b) + 8;
      const strong = step.kind === "total" ? 600 : 400;
      return node("g", {}, [
        said(label(lang, `${step.name}${colon(lang)}${step.text}`)),
        words(
          {
            ...{ x: stacked ? (rtl ? width - 2 : 2) : rtl ? width - nameRoom + 10 : nameRoom - 10 },
            ...{
              y: stacked ? index * row + 16 : y + thick / 2,
              "dominant-baseline": stacked ? undefined : "middle",
            },
            ...{
              "text-anchor": stacked !== rtl ? "start" : "end",
              fill: "var(--text)",
              "font-size": fontSize,
            },
            "font-weight": strong,
          },
          label(lang, clip(step.name, stacked ? width - 4 : nameRoom - 10, fontSize)),
        ),
        node("rect", {
          ...{ x: Math.min(a, b), y, width: Math.max(1.5, Math.abs(b - a)), height: thick, rx: 2, fill },
        }),
        words(
          {
            ...{ x: valueAt, y: y + thick / 2, "dominant-baseline": "middle", "font-weight": strong },
            ...{ "text-anchor": rtl ? "end" : "start", fill: "var(--text)", "font-size": fontSize },
          },
          label(lang, step.text),
        ),
        ...(next === undefined
          ? []
          : [
              node("line", {
                ...{
                  x1: b,
                  x2: b,
                  y1: y + thick,
                  y2: (index + 1) * row + (stacked ? 28 : (row - thick) / 2 + 2),
                },
                ...{ stroke: "var(--axis)", "stroke-width": 1, "stroke-dasharray": "2 2" },
              }),
            ]),
      ]);
    })
    .join("");
  return { height, markup };
}

/** Where changes are small beside the totals, the scale begins near them, so that they can be seen; the caption says so. */
function cut(
  steps: readonly Step[],
  spans: readonly { readonly from: number; readonly to: number }[],
  ends: readonly number[],
): readonly [number, number] {
  const high = Math.max(...ends);
  const moved = spans
    .filter((_, index) => steps[index]?.kind === "change")
    .flatMap((span) => [span.from, span.to]);
  const low = Math.min(...moved);
  if (moved.length === 0 || low <= 0 || high - low > high * 0.4) return [Math.min(0, ...ends), high];
  return [Math.max(0, low - (high - low) * 0.6), high];
}

/** Whether the scale of these steps begins above zero: a figure must say so. */
export function waterfallIsCut(steps: readonly Step[]): boolean {
  let at = 0;
  const spans = steps.map((step) => {
    const from = step.kind === "total" ? 0 : at;
    at = from + step.value;
    return { from, to: at };
  });
  return (
    cut(
      steps,
      spans,
      spans.flatMap((span) => [span.from, span.to]),
    )[0] > 0
  );
}
