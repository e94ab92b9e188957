import { formatNumber } from "#dashboards/lib/format.ts";
import type { PageResult, PageView } from "#dashboards/lib/handler.ts";
import { t } from "#dashboards/lib/i18n.ts";
import { Empty } from "#dashboards/lib/parts.tsx";
import { unitName } from "#dashboards/lib/territory.ts";
import { Code, Foreign, rich, T, useLang } from "#dashboards/lib/text.tsx";
import { href, readQuery } from "#dashboards/lib/url.ts";
import { layersOf } from "#geoportal/layers/load.ts";
import { PATH } from "#geoportal/map/state.ts";
import { allProjects } from "#geoportal/overlays/projects.ts";
import { projectHref } from "#geoportal/overlays/table.tsx";
import { territoryHref } from "#geoportal/territory/place.ts";
import type { TerritoryItem } from "#warehouse/door/types.ts";
import type { Lang } from "#warehouse/text.ts";
import { find } from "./find.ts";
import { type Point, pointOf, unitAt } from "./point.ts";

export const SEARCH_PATH = `${PATH}/recherche`;
export const PLACE_PATH = `${PATH}/lieu`;
const SHOWN = 30;

/** The map with a unit chosen: a region among its provinces, others among their neighbours. */
export function placeHref(
  lang: Lang,
  unit: Pick<TerritoryItem, "code" | "level" | "region" | "province">,
  at?: Point,
): string {
  const query = new URLSearchParams(
    unit.level === "region"
      ? { niveau: "province", dans: unit.code }
      : unit.level === "province"
        ? { niveau: "province", dans: unit.region ?? "", code: unit.code }
        : { niveau: "commune", dans: unit.province ?? "", code: unit.code },
  );
  if (at === undefined) return `${href(lang, PATH)}?${query}`;
  query.set("point", at.map((part) => part.toFixed(5)).join(","));
  return `${href(lang, PATH)}?${query}#11.0/${at[1].toFixed(4)}/${at[0].toFixed(4)}`;
}

/** Where a suggestion leads: the map at that unit. */
export async function placePage({ ctx, lang, viewer, params }: PageView): Promise<PageResult> {
  const [unit] = await ctx.door.territories({ code: params.code ?? "" }, viewer);
  return unit === undefined || unit.collectivity_type === null ? null : { redirect: placeHref(lang, unit) };
}

/** A name in either script, a code, a project's number or coordinates: straight to it, or a list to choose from. */
export async function mapSearch(page: PageView): Promise<PageResult> {
  const { ctx, lang, viewer, release } = page;
  const { values, unknown } = readQuery(page.req.originalUrl, ["q", "vers"]);
  const q = (values.get("q") ?? "").trim().slice(0, 80);
  const point = pointOf(q);
  const said = (): PageResult => ({
    title: t(lang, "carte.search"),
    breadcrumb: [{ label: t(lang, "map.title"), href: href(lang, PATH) }],
    unknown,
    body: (
      <div class="stack">
        <MapSearch q={q} />
        <Empty
          title={
            point === null
              ? t(lang, "carte.search.none", { q })
              : t(lang, "carte.search.outside", { point: `${point[1]}, ${point[0]}` })
          }
        />
      </div>
    ),
  });
  if (point !== null) {
    const unit = unitAt(layersOf(page.handle).commune, point)?.properties;
    if (unit === undefined) return said();
    return { redirect: placeHref(lang, { ...unit, level: "commune" }, point) };
  }
  const [levels, projects] = await Promise.all([
    Promise.all(
      (["region", "province", "commune"] as const).map((level) => ctx.door.territories({ level }, viewer)),
    ),
    allProjects(ctx.door, release.id, release.until),
  ]);
  const units = levels.flat();
  const found = find(q, units, projects);
  const [unit, project] = [found.units[0], found.projects[0]];
  const count = found.units.length + found.projects.length;
  if (count === 0) return said();
  if (count === 1 && unit !== undefined) return { redirect: placeHref(lang, unit) };
  if (project !== undefined && (count === 1 || project.id === q.toUpperCase()))
    return { redirect: projectHref(lang, project.id) };
  const byCode = new Map(units.map((one) => [one.code, one]));
  const above = (one: TerritoryItem): string =>
    [one.province, one.region]
      .flatMap((code) => (code === null || code === one.code ? [] : (byCode.get(code) ?? [])))
      .map((parent) => unitName(lang, parent))
      .join(" · ");
  return {
    title: t(lang, "carte.search"),
    breadcrumb: [{ label: t(lang, "map.title"), href: href(lang, PATH) }],
    unknown,
    body: (
      <div class="stack">
        <MapSearch q={q} />
        <p class="result-count" role="status">
          {rich(t(lang, "carte.search.found", { count, n: formatNumber(lang, count), q }))}
        </p>
        <ul class="results">
          {found.units.slice(0, SHOWN).map((one) => (
            <li key={one.code} class="card result">
              <a class="result-name" href={placeHref(lang, one)}>
                {unitName(lang, one)}
              </a>{" "}
              <Foreign lang={lang === "ar" ? "fr" : "ar"}>
                {unitName(lang === "ar" ? "fr" : "ar", one)}
              </Foreign>
              <span class="result-meta">
                {[t(lang, `level.${one.level}`), above(one)].filter(Boolean).join(" · ")} ·{" "}
                <Code>{one.code}</Code> ·{" "}
                <a href={territoryHref(lang, one.code)}>
                  <T k="carte.territory.open" />
                </a>
              </span>
            </li>
          ))}
          {found.projects.slice(0, SHOWN).map((one) => (
            <li key={one.id} class="card result">
              <a class="result-name" href={projectHref(lang, one.id)}>
                <bdi>{one.title}</bdi>
              </a>
              <span class="result-meta">
                {t(lang, "carte.project.title")} · <Code>{one.id}</Code>
              </span>
            </li>
          ))}
        </ul>
      </div>
    ),
  };
}

/** The search over the map: an ordinary form; script adds suggestions. */
export function MapSearch({ q = "" }: { q?: string }) {
  const lang = useLang();
  return (
    // biome-ignore lint/a11y/useSemanticElements: <search> is not announced by every reader yet.
    <form
      class="search map-search"
      role="search"
      aria-label={t(lang, "carte.search")}
      method="get"
      action={`/${lang}${SEARCH_PATH}`}
    >
      <label for="map-q">{t(lang, "carte.search")}</label>
      <input type="hidden" name="vers" value={PLACE_PATH} />
      <div class="search-row">
        <input
          id="map-q"
          type="search"
          name="q"
          value={q}
          autocomplete="off"
          dir="auto"
          maxLength={80}
          aria-describedby="map-q-hint"
          data-suggest=""
          data-region={t(lang, "level.region")}
          data-province={t(lang, "level.province")}
          data-commune={t(lang, "level.commune")}
        />
        <button type="submit" class="button">
          <T k="carte.search.go" />
        </button>
      </div>
      <p class="map-note" id="map-q-hint">
        {rich(t(lang, "carte.search.hint"))}
      </p>
    </form>
  );
}
