import type { ComponentChildren } from "preact";
import { isolate } from "#dashboards/lib/bidi.ts";
import { t } from "#dashboards/lib/i18n.ts";
import type { Lang } from "#warehouse/text.ts";
import { LARGEST, radiusOf } from "./circle.ts";
import { classOf } from "./classes.ts";
import type { Figures } from "./figures.ts";
import { LABEL_SIZE, placeLabels } from "./labels.ts";
import type { Mark } from "./measure.ts";
import type { Drawing, Shape } from "./shapes.ts";
import { type Palette, roleOf } from "./step.ts";

/** Units above which a drawing merges those of one class: each unit is then in the table, not a shape of its own. */
const MERGED_ABOVE = 400;

export interface ChoroplethProps {
  /** Prefix of ids, unique on the page. */
  readonly id: string;
  readonly lang: Lang;
  readonly drawing: Drawing;
  readonly figures: Pick<Figures, "byCode" | "breaks"> & Partial<Pick<Figures, "most">>;
  readonly mark: Mark;
  readonly palette: Palette;
  /** The drawing in words. */
  readonly title: string;
  readonly sample: boolean;
  readonly selected?: string | null;
  /** Names drawn on the units, by code. */
  readonly labels?: ReadonlyMap<string, string>;
  /** Where a unit leads; none makes a picture without links. */
  readonly link?: (code: string) => string;
  /** What a unit is called by a screen reader and a tip. */
  readonly nameOf: (code: string) => string;
  /** Drawn over the units: projects, hexagons. */
  readonly over?: ComponentChildren;
}

export type UnitClass = number | "nodata" | "suppressed";
export function unitClass(code: string, figures: Pick<Figures, "byCode" | "breaks">): UnitClass {
  const figure = figures.byCode.get(code);
  if (figure === undefined || figure.value === null)
    return figure?.reason === "suppressed" ? "suppressed" : "nodata";
  return classOf(figure.value, figures.breaks);
}

/** Theme colours by name, so that light and dark need no redraw. */
export const fillOf = (kind: UnitClass, classes: number, palette: Palette): string =>
  typeof kind === "number" ? `var(--${roleOf(palette, kind, classes)})` : "var(--nodata)";

/** A map of one measure as SVG: colour by class, or circles sized by class; reads without JavaScript, prints. */
export function Choropleth(props: ChoroplethProps) {
  const { id, drawing, figures, mark, palette, selected } = props;
  const classes = figures.breaks.length + 1;
  const kinds = new Map(drawing.shapes.map((shape) => [shape.code, unitClass(shape.code, figures)]));
  const fill = (code: string): string => {
    const kind = kinds.get(code) ?? "nodata";
    if (typeof kind !== "number") return `url(#${id}-${kind})`;
    return mark === "circle" ? "var(--sunken)" : fillOf(kind, classes, palette);
  };
  const merged = drawing.shapes.length > MERGED_ABOVE;
  const largest = (LARGEST * drawing.width) / 1440;
  const chosen = drawing.shapes.find((shape) => shape.code === selected);
  return (
    <svg
      class={merged ? "choropleth is-merged" : "choropleth"}
      viewBox={`0 0 ${drawing.width} ${drawing.height}`}
      role={props.link === undefined || merged ? "img" : "group"}
      aria-labelledby={`${id}-title`}
      direction="ltr"
      font-family="inherit"
    >
      <title id={`${id}-title`}>{props.title}</title>
      <Patterns id={id} scale={drawing.width / 1440} />
      {drawing.around !== "" && (
        <path d={drawing.around} fill="var(--sunken)" stroke="var(--border)" stroke-width="2" />
      )}
      <g
        stroke={mark === "circle" ? "var(--ctl)" : "var(--surface)"}
        stroke-width={merged ? 0.5 : 1.5}
        stroke-linejoin="round"
      >
        {merged
          ? byFill(drawing.shapes, fill).map(([color, d]) => <path key={color} d={d} fill={color} />)
          : drawing.shapes.map((shape) => (
              <UnitShape
                key={shape.code}
                shape={shape}
                fill={fill(shape.code)}
                name={props.nameOf(shape.code)}
                link={props.link}
              />
            ))}
      </g>
      {chosen !== undefined && (
        <g fill="none" stroke-linejoin="round" pointer-events="none">
          <path d={chosen.d} stroke="var(--surface)" stroke-width="9" />
          <path d={chosen.d} stroke="var(--text)" stroke-width="5" />
        </g>
      )}
      {mark === "circle" && (
        <g
          fill={`var(--${palette}-3)`}
          fill-opacity="0.75"
          stroke="var(--surface)"
          stroke-width="1.5"
          pointer-events="none"
        >
          {bySize(drawing.shapes, figures).map(({ code, x, y, value }) => (
            <circle key={code} cx={x} cy={y} r={radiusOf(value, figures.most ?? 0, largest)} />
          ))}
        </g>
      )}
      {props.over}
      {props.labels !== undefined && (
        <Labels
          drawing={drawing}
          labels={props.labels}
          lang={props.lang}
          under={mark === "circle" ? largest * 0.85 : 0}
        />
      )}
      {props.sample && <Watermark drawing={drawing} />}
    </svg>
  );
}

