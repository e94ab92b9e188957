import { csvHref, keyOf, metricOf } from "../../lib/answers.ts";
import { formatDays, formatNumber, formatPercent } from "../../lib/format.ts";
import type { PageView } from "../../lib/handler.ts";
import { t } from "../../lib/i18n.ts";
import { Icon } from "../../lib/icon.tsx";
import { formatAmount, formatMoneyShort } from "../../lib/money.ts";
import { Kpi, KpiRow } from "../../lib/parts.tsx";
import { DataTable } from "../../lib/table.tsx";
import { Num, rich } from "../../lib/text.tsx";
import { href } from "../../lib/url.ts";
import { BarsFigure } from "../parts/shares.tsx";
import { type HealthData, LATE_DAYS, UNIT_COSTS } from "./health-data.ts";
import { daysOf, numberOf, textOf } from "./record.ts";
import { projectHref } from "./record-page.tsx";

interface HealthProps {
  readonly view: PageView;
  readonly data: HealthData;
  readonly name: string;
  readonly sectorName: (code: string | null) => string;
  readonly funderName: (code: string | null) => string;
}

/** Time, use, cost and funders of a place's projects, and those that will end late. */
export function Health(props: HealthProps) {
  const { lang } = props.view;
  const [total] = props.data.totals.answer.rows;
  const of = (metric: string): number | null => metricOf(total, metric);
  return (
    <section class="section" id="sante">
      <h2>{t(lang, "projets.health")}</h2>
      <p>
        <a href={href(lang, "/tableaux/projets/equite")}>{t(lang, "projets.equity")}</a>
      </p>
      <KpiRow>
        <Kpi
          label={t(lang, "projets.kpi.slip")}
          value={formatDays(lang, of("project_slip_days"))}
          hint={t(lang, "projets.kpi.slipped", { rate: formatPercent(lang, of("projects_slipped_rate")) })}
        />
        <Kpi
          label={t(lang, "projets.kpi.spi-t")}
          value={formatNumber(lang, of("project_spi_t"), { digits: 2 })}
          hint={t(lang, "projets.kpi.spi-t.hint")}
        />
        <Kpi
          label={t(lang, "projets.kpi.use")}
          value={formatPercent(lang, of("projects_operational_rate"))}
          hint={t(lang, "projets.kpi.use.hint", {
            n: formatNumber(lang, of("projects_idle")),
            days: formatDays(lang, of("project_use_days")),
          })}
        />
        <Kpi
          label={t(lang, "projets.kpi.cost")}
          value={formatPercent(lang, of("project_completion_cost_rate"))}
          hint={t(lang, "projets.kpi.cost.hint")}
        />
        <Kpi
          label={t(lang, "projets.kpi.payment")}
          value={formatDays(lang, of("project_payment_delay_days"))}
          hint={t(lang, "projets.kpi.payment.hint", {
            committed: formatPercent(lang, of("project_commitment_rate")),
            paid: formatPercent(lang, of("project_payment_rate")),
          })}
        />
      </KpiRow>
      <div class="stack">
        <div class="grid">
          <div class="span-6">
            <FundersFigure {...props} />
          </div>
          <div class="span-6">
            <UnitCosts {...props} />
          </div>
        </div>
        <Expected {...props} />
      </div>
    </section>
  );
}

/** What each funder paid of what it promised. */
function FundersFigure({ view, data, name, funderName }: HealthProps) {
  const { lang, release } = view;
  const rows = data.funders.answer.rows.map((row) => ({
    key: keyOf(row, "funder") ?? "-",
    name: funderName(keyOf(row, "funder")),
    value: metricOf(row, "funding_paid_rate"),
  }));
  const promised = new Map(
    data.funders.answer.rows.map((row) => [
      keyOf(row, "funder") ?? "-",
      metricOf(row, "funding_promised_mad"),
    ]),
  );
  const engaged = new Map(
    data.funders.answer.rows.map((row) => [
      keyOf(row, "funder") ?? "-",
      metricOf(row, "funding_commitment_rate"),
    ]),
  );
  const least = rows.filter(({ value }) => value !== null).sort((a, b) => (a.value ?? 0) - (b.value ?? 0))[0];
  return (
    <BarsFigure
      id="financeurs"
      title={
        least === undefined
          ? t(lang, "projets.funders.none")
          : t(lang, "projets.funders.title", { funder: least.name, rate: formatPercent(lang, least.value) })
      }
      subtitle="projets.funders.subtitle"
      said={{ name }}
      description={t(lang, "projets.funders.desc")}
      rows={rows}
      unit="ratio"
      max={1}
      nameLabel={t(lang, "projet.funder")}
      valueLabel={t(lang, "projet.kept")}
      extra={[
        {
          key: "promised",
          label: t(lang, "projet.promised"),
          unit: t(lang, "unit.mad"),
          kind: "number",
          cell: ({ key }) => <Num>{formatAmount(lang, promised.get(key) ?? null)}</Num>,
        },
        {
          key: "engaged",
          label: t(lang, "projets.funders.engaged"),
          kind: "number",
          cell: ({ key }) => <Num>{formatPercent(lang, engaged.get(key) ?? null)}</Num>,
        },
      ]}
      asked={data.funders}
      source="PRDTS"
      method={href(lang, "/methode#projets")}
      release={release}
      half
    />
  );
}

