import { alertPlaces, alertsOf } from "#warehouse/alerts/index.ts";
import type { SourceTable } from "#warehouse/door/types.ts";
import { formatMonth, formatPeriod } from "../../lib/dates.ts";
import { formatNumber } from "../../lib/format.ts";
import type { PageResult, PageView } from "../../lib/handler.ts";
import { hasMessage, t } from "../../lib/i18n.ts";
import { Icon } from "../../lib/icon.tsx";
import { printed, unitOf } from "../../lib/metrics.ts";
import { Kpi, KpiRow, Notice } from "../../lib/parts.tsx";
import { yearWindow } from "../../lib/periods.ts";
import { SubjectTabs, TerritoryPicker } from "../../lib/picker.tsx";
import { DataTable } from "../../lib/table.tsx";
import { childLevel, type Place, placeCrumbs, placeOf, unitName, within } from "../../lib/territory.ts";
import { Num, rich } from "../../lib/text.tsx";
import { href, readQuery } from "../../lib/url.ts";
import { Below } from "../parts/below.tsx";
import { changeOf } from "../parts/change.ts";
import { flowFigureOf } from "../parts/flow-of.tsx";
import { PlaceHeading } from "../parts/frame.tsx";
import { saidText } from "../parts/measures.ts";
import { type Moved, movedRows, moveOf, worsened } from "./rows.ts";

const BASE = "/tableaux/synthese";
const HEADLINES = [
  "ordered_mad",
  "collected_mad",
  "execution_rate",
  "recovery_rate",
  "permits_on_time_rate",
  "complaints_on_time_rate",
  "document_on_time_rate",
  "payment_delay_days",
];
/** Figures that moved the wrong way, told first. */
const WORSE = 4;
/** Movements that are listed. */
const LISTED = 10;

/** What changed, what needs whoever looks, and how fresh the figures are, at every level. */
export async function overviewPage(view: PageView): Promise<PageResult> {
  const { ctx, lang, viewer, release } = view;
  const { door } = ctx;
  const place = await placeOf(door, viewer, view.params.code);
  if (place === null) return null;
  const { unit } = place;
  const { unknown } = readQuery(view.req.originalUrl, []);
  const year = Number(release.until.slice(0, 4));
  const window = yearWindow(year, release.until);
  const level = childLevel(unit);
  const name = unitName(lang, unit);
  const [regions, rows, sources, below, flow] = await Promise.all([
    door.territories({ level: "region" }, viewer),
    movedRows(view, unit, window),
    door.sources(),
    level === null
      ? []
      : door.territories({ level, ...(unit.level === "nation" ? {} : { parent: unit.code }) }, viewer),
    flowFigureOf(view, within(unit), name, window),
  ]);
  const title = t(lang, "synthese.title", { name });
  const headlines = HEADLINES.flatMap(
    (wanted) => rows.find((row) => row.metric.name === wanted) ?? [],
  ).filter((row) => row.now !== null);
  const moved = rows
    .filter((row) => (moveOf(row) ?? 0) !== 0)
    .toSorted(
      (a, b) =>
        Math.abs(moveOf(b) ?? 0) - Math.abs(moveOf(a) ?? 0) || (a.metric.name < b.metric.name ? -1 : 1),
    )
    .slice(0, LISTED);
  return {
    title,
    ...placeCrumbs(lang, place, t(lang, "nav.synthese"), BASE),
    unknown,
    heading: <PlaceHeading title={title} place={place} />,
    lede: t(lang, "synthese.lede"),
    body: (
      <>
        <SubjectTabs place={place} current="synthese" />
        <TerritoryPicker base={BASE} regions={regions} />
        <KpiRow four={headlines.length > 5}>
          {headlines.map((row) => {
            const change = changeOf(lang, row);
            return (
              <Kpi
                key={row.metric.name}
                label={printed(row.metric.label[lang])}
                href={pageOf(lang, row, place)}
                value={saidText(lang, unitOf(row.metric), row.now)}
                {...(change === undefined ? {} : { change })}
              />
            );
          })}
        </KpiRow>
        <div class="grid section">
          <section class="span-8 card" id="evolutions">
            <h2 class="card-title">{t(lang, "synthese.changed")}</h2>
            <p class="muted">
              {rich(
                t(lang, "synthese.changed.note", {
                  month: formatMonth(lang, window.to),
                  year: String(year - 1),
                }),
              )}
            </p>
            <MovedTable view={view} rows={moved} place={place} label={t(lang, "synthese.changed")} />
          </section>
          <div class="span-4 stack">
            {await needs(view, place, worsened(rows, WORSE))}
            <Freshness view={view} tables={sources} />
          </div>
        </div>
        <div class="section">{flow}</div>
        <Below base={BASE} title={level === null ? "" : t(lang, `children.${level}`)} units={below} />
      </>
    ),
  };
}

const pageOf = (lang: PageView["lang"], row: Moved, place: Place): string =>
  href(lang, `/tableaux/${row.subject}${place.unit.level === "nation" ? "" : `/${place.unit.code}`}`);

