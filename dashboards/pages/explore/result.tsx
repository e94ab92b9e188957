import type { MetricInfo } from "#warehouse/door/types.ts";
import { barChart } from "../../charts/bars.ts";
import { heatBreaks, heatChart } from "../../charts/heat.ts";
import { lineChart, type Series } from "../../charts/lines.ts";
import { type Asked, csvHref, keyOf, metricOf, reasonOf } from "../../lib/answers.ts";
import { formatPeriod } from "../../lib/dates.ts";
import { Figure } from "../../lib/figure.tsx";
import { formatNull, formatNumber, formatPercent } from "../../lib/format.ts";
import type { PageView } from "../../lib/handler.ts";
import { t } from "../../lib/i18n.ts";
import { listed } from "../../lib/listed.ts";
import { lowered, printed, unitOf } from "../../lib/metrics.ts";
import { formatScaled, moneyScale, SCALE_UNIT } from "../../lib/money.ts";
import { Status } from "../../lib/parts.tsx";
import { type Column, DataTable } from "../../lib/table.tsx";
import { Num } from "../../lib/text.tsx";
import { href } from "../../lib/url.ts";
import { cellText, headerUnit, saidText } from "../parts/measures.ts";
import { type Pivot, pivot } from "./pivot.ts";
import { type ExploreState, TIMES, writeExplore } from "./state.ts";

/** Lines of a table on a page. */
export const SHOWN = 200;
const COLUMNS = 12;
const BARS = 15;
const MATRIX = 20;
const LINES = 4;
const ROLES: readonly Series["role"][] = ["focus", "second", "third", "context"];

const timed = (name: string): boolean => TIMES.some((time) => time === name);

export interface ResultProps {
  readonly view: PageView;
  readonly state: ExploreState;
  readonly asked: Asked;
  readonly nameOf: (dimension: string, code: string | null) => string;
  readonly labelOf: (dimension: string) => string;
}

/** The answer to a question: drawn where it can be, and as a table always. */
export function Result(props: ResultProps) {
  const { state, asked, view } = props;
  const { lang } = view;
  const [metric] = state.metrics;
  if (metric === undefined) return null;
  const spread =
    state.across === ""
      ? null
      : pivot(asked.answer.rows, state.by, state.across, metric.name, timed(state.across), COLUMNS);
  const table = <ResultTable {...props} spread={spread} />;
  const notes = (
    <>
      {(spread?.lines.length ?? asked.answer.rows.length) > SHOWN && (
        <p class="muted">{t(lang, "explorer.cut", { n: formatNumber(lang, SHOWN) })}</p>
      )}
      {spread !== null && spread.left > 0 && (
        <p class="muted">{t(lang, "explorer.columns.cut", { n: formatNumber(lang, spread.left) })}</p>
      )}
    </>
  );
  if (state.view === "tableau")
    return (
      <section class="card" id="reponse">
        {table}
        {notes}
      </section>
    );
  return (
    <>
      <Drawing {...props} metric={metric} spread={spread} table={table} />
      {notes}
    </>
  );
}

