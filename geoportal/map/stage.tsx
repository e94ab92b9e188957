import type { ComponentChildren } from "preact";
import { formatNull, formatNumber } from "#dashboards/lib/format.ts";
import { t } from "#dashboards/lib/i18n.ts";
import { Notice } from "#dashboards/lib/parts.tsx";
import { T, useLang } from "#dashboards/lib/text.tsx";
import { LEVELS, type Level } from "#geoportal/layers/unit.ts";
import { tilePath } from "#geoportal/ogc/tilesets.ts";
import { StillProjects } from "#geoportal/overlays/marks.tsx";
import type { Overlays } from "#geoportal/overlays/overlays.ts";
import { StillHexagons } from "#geoportal/overlays/still-hexagons.tsx";
import { isOwnView } from "#geoportal/scope.ts";
import { formatFigure, markOf, paletteOf } from "./measure.ts";
import { type Drawing, drawingOf } from "./shapes.ts";
import { mapHref } from "./state.ts";
import { Choropleth, unitClass, unitLine } from "./svg.tsx";
import type { MapView } from "./view.ts";
import type { Words } from "./words.ts";

/** Drawing units (half a CSS pixel) of the still map; the country alone is drawn with half the detail for communes. */
export const FRAME = { width: 1440, height: 1360 };
/** Units up to which each is named on the still map. */
const LABELLED = 12;

/** What the script says by itself. */
const WORDS = [
  ...["loading", "failed", "zoom.in", "zoom.out", "reset", "nodata", "suppressed"].map((key) => `map.${key}`),
  ...[
    "close",
    "projects",
    "permits.withheld",
    "permits.files",
    "measure",
    "measure.clear",
    "measure.hint",
    "copied",
    "share",
  ].map((key) => `carte.${key}`),
];

/** A map to be drawn: its view, its words, what lies over it. */
export interface Drawn {
  readonly view: MapView;
  readonly words: Words;
  readonly overlays: Overlays;
  readonly sample: boolean;
  readonly permitYear: number;
}
interface StageProps extends Drawn {
  /** Where a unit leads; the same map with it chosen by default. `{code}` stands for the unit in `choose`. */
  readonly choose?: string;
  /** Drawn over the still map, above all else. */
  readonly marks?: (drawing: Drawing) => ComponentChildren;
  /** Only projects in difficulty are laid over the map. */
  readonly troubledOnly?: boolean;
  /** Alerts by unit, for the live map: longitude, latitude, how many. */
  readonly alerts?: readonly (readonly [number, number, number])[];
  /** Degrees of a point that the reader asked for. */
  readonly pin?: readonly [number, number] | null;
}

/** The map itself: the still drawing, and beside it what the script needs to ask the same question. */
export function Stage(props: StageProps) {
  const { view, words, overlays, sample, permitYear, choose } = props;
  const lang = useLang();
  const { state, metric, figures, layers, within } = view;
  const layer = layers[state.niveau];
  if (layer.units.length === 0) {
    return (
      <Notice tone="info">
        <T k="map.empty" />
      </Notice>
    );
  }
  const coarse = state.niveau === "commune" && within === null ? 2 : 1;
  const drawing = drawingOf(layer, within?.code ?? null, FRAME.width / coarse, FRAME.height / coarse);
  const names = new Map(view.rows.map((row) => [row.unit.code, row.name]));
  const figure = (code: string): string => {
    const { value, reason } = figures.byCode.get(code) ?? { value: null, reason: null };
    return value === null ? formatNull(lang, reason ?? "no_data") : formatFigure(lang, metric.unit, value);
  };
  return (
    <div
      id="map"
      class="map-stage"
      data-level={state.niveau}
      data-within={state.dans ?? ""}
      data-code={state.code ?? ""}
      data-metric={metric.name}
      data-unit={metric.unit}
      data-mark={markOf(metric, state.signe)}
      data-palette={paletteOf(metric)}
      data-breaks={JSON.stringify(figures.breaks)}
      data-spec={JSON.stringify(figures.spec)}
      data-all={figures.allYears === null ? "" : JSON.stringify(figures.allYears)}
      data-year={figures.year ?? ""}
      data-years={JSON.stringify(figures.years)}
      data-most={figures.most}
      data-units={view.rows.length}
      data-sample={sample ? "oui" : ""}
      data-absent={[...new Set(view.rows.map((row) => unitClass(row.unit.code, figures)))]
        .filter((kind) => typeof kind === "string")
        .join(" ")}
      data-eyes={isOwnView(view.viewer) ? "own" : "public"}
      data-layers={state.couches.join(" ")}
      data-permits={permitYear}
      data-here={mapHref(lang, state)}
      data-choose={choose ?? ""}
      data-troubled={props.troubledOnly === true ? "oui" : ""}
      data-alerts={JSON.stringify(props.alerts ?? [])}
      data-pin={props.pin == null ? "" : props.pin.join(",")}
      data-bounds={JSON.stringify(drawing.bounds)}
      data-tiles={JSON.stringify(
        Object.fromEntries(LEVELS.map((level: Level) => [level, tilePath(level, layers[level])])),
      )}
      data-words={JSON.stringify(
        Object.fromEntries(WORDS.map((key) => [key.replace(/^(?:map|carte)\./u, ""), t(lang, key)])),
      )}
      data-label={t(lang, "map.region", { measure: metric.label[lang] })}
    >
      <Choropleth
        id="still"
        lang={lang}
        drawing={drawing}
        figures={figures}
        mark={markOf(metric, state.signe)}
        palette={paletteOf(metric)}
        title={`${words.caption}. ${words.summary}`}
        sample={sample}
        selected={state.code}
        labels={names.size <= LABELLED ? names : undefined}
        link={(code) => choose?.replace("{code}", code) ?? mapHref(lang, state, { code })}
        nameOf={(code) => unitLine(lang, names.get(code) ?? code, figure(code))}
        over={
          <>
            {overlays.permits !== null && (
              <StillHexagons id="still" hexagons={overlays.permits} drawing={drawing} />
            )}
            {overlays.projects !== null && (
              <StillProjects
                projects={overlays.projects}
                drawing={drawing}
                count={(n) => formatNumber(lang, n)}
              />
            )}
            {props.marks?.(drawing)}
            {props.pin != null && <Pin drawing={drawing} at={props.pin} />}
          </>
        }
      />
    </div>
  );
}

function Pin({ drawing, at }: { drawing: Drawing; at: readonly [number, number] }) {
  const [x, y] = drawing.project(...at);
  return (
    <path
      d={`M${x} ${y}l-14 -26a16 16 0 1 1 28 0z`}
      fill="var(--accent)"
      stroke="var(--surface)"
      stroke-width="3"
      pointer-events="none"
    />
  );
}

/** The years as a slider: it comes with the script, which fills it; without, the form's list does the same. */
export function TimeBar() {
  const lang = useLang();
  return (
    <div class="map-time" data-map-time="" hidden>
      <button type="button" aria-pressed="false" aria-label={t(lang, "carte.time.play")}>
        <svg viewBox="0 0 24 24" width="20" height="20" aria-hidden="true">
          <path class="play" d="M7 4L20 12L7 20Z" fill="currentColor" />
          <path class="pause" d="M6 4H10V20H6ZM14 4H18V20H14Z" fill="currentColor" />
        </svg>
      </button>
      <label for="map-year">{t(lang, "field.year")}</label>
      {/* Time runs left to right in every language. */}
      <input id="map-year" type="range" min="0" max="0" step="1" dir="ltr" />
      <output for="map-year" />
    </div>
  );
}
