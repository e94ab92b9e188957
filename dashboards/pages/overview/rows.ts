import type { MetricInfo, QuerySpec, TerritoryItem } from "#warehouse/door/types.ts";
import { ask, keyOf, metricOf } from "../../lib/answers.ts";
import type { PageView } from "../../lib/handler.ts";
import { metricsByName } from "../../lib/metrics.ts";
import type { YearWindow } from "../../lib/periods.ts";
import type { Subject } from "../../lib/subjects.ts";
import { besides } from "../../lib/territory.ts";
import { TOPICS } from "../topics/list.ts";
import { UNRIPE } from "../topics/types.ts";

/** A figure of a place over the year's months so far, and over the same months a year before. */
export interface Moved {
  readonly metric: MetricInfo;
  readonly subject: Subject;
  readonly source: string;
  readonly now: number | null;
  readonly before: number | null;
}

/** A point, or one per cent: under it a figure is not told as worse. */
const TOLD = 0.01;

/** What the overview watches besides the topics' own figures. */
const MONEY: readonly (readonly [string, Subject, string])[] = [
  ["ordered_mad", "budget", "GID-CT"],
  ["execution_rate", "budget", "GID-CT"],
  ["payment_delay_days", "budget", "GID-CT"],
  ["collected_mad", "recettes", "GIR-CT"],
  ["recovery_rate", "recettes", "GIR-CT"],
];

/** Every monthly figure of every field, now and a year before. Fields are asked apart: one that fails leaves the others. */
export async function movedRows(
  { ctx: { door, log }, viewer }: PageView,
  unit: TerritoryItem,
  window: YearWindow,
  subjects?: readonly Subject[],
): Promise<readonly Moved[]> {
  const metrics = await metricsByName(door);
  const { key, where } = besides(unit);
  const fields = new Map<string, { names: string[]; subject: Subject; source: string }>();
  for (const [name, subject, source] of MONEY) {
    const field = fields.get(subject) ?? { names: [], subject, source };
    fields.set(subject, { ...field, names: [...field.names, name] });
  }
  for (const topic of TOPICS)
    if (topic.pace === "month")
      fields.set(topic.subject, {
        names: [...new Set([...topic.metrics, ...(topic.peers === undefined ? [] : [topic.peers])])],
        subject: topic.subject,
        source: topic.source,
      });
  const wanted = [...fields.values()].filter(
    (field) => subjects === undefined || subjects.includes(field.subject),
  );
  const answered = await Promise.all(
    wanted.map(async (field): Promise<readonly Moved[]> => {
      const known = field.names.flatMap((name) => metrics.get(name) ?? []);
      const monthly = known.filter((metric) => metric.grains.includes("month"));
      const yearly = known.filter((metric) => !monthly.includes(metric));
      const one = async (
        asked: readonly MetricInfo[],
        spec: Omit<QuerySpec, "metrics">,
      ): Promise<readonly Moved[]> => {
        if (asked.length === 0) return [];
        const { answer } = await ask(door, viewer, {
          ...{ metrics: asked.map((metric) => metric.name), ...spec },
          ...(key === null ? {} : { groupBy: [key] }),
        });
        const row = key === null ? answer.rows[0] : answer.rows.find((one) => keyOf(one, key) === unit.code);
        return asked.map((metric) => ({
          ...{ metric, subject: field.subject, source: field.source },
          now: metricOf(row, metric.name),
          before: UNRIPE.has(metric.name) ? null : metricOf(row, `${metric.name}__prev`),
        }));
      };
      try {
        const parts = await Promise.all([
          one(monthly, {
            where,
            time: { grain: "month", from: window.from, to: window.to, series: false, compare: "year_ago" },
          }),
          // What has no months is told for the year so far, with nothing to compare it with.
          one(yearly, { where: [...where, { dimension: "year", op: "=", value: window.year }] }),
        ]);
        return parts.flat();
      } catch (cause) {
        log.warn({ err: cause, field: field.subject }, "overview: field left out");
        return [];
      }
    }),
  );
  return answered.flat();
}

/** Figures that moved the wrong way by enough to be told, the furthest first. An amount is neither good nor bad. */
export const worsened = (rows: readonly Moved[], most: number): readonly Moved[] =>
  rows
    .filter((row) => {
      const move = moveOf(row);
      return move !== null && row.metric.unit !== "MAD" && move * row.metric.direction < -TOLD;
    })
    .toSorted(
      (a, b) =>
        Math.abs(moveOf(b) ?? 0) - Math.abs(moveOf(a) ?? 0) || (a.metric.name < b.metric.name ? -1 : 1),
    )
    .slice(0, most);

/** How far a figure moved, in a measure that amounts and rates share: relative for amounts, points for rates. Null: unknown. */
export function moveOf({ metric, now, before }: Moved): number | null {
  if (now === null || before === null) return null;
  if (metric.unit === "ratio") return now - before;
  return before === 0 ? null : now / before - 1;
}
