import type { ChartSvg } from "../lib/figure.tsx";
import { type ChartContext, clip, colon, drawBody, type Frame, label } from "./plot.ts";
import { node, said, words } from "./svg.ts";

export interface HeatCell {
  readonly row: string;
  readonly column: string;
  /** Null where there is nothing: drawn empty, with a dashed edge. */
  readonly value: number | null;
  readonly text: string;
}

export interface HeatOptions {
  /** Keys and names of rows and columns, in order. */
  readonly rows: readonly { readonly key: string; readonly name: string }[];
  readonly columns: readonly { readonly key: string; readonly name: string }[];
  readonly cells: readonly HeatCell[];
  /** Upper ends of the first four of five classes, ascending. */
  readonly breaks: readonly number[];
  /** Columns are months: they keep left to right in every language. */
  readonly time: boolean;
  /** Prints each value in its cell, where it fits. */
  readonly values?: boolean;
  readonly rowNames: number;
}

/** Five classes of equal counts, their ends rounded to two figures: the same data give the same colours. */
export function heatBreaks(values: readonly number[]): number[] {
  const sorted = values.toSorted((a, b) => a - b);
  if (sorted.length === 0) return [1, 2, 3, 4];
  return [0.2, 0.4, 0.6, 0.8].map((share) =>
    Number((sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0).toPrecision(2)),
  );
}

/** A calendar or a matrix of coloured cells, darker for more; each cell says its value to a tip, a key and a reader. */
export const heatChart = (context: ChartContext, options: HeatOptions): ChartSvg =>
  drawBody(context, (frame) => heat(frame, options));

function heat(frame: Frame, { rows, columns, cells, breaks, time, values, rowNames }: HeatOptions) {
  const { width, rtl, fontSize, lang, narrow } = frame;
  const mirrored = rtl && !time;
  // On a phone long names of rows stand above their cells, and columns are cut to theirs.
  const above = narrow && !time;
  const room = above ? 0 : Math.min(width * 0.34, rowNames * fontSize * 0.56 + 14);
  const size = (width - room) / columns.length;
  const tall = Math.max(28, Math.min(44, size));
  const head = 26;
  const lead = above ? 24 : 0;
  const pitch = tall + lead;
  const x = (index: number): number =>
    mirrored ? width - room - (index + 1) * size : (rtl ? 0 : room) + index * size;
  const height = head + rows.length * pitch + 4;
  const classOf = (value: number): number => breaks.filter((end) => value > end).length + 1;
  const known = new Map(cells.map((cell) => [`${cell.row}\0${cell.column}`, cell]));
  const shown = (name: string): string =>
    narrow && time ? [...name].slice(0, 1).join("") : clip(name, size - 4, fontSize);
  const markup = [
    ...columns.map((column, index) =>
      words(
        {
          x: x(index) + size / 2,
          y: 16,
          "text-anchor": "middle",
          fill: "var(--axis)",
          "font-size": fontSize,
        },
        label(lang, shown(column.name)),
      ),
    ),
    ...rows.flatMap((row, at) => [
      words(
        {
          ...{
            x: rtl ? width : 0,
            y: head + at * pitch + (above ? 12 : tall / 2),
            "dominant-baseline": "middle",
          },
          ...{ "text-anchor": rtl ? "end" : "start", fill: "var(--text)", "font-size": fontSize },
        },
        label(lang, row.name),
      ),
      ...columns.map((column, index) => {
        const cell = known.get(`${row.key}\0${column.key}`);
        const value = cell?.value ?? null;
        const step = value === null ? 0 : classOf(value);
        return node("g", {}, [
          said(label(lang, `${row.name}, ${column.name}${colon(lang)}${cell?.text ?? "–"}`)),
          node("rect", {
            ...{ x: x(index) + 1, y: head + at * pitch + lead + 1, width: size - 2, height: tall - 2, rx: 3 },
            ...(value === null
              ? { fill: "none", stroke: "var(--border)", "stroke-dasharray": "3 3" }
              : { fill: `var(--eau-${step})` }),
          }),
          ...(values === true &&
          value !== null &&
          cell !== undefined &&
          cell.text.length * fontSize * 0.5 < size
            ? [
                words(
                  {
                    ...{
                      x: x(index) + size / 2,
                      y: head + at * pitch + lead + tall / 2,
                      "dominant-baseline": "middle",
                    },
                    ...{ "text-anchor": "middle", "font-size": fontSize },
                    fill: `var(--eau-ink-${step})`,
                  },
                  label(lang, cell.text),
                ),
              ]
            : []),
        ]);
      }),
    ]),
  ].join("");
  return { height, markup };
}
