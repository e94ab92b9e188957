import { type ComponentChildren, Fragment } from "preact";
import type { TerritoryItem } from "#warehouse/door/types.ts";
import { formWordOf } from "#warehouse/door/viewer.ts";
import { formatDate, formatMonth } from "../../lib/dates.ts";
import { valueNames } from "../../lib/dimensions.ts";
import { formatNumber, formatPercent } from "../../lib/format.ts";
import type { PageResult, PageView } from "../../lib/handler.ts";
import { t } from "../../lib/i18n.ts";
import { formatMoney, formatMoneyShort } from "../../lib/money.ts";
import { Facts, Kpi, KpiRow } from "../../lib/parts.tsx";
import { DataTable } from "../../lib/table.tsx";
import { unitName } from "../../lib/territory.ts";
import { Code, Foreign, Num, rich } from "../../lib/text.tsx";
import { href, queryString } from "../../lib/url.ts";
import { isTheirs, PROJECT_ID, shownTo } from "./attachments.ts";
import { Attachments } from "./attachments-section.tsx";
import { daysOf, numberOf, type ProjectRecord, projectRecord, textOf } from "./record.ts";
import { RecordCurve } from "./record-curve.tsx";
import { Contracts, Funders, Spending } from "./record-tables.tsx";

const BASE = "/tableaux/projets";
/** Address of a project's page, in a language. */
export const projectHref = (lang: PageView["lang"], id: string): string =>
  href(lang, `${BASE}/fiche/${encodeURIComponent(id)}`);

/** One project: how far, how late, how dear, who pays, who works, and what is to be expected. */
export async function projectPage(view: PageView): Promise<PageResult> {
  const { ctx, lang, viewer, asker, release } = view;
  const { door } = ctx;
  const id = view.params.id ?? "";
  if (!PROJECT_ID.test(id)) return null;
  const record = await projectRecord(door, id);
  if (record === null) return null;
  const { project } = record;
  const codes = new Set([
    ...record.communes.flatMap((row) => textOf(row, "commune_code") ?? []),
    ...record.spending.flatMap((row) => textOf(row, "collectivity_code") ?? []),
    ...["region_code", "province_code"].flatMap((name) => textOf(project, name) ?? []),
  ]);
  const [sector, programme, status, funder, units] = await Promise.all([
    valueNames(door, "sector"),
    valueNames(door, "programme"),
    valueNames(door, "project_status"),
    valueNames(door, "funder"),
    Promise.all([...codes].map((code) => door.territories({ code }, viewer))),
  ]);
  const theirs = await isTheirs(door, view.handle, asker, id);
  const places = new Map(units.flat().map((unit) => [unit.code, unit]));
  const title = textOf(project, "title") ?? id;
  const above = ["region_code", "province_code", "lead_commune_code"].flatMap(
    (name) => places.get(textOf(project, name) ?? "") ?? [],
  );
  const last = new Date(`${release.until}-01T00:00:00Z`);
  const until = new Date(Date.UTC(last.getUTCFullYear(), last.getUTCMonth() + 1, 0))
    .toISOString()
    .slice(0, 10);
  return {
    title,
    heading: <Foreign lang="fr">{title}</Foreign>,
    lede: rich(
      t(lang, "projet.lede", {
        sector: sector(lang, textOf(project, "sector")),
        programme: programme(lang, textOf(project, "programme")),
        status: status(lang, textOf(project, "status")),
        month: formatMonth(lang, release.until),
      }),
    ),
    breadcrumb: [
      { label: t(lang, "nav.projets"), href: href(lang, BASE) },
      ...above.map((unit) => ({ label: unitName(lang, unit), href: href(lang, `${BASE}/${unit.code}`) })),
    ],
    crumb: id,
    body: (
      <>
        <Figures record={record} lang={lang} />
        <div class="grid">
          <div class="span-8">
            <RecordCurve record={record} release={release} />
          </div>
          <div class="span-4">
            <ProjectFacts record={record} lang={lang} places={places} until={until} />
          </div>
        </div>
        <Dates record={record} lang={lang} />
        <Funders rows={record.funding} funderName={(code) => funder(lang, code)} />
        <Contracts record={record} until={until} />
        <Spending rows={record.spending} places={places} />
        <Attachments
          project={id}
          attachments={shownTo(ctx, id, theirs)}
          word={theirs ? formWordOf(view.req.res) : null}
          mostBytes={ctx.settings.uploadBytes}
        />
      </>
    ),
  };
}

