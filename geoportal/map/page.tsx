import { csvHref } from "#dashboards/lib/answers.ts";
import { formatNull } from "#dashboards/lib/format.ts";
import { Select } from "#dashboards/lib/forms.tsx";
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
import type { Lang } from "#warehouse/text.ts";
import { Chosen } from "./chosen.tsx";
import { Legend } from "./legend.tsx";
import { drawnAt, formatFigure, isYearly, markOf, paletteOf, subjectLabel } from "./measure.ts";
import { drawingOf } from "./shapes.ts";
import { mapHref, PATH } from "./state.ts";
import { Choropleth, unitLine } from "./svg.tsx";
import { MapTable } from "./table.tsx";
import { type MapView, mapView } from "./view.ts";

/** Drawing units (half a CSS pixel) of the still map; the country alone is drawn with half the detail for communes. */
const FRAME = { width: 1440, height: 1360 };
/** Units up to which each is named on the still map. */
const LABELLED = 12;

/** The map page: complete as HTML; script puts a live map over the still one. */
export async function mapPage(page: PageView): Promise<PageResult> {
  const { lang } = page;
  const view = await mapView(page);
  const words = wordsOf(lang, view);
  return {
    title: words.title,
    crumb: t(lang, "map.title"),
    lede: words.lede,
    description: t(lang, "map.description"),
    unknown: view.unknown,
    layout: "full",
    scripts: ["geoportal/client/map.ts"],
    body: <Body view={view} words={words} sample={page.release.sample} />,
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
    lede: tidy(t(lang, `map.lede.${markOf(metric)}`, { measure, level, time })),
    caption: tidy(t(lang, "map.table.caption", { measure, level, time })),
    summary,
  };
}

function Body({ view, words, sample }: { view: MapView; words: Words; sample: boolean }) {
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
        </div>
        <figure class="map-figure" id="map-figure">
          <Stage view={view} words={words} sample={sample} />
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
    </>
  );
}

/** The map itself: the still drawing, and beside it what the script needs to ask the same question. */
function Stage({ view, words, sample }: { view: MapView; words: Words; sample: boolean }) {
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
      data-mark={markOf(metric)}
      data-palette={paletteOf(metric)}
      data-breaks={JSON.stringify(figures.breaks)}
      data-spec={JSON.stringify(figures.spec)}
      data-bounds={JSON.stringify(drawing.bounds)}
      data-tiles={JSON.stringify(Object.fromEntries(LEVELS.map((level: Level) => [level, tilePath(level)])))}
      data-words={JSON.stringify(
        Object.fromEntries(
          ["loading", "failed", "zoom.in", "zoom.out", "reset", "nodata", "suppressed"].map((key) => [
            key,
            t(lang, `map.${key}`),
          ]),
        ),
      )}
      data-label={t(lang, "map.region", { measure: metric.label[lang] })}
    >
      <Choropleth
        id="still"
        lang={lang}
        drawing={drawing}
        figures={figures}
        mark={markOf(metric)}
        palette={paletteOf(metric)}
        title={`${words.caption}. ${words.summary}`}
        sample={sample}
        selected={state.code}
        labels={names.size <= LABELLED ? names : undefined}
        link={(code) => mapHref(lang, state, { code })}
        nameOf={(code) => unitLine(lang, names.get(code) ?? code, figure(code))}
      />
    </div>
  );
}

/** Measure, units, year, territory: a GET form that works without script. */
function Controls({ view }: { view: MapView }) {
  const lang = useLang();
  const { state, metrics, figures, places, metric } = view;
  const option = (name: string, label: string) => ({ value: name, label });
  const labels = [...new Set(metrics.map(subjectLabel))];
  // Rates first: they are what a map of areas shows best.
  const groups = labels.map((label) => ({
    label: t(lang, label),
    options: metrics
      .filter((item) => subjectLabel(item) === label)
      .toSorted((a, b) => Number(markOf(a) === "circle") - Number(markOf(b) === "circle"))
      .map((item) => ({ ...option(item.name, item.label[lang]), disabled: !drawnAt(item, state.niveau) })),
  }));
  const indent = (level: string, name: string) => (level === "province" ? `\u2003${name}` : name);
  const nested = places
    .filter((unit) => unit.level === "region")
    .flatMap((region) => [
      region,
      ...places.filter((unit) => unit.level === "province" && unit.region === region.code),
    ]);
  return (
    <form
      class="filters map-controls"
      method="get"
      action={`/${lang}${PATH}`}
      data-map-form=""
      aria-label={t(lang, "map.title")}
    >
      <Select
        name="mesure"
        label={t(lang, "map.field.measure")}
        value={metric.name}
        options={[]}
        groups={groups}
      />
      <Select
        name="niveau"
        label={t(lang, "map.field.level")}
        value={state.niveau}
        options={LEVELS.map((level) => option(level, t(lang, `map.levels.${level}`)))}
      />
      {isYearly(metric) && (
        <Select
          name="annee"
          label={t(lang, "field.year")}
          value={String(figures.year ?? "")}
          options={figures.years.toReversed().map((year) => option(String(year), String(year)))}
        />
      )}
      <Select
        name="dans"
        label={t(lang, "map.field.within")}
        value={state.dans ?? ""}
        options={[
          option("", t(lang, "map.country")),
          ...nested.map((unit) => option(unit.code, indent(unit.level, unitName(lang, unit)))),
        ]}
      />
      <button type="submit" class="button">
        <T k="map.show" />
      </button>
    </form>
  );
}
