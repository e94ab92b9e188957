import { formatNumber } from "#dashboards/lib/format.ts";
import { t } from "#dashboards/lib/i18n.ts";
import { rich, T, useLang } from "#dashboards/lib/text.tsx";
import type { Lang } from "#warehouse/text.ts";
import { LARGEST, radiusOf, referenceValues } from "./circle.ts";
import { formatBound, formatFigure, markOf, paletteOf } from "./measure.ts";
import { fillOf, type UnitClass, unitClass } from "./svg.tsx";
import type { MapView } from "./view.ts";

/** A class in words: « de 60 % à moins de 70 % ». */
export function classLabel(lang: Lang, unit: string, breaks: readonly number[], index: number): string {
  const bound = (value: number | undefined) =>
    value === undefined ? "" : formatBound(lang, unit, value, breaks);
  if (breaks.length === 0) return t(lang, "map.single");
  if (index === 0) return t(lang, "map.under", { bound: bound(breaks[0]) });
  if (index === breaks.length) return t(lang, "map.over", { bound: bound(breaks.at(-1)) });
  return t(lang, "map.between", { from: bound(breaks[index - 1]), to: bound(breaks[index]) });
}

/** The classes as a table: swatch, bounds, how many units; what has no value stands apart and last. */
export function Legend({ view }: { view: MapView }) {
  const lang = useLang();
  const { figures, metric, rows } = view;
  const kinds = rows.map((row) => unitClass(row.unit.code, figures));
  const count = (kind: UnitClass) => kinds.filter((item) => item === kind).length;
  const classes = figures.breaks.length + 1;
  const most = Math.max(1, ...Array.from({ length: classes }, (_, index) => count(index)));
  const line = (kind: UnitClass, label: string) => (
    <tr key={kind}>
      <td class="legend-swatch">
        <Swatch kind={kind} view={view} />
      </td>
      <th scope="row">{rich(label)}</th>
      <td class="n">
        <span class="legend-count">{formatNumber(lang, count(kind))}</span>
        <svg class="legend-bar" viewBox="0 0 60 8" aria-hidden="true" preserveAspectRatio="none">
          <rect x="0" y="0" width={(60 * count(kind)) / most} height="8" fill="var(--context)" />
        </svg>
      </td>
    </tr>
  );
  const circles = markOf(metric, view.state.signe) === "circle";
  return (
    <>
      {circles && <Circles view={view} />}
      <table class="map-legend">
        <caption>
          <T k={circles ? "map.legend.classes" : "map.legend"} />
        </caption>
        <thead class="visually-hidden">
          <tr>
            <td />
            <th scope="col">{t(lang, "map.class")}</th>
            <th scope="col">{t(lang, "map.units")}</th>
          </tr>
        </thead>
        <tbody>
          {Array.from({ length: classes }, (_, index) => classes - 1 - index).map((index) =>
            line(index, classLabel(lang, metric.unit, figures.breaks, index)),
          )}
          {count("suppressed") > 0 && line("suppressed", t(lang, "map.suppressed"))}
          {count("nodata") > 0 && line("nodata", t(lang, "map.nodata"))}
        </tbody>
      </table>
    </>
  );
}

/** What the circles' sizes mean: three of them, one in the other, each with its round value. */
export function Circles({ view }: { view: MapView }) {
  const lang = useLang();
  const { figures, metric } = view;
  const values = referenceValues(figures.most);
  const foot = 2 * LARGEST + 8;
  const rtl = lang === "ar";
  return (
    <figure class="map-circles">
      <figcaption>
        <T k="map.legend.circles" />
      </figcaption>
      <svg
        viewBox={`0 0 480 ${foot + 8}`}
        role="img"
        aria-label={values.map((value) => formatFigure(lang, metric.unit, value)).join(" · ")}
        direction="ltr"
        font-family="inherit"
      >
        {values.map((value, index) => {
          const r = radiusOf(value, figures.most);
          const top = foot - 2 * r;
          const at = rtl ? 480 - LARGEST - 8 : LARGEST + 8;
          const [from, to] = rtl ? [at, 480 - 2 * LARGEST - 40] : [at, 2 * LARGEST + 40];
          const y = Math.max(20, top) + index * 8;
          return (
            <g key={value}>
              <circle
                cx={at}
                cy={foot - r}
                r={r}
                fill={`var(--${paletteOf(metric)}-3)`}
                fill-opacity="0.35"
                stroke="var(--text)"
                stroke-width="1.5"
              />
              <path d={`M${from} ${top}L${to} ${y}`} stroke="var(--axis)" stroke-width="1.5" fill="none" />
              <text
                x={rtl ? to - 8 : to + 8}
                y={y + 8}
                font-size="26"
                fill="var(--text)"
                text-anchor={rtl ? "end" : "start"}
              >
                {rtl
                  ? `\u2067${formatFigure(lang, metric.unit, value)}\u2069`
                  : formatFigure(lang, metric.unit, value)}
              </text>
            </g>
          );
        })}
      </svg>
    </figure>
  );
}

export function Swatch({ kind, view }: { kind: UnitClass; view: MapView }) {
  const classes = view.figures.breaks.length + 1;
  const palette = paletteOf(view.metric);
  if (typeof kind === "number" && markOf(view.metric, view.state.signe) === "circle") {
    // A class of circles is shown by the largest it can hold.
    const { breaks, most } = view.figures;
    const r = radiusOf(breaks[kind] ?? most, most);
    return (
      <svg class="swatch" viewBox="0 0 132 132" width="24" height="24" aria-hidden="true">
        <circle cx="66" cy="66" r={r} fill={`var(--${palette}-3)`} fill-opacity="0.75" />
      </svg>
    );
  }
  return (
    <svg class="swatch" viewBox="0 0 24 16" width="24" height="16" aria-hidden="true">
      <rect
        x="0.5"
        y="0.5"
        width="23"
        height="15"
        fill={fillOf(kind, classes, palette)}
        stroke="var(--ctl)"
      />
      {kind === "nodata" && (
        <path
          d="M5 5h.01M12 5h.01M19 5h.01M8 11h.01M15 11h.01"
          stroke="var(--nodata-mark)"
          stroke-width="2"
          stroke-linecap="round"
        />
      )}
      {kind === "suppressed" && (
        <path d="M2 15 15 2M9 15 22 2" stroke="var(--nodata-mark)" stroke-width="2" />
      )}
    </svg>
  );
}