function Drawing(
  props: ResultProps & {
    readonly metric: MetricInfo;
    readonly spread: Pivot | null;
    readonly table: preact.ComponentChildren;
  },
) {
  const { state, asked, metric, spread } = props;
  const { lang, release } = props.view;
  const unit = unitOf(metric);
  const label = printed(metric.label[lang]);
  const rows = asked.answer.rows
    .map((row) => ({ key: keyOf(row, state.by), value: metricOf(row, metric.name) }))
    .filter((row) => row.key !== null);
  const all =
    spread === null
      ? rows.map((row) => row.value ?? 0)
      : spread.lines.flatMap((line) => line.cells.map((cell) => cell ?? 0));
  const scale = moneyScale(Math.max(0, ...all));
  const text = (value: number | null): string =>
    value === null
      ? formatNull(lang)
      : unit === "MAD"
        ? formatScaled(lang, value, scale)
        : cellText(lang, unit, value);
  const tick = (value: number): string =>
    unit === "MAD"
      ? formatScaled(lang, value, scale)
      : unit === "ratio"
        ? formatPercent(lang, value, { digits: 0 })
        : formatNumber(lang, value, { significant: 3 });
  const name = (code: string | null): string => props.nameOf(state.by, code);
  const context = {
    ...{ lang, sample: release.sample, figure: "reponse", width: 1000 },
  };
  const sorted = rows.toSorted((a, b) => (b.value ?? 0) - (a.value ?? 0));
  const [top] = sorted;
  const last = sorted.at(-1);
  let chart = null;
  let title = label;
  if (timed(state.by)) {
    const lines =
      spread === null
        ? null
        : spread.lines
            .filter((line) => line.key !== null)
            .toSorted((a, b) => ((a.key ?? "") < (b.key ?? "") ? -1 : 1));
    const periods = (lines ?? rows.toSorted((a, b) => ((a.key ?? "") < (b.key ?? "") ? -1 : 1))).map((row) =>
      formatPeriod(lang, (row.key ?? "").slice(0, 7)),
    );
    const series: Series[] =
      spread === null || lines === null
        ? [
            {
              ...{ name: label, role: "focus" },
              values: rows
                .toSorted((a, b) => ((a.key ?? "") < (b.key ?? "") ? -1 : 1))
                .map((row) => row.value),
              texts: rows
                .toSorted((a, b) => ((a.key ?? "") < (b.key ?? "") ? -1 : 1))
                .map((row) => saidText(lang, unit, row.value)),
            },
          ]
        : spread.columns.slice(0, LINES).map((column, at) => ({
            name: props.nameOf(state.across, column === "" ? null : column),
            role: ROLES[at] ?? "context",
            values: lines.map((line) => line.cells[at] ?? null),
            texts: lines.map((line) => saidText(lang, unit, line.cells[at] ?? null)),
          }));
    if (periods.length > 1)
      chart = lineChart(
        {
          ...context,
          description: t(lang, "explorer.desc.lines", { from: periods[0] ?? "", to: periods.at(-1) ?? "" }),
        },
        { periods, series, tick, dots: periods.length <= 24 },
      );
  } else if (spread !== null && spread.lines.length > 0) {
    const drawn = spread.lines.filter((line) => line.key !== null).slice(0, MATRIX);
    const columns = spread.columns.map((code) => ({
      key: code,
      name: timed(state.across) ? code : props.nameOf(state.across, code === "" ? null : code),
    }));
    const values = drawn.flatMap((line) => line.cells.flatMap((cell) => (cell === null ? [] : [cell])));
    chart = heatChart(
      {
        ...context,
        description: t(lang, "explorer.desc.matrix", {
          low: saidText(lang, unit, Math.min(...values)),
          high: saidText(lang, unit, Math.max(...values)),
        }),
      },
      {
        rows: drawn.map((line) => ({ key: line.key ?? "", name: name(line.key) })),
        columns,
        cells: drawn.flatMap((line) =>
          line.cells.map((value, at) => ({
            ...{ row: line.key ?? "", column: spread.columns[at] ?? "", value, text: text(value) },
          })),
        ),
        breaks: heatBreaks(values),
        time: timed(state.across),
        values: true,
        rowNames: Math.max(...drawn.map((line) => name(line.key).length)),
      },
    );
  } else if (top !== undefined && last !== undefined && spread === null) {
    title = t(lang, "topic.breakdown.range", {
      low: saidText(lang, unit, last.value),
      last: name(last.key),
      high: saidText(lang, unit, top.value),
      top: name(top.key),
    });
    chart = barChart(
      {
        ...context,
        description: t(lang, "topic.breakdown.desc", {
          list: listed(
            lang,
            rows.slice(0, 5).map((row) => `${name(row.key)} ${saidText(lang, unit, row.value)}`),
          ),
        }),
      },
      {
        bars: rows.slice(0, BARS).map((row) => ({
          ...{ key: row.key ?? "", name: name(row.key), value: row.value, text: text(row.value) },
        })),
        tick,
        ...(unit === "ratio" ? { max: 1 } : {}),
      },
    );
  }
  const filters = [state.year, state.place === null ? "" : props.nameOf("region", state.place.code)].filter(
    Boolean,
  );
  return (
    <Figure
      id="reponse"
      title={title}
      subtitle={t(lang, "explorer.subtitle", {
        metric: label,
        dimension: [state.by, state.across]
          .filter((one) => one !== "")
          .map((one) => lowered(lang, props.labelOf(one)))
          .join(" × "),
        unit: unit === "MAD" ? SCALE_UNIT[scale][lang] : t(lang, `unit.${unit}.word`),
        more: filters.map((one) => `${lang === "ar" ? "،" : ","} ${one}`).join(""),
      })}
      chart={chart}
      full
      open
      table={props.table}
      source={t(lang, "shell.site")}
      release={release}
      method={href(lang, `/indicateurs/${metric.name}`)}
      csv={csvHref(asked)}
    />
  );
}

