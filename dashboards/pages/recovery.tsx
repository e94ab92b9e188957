import { type Cell, PUBLIC_VIEWER } from "#warehouse/door/types.ts";
import { ask, keyOf, metricOf } from "../lib/answers.ts";
import { evidenceHref } from "../lib/evidence.ts";
import { formatNumber, formatPercent, toNumber } from "../lib/format.ts";
import type { PageResult, PageView } from "../lib/handler.ts";
import { t } from "../lib/i18n.ts";
import { formatMoneyShort } from "../lib/money.ts";
import { Empty, Kpi, KpiRow, Notice } from "../lib/parts.tsx";
import { SubjectTabs, TerritoryPicker } from "../lib/picker.tsx";
import { DataTable } from "../lib/table.tsx";
import { placeCrumbs, placeOf, unitName, within } from "../lib/territory.ts";
import { Num, rich } from "../lib/text.tsx";
import { readQuery } from "../lib/url.ts";
import { PlaceHeading } from "./parts/frame.tsx";

const BASE = "/tableaux/recouvrement";
const number = (cell: Cell | undefined): number | null =>
  typeof cell === "boolean" || cell === undefined ? null : toNumber(cell);

interface Forecast {
  readonly year: number;
  readonly closed: boolean;
  readonly toDate: number | null;
  readonly share: number | null;
  readonly forecast: number | null;
  readonly low: number | null;
  readonly high: number | null;
  readonly actual: number | null;
  readonly error: number | null;
  readonly inside: boolean | null;
}