type Part = { readonly record: ProjectRecord; readonly lang: PageView["lang"] };

function Figures({ record, lang }: Part) {
  const { project, forecast } = record;
  const two = (name: string): string => formatNumber(lang, numberOf(project, name), { digits: 2 });
  const slip = numberOf(project, "slip_days");
  const finished = textOf(project, "end_actual") !== null;
  const range = (low: string, high: string, format: (value: number | null) => string): string | undefined => {
    const [from, to] = [numberOf(forecast, low), numberOf(forecast, high)];
    return from === null || to === null
      ? undefined
      : t(lang, "projet.range", { low: format(from), high: format(to) });
  };
  const slipRange = range("slip_low_days", "slip_high_days", (value) => daysOf(lang, value));
  const costRange = range("eac_low_mad", "eac_high_mad", (value) => formatMoneyShort(lang, value));
  return (
    <KpiRow>
      <Kpi
        label={t(lang, "projet.physical")}
        value={formatPercent(lang, numberOf(project, "physical_ratio"))}
        hint={t(lang, "projet.budget-of", {
          budget: formatMoneyShort(lang, numberOf(project, "budget_mad")),
        })}
      />
      <Kpi
        label={t(lang, finished ? "projet.slip.real" : "projet.slip.forecast")}
        value={daysOf(lang, slip)}
        {...(finished || slipRange === undefined ? {} : { hint: slipRange })}
      />
      <Kpi
        label={t(lang, "projets.kpi.spi")}
        value={two("spi")}
        hint={t(lang, "projet.spi-t", { spi: two("spi_t") })}
      />
      <Kpi label={t(lang, "projets.kpi.cpi")} value={two("cpi")} hint={t(lang, "projets.kpi.cpi.hint")} />
      <Kpi
        label={t(lang, "projet.eac")}
        value={formatMoneyShort(lang, numberOf(forecast, "eac_mad") ?? numberOf(project, "eac_mad"))}
        {...(finished || costRange === undefined ? {} : { hint: costRange })}
      />
      {forecast !== undefined && (
        <Kpi
          label={t(lang, "projet.chance-time")}
          value={formatPercent(lang, numberOf(forecast, "chance_on_time"), { digits: 0 })}
          hint={t(lang, "projet.chance-budget", {
            rate: formatPercent(lang, numberOf(forecast, "chance_in_budget"), { digits: 0 }),
            n: formatNumber(lang, numberOf(forecast, "reference_projects")),
          })}
        />
      )}
    </KpiRow>
  );
}