/** Unit costs here beside the spread of finished projects. */
function UnitCosts({ view, data, sectorName }: HealthProps) {
  const { lang } = view;
  const rows = data.costs.answer.rows.flatMap((row) =>
    UNIT_COSTS.flatMap(([unit, metric]) => {
      const value = metricOf(row, metric);
      const sector = keyOf(row, "sector");
      if (value === null || sector === null) return [];
      const spread = data.spread.find(
        (one) => textOf(one, "sector") === sector && textOf(one, "unit") === unit,
      );
      return [{ sector, unit, value, spread }];
    }),
  );
  const title = t(lang, "projets.unit-costs");
  return (
    <div class="card">
      <h3 class="card-title">{title}</h3>
      <DataTable
        caption={title}
        captionHidden
        label={title}
        rows={rows}
        rowKey={({ sector, unit }) => `${sector} ${unit}`}
        columns={[
          {
            key: "sector",
            label: t(lang, "projets.sector"),
            header: true,
            cell: ({ sector, unit }) => `${sectorName(sector)} (${t(lang, `projet.unit.one.${unit}`)})`,
          },
          {
            key: "cost",
            label: t(lang, "projets.unit-costs.here"),
            unit: t(lang, "unit.mad"),
            kind: "number",
            cell: ({ value }) => <Num>{formatAmount(lang, value)}</Num>,
          },
          ...(["q1", "median", "q3"] as const).map((stat) => ({
            key: stat,
            label: t(lang, `projets.unit-costs.${stat}`),
            kind: "number" as const,
            wideOnly: stat !== "median",
            cell: ({ spread }: (typeof rows)[number]) => (
              <Num>{formatAmount(lang, numberOf(spread, `${stat}_mad`))}</Num>
            ),
          })),
        ]}
      />
      <p class="figure-note">{t(lang, "projets.unit-costs.note")}</p>
      <p class="figure-source">
        <a href={csvHref(data.costs)} rel="nofollow" download="">
          <Icon name="download" size={16} />
          {t(lang, "children.download")}
        </a>
      </p>
    </div>
  );
}

/** Projects under way that will end late by their pace, the dearest first. */
function Expected({ view, data }: HealthProps) {
  const { lang } = view;
  const { live, titles } = data;
  const late = live.filter((row) => (numberOf(row, "slip_days") ?? 0) > LATE_DAYS);
  const rows = late.filter((row) => titles.has(textOf(row, "project_id") ?? ""));
  rows.sort(
    (a, b) =>
      (numberOf(b, "eac_mad") ?? 0) - (numberOf(a, "eac_mad") ?? 0) ||
      (String(a.project_id) < String(b.project_id) ? -1 : 1),
  );
  const title = t(lang, "projets.expected", {
    count: late.length,
    n: formatNumber(lang, late.length),
    all: formatNumber(lang, live.length),
  });
  if (live.length === 0) return null;
  const percent = (row: (typeof rows)[number], name: string) => (
    <Num>{formatPercent(lang, numberOf(row, name), { digits: 0 })}</Num>
  );
  return (
    <section class="card" id="attendus">
      <h3 class="card-title">{rich(title)}</h3>
      {rows.length > 0 && (
        <DataTable
          caption={rich(title)}
          captionHidden
          label={t(lang, "projets.health")}
          rows={rows}
          rowKey={(row) => textOf(row, "project_id") ?? ""}
          columns={[
            {
              key: "project",
              label: t(lang, "projets.list.project"),
              header: true,
              cell: (row) => (
                <a href={projectHref(lang, textOf(row, "project_id") ?? "")}>
                  <bdi>{titles.get(textOf(row, "project_id") ?? "")}</bdi>
                </a>
              ),
            },
            {
              key: "slip",
              label: t(lang, "projet.slip.forecast"),
              kind: "number",
              cell: (row) => <Num>{daysOf(lang, numberOf(row, "slip_days"))}</Num>,
            },
            {
              key: "time",
              label: t(lang, "projet.chance-time"),
              kind: "number",
              cell: (row) => percent(row, "chance_on_time"),
            },
            {
              key: "budget",
              label: t(lang, "projets.chance-budget"),
              kind: "number",
              wideOnly: true,
              cell: (row) => percent(row, "chance_in_budget"),
            },
            {
              key: "eac",
              label: t(lang, "projet.eac"),
              kind: "number",
              wideOnly: true,
              cell: (row) => <Num>{formatMoneyShort(lang, numberOf(row, "eac_mad"))}</Num>,
            },
          ]}
        />
      )}
      <p class="figure-note">{t(lang, "projets.expected.note")}</p>
    </section>
  );
}
