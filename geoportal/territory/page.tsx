import { formatNumber } from "#dashboards/lib/format.ts";
import { Select } from "#dashboards/lib/forms.tsx";
import type { PageResult, PageView } from "#dashboards/lib/handler.ts";
import { t } from "#dashboards/lib/i18n.ts";
import { Icon } from "#dashboards/lib/icon.tsx";
import { placeKind, unitName } from "#dashboards/lib/territory.ts";
import { Foreign, rich, T, useLang } from "#dashboards/lib/text.tsx";
import { href } from "#dashboards/lib/url.ts";
import { MapCaption } from "#geoportal/map/caption.tsx";
import { Legend } from "#geoportal/map/legend.tsx";
import { drawnAt, isYearly, markOf, subjectLabel } from "#geoportal/map/measure.ts";
import { Stage, TimeBar } from "#geoportal/map/stage.tsx";
import { mapHref, PATH } from "#geoportal/map/state.ts";
import { type MapView, viewOf } from "#geoportal/map/view.ts";
import { wordsOf } from "#geoportal/map/words.ts";
import { hexagonYear } from "#geoportal/overlays/hexagons.ts";
import { OverlayLegend } from "#geoportal/overlays/legend.tsx";
import { overlaysOf } from "#geoportal/overlays/overlays.ts";
import { liesIn } from "#geoportal/overlays/projects.ts";
import { ProjectTable } from "#geoportal/overlays/table.tsx";
import { atlasHref, printHref } from "#geoportal/print/state.ts";
import { mapEyes } from "#geoportal/scope.ts";
import { AlertFlags, AlertList, alertCounts, territoryAlerts } from "./alerts.tsx";
import { CompareField, Comparison, comparedView } from "./compare.tsx";
import { KeyFigures, keyFigures } from "./figures.tsx";
import { partsOf, readTerritory, TERRITORY_PATH, type TerritoryState, territoryHref } from "./place.ts";
import { Ranking } from "./ranking.tsx";

/**
 * A territory at once, for its Wali, governor or president: its key figures, its parts mapped and ranked, the same held
 * against another year or measure, its alerts, its projects in difficulty.
 */
export async function territoryPage(page: PageView): Promise<PageResult> {
  const { ctx, lang, release } = page;
  const asked = await readTerritory(page);
  if (asked === null) return null;
  const { place, map, avec, unknown } = asked;
  const { unit } = place;
  const view = await viewOf(page, map, []);
  const layer = view.layers[view.state.niveau];
  const year = view.figures.year ?? Number(release.until.slice(0, 4)) - 1;
  const [figures, overlays, compared] = await Promise.all([
    mapEyes(page.handle, page.asker, unit.code).then((eyes) => keyFigures(ctx.door, eyes, unit, year, lang)),
    overlaysOf(page, view.state),
    comparedView(page, view, avec),
  ]);
  const projects = (overlays.projects ?? []).filter((project) => liesIn(project, unit.code));
  const troubled = projects.filter((project) => project.troubled);
  const alerts = await territoryAlerts(page, unit.code, view.layers, view.state.niveau, projects);
  const counts = alertCounts(alerts ?? [], layer);
  const words = wordsOf(lang, view);
  const name = unitName(lang, unit);
  const names = new Map(
    [...view.rows.map((row) => row.unit), ...view.places, unit].map((one) => [one.code, unitName(lang, one)]),
  );
  const drawn = {
    ...{ view, words, sample: release.sample, permitYear: hexagonYear(release, year) },
    overlays: { ...overlays, projects: troubled },
  };
  return {
    title: t(lang, "carte.territory.title", { name }),
    heading: (
      <>
        {name}{" "}
        <Foreign lang={lang === "ar" ? "fr" : "ar"}>{unitName(lang === "ar" ? "fr" : "ar", unit)}</Foreign>
      </>
    ),
    lede: (
      <>
        {placeKind(lang, place)}
        {unit.population !== null && (
          <> · {rich(t(lang, "carte.territory.population", { n: formatNumber(lang, unit.population) }))}</>
        )}
      </>
    ),
    breadcrumb: [
      { label: t(lang, "map.title"), href: href(lang, PATH) },
      ...place.above.map((one) => ({ label: unitName(lang, one), href: territoryHref(lang, one.code) })),
    ],
    crumb: name,
    unknown,
    layout: "full",
    scripts: ["geoportal/client/map.ts"],
    body: (
      <>
        <Links view={view} code={unit.code} />
        <div id="territory-figures">
          <KeyFigures lang={lang} unit={unit} figures={figures} year={year} />
        </div>
        <Choices view={view} asked={asked} />
        <div class="territory-layout">
          <figure class="map-figure" id="map-figure">
            <Stage
              {...drawn}
              choose={territoryHref(lang, "{code}")}
              troubledOnly
              marks={(drawing) => <AlertFlags drawing={drawing} counts={counts} />}
              alerts={counts.map(({ at, n }) => [...at, n] as const)}
            />
            <TimeBar />
            <MapCaption view={view} words={words} />
          </figure>
          <div class="map-side" id="map-side">
            <div class="card">
              <Legend view={view} />
            </div>
            <OverlayLegend overlays={drawn.overlays} year={drawn.permitYear} />
          </div>
          <section class="card territory-ranking" id="territory-ranking">
            <h2 id="territory-ranking-title">{rich(words.caption)}</h2>
            <Ranking view={view} caption={words.caption} />
          </section>
        </div>
        <div id="territory-comparison">
          {compared !== null && <Comparison left={view} right={compared} sample={release.sample} />}
        </div>
        {alerts !== null && (
          <section class="section" id="alertes">
            <h2 id="alertes-titre">
              <T k="carte.alerts" />
            </h2>
            <AlertList alerts={alerts} names={(code) => names.get(code) ?? code} projects={projects} />
          </section>
        )}
        <section class="section" id="projets">
          <h2 id="projets-titre">
            {rich(
              t(lang, "carte.territory.projects", {
                troubled: formatNumber(lang, troubled.length),
                n: formatNumber(lang, projects.length),
              }),
            )}
          </h2>
          <ProjectTable projects={troubled} title={t(lang, "carte.projects.list")} />
        </section>
      </>
    ),
  };
}

