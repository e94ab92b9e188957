import { evidenceHref } from "../../lib/evidence.ts";
import { formatPercent, formatPoints } from "../../lib/format.ts";
import type { PageResult, PageView } from "../../lib/handler.ts";
import { t } from "../../lib/i18n.ts";
import { formatMoneyShort } from "../../lib/money.ts";
import { Kpi, type KpiProps, KpiRow } from "../../lib/parts.tsx";
import { windowPhrase } from "../../lib/periods.ts";
import { childLevel, placeCrumbs, placeOf, unitName, unitsByCode } from "../../lib/territory.ts";
import { rich, useLang } from "../../lib/text.tsx";
import { href } from "../../lib/url.ts";
import { type ChildColumn, ChildrenTable } from "../parts/children.tsx";
import { NoFigures, PlaceFrame, PlaceHeading, yearChange } from "../parts/frame.tsx";
import { MonthsFigure } from "../parts/months.tsx";
import { readPlaceState } from "../parts/state.ts";
import { ChaptersFigure } from "./chapters.tsx";
import { type BudgetData, budgetData } from "./data.ts";

const BASE = "/tableaux/budget";
const COLUMNS: readonly [ChildColumn, ...ChildColumn[]] = [
  { key: "credit", metric: "credit_final_mad", label: "budget.column.credit", unit: "MAD" },
  { key: "engage", metric: "committed_mad", label: "budget.column.committed", unit: "MAD", wideOnly: true },
  { key: "mandate", metric: "ordered_mad", label: "budget.column.ordered", unit: "MAD" },
  { key: "paye", metric: "paid_mad", label: "budget.column.paid", unit: "MAD", wideOnly: true },
  { key: "taux", metric: "execution_rate", label: "budget.column.rate", unit: "ratio", bar: 1 },
];
const SORTS = ["credit", "engage", "mandate", "paye", "taux"] as const;

/** Budget execution of a place: what was opened, committed, ordered, paid; one click down, one click up. */
export async function budgetPage(view: PageView): Promise<PageResult> {
  const { ctx, lang, viewer, release } = view;
  const { door } = ctx;
  const place = await placeOf(door, viewer, view.params.code);
  if (place === null) return null;
  const { state, unknown } = readPlaceState(view.req.originalUrl, SORTS);
  const level = childLevel(place.unit);
  const [regions, names, data] = await Promise.all([
    door.territories({ level: "region" }, viewer),
    level === null ? null : unitsByCode(door, viewer, level),
    budgetData(door, viewer, place.unit, state, release.until),
  ]);
  const name = unitName(lang, place.unit);
  const latest = data.years[0] ?? null;
  const year = "missing" in data ? null : data.window.year;
  const title = t(lang, "budget.title", { name, year: String(year ?? state.year ?? "") });
  const shared = {
    title,
    ...placeCrumbs(lang, place, t(lang, "nav.budget"), BASE),
    unknown,
    heading: <PlaceHeading title={title} place={place} />,
  };
  const frame = (
    <PlaceFrame
      subject="budget"
      place={place}
      regions={regions}
      state={state}
      years={data.years}
      year={year}
      first={COLUMNS[0].key}
      councils
    />
  );
  if ("missing" in data) {
    return {
      ...shared,
      body: (
        <>
          {frame}
          <NoFigures place={place} asked={data.missing} latest={latest} base={BASE} />
        </>
      ),
    };
  }
  const period = windowPhrase(lang, data.window);
  const credit = data.totals.credit_final_mad;
  return {
    ...shared,
    lede: rich(
      credit === null || credit === 0
        ? t(lang, "budget.lede.none", { period })
        : t(lang, "budget.lede", {
            credit: formatMoneyShort(lang, credit),
            rate: formatPercent(lang, data.totals.execution_rate),
            period,
          }),
    ),
    body: (
      <>
        {frame}
        <Kpis
          data={data}
          evidence={(metric) => {
            // Evidence is of all that lies in a place: of one kind of council alone it would be another figure's.
            const at = state.council === "" ? evidenceHref(lang, place.unit, data.window.year, metric) : null;
            return at === null ? {} : { href: at };
          }}
        />
        <div class="grid">
          <div class="span-8">
            <ChaptersFigure data={data} name={name} release={release} />
          </div>
          <div class="span-4">
            <MonthsFigure
              months={data.months}
              metric="ordered_mad"
              unit="MAD"
              window={data.window}
              messages="budget.months"
              name={name}
              source="GID-CT"
              method={href(lang, "/methode#budget")}
              release={release}
            />
          </div>
        </div>
        {level !== null && names !== null && data.children !== null && (
          <ChildrenTable
            base={BASE}
            unit={place.unit}
            level={level}
            names={names}
            asked={data.children}
            columns={COLUMNS}
            state={state}
            latest={latest}
            totals={data.totals}
            caption={t(lang, "budget.children.caption", { name, period })}
          />
        )}
      </>
    ),
  };
}