/** Figures now and a year before, each leading to its page. */
export function MovedTable(props: {
  readonly view: PageView;
  readonly rows: readonly Moved[];
  readonly place: Place;
  readonly label: string;
}) {
  const { lang } = props.view;
  const text = (row: Moved, value: number | null): string => saidText(lang, unitOf(row.metric), value);
  return (
    <DataTable
      caption={props.label}
      captionHidden
      label={props.label}
      rows={props.rows}
      rowKey={(row) => `${row.subject}-${row.metric.name}`}
      columns={[
        {
          key: "metric",
          label: t(lang, "fiche.column.figure"),
          header: true,
          cell: (row) => (
            <>
              <a href={pageOf(lang, row, props.place)}>{printed(row.metric.label[lang])}</a>
              <span class="cell-sub">{t(lang, `nav.${row.subject}`)}</span>
            </>
          ),
        },
        {
          key: "before",
          label: t(lang, "synthese.column.before"),
          kind: "number",
          wideOnly: true,
          cell: (row) => <Num>{text(row, row.before)}</Num>,
        },
        {
          key: "now",
          label: t(lang, "synthese.column.now"),
          kind: "number",
          cell: (row) => <Num>{text(row, row.now)}</Num>,
        },
        {
          key: "change",
          label: t(lang, "synthese.column.change"),
          kind: "number",
          cell: (row) => {
            const change = changeOf(lang, row);
            return change === undefined ? "–" : <Num>{change.bare}</Num>;
          },
        },
      ]}
    />
  );
}

/** Open alerts of the place for who is signed in; the public is told what alerts are. */
async function needs({ ctx, lang, asker, handle }: PageView, place: Place, worse: readonly Moved[]) {
  const heading = <h2 class="card-title">{t(lang, "synthese.needs")}</h2>;
  const list = worse.length > 0 && (
    <>
      <p>{t(lang, "synthese.worse")}</p>
      <ul class="standing-list">
        {worse.map((row) => (
          <li key={row.metric.name}>
            <a href={pageOf(lang, row, place)}>{printed(row.metric.label[lang])}</a>
            <span class="cell-sub">
              {rich(
                t(lang, "synthese.worse.row", {
                  change: changeOf(lang, row)?.bare ?? "",
                  now: saidText(lang, unitOf(row.metric), row.now),
                }),
              )}
            </span>
          </li>
        ))}
      </ul>
    </>
  );
  if (asker.role === "public")
    return (
      <section class="card" id="attention">
        {heading}
        {list}
        <p class="muted">{t(lang, "synthese.needs.public")}</p>
        <p class="figure-source">
          <a href={href(lang, "/tableaux/alertes/regles")}>{t(lang, "alertes.rules")}</a>
        </p>
      </section>
    );
  const places = await alertPlaces(handle, asker);
  const here = alertsOf(ctx)
    .active(places)
    .filter(
      (alert) =>
        place.unit.level === "nation" ||
        alert.subject === place.unit.code ||
        alert.territory === place.unit.code,
    );
  return (
    <section class="card" id="attention">
      {heading}
      {list}
      {here.length === 0 ? (
        <p>{t(lang, "synthese.needs.none")}</p>
      ) : (
        <Notice tone="warn">
          {rich(
            t(lang, "synthese.needs.count", {
              count: here.length,
              n: formatNumber(lang, here.length),
              critical: formatNumber(lang, here.filter(({ severity }) => severity === "critical").length),
            }),
          )}
        </Notice>
      )}
      <p class="figure-source">
        <a href={href(lang, "/tableaux/alertes")}>{t(lang, "synthese.needs.all")}</a>
      </p>
    </section>
  );
}

/** The last period that each system delivered, the latest one to come first. */
function Freshness({ view, tables }: { readonly view: PageView; readonly tables: readonly SourceTable[] }) {
  const { lang, release } = view;
  const systems = [...new Set(tables.map((table) => table.system))].map((system) => {
    const own = tables.filter((table) => table.system === system);
    const periods = own.flatMap(({ last_period }) =>
      last_period !== null && /^\d{4}-\d{2}$/u.test(last_period) ? [last_period] : [],
    );
    return { system, period: periods.sort().at(-1) ?? null };
  });
  const monthly = systems.filter((one) => one.period !== null);
  const late = monthly.filter((one) => (one.period ?? "") < release.until);
  const month = formatMonth(lang, release.until);
  const shown = monthly.toSorted((a, b) =>
    (a.period ?? "") < (b.period ?? "")
      ? -1
      : (a.period ?? "") > (b.period ?? "")
        ? 1
        : a.system < b.system
          ? -1
          : 1,
  );
  return (
    <section class="card" id="fraicheur">
      <h2 class="card-title">{t(lang, "synthese.fresh")}</h2>
      <p class="status-line">
        <Icon name={late.length === 0 ? "check" : "warning"} size={16} />
        <span>
          {rich(
            late.length === 0
              ? t(lang, "synthese.fresh.ok", { month })
              : t(lang, "synthese.fresh.late", { n: formatNumber(lang, late.length), month }),
          )}
        </span>
      </p>
      <DataTable
        caption={t(lang, "synthese.fresh")}
        captionHidden
        label={t(lang, "synthese.fresh")}
        rows={shown.slice(0, 8)}
        rowKey={(row) => row.system}
        columns={[
          {
            key: "system",
            label: t(lang, "synthese.fresh.system"),
            header: true,
            cell: (row) =>
              rich(hasMessage(`system.${row.system}`) ? t(lang, `system.${row.system}`) : row.system),
          },
          {
            key: "period",
            label: t(lang, "synthese.fresh.period"),
            cell: (row) => (row.period === null ? "–" : formatPeriod(lang, row.period)),
          },
        ]}
      />
      <p class="figure-source">
        <a href={href(lang, "/tableaux/sources")}>{t(lang, "nav.sources")}</a>
      </p>
    </section>
  );
}
