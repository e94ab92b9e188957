import { LOOK, lineChart, type Series } from "../../charts/lines.ts";
import { type Asked, csvHref, keyOf, metricOf } from "../../lib/answers.ts";
import { formatMonth } from "../../lib/dates.ts";
import { Figure } from "../../lib/figure.tsx";
import { formatPercent } from "../../lib/format.ts";
import { t } from "../../lib/i18n.ts";
import { formatAmount, formatMoneyShort, formatScaled, moneyScale, SCALE_UNIT } from "../../lib/money.ts";
import type { ReleaseStatus } from "../../lib/release.ts";
import { DataTable } from "../../lib/table.tsx";
import { Num, useLang } from "../../lib/text.tsx";
import { href } from "../../lib/url.ts";
import { CURVE } from "./data.ts";

const ROLES: Record<(typeof CURVE)[number], Series["role"]> = {
  project_planned_value_mad: "context",
  project_earned_value_mad: "focus",
  project_actual_cost_mad: "second",
};

/** Planned, earned and paid since the programme began: the gap between the first two is the delay. */
export function CurveFigure({
  asked,
  name,
  release,
}: {
  asked: Asked;
  name: string;
  release: ReleaseStatus;
}) {
  const lang = useLang();
  const rows = asked.answer.rows.filter((row) => (keyOf(row, "month") ?? "").slice(0, 7) <= release.until);
  const months = rows.map((row) => (keyOf(row, "month") ?? "").slice(0, 7));
  const metrics = CURVE.filter((metric) => asked.spec.metrics.includes(metric));
  const values = (metric: string): (number | null)[] => rows.map((row) => metricOf(row, metric));
  const all = metrics.flatMap(values);
  const scale = moneyScale(Math.max(0, ...all.map((value) => value ?? 0)));
  const last = rows.at(-1);
  const planned = metricOf(last, "project_planned_value_mad");
  const earned = metricOf(last, "project_earned_value_mad");
  const ratio = planned === null || planned === 0 || earned === null ? null : earned / planned;
  const title =
    ratio === null
      ? t(lang, "projets.curve.alone")
      : t(
          lang,
          ratio < 0.995 ? "projets.curve.late" : ratio > 1.005 ? "projets.curve.ahead" : "projets.curve.even",
          { gap: formatPercent(lang, Math.abs(1 - ratio)) },
        );
  return (
    <Figure
      id="courbe"
      title={title}
      subtitle={t(lang, "projets.curve.subtitle", { unit: SCALE_UNIT[scale][lang], name })}
      chart={lineChart(
        {
          lang,
          sample: release.sample,
          figure: "courbe",
          description: t(lang, "projets.curve.desc"),
          width: 720,
        },
        {
          periods: months.map((month) => formatMonth(lang, month)),
          ticks: months.flatMap((month, index) =>
            month.endsWith("-01") ? [{ at: index, name: month.slice(0, 4) }] : [],
          ),
          dots: false,
          ends: false,
          series: metrics.map((metric) => ({
            name: t(lang, `projets.curve.${metric}`),
            values: values(metric),
            texts: values(metric).map((value) => formatMoneyShort(lang, value)),
            role: ROLES[metric],
          })),
          tick: (value) => formatScaled(lang, value, scale),
        },
      )}
      legend={metrics.map((metric) => ({
        name: t(lang, `projets.curve.${metric}`),
        stroke: LOOK[ROLES[metric]].stroke,
        dash: LOOK[ROLES[metric]].dash,
      }))}
      table={
        <DataTable
          caption={title}
          captionHidden
          label={title}
          rows={rows.filter((_, index) => months[index]?.endsWith("-12") || index === rows.length - 1)}
          rowKey={(row) => keyOf(row, "month") ?? ""}
          columns={[
            {
              key: "month",
              label: t(lang, "column.month"),
              header: true,
              cell: (row) => formatMonth(lang, keyOf(row, "month")),
            },
            ...metrics.map((metric) => ({
              key: metric,
              label: t(lang, `projets.curve.${metric}`),
              unit: t(lang, "unit.mad"),
              kind: "number" as const,
              cell: (row: (typeof rows)[number]) => <Num>{formatAmount(lang, metricOf(row, metric))}</Num>,
            })),
          ]}
        />
      }
      note={t(lang, "projets.curve.note")}
      source="PRDTS"
      release={release}
      method={href(lang, "/methode#projets")}
      csv={csvHref(asked)}
    />
  );
}