function Kpis({
  data,
  evidence,
}: {
  data: BudgetData;
  /** Where a figure's files and rows stand, if it has them. */
  evidence: (metric: string) => Pick<KpiProps, "href">;
}) {
  const lang = useLang();
  const { totals, now, before, window } = data;
  const share = (value: number | null): string => formatPercent(lang, value);
  return (
    <>
      <KpiRow>
        <Kpi
          label={t(lang, "budget.kpi.credit")}
          {...evidence("credit_final_mad")}
          value={formatMoneyShort(lang, totals.credit_final_mad)}
          hint={t(lang, "budget.kpi.credit.context", {
            value: formatMoneyShort(lang, totals.credit_initial_mad),
          })}
        />
        <Kpi
          label={t(lang, "budget.kpi.committed")}
          {...evidence("committed_mad")}
          value={formatMoneyShort(lang, totals.committed_mad)}
          {...changed(yearChange(lang, now.committed, before?.committed ?? null))}
          hint={t(lang, "budget.kpi.committed.context", { rate: share(totals.commitment_rate) })}
        />
        <Kpi
          label={t(lang, "budget.kpi.ordered")}
          {...evidence("ordered_mad")}
          value={formatMoneyShort(lang, totals.ordered_mad)}
          {...changed(yearChange(lang, now.ordered, before?.ordered ?? null))}
        />
        <Kpi
          label={t(lang, "budget.kpi.paid")}
          {...evidence("paid_mad")}
          value={formatMoneyShort(lang, totals.paid_mad)}
          {...changed(yearChange(lang, now.paid, before?.paid ?? null))}
          hint={t(lang, "budget.kpi.paid.context", { rate: share(totals.payment_rate) })}
        />
        <Kpi
          label={t(lang, "budget.kpi.rate")}
          {...evidence("execution_rate")}
          value={share(totals.execution_rate)}
          {...changed(points(lang, totals.execution_rate, before?.rate ?? null))}
          hint={t(lang, "budget.kpi.rate.context")}
        />
      </KpiRow>
      {before !== null && (
        <p class="kpis-note">
          {rich(t(lang, "change.note", { months: t(lang, "time.same", { year: String(window.year - 1) }) }))}
        </p>
      )}
    </>
  );
}

const changed = (change: KpiProps["change"]): Pick<KpiProps, "change"> =>
  change === undefined ? {} : { change };

function points(lang: PageView["lang"], now: number | null, then: number | null): KpiProps["change"] {
  if (now === null || then === null) return undefined;
  const difference = now - then;
  // Half a tenth of a point rounds to nothing.
  if (Math.abs(difference) < 0.0005) return { trend: "flat", text: t(lang, "change.stable") };
  return {
    trend: difference > 0 ? "rise" : "fall",
    text: t(lang, "change.year", { change: formatPoints(lang, difference) }),
  };
}
