import { metricOf } from "../../lib/answers.ts";
import { formatMonth } from "../../lib/dates.ts";
import { valueNames } from "../../lib/dimensions.ts";
import { formatNumber, formatPercent } from "../../lib/format.ts";
import { FilterForm, Select } from "../../lib/forms.tsx";
import type { PageResult, PageView } from "../../lib/handler.ts";
import { t } from "../../lib/i18n.ts";
import { formatMoneyShort } from "../../lib/money.ts";
import { Chips, Kpi, KpiRow } from "../../lib/parts.tsx";
import { SubjectTabs, TerritoryPicker } from "../../lib/picker.tsx";
import { childLevel, placeCrumbs, placeOf, unitName, unitsByCode } from "../../lib/territory.ts";
import { rich } from "../../lib/text.tsx";
import { href, queryString, readQuery } from "../../lib/url.ts";
import { type ChildColumn, ChildrenTable } from "../parts/children.tsx";
import { NoFigures, PlaceHeading } from "../parts/frame.tsx";
import { readPlaceState } from "../parts/state.ts";
import { CurveFigure } from "./curve.tsx";
import { placed, projectChoices, projectsData } from "./data.ts";
import { Health } from "./health.tsx";
import { healthData } from "./health-data.ts";
import { ProjectList } from "./list.tsx";
import { SectorsFigure } from "./sectors.tsx";

const BASE = "/tableaux/projets";
const COLUMNS: readonly [ChildColumn, ...ChildColumn[]] = [
  { key: "budget", metric: "project_budget_mad", label: "projets.kpi.budget", unit: "MAD" },
  { key: "projets", metric: "projects", label: "projets.kpi.projects", unit: "count" },
  { key: "spi", metric: "project_spi", label: "projets.kpi.spi", unit: "index", bar: 1.2 },
  { key: "cpi", metric: "project_cpi", label: "projets.kpi.cpi", unit: "index", wideOnly: true },
];

