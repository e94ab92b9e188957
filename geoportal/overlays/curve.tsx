import { t } from "#dashboards/lib/i18n.ts";
import { moneyScale, SCALE_UNIT } from "#dashboards/lib/money.ts";
import type { ReleaseStatus } from "#dashboards/lib/release.ts";
import { SCurve } from "#dashboards/lib/s-curve.tsx";
import { useLang } from "#dashboards/lib/text.tsx";
import type { Row } from "#warehouse/door/types.ts";

const LINES = [
  { key: "planned_value_mad", role: "context" },
  { key: "earned_value_mad", role: "focus" },
  { key: "actual_cost_mad", role: "second" },
] as const;

const number = (value: unknown): number | null =>
  value === null || value === undefined ? null : Number(value);

/** A project's S-curve beside the map: planned, earned and paid, cumulated month by month. */
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
  const lines = LINES.map(({ key, role }) => ({
    ...{ key, role, name: t(lang, `projets.curve.project_${key}`) },
    values: rows.map((row) => number(row[key])),
  }));
  const scale = moneyScale(Math.max(0, ...lines.flatMap(({ values }) => values.map((value) => value ?? 0))));
  return (
    <SCurve
      half
      title={t(lang, "projets.curve.alone")}
      subtitle={t(lang, "projets.curve.subtitle", { unit: SCALE_UNIT[scale][lang], name: title })}
      description={t(lang, "projets.curve.desc")}
      months={rows.map((row) => String(row.month_start).slice(0, 7))}
      lines={lines}
      scale={scale}
      listed={(_, index) => index % 3 === 0 || index === rows.length - 1}
      release={release}
    />
  );
}
