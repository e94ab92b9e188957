import { formatNull, formatNumber, formatRank } from "#dashboards/lib/format.ts";
import { t } from "#dashboards/lib/i18n.ts";
import { Icon } from "#dashboards/lib/icon.tsx";
import { unitName } from "#dashboards/lib/territory.ts";
import { Foreign, Num, T, useLang } from "#dashboards/lib/text.tsx";
import { href } from "#dashboards/lib/url.ts";
import { territoryHref } from "#geoportal/territory/place.ts";
import { dashboardOf, formatFigure } from "./measure.ts";
import { mapHref } from "./state.ts";
import { deeper, type MapView } from "./view.ts";

/** What the map knows of the unit chosen: both names, its figure and place, and where to go on. */
export function Chosen({ view }: { view: MapView }) {
  const lang = useLang();
  const { chosen, metric, state, figures, within } = view;
  if (chosen === null) {
    return (
      <section class="map-chosen card" aria-live="polite">
        <p class="muted">
          <T k="map.choose" />
        </p>
        {within !== null && <Up view={view} />}
      </section>
    );
  }
  const { unit } = chosen;
  const other = lang === "ar" ? "fr" : "ar";
  const down = deeper(state.niveau);
  const reason = figures.byCode.get(unit.code)?.reason ?? undefined;
  const valued = view.rows.filter((row) => row.value !== null).length;
  return (
    <section class="map-chosen card" aria-live="polite" aria-labelledby="map-chosen-name">
      <h2 id="map-chosen-name">
        {chosen.name} <Foreign lang={other}>{unitName(other, unit)}</Foreign>
      </h2>
      <p class="muted">
        {t(lang, `level.${state.niveau}`)}
        {chosen.parent !== null && ` · ${chosen.parent}`}
      </p>
      <dl class="map-facts">
        <div>
          <dt>{metric.label[lang]}</dt>
          <dd class="map-value">
            <Num>
              {chosen.value === null
                ? formatNull(lang, reason ?? "no_data")
                : formatFigure(lang, metric.unit, chosen.value)}
            </Num>
          </dd>
        </div>
        {chosen.rank !== null && (
          <div>
            <dt>
              <T k="map.rank.label" />
            </dt>
            <dd>
              <T k="map.rank" rank={formatRank(lang, chosen.rank)} count={formatNumber(lang, valued)} />{" "}
              <small class="muted">
                <T k="map.rank.up" />
              </small>
            </dd>
          </div>
        )}
        {unit.population !== null && (
          <div>
            <dt>
              <T k="map.population" />
            </dt>
            <dd>
              <Num>{formatNumber(lang, unit.population)}</Num>
            </dd>
          </div>
        )}
      </dl>
      <ul class="map-links">
        <li>
          <a href={territoryHref(lang, unit.code, { mesure: metric.name, annee: state.annee })}>
            <Icon name="enter" size={18} />
            <T k="carte.territory.open" />
          </a>
        </li>
        <li>
          <a href={href(lang, `${dashboardOf(metric)}/${unit.code}`)}>
            <Icon name="chart" size={18} />
            <T k="map.open" />
          </a>
        </li>
        {down !== null && (
          <li>
            <a
              href={mapHref(lang, state, { niveau: down, dans: unit.code, code: null, page: 1 })}
              data-map-link=""
            >
              <Icon name="map" size={18} />
              <T k={`map.down.${down}`} />
            </a>
          </li>
        )}
      </ul>
      {within !== null && <Up view={view} />}
    </section>
  );
}

/** One level up: the units around the one whose parts are drawn. */
function Up({ view }: { view: MapView }) {
  const lang = useLang();
  const { state, within, places } = view;
  if (within === null) return null;
  const outer = within.level === "province" ? places.find((unit) => unit.code === within.region) : undefined;
  const name = outer === undefined ? t(lang, "map.country") : unitName(lang, outer);
  const niveau = within.level === "province" ? "province" : "region";
  return (
    <p>
      <a
        href={mapHref(lang, state, { niveau, dans: outer?.code ?? null, code: within.code, page: 1 })}
        data-map-link=""
      >
        <T k="map.up" name={name} />
      </a>
    </p>
  );
}