/** The rows as they are, or spread over columns. Sorting is a link. */
function ResultTable({
  view,
  state,
  asked,
  nameOf,
  labelOf,
  spread,
}: ResultProps & { readonly spread: Pivot | null }) {
  const { lang } = view;
  const label = printed(state.metrics[0]?.label[lang] ?? "");
  const sort = (key: string): NonNullable<Column<never>["sort"]> => {
    const active = state.sort === key;
    const dir = active ? (state.dir === "asc" ? "desc" : "asc") : key === state.by ? "asc" : "desc";
    return {
      href: `${href(lang, "/explorer")}${writeExplore({ ...state, sort: key, dir })}`,
      dir: active ? state.dir : null,
    };
  };
  const named = (code: string | null) => nameOf(state.by, code);
  if (spread !== null) {
    const [metric] = state.metrics;
    const unit = unitOf(metric);
    return (
      <DataTable
        caption={label}
        captionHidden
        label={label}
        rows={spread.lines.slice(0, SHOWN)}
        rowKey={(line) => line.key ?? "-"}
        columns={[
          {
            key: state.by,
            label: labelOf(state.by),
            header: true,
            sort: sort(state.by),
            cell: (line) => named(line.key),
          },
          ...spread.columns.map((column, at) => ({
            key: column,
            label: nameOf(state.across, column === "" ? null : column),
            kind: "number" as const,
            cell: (line: Pivot["lines"][number]) => <Num>{cellText(lang, unit, line.cells[at] ?? null)}</Num>,
          })),
        ]}
      />
    );
  }
  const rows = asked.answer.rows.map((row, index) => ({ row, index })).slice(0, SHOWN);
  return (
    <DataTable
      caption={label}
      captionHidden
      label={label}
      rows={rows}
      rowKey={({ row, index }) => keyOf(row, state.by) ?? `-${index}`}
      columns={[
        {
          key: state.by,
          label: labelOf(state.by),
          header: true,
          sort: sort(state.by),
          cell: ({ row }) => named(keyOf(row, state.by)),
        },
        ...state.metrics.map((metric) => {
          const unit = headerUnit(lang, unitOf(metric));
          return {
            key: metric.name,
            label: printed(metric.label[lang]),
            ...(unit === undefined ? {} : { unit }),
            kind: "number" as const,
            sort: sort(metric.name),
            cell: ({ row, index }: (typeof rows)[number]) => {
              const value = metricOf(row, metric.name);
              if (value !== null) return <Num>{cellText(lang, unitOf(metric), value)}</Num>;
              const reason = reasonOf(asked.answer, index, metric.name);
              return <Status word={formatNull(lang, reason)} title={t(lang, `null.${reason}`)} />;
            },
          };
        }),
      ]}
    />
  );
}