/** Where no unit is named: a signed-in reader's own territory, else the map of the country. */
export function ownTerritory(page: PageView): Promise<PageResult> {
  const { territory } = page.asker;
  const to = territory === null ? href(page.lang, PATH) : territoryHref(page.lang, territory);
  return Promise.resolve({ redirect: to });
}

function Links({ view, code }: { view: MapView; code: string }) {
  const lang = useLang();
  const { state } = view;
  return (
    <ul class="map-links territory-links">
      <li>
        <a href={mapHref(lang, { ...state, couches: ["projets"] })}>
          <Icon name="map" size={18} /> <T k="carte.territory.map" />
        </a>
      </li>
      {(["a4", "a3"] as const).map((format) => (
        <li key={format}>
          <a href={printHref(lang, state, format)} rel="nofollow">
            <Icon name="download" size={18} /> <T k={`carte.print.${format}`} />
          </a>
        </li>
      ))}
      {view.within?.level === "province" && (
        <li>
          <a href={atlasHref(lang, view.within.code)} rel="nofollow">
            <Icon name="book" size={18} /> <T k="carte.print.atlas" />
          </a>
        </li>
      )}
      <li>
        <a href={href(lang, `/tableaux/budget/${code}`)}>
          <Icon name="chart" size={18} /> <T k="map.open" />
        </a>
      </li>
    </ul>
  );
}

function Choices({ view, asked }: { view: MapView; asked: TerritoryState }) {
  const lang = useLang();
  const { metrics, metric, state, figures } = view;
  const { place, avec } = asked;
  const parts = partsOf(place);
  return (
    <form
      class="filters map-controls"
      method="get"
      action={`/${lang}${TERRITORY_PATH}/${place.unit.code}`}
      data-map-form=""
      aria-label={t(lang, "carte.territory.choices")}
    >
      <Select
        name="mesure"
        label={t(lang, "map.field.measure")}
        value={metric.name}
        options={[]}
        groups={[...new Set(metrics.map(subjectLabel))].map((label) => ({
          label: t(lang, label),
          options: metrics
            .filter((one) => subjectLabel(one) === label && drawnAt(one, state.niveau))
            .toSorted((a, b) => Number(markOf(a) === "circle") - Number(markOf(b) === "circle"))
            .map((one) => ({ value: one.name, label: one.label[lang] })),
        }))}
      />
      {parts.length > 1 && (
        <Select
          name="niveau"
          label={t(lang, "map.field.level")}
          value={state.niveau}
          options={parts.map((level) => ({ value: level, label: t(lang, `map.levels.${level}`) }))}
        />
      )}
      {isYearly(metric) && (
        <Select
          name="annee"
          label={t(lang, "field.year")}
          value={String(figures.year ?? "")}
          options={figures.years.toReversed().map((year) => ({ value: String(year), label: String(year) }))}
        />
      )}
      <CompareField view={view} avec={avec} />
      <button type="submit" class="button">
        <T k="map.show" />
      </button>
    </form>
  );
}
