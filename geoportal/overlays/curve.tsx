import { LOOK, lineChart, type Series } from "#dashboards/charts/lines.ts";
import { formatMonth } from "#dashboards/lib/dates.ts";
import { Figure } from "#dashboards/lib/figure.tsx";
import { t } from "#dashboards/lib/i18n.ts";
import {
  formatAmount,
  formatMoneyShort,
  formatScaled,
  moneyScale,
  SCALE_UNIT,
} from "#dashboards/lib/money.ts";
import type { ReleaseStatus } from "#dashboards/lib/release.ts";
import { DataTable } from "#dashboards/lib/table.tsx";
import { Num, useLang } from "#dashboards/lib/text.tsx";
import type { Row } from "#warehouse/door/types.ts";

const LINES = [
  { column: "planned_value_mad", role: "context" },
  { column: "earned_value_mad", role: "focus" },
  { column: "actual_cost_mad", role: "second" },
] as const satisfies readonly { column: string; role: Series["role"] }[];

const number = (value: unknown): number | null =>
  value === null || value === undefined ? null : Number(value);

/** A project's S-curve: planned, earned and paid, cumulated month by month. */
export function ProjectCurve({
  rows,
  release,
  title,
}: {
  rows: readonly Row[];
  release: ReleaseStatus;
  title: string;
}) {
  const lang = useLang();
  const months = rows.map((row) => String(row.month_start).slice(0, 7));
  const name = (column: string): string => t(lang, `projets.curve.project_${column}`);
  const lines = LINES.map(({ column, role }) => ({
    column,
    role,
    values: rows.map((row) => number(row[column])),
  }));
  const scale = moneyScale(Math.max(0, ...lines.flatMap(({ values }) => values.map((value) => value ?? 0))));
  return (
    <Figure
      id="courbe"
      half
      title={t(lang, "projets.curve.alone")}
      subtitle={t(lang, "projets.curve.subtitle", { unit: SCALE_UNIT[scale][lang], name: title })}
      chart={lineChart(
        {
          lang,
          sample: release.sample,
          figure: "courbe",
          description: t(lang, "projets.curve.desc"),
          width: 540,
        },
        {
          periods: months.map((month) => formatMonth(lang, month)),
          ticks: months.flatMap((month, at) =>
            month.endsWith("-01") ? [{ at, name: month.slice(0, 4) }] : [],
          ),
          dots: false,
          ends: false,
          series: lines.map(({ column, role, values }) => ({
            name: name(column),
            values,
            texts: values.map((value) => formatMoneyShort(lang, value)),
            role,
          })),
          tick: (value) => formatScaled(lang, value, scale),
        },
      )}
      legend={lines.map(({ column, role }) => ({
        name: name(column),
        stroke: LOOK[role].stroke,
        dash: LOOK[role].dash,
      }))}
      table={
        <DataTable
          caption={title}
          captionHidden
          label={title}
          rows={rows.filter((_, index) => index % 3 === 0 || index === rows.length - 1)}
          rowKey={(row) => String(row.month_start)}
          columns={[
            {
              key: "month",
              label: t(lang, "column.month"),
              header: true,
              cell: (row) => formatMonth(lang, String(row.month_start).slice(0, 7)),
            },
            ...LINES.map(({ column }) => ({
              key: column,
              label: name(column),
              unit: t(lang, "unit.mad"),
              kind: "number" as const,
              cell: (row: Row) => <Num>{formatAmount(lang, number(row[column]))}</Num>,
            })),
          ]}
        />
      }
      source="PRDTS"
      release={release}
    />
  );
}
