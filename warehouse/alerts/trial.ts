import type { DuckDBConnection } from "@duckdb/node-api";
import { episodesSql } from "./history.ts";
import type { AlertRule } from "./rules.ts";

/** One month of a rule's trial: how many stretches began, ended and stood at its end. */
export interface RuleMonth {
  readonly month: string;
  readonly opened: number;
  readonly cleared: number;
  readonly standing: number;
}

/** What a rule would have done in the last `months` months up to `until` (`2026-10`), before it is switched on. */
export async function ruleTrials(
  connection: DuckDBConnection,
  rule: AlertRule,
  until: string,
  months = 24,
): Promise<RuleMonth[]> {
  const found = await connection.runAndReadAll(
    `WITH episode AS (${episodesSql(rule)}),
     month AS (
       SELECT CAST(DATE '${until}-01' - to_months(back) AS DATE) AS start
       FROM (SELECT unnest(range(${months})) AS back) AS backs
     )
     SELECT strftime(start, '%Y-%m') AS month,
       count(*) FILTER (date_trunc('month', opened) = start) AS opened,
       count(*) FILTER (date_trunc('month', cleared) = start) AS cleared,
       count(*) FILTER (opened <= last_day(start) AND (cleared IS NULL OR cleared > last_day(start))) AS standing
     FROM month LEFT JOIN episode ON opened <= last_day(start)
     GROUP BY start ORDER BY start`,
  );
  return found.getRowObjectsJS().map((row) => ({
    month: String(row.month),
    opened: Number(row.opened),
    cleared: Number(row.cleared),
    standing: Number(row.standing),
  }));
}
