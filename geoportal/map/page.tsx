import { csvHref } from "#dashboards/lib/answers.ts";
import { formatNull, formatNumber } from "#dashboards/lib/format.ts";
import type { PageResult, PageView } from "#dashboards/lib/handler.ts";
import { t } from "#dashboards/lib/i18n.ts";
import { Icon } from "#dashboards/lib/icon.tsx";
import { Notice } from "#dashboards/lib/parts.tsx";
import { windowPhrase } from "#dashboards/lib/periods.ts";
import { unitName } from "#dashboards/lib/territory.ts";
import { rich, T, useLang } from "#dashboards/lib/text.tsx";
import { CREDITS, HCP_CREDIT } from "#geoportal/layers/credits.ts";
import { LAYER_OF, LEVELS, type Level } from "#geoportal/layers/unit.ts";
import { tilePath } from "#geoportal/ogc/tilesets.ts";
import { hexagonYear } from "#geoportal/overlays/hexagons.ts";
import { OverlayLegend } from "#geoportal/overlays/legend.tsx";
import { StillProjects } from "#geoportal/overlays/marks.tsx";
import { type Overlays, overlaysOf } from "#geoportal/overlays/overlays.ts";
import { StillHexagons } from "#geoportal/overlays/still-hexagons.tsx";
import { ProjectTable } from "#geoportal/overlays/table.tsx";
import { isOwnView } from "#geoportal/scope.ts";
import type { Lang } from "#warehouse/text.ts";
import { Chosen } from "./chosen.tsx";
import { Controls } from "./controls.tsx";
import { Legend } from "./legend.tsx";
import { formatFigure, markOf, paletteOf } from "./measure.ts";
import { drawingOf } from "./shapes.ts";
import { mapHref } from "./state.ts";
import { Choropleth, unitLine } from "./svg.tsx";
import { MapTable } from "./table.tsx";
import { type MapView, mapView } from "./view.ts";

/** Drawing units (half a CSS pixel) of the still map; the country alone is drawn with half the detail for communes. */
const FRAME = { width: 1440, height: 1360 };
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
  ].map((key) => `carte.${key}`),
];

/** The map page: complete as HTML; script puts a live map over the still one. */
export async function mapPage(page: PageView): Promise<PageResult> {
  const { lang } = page;
  const view = await mapView(page);
  const overlays = await overlaysOf(page, view.state);
  const words = wordsOf(lang, view);
  return {
    title: words.title,
    crumb: t(lang, "map.title"),
    lede: words.lede,
    description: t(lang, "map.description"),
    unknown: view.unknown,
    layout: "full",
    scripts: ["geoportal/client/map.ts"],
    body: (
      <Body
        view={view}
        words={words}
        overlays={overlays}
        sample={page.release.sample}
        permitYear={hexagonYear(page.release, view.state.annee)}
      />
    ),
  };
}

interface Words {
  readonly title: string;
  readonly lede: string;
  readonly caption: string;
  readonly summary: string;
}

function wordsOf(lang: Lang, view: MapView): Words {
  const { metric, rows, state, window, within } = view;
  const measure = metric.label[lang];
  const time = window === null ? "" : windowPhrase(lang, window);
  const level = t(lang, `map.level.${state.niveau}`);
  const place = within === null ? t(lang, "map.country") : unitName(lang, within);
  const valued = rows.filter((row) => row.value !== null).toSorted((a, b) => (b.value ?? 0) - (a.value ?? 0));
  const [high, low] = [valued[0], valued.at(-1)];
  const told = (row: typeof high) => (row?.value == null ? "" : formatFigure(lang, metric.unit, row.value));
  const summary =
    high === undefined || low === undefined
      ? t(lang, "map.summary.none")
      : t(lang, "map.summary", {
          count: valued.length,
          high: high.name,
          highFigure: told(high),
          low: low.name,
          lowFigure: told(low),
        });
  const tidy = (text: string): string => text.replace(/[,،] ?\./u, ".").replace(/[,،] $/u, "");
  return {
    title: t(lang, "map.heading", { measure, place }),
    lede: tidy(t(lang, `map.lede.${markOf(metric, state.signe)}`, { measure, level, time })),
    caption: tidy(t(lang, "map.table.caption", { measure, level, time })),
    summary,
  };
}

interface Drawn {
  readonly view: MapView;
  readonly words: Words;
  readonly overlays: Overlays;
  readonly sample: boolean;
  readonly permitYear: number;
}

function Body(drawn: Drawn) {
  const { view, words, overlays } = drawn;
  const lang = useLang();
  const { state, metric, figures, refused } = view;
  const layer = LAYER_OF[state.niveau];
  return (
    <>
      <div id="map-status" aria-live="polite">
        {refused !== null && (
          <Notice tone="info">
            <T k="map.unavailable" measure={refused} shown={metric.label[lang]} />
          </Notice>
        )}
      </div>
      <div class="map-layout">
        <Controls view={view} />
        <div class="map-side" id="map-side">
          <Chosen view={view} />
          <div class="card">
            <Legend view={view} />
            {figures.years.length > 1 && (
              <p class="map-note">
                <T k="map.breaks.years" />
              </p>
            )}
          </div>
          <OverlayLegend overlays={overlays} year={drawn.permitYear} />
        </div>
        <figure class="map-figure" id="map-figure">
          <Stage {...drawn} />
          <TimeBar />
          <figcaption>
            {state.niveau === "commune" && (
              <p class="map-indicative">
                <Icon name="info" size={16} /> <T k="map.indicative" />
              </p>
            )}
            <p>{rich(words.summary)}</p>
            <p class="map-credit">
              {CREDITS[layer].credit[lang]}. {HCP_CREDIT[lang]}.
            </p>
          </figcaption>
        </figure>
      </div>
      <section id="map-table" class="map-table" aria-labelledby="map-table-title">
        <h2 id="map-table-title">
          <T k="map.table.title" />
        </h2>
        <p class="map-note">
          <span>{rich(words.caption)}</span>{" "}
          <a href={csvHref({ spec: figures.spec })} rel="nofollow" download="">
            <Icon name="download" size={16} /> <T k="map.csv" />
          </a>
        </p>
        <MapTable view={view} caption={words.caption} />
      </section>
      <section id="map-projects" class="map-table" aria-labelledby="map-projects-title">
        {overlays.projects !== null && (
          <>
            <h2 id="map-projects-title">
              <T k="carte.projects.list" />
            </h2>
            <ProjectTable projects={overlays.projects} title={t(lang, "carte.projects.list")} />
          </>
        )}
      </section>
    </>
  );
}

/** The years as a slider: it comes with the script, which fills it; without, the form's list does the same. */
function TimeBar() {
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

/** The map itself: the still drawing, and beside it what the script needs to ask the same question. */
function Stage({ view, words, overlays, sample, permitYear }: Drawn) {
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
      data-eyes={isOwnView(view.viewer) ? "own" : "public"}
      data-layers={state.couches.join(" ")}
      data-permits={permitYear}
      data-bounds={JSON.stringify(drawing.bounds)}
      data-tiles={JSON.stringify(Object.fromEntries(LEVELS.map((level: Level) => [level, tilePath(level)])))}
      data-words={JSON.stringify(
        Object.fromEntries(WORDS.map((key) => [key.replace(/^map\./u, ""), t(lang, key)])),
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
        link={(code) => mapHref(lang, state, { code })}
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
          </>
        }
      />
    </div>
  );
}