function ProjectFacts(
  props: Part & { readonly places: ReadonlyMap<string, TerritoryItem>; readonly until: string },
) {
  const { record, lang, places } = props;
  const { project, costs } = record;
  const unit = textOf(project, "unit") ?? "";
  const quantity = (name: string): string =>
    `${formatNumber(lang, numberOf(project, name), { digits: unit === "KM" ? 2 : 0 })} ${t(lang, `projet.unit.${unit}`)}`;
  const cost = numberOf(project, "unit_cost_mad");
  const [lon, lat] = [numberOf(project, "lon"), numberOf(project, "lat")];
  const facts: [string, ComponentChildren][] = [
    [t(lang, "projet.number"), <Code key="n">{textOf(project, "project_id") ?? ""}</Code>],
    [t(lang, "projet.owner"), <bdi key="o">{textOf(project, "owner")}</bdi>],
    [t(lang, "projet.plan"), <Num key="p">{textOf(project, "plan_year") ?? ""}</Num>],
    [
      t(lang, "projet.communes"),
      record.communes.map((row, index) => {
        const code = textOf(row, "commune_code") ?? "";
        const place = places.get(code);
        return (
          <Fragment key={code}>
            {index > 0 && (lang === "ar" ? "، " : ", ")}
            <a href={href(lang, `${BASE}/${code}`)}>{place === undefined ? code : unitName(lang, place)}</a>
          </Fragment>
        );
      }),
    ],
    [t(lang, "projet.quantity"), rich(quantity("qty_planned"))],
    ...(numberOf(project, "qty_done") === null
      ? []
      : ([[t(lang, "projet.done"), rich(quantity("qty_done"))]] as [string, ComponentChildren][])),
    ...(cost === null || costs === undefined
      ? []
      : ([
          [
            t(lang, "projet.unit-cost"),
            rich(
              t(lang, "projet.unit-cost.among", {
                cost: formatMoney(lang, cost, { digits: 0 }),
                unit: t(lang, `projet.unit.one.${unit}`),
                low: formatMoney(lang, numberOf(costs, "q1_mad"), { digits: 0 }),
                high: formatMoney(lang, numberOf(costs, "q3_mad"), { digits: 0 }),
                n: formatNumber(lang, numberOf(costs, "projects")),
              }),
            ),
          ],
        ] as [string, ComponentChildren][])),
    ...(textOf(project, "blocker") === null
      ? []
      : ([[t(lang, "projet.blocker"), <bdi key="b">{textOf(project, "blocker")}</bdi>]] as [
          string,
          ComponentChildren,
        ][])),
    [t(lang, "projet.reported"), formatDate(lang, textOf(project, "reported_on"))],
    ...(lon === null || lat === null
      ? []
      : ([
          [
            t(lang, "projet.point"),
            <a
              key="m"
              href={href(
                lang,
                `/carte${queryString({ niveau: "commune", dans: textOf(project, "province_code"), code: textOf(project, "lead_commune_code"), projets: "oui" })}`,
              )}
            >
              <bdi dir="ltr">
                {lat.toFixed(3)}, {lon.toFixed(3)}
              </bdi>
            </a>,
          ],
        ] as [string, ComponentChildren][])),
  ];
  return (
    <section class="card">
      <h2 class="card-title">{t(lang, "projet.facts")}</h2>
      <Facts facts={facts} />
    </section>
  );
}

/** Its milestones in order: when each was due, when it came or is to be expected. */
function Dates({ record, lang }: Part) {
  const { project, forecast, contracts } = record;
  const day = (name: string): string | null => textOf(project, name);
  const ordered = contracts.flatMap((row) => textOf(row, "started_on") ?? []).sort()[0] ?? null;
  const rows: readonly { key: string; due: string | null; real: string | null; expected?: boolean }[] = [
    { key: "start", due: day("start_planned"), real: day("start_actual") },
    { key: "order", due: null, real: ordered },
    day("end_actual") === null
      ? { key: "end", due: day("end_planned"), real: textOf(forecast, "end_forecast"), expected: true }
      : { key: "end", due: day("end_planned"), real: day("end_actual") },
    { key: "use", due: null, real: day("in_use_on") },
  ];
  const gap = (due: string | null, real: string | null): string =>
    due === null || real === null
      ? "–"
      : daysOf(lang, Math.round((Date.parse(real) - Date.parse(due)) / 86_400_000));
  const title = t(lang, "projet.dates");
  return (
    <section class="section" id="calendrier">
      <h2>{title}</h2>
      <div class="card">
        <DataTable
          caption={title}
          captionHidden
          label={title}
          rows={rows}
          rowKey={({ key }) => key}
          columns={[
            {
              key: "step",
              label: t(lang, "projet.step"),
              header: true,
              cell: ({ key }) => t(lang, `projet.step.${key}`),
            },
            {
              key: "due",
              label: t(lang, "projet.due"),
              cell: ({ due }) => (due === null ? "–" : formatDate(lang, due)),
            },
            {
              key: "real",
              label: t(lang, "projet.real"),
              cell: ({ real, expected }) =>
                real === null ? (
                  "–"
                ) : (
                  <>
                    {formatDate(lang, real)}
                    {expected === true && <> ({t(lang, "projet.expected")})</>}
                  </>
                ),
            },
            {
              key: "gap",
              label: t(lang, "projet.gap"),
              kind: "number",
              cell: ({ due, real }) => <Num>{gap(due, real)}</Num>,
            },
          ]}
        />
        {numberOf(project, "use_days") !== null && (
          <p class="figure-note">
            {rich(t(lang, "projet.use", { days: daysOf(lang, numberOf(project, "use_days")) }))}
          </p>
        )}
      </div>
    </section>
  );
}