/** What remains to be collected by age, and what the year may come to, with the same forecast tried on past years. */
export async function recoveryPage(view: PageView): Promise<PageResult> {
  const { ctx, lang, viewer } = view;
  const { door } = ctx;
  const place = await placeOf(door, viewer, view.params.code);
  if (place === null) return null;
  const { unit } = place;
  const { unknown } = readQuery(view.req.originalUrl, []);
  const [regions, outstanding, forecast] = await Promise.all([
    door.territories({ level: "region" }, viewer),
    ask(door, viewer, {
      metrics: ["outstanding_mad"],
      groupBy: ["year", "origin_year"],
      where: within(unit),
    }),
    door.rows(
      {
        mart: "fct_receipts_forecast",
        where: [
          { column: "scope", value: unit.level === "commune" ? "council" : "place" },
          { column: "code", value: unit.code },
        ],
        order: [{ by: "fiscal_year", dir: "desc" }],
      },
      PUBLIC_VIEWER,
    ),
  ]);
  const years = forecast.rows.map(
    (row): Forecast => ({
      year: Number(row.fiscal_year),
      closed: row.closed === true,
      toDate: number(row.to_date_mad),
      share: number(row.share),
      forecast: number(row.forecast_mad),
      low: number(row.forecast_low_mad),
      high: number(row.forecast_high_mad),
      actual: number(row.actual_mad),
      error: number(row.error_ratio),
      inside: typeof row.inside === "boolean" ? row.inside : null,
    }),
  );
  const running = years.find((one) => !one.closed);
  const tried = years.filter((one) => one.closed);
  const name = unitName(lang, unit);
  const title = t(lang, "recovery.title", { name });
  const money = (value: number | null): string => formatMoneyShort(lang, value);
  const statement = Math.max(0, ...outstanding.answer.rows.map((row) => Number(keyOf(row, "year"))));
  const ages = outstanding.answer.rows
    .filter((row) => Number(keyOf(row, "year")) === statement)
    .map((row) => ({ origin: Number(keyOf(row, "origin_year")), amount: metricOf(row, "outstanding_mad") }))
    .sort((a, b) => b.origin - a.origin);
  const total = ages.reduce((sum, row) => sum + (row.amount ?? 0), 0);
  // The forecast is of ordinary receipts: those of the first part.
  const evidence = (metric: string, year: number): { readonly href?: string } => {
    const at = evidenceHref(lang, unit, year, metric, metric === "collected_mad" ? { part: "1" } : {});
    return at === null ? {} : { href: at };
  };
  const inside = tried.filter((one) => one.inside === true).length;
  return {
    title,
    ...placeCrumbs(lang, place, t(lang, "nav.recouvrement"), BASE),
    unknown,
    heading: <PlaceHeading title={title} place={place} />,
    lede:
      running === undefined
        ? t(lang, "recovery.lede.none")
        : rich(
            t(lang, "recovery.lede", {
              year: String(running.year),
              low: money(running.low),
              high: money(running.high),
            }),
          ),
    body: (
      <>
        <SubjectTabs place={place} current="recouvrement" />
        <TerritoryPicker base={BASE} regions={regions} />
        <div class="stack">
          {running !== undefined && (
            <KpiRow>
              <Kpi
                label={t(lang, "recovery.kpi.todate", { year: String(running.year) })}
                {...evidence("collected_mad", running.year)}
                value={money(running.toDate)}
                hint={t(lang, "recovery.kpi.todate.hint", { share: formatPercent(lang, running.share) })}
              />
              <Kpi
                label={t(lang, "recovery.kpi.forecast")}
                value={money(running.forecast)}
                hint={t(lang, "recovery.kpi.forecast.hint", {
                  low: money(running.low),
                  high: money(running.high),
                })}
              />
              <Kpi
                label={t(lang, "recovery.kpi.outstanding", { year: String(statement) })}
                {...evidence("outstanding_mad", statement)}
                value={money(total)}
              />
            </KpiRow>
          )}
          <section class="card" id="essai">
            <h2 class="card-title">{t(lang, "recovery.backtest")}</h2>
            <Notice tone="info">
              <p>
                {rich(
                  t(lang, "recovery.method", {
                    inside: formatNumber(lang, inside),
                    of: formatNumber(lang, tried.length),
                  }),
                )}
              </p>
            </Notice>
            {tried.length === 0 ? (
              <Empty title={t(lang, "recovery.lede.none")} />
            ) : (
              <DataTable
                caption={t(lang, "recovery.backtest")}
                captionHidden
                label={t(lang, "recovery.backtest")}
                rows={tried}
                rowKey={(row) => String(row.year)}
                columns={[
                  {
                    key: "year",
                    label: t(lang, "field.year"),
                    header: true,
                    cell: (row) => (
                      <a {...evidence("collected_mad", row.year)} rel="nofollow">
                        {String(row.year)}
                      </a>
                    ),
                  },
                  ...(["forecast", "low", "high", "actual"] as const).map((key) => ({
                    key,
                    label: t(lang, `recovery.column.${key}`),
                    kind: "number" as const,
                    cell: (row: Forecast) => <Num>{money(row[key])}</Num>,
                  })),
                  {
                    key: "error",
                    label: t(lang, "recovery.column.error"),
                    kind: "number",
                    cell: (row) => <Num>{formatPercent(lang, row.error, { sign: true })}</Num>,
                  },
                  {
                    key: "inside",
                    label: t(lang, "recovery.column.inside"),
                    cell: (row) => t(lang, row.inside === true ? "campaign.balanced" : "campaign.unbalanced"),
                  },
                ]}
              />
            )}
          </section>
          {ages.length > 0 && (
            <section class="card" id="anciennete">
              <h2 class="card-title">{t(lang, "recovery.ages", { year: String(statement) })}</h2>
              <DataTable
                caption={t(lang, "recovery.ages", { year: String(statement) })}
                captionHidden
                label={t(lang, "recovery.ages", { year: String(statement) })}
                rows={ages}
                rowKey={(row) => String(row.origin)}
                columns={[
                  {
                    key: "origin",
                    label: t(lang, "recovery.column.origin"),
                    header: true,
                    cell: (row) => String(row.origin),
                  },
                  {
                    key: "amount",
                    label: t(lang, "accounts.kpi.outstanding"),
                    kind: "number",
                    cell: (row) => <Num>{money(row.amount)}</Num>,
                  },
                  {
                    key: "share",
                    label: t(lang, "column.share"),
                    kind: "number",
                    cell: (row) => (
                      <Num>{formatPercent(lang, total === 0 ? null : (row.amount ?? 0) / total)}</Num>
                    ),
                  },
                ]}
              />
            </section>
          )}
        </div>
      </>
    ),
  };
}
