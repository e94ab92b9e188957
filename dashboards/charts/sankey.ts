import { sankey } from "d3-sankey";
import type { ChartSvg } from "../lib/figure.tsx";
import { type ChartContext, clip, colon, drawBody, type Frame, label } from "./plot.ts";
import { node, said, words } from "./svg.ts";

export interface FlowNode {
  readonly key: string;
  readonly name: string;
  readonly text: string;
  /** Colour: what comes in, what it passes through, what it goes to. */
  readonly side: "in" | "through" | "out";
}
export interface FlowLink {
  readonly source: string;
  readonly target: string;
  readonly value: number;
  readonly text: string;
}
export interface FlowOptions {
  readonly nodes: readonly FlowNode[];
  /** At most fifteen: more is not read. */
  readonly links: readonly FlowLink[];
}

const COLOUR: Record<FlowNode["side"], string> = {
  in: "var(--cat-3)",
  through: "var(--axis)",
  out: "var(--cat-1)",
};

/** Where money comes from and where it goes, as ribbons; runs with the reading. Each ribbon says its amount. */
export const sankeyChart = (context: ChartContext, options: FlowOptions): ChartSvg =>
  drawBody(context, (frame) => flows(frame, options));

function flows(frame: Frame, { nodes, links }: FlowOptions) {
  const { width, rtl, fontSize, lang, narrow } = frame;
  const side = Math.max(
    nodes.filter((one) => one.side === "in").length,
    nodes.filter((one) => one.side === "out").length,
  );
  const height = Math.max(320, side * (narrow ? 78 : 66));
  const room = narrow ? 8 : Math.min(230, width * 0.26);
  const order = new Map(nodes.map((one, index) => [one.key, index]));
  const placed = sankey<FlowNode, FlowLink>()
    .nodeId((one) => one.key)
    .nodeWidth(12)
    // Two lines of a label stand beside each node, however thin it is.
    .nodePadding(fontSize * (narrow ? 3.1 : 2.7))
    .nodeSort((a, b) => (order.get(a.key) ?? 0) - (order.get(b.key) ?? 0))
    .extent([
      [room, narrow ? 30 : 14],
      [width - room, height - 10],
    ])({ nodes: nodes.map((one) => ({ ...one })), links: links.map((one) => ({ ...one })) });
  const at = (x: number): number => (rtl ? width - x : x);
  const ribbons = placed.links.map((link) => {
    const [x0, x1] = [at(link.source.x1), at(link.target.x0)];
    const bend = (x0 + x1) / 2;
    return node("g", {}, [
      said(label(lang, `${link.source.name} – ${link.target.name}${colon(lang)}${link.text}`)),
      node("path", {
        d: `M${x0.toFixed(1)} ${link.y0.toFixed(1)}C${bend.toFixed(1)} ${link.y0.toFixed(1)} ${bend.toFixed(1)} ${link.y1.toFixed(1)} ${x1.toFixed(1)} ${link.y1.toFixed(1)}`,
        fill: "none",
        stroke: COLOUR[link.source.side === "through" ? "out" : link.source.side],
        "stroke-opacity": 0.28,
        "stroke-width": Math.max(1, link.width),
      }),
    ]);
  });
  const names = placed.nodes.map((one) => {
    const [x0, x1] = [at(one.x0), at(one.x1)].sort((a, b) => a - b) as [number, number];
    const outer = one.side === "in" ? !rtl : rtl;
    const middle = one.side === "through";
    const narrowStart = outer ? x0 : x1;
    const x = middle ? (x0 + x1) / 2 : narrow ? narrowStart : outer ? x0 - 8 : x1 + 8;
    const anchor = middle ? "middle" : narrow === outer ? "start" : "end";
    const text = { "font-size": fontSize, fill: "var(--text)", "text-anchor": anchor, x };
    const top = middle || narrow ? one.y0 - (narrow && !middle ? 18 : 6) : (one.y0 + one.y1) / 2 - 3;
    const halo = { stroke: "var(--surface)", "stroke-width": 4, "paint-order": "stroke" };
    const nameRoom = narrow ? width / 2 - 8 : room - 12;
    return node("g", {}, [
      said(label(lang, `${one.name}${colon(lang)}${one.text}`)),
      node("rect", {
        ...{ x: x0, y: one.y0, width: x1 - x0, height: Math.max(1, one.y1 - one.y0), fill: COLOUR[one.side] },
      }),
      ...(middle
        ? [words({ ...text, ...halo, y: top, "font-weight": 600 }, label(lang, `${one.name} ${one.text}`))]
        : [
            words({ ...text, ...halo, y: top }, label(lang, clip(one.name, nameRoom, fontSize))),
            words({ ...text, ...halo, y: top + fontSize * 1.25, "font-weight": 600 }, label(lang, one.text)),
          ]),
    ]);
  });
  return { height, markup: [...ribbons, ...names].join("") };
}
