import type { Series } from "../../charts/lines.ts";
import { type Asked, csvHref, keyOf, metricOf } from "../../lib/answers.ts";
import { formatPercent } from "../../lib/format.ts";
import { t } from "../../lib/i18n.ts";
import { moneyScale, SCALE_UNIT } from "../../lib/money.ts";
import type { ReleaseStatus } from "../../lib/release.ts";
import { SCurve } from "../../lib/s-curve.tsx";
import { useLang } from "../../lib/text.tsx";
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
    <SCurve
      title={title}
      subtitle={t(lang, "projets.curve.subtitle", { unit: SCALE_UNIT[scale][lang], name })}
      description={t(lang, "projets.curve.desc")}
      months={months}
      lines={metrics.map((metric) => ({
        key: metric,
        name: t(lang, `projets.curve.${metric}`),
        role: ROLES[metric],
        values: values(metric),
      }))}
      scale={scale}
      listed={(month, index) => month.endsWith("-12") || index === months.length - 1}
      release={release}
      note={t(lang, "projets.curve.note")}
      csv={csvHref(asked)}
    />
  );
}
