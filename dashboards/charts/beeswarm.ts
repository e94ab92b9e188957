import type { ChartSvg } from "../lib/figure.tsx";
import { type ChartContext, colon, drawBody, type Frame, label, niceTicks } from "./plot.ts";
import { node, said, words } from "./svg.ts";

export interface Peer {
  readonly key: string;
  readonly name: string;
  readonly value: number;
  readonly text: string;
  readonly focus?: boolean;
}

export interface SwarmOptions {
  readonly peers: readonly Peer[];
  readonly tick: (value: number) => string;
  /** Axis end where it has a meaning of its own, as 1 for rates. */
  readonly max?: number;
  readonly median: { readonly value: number; readonly text: string; readonly name: string };
}

const MARGIN = 14;

/** Every peer as a dot on one scale, the place in focus named, and the median. Mirrored where the language is. */
export const swarmChart = (context: ChartContext, options: SwarmOptions): ChartSvg =>
  drawBody(context, (frame) => swarm(frame, options));

/** Heights of dots that do not touch: each takes the place nearest to the line that is free. Order of the input decides. */
export function dodge(xs: readonly number[], radius: number): number[] {
  const placed: { readonly x: number; readonly y: number }[] = [];
  const size = radius * 2;
  return xs.map((x) => {
    const near = placed.filter((dot) => Math.abs(dot.x - x) < size);
    const options = [
      0,
      ...near.flatMap((dot) => {
        const rise = Math.sqrt(size * size - (dot.x - x) ** 2) + 1e-6;
        return [dot.y + rise, dot.y - rise];
      }),
    ].sort((a, b) => Math.abs(a) - Math.abs(b) || b - a);
    const y =
      options.find((at) => near.every((dot) => (dot.x - x) ** 2 + (dot.y - at) ** 2 >= size * size - 1e-3)) ??
      0;
    placed.push({ x, y });
    return y;
  });
}

function swarm(frame: Frame, { peers, tick, max, median }: SwarmOptions) {
  const { width, rtl, fontSize, lang } = frame;
  const ticks = niceTicks(max ?? Math.max(0, ...peers.map((peer) => peer.value)));
  const end = Math.max(ticks.at(-1) ?? 1, max ?? 0);
  const x = (value: number): number => {
    const at = MARGIN + (value / end) * (width - 2 * MARGIN);
    return rtl ? width - at : at;
  };
  // Many peers, small dots: the swarm must stay a line of sight and not a wall.
  const radius = peers.length > 600 ? 1.6 : peers.length > 200 ? 2.4 : peers.length > 60 ? 3.4 : 5;
  const ordered = peers.toSorted((a, b) => a.value - b.value || (a.key < b.key ? -1 : 1));
  const ys = dodge(
    ordered.map((peer) => x(peer.value)),
    radius,
  );
  const half = Math.max(24, ...ys.map((y) => Math.abs(y))) + radius + 6;
  const top = 44;
  const middle = top + half;
  const height = middle + half + 34;
  const own = ordered.find((peer) => peer.focus === true);
  const grid = ticks.flatMap((value) => [
    node("line", { x1: x(value), x2: x(value), y1: top, y2: middle + half, stroke: "var(--grid)" }),
    words(
      { x: x(value), y: height - 10, "text-anchor": "middle", fill: "var(--axis)", "font-size": fontSize },
      label(lang, tick(value)),
    ),
  ]);
  const dot = (peer: Peer, index: number): string =>
    node("g", {}, [
      said(label(lang, `${peer.name}${colon(lang)}${peer.text}`)),
      node("circle", {
        cx: x(peer.value),
        cy: middle + (ys[index] ?? 0),
        r: peer.focus === true ? Math.max(6, radius + 2) : radius,
        fill: peer.focus === true ? "var(--accent)" : own === undefined ? "var(--cat-1)" : "var(--context)",
        ...(peer.focus === true ? { stroke: "var(--surface)", "stroke-width": 2 } : {}),
      }),
    ]);
  const note = (text: string, at: number, y: number, colour: string, weight: number): string => {
    const room = text.length * fontSize * 0.28;
    return words(
      {
        ...{
          x: Math.min(width - room - 4, Math.max(room + 4, at)),
          y,
          "text-anchor": "middle",
          fill: colour,
        },
        ...{ "font-size": fontSize, "font-weight": weight, stroke: "var(--surface)", "stroke-width": 4 },
        "paint-order": "stroke",
      },
      label(lang, text),
    );
  };
  const focusIndex = own === undefined ? -1 : ordered.indexOf(own);
  return {
    height,
    markup: [
      ...grid,
      node("line", {
        ...{ x1: x(median.value), x2: x(median.value), y1: top - 6, y2: middle + half },
        ...{ stroke: "var(--text)", "stroke-width": 1.5, "stroke-dasharray": "5 3" },
      }),
      ...ordered.map((peer, index) => (index === focusIndex ? "" : dot(peer, index))),
      ...(own === undefined ? [] : [dot(own, focusIndex)]),
      note(`${median.name}${colon(lang)}${median.text}`, x(median.value), 34, "var(--text)", 400),
      ...(own === undefined
        ? []
        : [note(`${own.name}${colon(lang)}${own.text}`, x(own.value), 14, "var(--accent)", 600)]),
    ].join(""),
  };
}
