import { csvHref } from "#dashboards/lib/answers.ts";
import { isolate } from "#dashboards/lib/bidi.ts";
import type { PageResult, PageView } from "#dashboards/lib/handler.ts";
import { t } from "#dashboards/lib/i18n.ts";
import { Icon } from "#dashboards/lib/icon.tsx";
import { Notice } from "#dashboards/lib/parts.tsx";
import { unitName } from "#dashboards/lib/territory.ts";
import { rich, T, useLang } from "#dashboards/lib/text.tsx";
import { hexagonYear } from "#geoportal/overlays/hexagons.ts";
import { OverlayLegend } from "#geoportal/overlays/legend.tsx";
import { overlaysOf } from "#geoportal/overlays/overlays.ts";
import { ProjectTable } from "#geoportal/overlays/table.tsx";
import { printHref } from "#geoportal/print/state.ts";
import { MapSearch } from "#geoportal/search/page.tsx";
import { unitAt } from "#geoportal/search/point.ts";
import { KeptViews } from "#geoportal/story/page.tsx";
import { FIGURE_TILES, mapQuery } from "#geoportal/tiles/path.ts";
import { MapCaption } from "./caption.tsx";
import { Chosen } from "./chosen.tsx";
import { Controls } from "./controls.tsx";
import { Legend } from "./legend.tsx";
import { isReal } from "./measure.ts";
import { type Drawn, Stage, TimeBar } from "./stage.tsx";
import { MapTable } from "./table.tsx";
import { type MapView, mapView } from "./view.ts";
import { wordsOf } from "./words.ts";

/** The map page: complete as HTML; script puts a live map over the still one. */
export async function mapPage(page: PageView): Promise<PageResult> {
  return mapBody(page, await mapView(page));
}

/** The page that a view makes; a story's step is one too. */
export async function mapBody(page: PageView, view: MapView) {
  const { lang } = page;
  const overlays = await overlaysOf(page, view.state);
  const words = wordsOf(lang, view);
  return {
    title: words.title,
    crumb: t(lang, "map.title"),
    lede: words.lede,
    description: t(lang, "map.description"),
    unknown: view.unknown,
    layout: "full" as const,
    real: isReal(view),
    scripts: ["geoportal/client/map.ts"],
    body: (
      <Body
        view={view}
        words={words}
        overlays={overlays}
        sample={page.release.sample && !isReal(view)}
        permitYear={hexagonYear(page.release, view.state.annee)}
        pin={view.state.point}
      />
    ),
  };
}

function Body(drawn: Drawn & { readonly pin: readonly [number, number] | null }) {
  const { view, words, overlays } = drawn;
  const lang = useLang();
  const { metric, figures, refused } = view;
  return (
    <>
      <div id="map-status" aria-live="polite">
        {view.state.point !== null && <PointNotice view={view} at={view.state.point} />}
        {refused !== null && (
          <Notice tone="info">
            <T k="map.unavailable" measure={refused} shown={metric.label[lang]} />
          </Notice>
        )}
      </div>
      <div class="map-layout">
        <div class="map-choices">
          <MapSearch />
          <Controls view={view} />
        </div>
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
          <Stage {...drawn} pin={drawn.pin} />
          <TimeBar />
          <MapCaption view={view} words={words} />
          <PrintLinks view={view} />
          <KeptViews />
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
      <section id="map-projects" class="map-table">
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

/** Where the point asked for lies, by lines that are not exact. */
function PointNotice({ view, at }: { view: MapView; at: readonly [number, number] }) {
  const lang = useLang();
  const unit = unitAt(view.layers.commune, at);
  const point = isolate(lang, `${at[1]}, ${at[0]}`);
  return (
    <Notice tone="info">
      {unit === null ? (
        <T k="carte.search.outside" point={point} />
      ) : (
        <T k="carte.search.point" point={point} name={unitName(lang, unit.properties)} />
      )}
    </Notice>
  );
}

function PrintLinks({ view }: { view: MapView }) {
  const lang = useLang();
  return (
    <ul class="map-links territory-links" id="map-print">
      {(["a4", "a3"] as const).map((format) => (
        <li key={format}>
          <a href={printHref(lang, view.state, format)} rel="nofollow">
            <Icon name="download" size={18} /> <T k={`carte.print.${format}`} />
          </a>
        </li>
      ))}
      <li>
        <a href={`${FIGURE_TILES}.json${mapQuery(view.state)}`} rel="nofollow">
          <Icon name="link" size={18} /> <T k="carte.tiles" />
        </a>
      </li>
      <li>
        <a href={`/${lang}/carte/urbanisme`}>
          <Icon name="file" size={18} /> <T k="carte.plans.title" />
        </a>
      </li>
    </ul>
  );
}
