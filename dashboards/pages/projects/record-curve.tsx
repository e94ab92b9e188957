import type { Series } from "../../charts/lines.ts";
import { formatPercent } from "../../lib/format.ts";
import { t } from "../../lib/i18n.ts";
import { moneyScale, SCALE_UNIT } from "../../lib/money.ts";
import type { ReleaseStatus } from "../../lib/release.ts";
import { SCurve } from "../../lib/s-curve.tsx";
import { useLang } from "../../lib/text.tsx";
import { daysOf, numberOf, type ProjectRecord, textOf } from "./record.ts";

const LINES = ["planned_value_mad", "earned_value_mad", "actual_cost_mad", "paid_mad"] as const;
const ROLES: Record<(typeof LINES)[number], Series["role"]> = {
  planned_value_mad: "context",
  earned_value_mad: "focus",
  actual_cost_mad: "second",
  paid_mad: "third",
};
/** Months shown after the last one in which anything moved. */
const AFTER = 2;

/** A project's S-curve: what was planned, what was earned, what was ordered and paid. */
export function RecordCurve({ record, release }: { record: ProjectRecord; release: ReleaseStatus }) {
  const lang = useLang();
  const still = (index: number): boolean =>
    LINES.every((line) => record.months[index]?.[line] === record.months.at(-1)?.[line]);
  let end = record.months.length;
  while (end > 1 && still(end - 2)) end -= 1;
  const rows = record.months.slice(0, Math.min(record.months.length, end + AFTER));
  const months = rows.map((row) => (textOf(row, "month_start") ?? "").slice(0, 7));
  const values = (line: string): (number | null)[] => rows.map((row) => numberOf(row, line));
  const scale = moneyScale(Math.max(0, ...LINES.flatMap(values).map((value) => value ?? 0)));
  const last = rows.at(-1);
  const [planned, earned] = [numberOf(last, "planned_value_mad"), numberOf(last, "earned_value_mad")];
  const ratio = planned === null || planned === 0 || earned === null ? null : earned / planned;
  const slip = numberOf(record.project, "slip_days");
  const finished = textOf(record.project, "end_actual") !== null;
  const title = (): string => {
    if (textOf(record.project, "status") === "ABANDONNE") return t(lang, "projet.curve.dropped");
    if (finished && slip !== null)
      return slip > 0
        ? t(lang, "projet.curve.done-late", { days: daysOf(lang, slip) })
        : t(lang, "projet.curve.done");
    if (ratio === null) return t(lang, "projets.curve.alone");
    const pace = ratio < 0.995 ? "late" : ratio > 1.005 ? "ahead" : "even";
    return t(lang, `projets.curve.${pace}`, { gap: formatPercent(lang, Math.abs(1 - ratio)) });
  };
  const said = title();
  return (
    <SCurve
      title={said}
      subtitle={t(lang, "projet.curve.subtitle", { unit: SCALE_UNIT[scale][lang] })}
      description={t(lang, "projet.curve.desc")}
      months={months}
      lines={LINES.map((line) => ({
        key: line,
        name: t(lang, `projet.curve.${line}`),
        role: ROLES[line],
        values: values(line),
      }))}
      scale={scale}
      listed={() => true}
      release={release}
    />
  );
}
