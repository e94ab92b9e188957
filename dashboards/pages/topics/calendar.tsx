import type { MetricInfo } from "#warehouse/door/types.ts";
import { heatBreaks, heatChart } from "../../charts/heat.ts";
import { type Asked, csvHref } from "../../lib/answers.ts";
import { formatMonth } from "../../lib/dates.ts";
import { Figure } from "../../lib/figure.tsx";
import { formatNumber } from "../../lib/format.ts";
import type { PageView } from "../../lib/handler.ts";
import { t } from "../../lib/i18n.ts";
import { printed, unitOf } from "../../lib/metrics.ts";
import { formatScaled, moneyScale, SCALE_UNIT } from "../../lib/money.ts";
import { monthsOf } from "../../lib/periods.ts";
import { DataTable } from "../../lib/table.tsx";
import { Num } from "../../lib/text.tsx";
import { cellText, headerUnit, saidText } from "../parts/measures.ts";
import { monthly } from "../parts/months.tsx";
import { sourceName } from "./source.ts";
import type { Topic } from "./types.ts";

/** A flow month by month over some years: the month that has most names the figure. */
export function TopicCalendar(props: {
  readonly view: PageView;
  readonly topic: Topic;
  readonly metric: MetricInfo;
  readonly months: Asked;
  /** Latest first. */
  readonly years: readonly number[];
  readonly name: string;
}) {
  const { metric, months, topic } = props;
  const { lang, release } = props.view;
  const unit = unitOf(metric);
  const rows = props.years
    .map((year) => ({ year, values: monthly(months, metric.name, year) }))
    .filter((row) => row.values.some((value) => value !== null));
  const known = rows.flatMap((row) => row.values.flatMap((value) => (value === null ? [] : [value])));
  if (rows.length < 2 || known.length < 13) return null;
  const scale = moneyScale(Math.max(...known));
  const short = (value: number | null): string =>
    unit === "MAD" ? formatScaled(lang, value, scale) : formatNumber(lang, value);
  // The season: the month that is highest on average over whole years.
  const whole = rows.filter((row) => row.values.every((value) => value !== null));
  const mean = monthsOf(2000).map((_, at) => ({
    at,
    value: whole.reduce((sum, row) => sum + (row.values[at] ?? 0), 0) / Math.max(1, whole.length),
  }));
  const top = mean.toSorted((a, b) => b.value - a.value || a.at - b.at)[0];
  const monthName = (at: number, brief: boolean): string =>
    formatMonth(lang, `2000-${String(at + 1).padStart(2, "0")}`, brief).replace(/\s*2000/u, "");
  const label = printed(metric.label[lang]);
  const title =
    whole.length === 0 || top === undefined
      ? t(lang, "topic.calendar.plain", { metric: label })
      : t(lang, "topic.calendar.title", { metric: label, month: monthName(top.at, false) });
  const unitText = headerUnit(lang, unit);
  const columns = monthsOf(2000).map((_, at) => ({ key: String(at), name: monthName(at, true) }));
  return (
    <Figure
      id="calendrier"
      title={title}
      subtitle={t(lang, "topic.calendar.subtitle", {
        unit: unit === "MAD" ? SCALE_UNIT[scale][lang] : t(lang, "unit.count.word"),
        from: String(rows.at(-1)?.year ?? ""),
        to: String(rows[0]?.year ?? ""),
        name: props.name,
      })}
      chart={heatChart(
        {
          ...{ lang, sample: release.sample, figure: "calendrier", width: 1000 },
          description: t(lang, "topic.calendar.desc", {
            low: saidText(lang, unit, Math.min(...known)),
            high: saidText(lang, unit, Math.max(...known)),
          }),
        },
        {
          rows: rows.map((row) => ({ key: String(row.year), name: String(row.year) })),
          columns,
          cells: rows.flatMap((row) =>
            row.values.map((value, at) => ({
              row: String(row.year),
              column: String(at),
              value,
              text: short(value),
            })),
          ),
          breaks: heatBreaks(known),
          time: true,
          values: true,
          rowNames: 5,
        },
      )}
      full
      table={
        <DataTable
          caption={title}
          captionHidden
          label={title}
          rows={rows}
          rowKey={(row) => String(row.year)}
          columns={[
            { key: "year", label: t(lang, "field.year"), header: true, cell: (row) => String(row.year) },
            ...columns.map((column, at) => ({
              key: column.key,
              label: column.name,
              ...(unitText === undefined ? {} : { unit: unitText }),
              kind: "number" as const,
              cell: (row: (typeof rows)[number]) => <Num>{cellText(lang, unit, row.values[at] ?? null)}</Num>,
            })),
          ]}
        />
      }
      source={sourceName(lang, topic.source)}
      release={release}
      method={`/${lang}/indicateurs/${metric.name}`}
      csv={csvHref(months)}
    />
  );
}