/** Programme projects of a place: how many, how much, and how far behind or ahead. */
export async function projectsPage(view: PageView): Promise<PageResult> {
  const { ctx, lang, viewer, release, req } = view;
  const { door } = ctx;
  const place = await placeOf(door, viewer, view.params.code);
  if (place === null) return null;
  const { values, unknown } = readQuery(req.originalUrl, ["programme", "secteur", "tri", "ordre", "page"]);
  const { state } = readPlaceState(req.originalUrl, ["budget", "projets", "spi", "cpi"]);
  const level = childLevel(place.unit);
  const [regions, names, sectorName, programmeName, statusName, choices] = await Promise.all([
    door.territories({ level: "region" }, viewer),
    level === null ? null : unitsByCode(door, viewer, level),
    valueNames(door, "sector"),
    valueNames(door, "programme"),
    valueNames(door, "project_status"),
    projectChoices(door, viewer, place.unit),
  ]);
  const programme = choices.programme.find((code) => code === values.get("programme")) ?? "";
  const sector = choices.sector.find((code) => code === values.get("secteur")) ?? "";
  const filter = { sector, programme };
  const [data, health, funderName] = await Promise.all([
    projectsData(door, viewer, place.unit, filter),
    healthData(door, viewer, place.unit, filter, placed(place.unit, filter)),
    valueNames(door, "funder"),
  ]);
  const query = (filter: { programme: string; sector: string }): string =>
    queryString({ programme: filter.programme, secteur: filter.sector });
  const name = unitName(lang, place.unit);
  const here = href(lang, place.unit.level === "nation" ? BASE : `${BASE}/${place.unit.code}`);
  const title = t(lang, "projets.title", { name });
  const [total] = data.totals.answer.rows;
  const count = metricOf(total, "projects") ?? 0;
  const totals = Object.fromEntries(
    data.totals.spec.metrics.map((metric) => [metric, metricOf(total, metric)]),
  );
  const spi = totals.project_spi ?? null;
  const shared = {
    title,
    heading: <PlaceHeading title={title} place={place} />,
    ...placeCrumbs(lang, place, t(lang, "nav.projets"), BASE),
    unknown,
  };
  const frame = (
    <>
      <SubjectTabs place={place} current="projets" />
      <TerritoryPicker base={BASE} regions={regions} />
      <FilterForm action={here}>
        <Select
          name="programme"
          label={t(lang, "projets.programme")}
          value={programme}
          options={[
            { value: "", label: t(lang, "projets.programme.all") },
            ...choices.programme.map((code) => ({ value: code, label: programmeName(lang, code) })),
          ]}
        />
        <Select
          name="secteur"
          label={t(lang, "projets.sector")}
          value={sector}
          options={[
            { value: "", label: t(lang, "projets.sector.all") },
            ...choices.sector.map((code) => ({ value: code, label: sectorName(lang, code) })),
          ]}
        />
      </FilterForm>
      <Chips
        chips={[
          ...(programme === ""
            ? []
            : [
                {
                  label: programmeName(lang, programme),
                  remove: `${here}${query({ programme: "", sector })}`,
                },
              ]),
          ...(sector === ""
            ? []
            : [{ label: sectorName(lang, sector), remove: `${here}${query({ programme, sector: "" })}` }]),
        ]}
        clear={here}
      />
    </>
  );
  if (count === 0)
    return {
      ...shared,
      body: (
        <>
          {frame}
          <NoFigures place={place} asked={null} latest={null} base={BASE} />
        </>
      ),
    };
  const two = (value: number | null): string => formatNumber(lang, value, { digits: 2 });
  return {
    ...shared,
    lede: rich(
      spi === null
        ? t(lang, "projets.lede.none", {
            n: formatNumber(lang, count),
            count,
            budget: formatMoneyShort(lang, totals.project_budget_mad),
          })
        : t(lang, "projets.lede", {
            n: formatNumber(lang, count),
            count,
            budget: formatMoneyShort(lang, totals.project_budget_mad),
            rate: formatPercent(lang, spi),
          }),
    ),
    body: (
      <>
        {frame}
        <KpiRow>
          <Kpi
            label={t(lang, "projets.kpi.projects")}
            value={formatNumber(lang, count)}
            hint={t(lang, "projets.kpi.month", { month: formatMonth(lang, release.until) })}
          />
          <Kpi
            label={t(lang, "projets.kpi.budget")}
            value={formatMoneyShort(lang, totals.project_budget_mad)}
          />
          <Kpi label={t(lang, "projets.kpi.spi")} value={two(spi)} hint={t(lang, "projets.kpi.spi.hint")} />
          <Kpi
            label={t(lang, "projets.kpi.cpi")}
            value={two(totals.project_cpi ?? null)}
            hint={t(lang, "projets.kpi.cpi.hint")}
          />
        </KpiRow>
        <div class="grid">
          {data.curve !== null && data.curve.answer.rows.length > 1 && (
            <div class="span-8">
              <CurveFigure asked={data.curve} name={name} release={release} />
            </div>
          )}
          <div class={data.curve === null ? "span-8" : "span-4"}>
            <SectorsFigure
              view={view}
              asked={data.sectors}
              sectorName={(code) => sectorName(lang, code)}
              focus={sector}
              name={name}
            />
          </div>
        </div>
        <Health
          view={view}
          data={health}
          name={name}
          sectorName={(code) => sectorName(lang, code)}
          funderName={(code) => funderName(lang, code)}
        />
        {level !== null && names !== null && data.children !== null && (
          <ChildrenTable
            base={BASE}
            unit={place.unit}
            level={level}
            names={names}
            asked={data.children}
            columns={COLUMNS}
            state={state}
            latest={null}
            totals={totals}
            caption={title}
            extra={query({ programme, sector })}
            note="projets.children.note"
          />
        )}
        {data.list !== null && (
          <ProjectList
            rows={data.list}
            sectorName={(code) => sectorName(lang, code)}
            statusName={(code) => statusName(lang, code)}
            page={state.page}
            here={here}
            filter={{ programme, secteur: sector }}
          />
        )}
      </>
    ),
  };
}