/** Units with a value, the largest first: no small circle lies under a large one. */
function bySize(shapes: readonly Shape[], figures: Pick<Figures, "byCode">) {
  return shapes
    .flatMap((shape) => {
      const value = figures.byCode.get(shape.code)?.value ?? null;
      return value === null || value === 0 ? [] : [{ ...shape, value }];
    })
    .sort((a, b) => Math.abs(b.value) - Math.abs(a.value) || (a.code < b.code ? -1 : 1));
}

function UnitShape(props: {
  shape: Shape;
  fill: string;
  name: string;
  link: ((code: string) => string) | undefined;
}) {
  const path = (
    <path d={props.shape.d} fill={props.fill}>
      <title>{props.name}</title>
    </path>
  );
  if (props.link === undefined) return path;
  return (
    // The table below lists the same units: one way through them by keyboard is enough.
    <a href={props.link(props.shape.code)} tabIndex={-1} aria-label={props.name}>
      {path}
    </a>
  );
}

function byFill(shapes: readonly Shape[], fill: (code: string) => string): [string, string][] {
  const found = new Map<string, string>();
  for (const { code, d } of shapes) found.set(fill(code), `${found.get(fill(code)) ?? ""}${d}`);
  return [...found].sort(([a], [b]) => (a < b ? -1 : 1));
}

/** What absence looks like: dots for no data, hatching for a value kept secret. */
function Patterns({ id, scale }: { id: string; scale: number }) {
  return (
    <defs>
      <pattern
        id={`${id}-nodata`}
        width="12"
        height="12"
        patternUnits="userSpaceOnUse"
        patternTransform={`scale(${scale})`}
      >
        <rect width="12" height="12" fill="var(--nodata)" />
        <circle cx="6" cy="6" r="1.6" fill="var(--nodata-mark)" />
      </pattern>
      <pattern
        id={`${id}-suppressed`}
        width="12"
        height="12"
        patternUnits="userSpaceOnUse"
        patternTransform={`scale(${scale}) rotate(45)`}
      >
        <rect width="12" height="12" fill="var(--nodata)" />
        <rect width="3" height="12" fill="var(--nodata-mark)" />
      </pattern>
    </defs>
  );
}

function Labels(props: {
  drawing: Drawing;
  labels: ReadonlyMap<string, string>;
  lang: Lang;
  /** How far below its point a label stands, so that no circle covers it. */
  under: number;
}) {
  const { drawing, labels, lang, under } = props;
  const names = drawing.shapes.flatMap(({ code, x, y }) => {
    const text = labels.get(code);
    return text === undefined ? [] : [{ code, text, x, y }];
  });
  return (
    // biome-ignore lint/a11y/noAriaHiddenOnFocusable: an SVG group takes no focus
    <g
      font-size={LABEL_SIZE[lang]}
      text-anchor="middle"
      fill="var(--text)"
      stroke="var(--surface)"
      stroke-width="6"
      stroke-linejoin="round"
      paint-order="stroke"
      pointer-events="none"
      aria-hidden="true"
    >
      {placeLabels(names, drawing, lang, under).map(({ code, lines, x, y, leading }) =>
        lines.map((line, at) => (
          <text key={`${code} ${at}`} x={x} y={y + at * leading} lang={lang}>
            {lang === "ar" ? `\u2067${line}\u2069` : line}
          </text>
        )),
      )}
    </g>
  );
}

function Watermark({ drawing: { width, height } }: { drawing: Drawing }) {
  return (
    // biome-ignore lint/a11y/noAriaHiddenOnFocusable: an SVG text takes no focus
    <text
      class="watermark"
      x={width / 2}
      y={height / 2}
      font-size={Math.round(width / 13)}
      font-weight="600"
      text-anchor="middle"
      fill="var(--text)"
      fill-opacity="0.1"
      transform={`rotate(-30 ${width / 2} ${height / 2})`}
      pointer-events="none"
      aria-hidden="true"
    >
      EXEMPLE · مثال · SAMPLE
    </text>
  );
}

/** « Tanger-Assilah : 87,2 % », for tips and screen readers. */
export const unitLine = (lang: Lang, name: string, figure: string): string =>
  t(lang, "map.unit", { name, figure: isolate(lang, figure) });
