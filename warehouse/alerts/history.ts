import type { DuckDBConnection } from "@duckdb/node-api";
import type { AlertRule, Bound, Severity } from "./rules.ts";
import { SERIES } from "./series.ts";

/** A stretch of periods in which a rule held for a subject. A function of the data alone, whatever order it came in. */
export interface Episode {
  readonly rule: string;
  readonly subject: string;
  readonly territory: string | null;
  /** First day of the period that completed what the rule asks for. */
  readonly opened: string;
  /** First day of the period that let go; null while it holds. */
  readonly cleared: string | null;
  /** The last figure of the stretch, which its severity goes by, and the worst one in it. */
  readonly value: number;
  readonly worst: number;
  readonly severity: Severity;
}

const bound = (value: string, { op, value: than }: Bound): string => `${value} ${op} ${than}`;

/**
 * Episodes of a rule, as SQL over a release: fires after `periods` in a row that meet `raise`, holds until one meets
 * `clear` or the subject is over, and keeps its state where there is nothing to say. `upTo` leaves later periods out.
 */
export function episodesSql(rule: AlertRule, upTo: string | null = null): string {
  const series = SERIES[rule.series];
  if (series === undefined) throw new Error(`alert rule ${rule.id}: unknown series ${rule.series}`);
  const worst = rule.raise.op.startsWith("<") ? "min" : "max";
  const critical = rule.critical === undefined ? "false" : `${bound("max_by(value, period)", rule.critical)}`;
  return `
    WITH given AS (
      SELECT * FROM (${series.sql}) AS given ${upTo === null ? "" : `WHERE period <= DATE '${upTo}'`}
    ), series AS (
      -- What never met the bound has no story: most of a year's work is in ordering those who have one.
      SELECT given.* FROM given
      WHERE subject IN (SELECT subject FROM given WHERE NOT over AND ${bound("value", rule.raise)})
    ), marked AS (
      SELECT subject, territory, period, value,
        CASE WHEN over OR ${bound("value", rule.clear)} THEN 0
          WHEN count(CASE WHEN ${bound("value", rule.raise)} THEN 1 END) OVER (
            PARTITION BY subject ORDER BY period ROWS BETWEEN ${rule.periods - 1} PRECEDING AND CURRENT ROW) = ${rule.periods}
          THEN 1 END AS signal
      FROM series
    ), held AS (
      SELECT *, coalesce(last_value(signal IGNORE NULLS) OVER (
        PARTITION BY subject ORDER BY period ROWS UNBOUNDED PRECEDING), 0) AS state
      FROM marked
    ), turned AS (
      SELECT *, lag(state, 1, 0) OVER past AS before, lead(period) OVER past AS next_period
      FROM held WINDOW past AS (PARTITION BY subject ORDER BY period)
    ), numbered AS (
      SELECT *, sum(CASE WHEN state = 1 AND before = 0 THEN 1 ELSE 0 END) OVER (
        PARTITION BY subject ORDER BY period ROWS UNBOUNDED PRECEDING) AS episode
      FROM turned
    )
    SELECT '${rule.id}' AS rule, subject, any_value(territory) AS territory, min(period) AS opened,
      last(next_period ORDER BY period) AS cleared, max_by(value, period) AS value, ${worst}(value) AS worst,
      CASE WHEN ${critical} THEN 'critical' ELSE '${rule.severity}' END AS severity
    FROM numbered WHERE state = 1
    GROUP BY subject, episode`;
}

/** Every episode of the rules in a release, by rule, subject and date. */
export async function episodes(
  connection: DuckDBConnection,
  rules: readonly AlertRule[],
  upTo: string | null = null,
): Promise<Episode[]> {
  const all: Episode[] = [];
  for (const rule of rules) {
    const found = await connection.runAndReadAll(
      `SELECT rule, subject, territory, opened::VARCHAR AS opened, cleared::VARCHAR AS cleared,
         value, worst, severity
       FROM (${episodesSql(rule, upTo)}) AS episode ORDER BY subject, opened`,
    );
    for (const row of found.getRowObjectsJS())
      all.push({
        ...{ rule: rule.id, subject: String(row.subject), opened: String(row.opened) },
        territory: row.territory === null ? null : String(row.territory),
        cleared: row.cleared === null ? null : String(row.cleared),
        ...{ value: Number(row.value), worst: Number(row.worst) },
        severity: row.severity === "critical" ? "critical" : rule.severity,
      });
  }
  return all;
}
