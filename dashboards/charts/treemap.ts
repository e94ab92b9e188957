import { hierarchy, treemap } from "d3";
import type { ChartSvg } from "../lib/figure.tsx";
import { type ChartContext, clip, colon, drawBody, type Frame, label } from "./plot.ts";
import { node, said, words } from "./svg.ts";

export interface Leaf {
  readonly key: string;
  readonly name: string;
  readonly value: number;
  readonly text: string;
}
export interface Branch {
  readonly key: string;
  readonly name: string;
  readonly leaves: readonly Leaf[];
}

/** A whole as areas, parts within their branch: the table beside it says every one. Begins on the reading side. */
export const treemapChart = (
  context: ChartContext,
  { branches }: { readonly branches: readonly Branch[] },
): ChartSvg => drawBody(context, (frame) => draw(frame, branches));

interface Datum {
  readonly name: string;
  readonly branch: number;
  readonly branchName: string;
  readonly text: string;
  readonly value: number;
  readonly children?: readonly Datum[];
}

function draw(frame: Frame, branches: readonly Branch[]) {
  const { width, rtl, fontSize, lang, narrow } = frame;
  const height = narrow ? 420 : 380;
  const tree: Datum = {
    ...{ name: "", branch: 0, branchName: "", text: "", value: 0 },
    children: branches.map((branch, index) => ({
      ...{ name: branch.name, branch: index, branchName: branch.name, text: "", value: 0 },
      children: branch.leaves.map((leaf) => ({
        ...{ name: leaf.name, branch: index, branchName: branch.name, text: leaf.text, value: leaf.value },
      })),
    })),
  };
  const root = hierarchy<Datum>(tree, (datum) => datum.children)
    .sum((datum) => (datum.children === undefined ? Math.max(0, datum.value) : 0))
    .sort((a, b) => (b.value ?? 0) - (a.value ?? 0) || (a.data.name < b.data.name ? -1 : 1));
  const placed = treemap<Datum>()
    .size([width, height])
    .paddingInner(1.5)
    .paddingOuter(2)
    .paddingTop(24)
    .round(true)(root);
  const mirror = (x0: number, x1: number): number => (rtl ? width - x1 : x0);
  const inset = (x: number, w: number): number => (rtl ? x + w - 6 : x + 6);
  const anchor = rtl ? "end" : "start";
  const markup = [
    ...(placed.children ?? []).map((branch) => {
      const w = branch.x1 - branch.x0;
      const x = mirror(branch.x0, branch.x1);
      return node("g", {}, [
        node("rect", {
          ...{ x, y: branch.y0, width: w, height: branch.y1 - branch.y0, rx: 3 },
          ...{
            fill: "var(--sunken)",
            stroke: `var(--cat-${(branch.data.branch % 8) + 1})`,
            "stroke-width": 1.5,
          },
        }),
        words(
          {
            ...{ x: inset(x, w), y: branch.y0 + 17, "text-anchor": anchor, "font-size": fontSize },
            ...{ fill: "var(--text)", "font-weight": 600 },
          },
          label(lang, clip(branch.data.name, w - 10, fontSize)),
        ),
      ]);
    }),
    ...placed.leaves().map((leaf) => {
      const w = leaf.x1 - leaf.x0;
      const h = leaf.y1 - leaf.y0;
      const x = mirror(leaf.x0, leaf.x1);
      const named = w > 56 && h > 22;
      return node("g", {}, [
        said(label(lang, `${leaf.data.branchName}, ${leaf.data.name}${colon(lang)}${leaf.data.text}`)),
        node("rect", {
          ...{ x, y: leaf.y0, width: w, height: h, rx: 2 },
          ...{ fill: `var(--cat-${(leaf.data.branch % 8) + 1})`, "fill-opacity": 0.16 },
        }),
        ...(named
          ? [
              words(
                {
                  x: inset(x, w),
                  y: leaf.y0 + 16,
                  "text-anchor": anchor,
                  fill: "var(--text)",
                  "font-size": fontSize,
                },
                label(lang, clip(leaf.data.name, w - 10, fontSize)),
              ),
            ]
          : []),
        ...(named && h > 42
          ? [
              words(
                {
                  ...{ x: inset(x, w), y: leaf.y0 + 16 + fontSize * 1.4, "text-anchor": anchor },
                  ...{ fill: "var(--text)", "font-size": fontSize, "font-weight": 600 },
                },
                label(lang, clip(leaf.data.text, w - 8, fontSize)),
              ),
            ]
          : []),
      ]);
    }),
  ].join("");
  return { height, markup };
}
