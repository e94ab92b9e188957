import * as Plot from "@observablehq/plot";
import { parseHTML } from "linkedom";
import type { Lang } from "#warehouse/text.ts";
import { isolateNumbers } from "../lib/bidi.ts";
import type { ChartSvg } from "../lib/figure.tsx";

/** What every chart is told: whose words, whose figure, and whether the figures are the sample's. */
export interface ChartContext {
  readonly lang: Lang;
  readonly sample: boolean;
  /** The figure's id: its title names the drawing. */
  readonly figure: string;
  /** The drawing in words, computed from the same data. */
  readonly description: string;
  /** Width of the wide drawing in CSS pixels: 720 in eight columns, 520 in six. */
  readonly width?: number;
  /** Paper has one width: the drawing for a phone is left out. */
  readonly paper?: boolean;
}

/** Where one drawing of a chart goes. Marks mirror where `rtl`, time never does. */
export interface Frame {
  readonly lang: Lang;
  readonly rtl: boolean;
  readonly narrow: boolean;
  /** Names stand above their marks where they would not fit beside them. */
  readonly stacked: boolean;
  readonly width: number;
  /** In CSS pixels: Arabic letters need more. */
  readonly fontSize: number;
}

export const NARROW_WIDTH = 326;
export const WIDE_WIDTH = 720;
const STACKED_UNDER = 600;

const SVG = "http://www.w3.org/2000/svg";
const MARKED_NAMES = "EXEMPLE · مثال · SAMPLE";

/** One text of a drawing. The isolate gives Arabic its own direction and leaves anchors as they are. */
export const label = (lang: Lang, text: string): string =>
  lang === "ar" ? `\u2067${isolateNumbers(text)}\u2069` : text;

/**
 * Draws a chart twice, wide and for a phone. Colours stay `var(--…)`, so that a theme needs no redraw;
 * Plot's own `<style>` and any `style=` go, since the content policy forbids both.
 */
export const draw = (context: ChartContext, plot: (frame: Frame) => Plot.PlotOptions): ChartSvg =>
  drawTwice(context, (frame, document) => Plot.plot({ document, width: frame.width, ...plot(frame) }));

/** The same for what Plot has no mark for: `body` gives the height and the markup, made by `svg.ts`, which escapes. */
export const drawBody = (
  context: ChartContext,
  body: (frame: Frame) => { readonly height: number; readonly markup: string },
): ChartSvg =>
  drawTwice(context, (frame, document) => {
    const { height, markup } = body(frame);
    const holder = document.createElement("div");
    holder.innerHTML = `<svg width="${frame.width}" height="${height}" viewBox="0 0 ${frame.width} ${height}" fill="currentColor">${markup}</svg>`;
    const svg = holder.querySelector("svg");
    if (svg === null) throw new Error(`chart ${context.figure}: nothing was drawn`);
    return svg;
  });

function drawTwice(context: ChartContext, make: (frame: Frame, document: Document) => Element): ChartSvg {
  const one = (narrow: boolean): string => {
    const rtl = context.lang === "ar";
    const width = narrow ? NARROW_WIDTH : (context.width ?? WIDE_WIDTH);
    const frame: Frame = {
      lang: context.lang,
      rtl,
      narrow,
      stacked: width < STACKED_UNDER,
      width,
      fontSize: rtl ? 14.5 : 13,
    };
    const { document } = parseHTML("<!doctype html><html><body></body></html>");
    return finish(make(frame, document), document, context, frame);
  };
  return { wide: one(false), narrow: context.paper === true ? "" : one(true) };
}

/** Makes Plot's output ours: no styles, named, marked as sample, its points told for tips and keys. */
function finish(node: Element, document: Document, context: ChartContext, frame: Frame): string {
  const svg = node.tagName.toLowerCase() === "svg" ? node : node.querySelector("svg");
  if (svg === null) throw new Error(`chart ${context.figure}: nothing was drawn`);
  for (const style of svg.querySelectorAll("style")) style.remove();
  for (const styled of svg.querySelectorAll("[style]")) styled.removeAttribute("style");
  svg.removeAttribute("style");
  const description = `${context.figure}-${frame.narrow ? "narrow" : "wide"}-desc`;
  svg.setAttribute("class", "plot");
  // Anchors mean left and right in every language; each Arabic text carries its own direction.
  svg.setAttribute("direction", "ltr");
  svg.setAttribute("xmlns", SVG);
  svg.setAttribute("role", "img");
  svg.setAttribute("aria-labelledby", `${context.figure}-title ${description}`);
  svg.setAttribute("font-family", "inherit");
  svg.setAttribute("font-size", String(frame.fontSize));
  // Plot names its groups for machines; inside one image those names are noise to a reader.
  for (const named of svg.querySelectorAll("[aria-label]")) named.removeAttribute("aria-label");
  for (const title of svg.querySelectorAll("title")) title.parentElement?.setAttribute("data-mark", "");
  const desc = document.createElementNS(SVG, "desc");
  desc.setAttribute("id", description);
  desc.textContent = context.description;
  svg.prepend(desc);
  if (context.sample) desc.after(watermark(document, svg));
  return svg.outerHTML.replace(/\d+\.\d{3,}/gu, (number) => String(Math.round(Number(number) * 100) / 100));
}

function watermark(document: Document, svg: Element): Element {
  const width = Number(svg.getAttribute("width"));
  const height = Number(svg.getAttribute("height"));
  const text = document.createElementNS(SVG, "text");
  text.setAttribute("class", "watermark");
  text.setAttribute("x", String(width / 2));
  text.setAttribute("y", String(height / 2));
  text.setAttribute("font-size", String(Math.round(Math.min(44, width / 12))));
  text.setAttribute("font-weight", "600");
  text.setAttribute("text-anchor", "middle");
  text.setAttribute("fill", "var(--text)");
  text.setAttribute("fill-opacity", "0.07");
  text.setAttribute("aria-hidden", "true");
  text.textContent = MARKED_NAMES;
  return text;
}

/** What stands between a name and its value. */
export const colon = (lang: Lang): string => (lang === "fr" ? "\u00a0: " : ": ");

/** Ticks of a linear scale from 0 that are round: 4 to 6 of them; of what is counted, whole ones, if fewer. */
export function niceTicks(max: number, whole = false): number[] {
  if (!(max > 0)) return [0, 1];
  const raw = whole ? Math.max(1, max / 5) : max / 5;
  const power = 10 ** Math.floor(Math.log10(raw));
  const factors = whole && power < 10 ? [1, 2, 5, 10] : [1, 2, 2.5, 5, 10];
  const step = (factors.find((factor) => factor * power >= raw * 0.999) ?? 10) * power;
  const count = Math.ceil(max / step - 1e-9);
  return Array.from({ length: count + 1 }, (_, index) => Number((index * step).toPrecision(12)));
}

/** Cuts a name to what fits in `width` pixels, at about 0.52 em a letter. */
export function clip(text: string, width: number, fontSize: number): string {
  const room = Math.max(4, Math.floor(width / (fontSize * 0.52)));
  return text.length <= room ? text : `${text.slice(0, room - 1).trimEnd()}…`;
}
