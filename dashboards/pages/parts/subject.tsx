import type { Condition } from "#warehouse/door/types.ts";
import { type Asked, ask, keyOf, metricOf } from "../../lib/answers.ts";
import { valueNames } from "../../lib/dimensions.ts";
import { evidenceHref } from "../../lib/evidence.ts";
import { formatPercent } from "../../lib/format.ts";
import type { PageResult, PageView } from "../../lib/handler.ts";
import { t } from "../../lib/i18n.ts";
import { Kpi, KpiRow } from "../../lib/parts.tsx";
import { windowPhrase, yearWindow } from "../../lib/periods.ts";
import type { Subject } from "../../lib/subjects.ts";
import { childLevel, placeCrumbs, placeOf, unitName, unitsByCode, within } from "../../lib/territory.ts";
import { Num, rich } from "../../lib/text.tsx";
import { href } from "../../lib/url.ts";
import { type ChildColumn, ChildrenTable } from "./children.tsx";
import { NoFigures, PlaceFrame, PlaceHeading, yearChange } from "./frame.tsx";
import { saidText, type Unit } from "./measures.ts";
import { MonthsFigure, sameMonths } from "./months.tsx";
import { BarsFigure } from "./shares.tsx";
import { councilFilter, readPlaceState } from "./state.ts";

/** Categories from which their figure takes the larger place. */
const LONG = 6;

/** A page of one subject at every level of the territory, told by its metrics. Messages: `<subject>.…`. */
export interface SubjectPage {
  readonly subject: Subject;
  readonly source: string;
  /** Metrics of the year, the first one telling whether there is anything. */
  readonly metrics: readonly { readonly name: string; readonly unit: Unit; readonly monthly?: boolean }[];
  /** What is added up month by month. */
  readonly series: { readonly metric: string; readonly unit: Unit };
  readonly breakdown: {
    readonly dimension: string;
    readonly metric: string;
    readonly unit: Unit;
    readonly rate: string;
  };
  readonly columns: readonly [ChildColumn, ...ChildColumn[]];
  readonly councils?: boolean;
}

/** Draws the page for the place and year of the address. */
export const subjectPage =
  (subject: SubjectPage) =>
  async (view: PageView): Promise<PageResult> => {
    const { ctx, lang, viewer, release } = view;
    const { door } = ctx;
    const base = `/tableaux/${subject.subject}`;
    const place = await placeOf(door, viewer, view.params.code);
    if (place === null) return null;
    const first = subject.columns[0].key;
    const { state, unknown } = readPlaceState(view.req.originalUrl, [
      first,
      ...subject.columns.slice(1).map((column) => column.key),
    ]);
    const where: Condition[] = [...within(place.unit), ...councilFilter(state.council)];
    const level = childLevel(place.unit);
    const [regions, names, nameOf, byYear] = await Promise.all([
      door.territories({ level: "region" }, viewer),
      level === null ? null : unitsByCode(door, viewer, level),
      valueNames(door, subject.breakdown.dimension),
      ask(door, viewer, {
        metrics: subject.metrics.map((metric) => metric.name),
        groupBy: ["year"],
        where,
        order: [{ by: "year", dir: "desc" }],
      }),
    ]);
    const lead = subject.metrics[0]?.name ?? "";
    const rows = byYear.answer.rows.filter((row) => metricOf(row, lead) !== null);
    const years = rows.map((row) => Number(keyOf(row, "year")));
    const year = state.year ?? years[0] ?? null;
    const row = rows.find((item) => Number(keyOf(item, "year")) === year);
    const shown = row === undefined ? null : year;
    const name = unitName(lang, place.unit);
    const title = t(lang, `${subject.subject}.title`, { name, year: String(year ?? "") });
    const shared = {
      title,
      ...placeCrumbs(lang, place, t(lang, `nav.${subject.subject}`), base),
      unknown,
      heading: <PlaceHeading title={title} place={place} />,
    };
    const frame = (
      <PlaceFrame
        subject={subject.subject}
        place={place}
        regions={regions}
        state={state}
        years={years}
        year={shown}
        first={first}
        councils={subject.councils === true}
      />
    );
    if (row === undefined || year === null) {
      return {
        ...shared,
        body: (
          <>
            {frame}
            <NoFigures place={place} asked={state.year} latest={years[0] ?? null} base={base} />
          </>
        ),
      };
    }

    const window = yearWindow(year, release.until);
    const inYear: Condition = { dimension: "year", op: "=", value: year };
    const [months, breakdown, children] = await Promise.all([
      ask(door, viewer, {
        metrics: [
          ...new Set([
            subject.series.metric,
            ...subject.metrics.filter((metric) => metric.monthly === true).map((metric) => metric.name),
          ]),
        ],
        groupBy: ["month"],
        where,
        time: { grain: "month", from: `${year - 1}-01`, to: window.to },
        order: [{ by: "month", dir: "asc" }],
      }),
      ask(door, viewer, {
        metrics: [subject.breakdown.metric, subject.breakdown.rate],
        groupBy: [subject.breakdown.dimension],
        where: [...where, inYear],
        order: [{ by: subject.breakdown.metric, dir: "desc" }],
      }),
      level === null
        ? null
        : ask(door, viewer, {
            metrics: subject.columns.map((column) => column.metric),
            groupBy: [level],
            where: [...where, inYear],
          }),
    ]);
    const totals = Object.fromEntries(
      subject.metrics.map((metric) => [metric.name, metricOf(row, metric.name)]),
    );
    const period = windowPhrase(lang, window);
    // Evidence is of all that lies in a place: of one kind of council alone it would be another figure's.
    const evidence = (metric: string): { readonly href?: string } => {
      const at = state.council === "" ? evidenceHref(lang, place.unit, year, metric) : null;
      return at === null ? {} : { href: at };
    };
    const long = breakdown.answer.rows.length > LONG;
    const said = Object.fromEntries(
      subject.metrics.map((metric) => [
        metric.name,
        saidText(lang, metric.unit, totals[metric.name] ?? null),
      ]),
    );
    const hasBefore = subject.metrics.some(
      (metric) => metric.monthly === true && sameMonths(months, metric.name, window, year - 1) !== null,
    );
    return {
      ...shared,
      lede: rich(t(lang, `${subject.subject}.lede`, { ...said, period })),
      body: (
        <>
          {frame}
          <KpiRow>
            {subject.metrics.map((metric) => {
              const change =
                metric.monthly === true
                  ? yearChange(
                      lang,
                      sameMonths(months, metric.name, window, year),
                      sameMonths(months, metric.name, window, year - 1),
                    )
                  : undefined;
              return (
                <Kpi
                  key={metric.name}
                  label={t(lang, `${subject.subject}.kpi.${metric.name}`)}
                  value={said[metric.name] ?? ""}
                  {...(change === undefined ? {} : { change })}
                  {...evidence(metric.name)}
                  hint={t(lang, `${subject.subject}.kpi.${metric.name}.hint`)}
                />
              );
            })}
          </KpiRow>
          {hasBefore && (
            <p class="kpis-note">
              {rich(t(lang, "change.note", { months: t(lang, "time.same", { year: String(year - 1) }) }))}
            </p>
          )}
          <div class="grid">
            <div class={long ? "span-4" : "span-6"}>
              <MonthsFigure
                months={months}
                metric={subject.series.metric}
                unit={subject.series.unit}
                window={window}
                messages={`${subject.subject}.months`}
                name={name}
                source={subject.source}
                method={href(lang, `/methode#${subject.subject}`)}
                release={release}
              />
            </div>
            <div class={long ? "span-8" : "span-6"}>
              <Breakdown
                view={view}
                half={!long}
                subject={subject}
                asked={breakdown}
                nameOf={(code) => nameOf(lang, code)}
                name={name}
                period={period}
              />
            </div>
          </div>
          {level !== null && names !== null && children !== null && (
            <ChildrenTable
              base={base}
              unit={place.unit}
              level={level}
              names={names}
              asked={children}
              columns={subject.columns}
              state={state}
              latest={years[0] ?? null}
              totals={totals}
              caption={`${title}, ${period}`}
            />
          )}
        </>
      ),
    };
  };

function Breakdown(props: {
  readonly view: PageView;
  readonly subject: SubjectPage;
  readonly asked: Asked;
  readonly nameOf: (code: string | null) => string;
  readonly name: string;
  readonly period: string;
  readonly half: boolean;
}) {
  const { subject, asked } = props;
  const { lang, release } = props.view;
  const { dimension, metric, rate, unit } = subject.breakdown;
  const rates = new Map<string, number | null>();
  const rows = asked.answer.rows
    .map((row, index) => {
      const code = keyOf(row, dimension);
      const key = code ?? `-${index}`;
      rates.set(key, metricOf(row, rate));
      return { key, name: props.nameOf(code), value: metricOf(row, metric) };
    })
    .filter((row) => (row.value ?? 0) > 0);
  const total = rows.reduce((sum, row) => sum + (row.value ?? 0), 0);
  const [top] = rows;
  const prefix = `${subject.subject}.breakdown`;
  return (
    <BarsFigure
      id="repartition"
      title={
        top === undefined
          ? t(lang, `${prefix}.label`)
          : t(lang, `${prefix}.title`, {
              top: top.name,
              share: formatPercent(lang, (top.value ?? 0) / total),
            })
      }
      subtitle={`${prefix}.subtitle`}
      said={{ name: props.name, period: props.period }}
      description={t(lang, `${prefix}.desc`)}
      rows={rows}
      unit={unit}
      nameLabel={t(lang, `${prefix}.label`)}
      valueLabel={t(lang, `${subject.subject}.kpi.${metric}`)}
      extra={[
        {
          key: "share",
          label: t(lang, "column.share"),
          kind: "number",
          cell: (row) => <Num>{formatPercent(lang, total === 0 ? null : (row.value ?? 0) / total)}</Num>,
        },
        {
          key: "rate",
          label: t(lang, `${subject.subject}.kpi.${rate}`),
          kind: "number",
          cell: (row) => <Num>{formatPercent(lang, rates.get(row.key))}</Num>,
        },
      ]}
      asked={asked}
      source={subject.source}
      method={href(lang, `/methode#${subject.subject}`)}
      release={release}
      half={props.half}
    />
  );
}
