/** A series for rules: what it is about, and the query that gives it. */
export interface AlertSeries {
  readonly about: "project" | "collectivity";
  /**
   * SQL over a release's tables: `subject`, `territory` (HCP code or null), `period` DATE (first day), `value` DOUBLE or
   * null (nothing to say), `over` BOOLEAN (the subject is finished with: whatever fired lets go).
   */
  readonly sql: string;
}

/** Months of projects from their planned start until they are over; the month they end in lets go of everything. */
const projectMonths = (value: string, more = ""): string => `
  SELECT m.project_id AS subject, p.lead_commune_code AS territory, m.month_start AS period, ${value} AS value,
    coalesce(m.month_start >= date_trunc('month', p.end_actual), false)
      OR (p.status = 'ABANDONNE' AND m.month_start = last_month.period) AS over
  FROM fct_project_month AS m
  JOIN fct_project AS p ON p.project_id = m.project_id
  CROSS JOIN (SELECT max(month_start) AS period FROM fct_project_month) AS last_month
  ${more}
  WHERE m.month_start >= date_trunc('month', p.start_planned)
    AND (p.end_actual IS NULL OR m.month_start <= date_trunc('month', p.end_actual))`;

/** A rate of what came due in a month, where enough did to speak of a rate. */
const LEAST_DUE = 5;
const onTime = (table: string): string => `
  SELECT commune_code AS subject, commune_code AS territory, month_start AS period,
    CASE WHEN count(on_time) >= ${LEAST_DUE} THEN count(*) FILTER (on_time)::DOUBLE / count(on_time) END AS value,
    false AS over
  FROM ${table} WHERE commune_code IS NOT NULL AND is_due GROUP BY commune_code, month_start`;

export const SERIES: Readonly<Record<string, AlertSeries>> = {
  project_spi: {
    about: "project",
    // Of the first twentieth of a plan, one late delivery makes an index of nothing.
    sql: projectMonths(
      "CASE WHEN m.planned_value_mad >= 0.05 * m.budget_mad THEN m.earned_value_mad::DOUBLE / nullif(m.planned_value_mad, 0)::DOUBLE END",
    ),
  },
  project_sure_slip: {
    about: "project",
    sql: projectMonths("m.sure_slip_days::DOUBLE"),
  },
  project_cpi: {
    about: "project",
    sql: projectMonths("m.earned_value_mad::DOUBLE / nullif(m.actual_cost_mad, 0)::DOUBLE"),
  },
  project_still_days: {
    about: "project",
    // Days from the first month that showed today's progress to the month's end, once works have begun.
    sql: projectMonths(
      "CASE WHEN m.physical_ratio > 0 AND m.physical_ratio < 1 THEN date_diff('day', moved.since, last_day(m.month_start))::DOUBLE END",
      `JOIN (
        SELECT project_id, month_start, min(month_start) OVER (PARTITION BY project_id, physical_ratio) AS since
        FROM fct_project_month
      ) AS moved ON moved.project_id = m.project_id AND moved.month_start = m.month_start`,
    ),
  },
  project_days_past_end: {
    about: "project",
    sql: projectMonths("date_diff('day', p.end_planned, last_day(m.month_start))::DOUBLE"),
  },
  payment_delay_days: {
    about: "collectivity",
    sql: `SELECT collectivity_code AS subject, collectivity_code AS territory, month_start AS period,
      CASE WHEN sum(payments_timed) >= ${LEAST_DUE} THEN sum(delay_days_total)::DOUBLE / sum(payments_timed) END AS value,
      false AS over
      FROM fct_payment GROUP BY collectivity_code, month_start`,
  },
  lines_over_credit: {
    about: "collectivity",
    sql: `SELECT collectivity_code AS subject, collectivity_code AS territory, make_date(fiscal_year, 1, 1) AS period,
      count(*) FILTER (credit_final_mad > 0 AND committed_mad > credit_final_mad)::DOUBLE AS value, false AS over
      FROM fct_budget_year WHERE direction = 'D' GROUP BY collectivity_code, fiscal_year`,
  },
  equipment_execution_at_june: {
    about: "collectivity",
    sql: `SELECT collectivity_code AS subject, collectivity_code AS territory, make_date(fiscal_year, 6, 1) AS period,
      CASE WHEN sum(credit_final_mad) > 0
        THEN sum(CASE WHEN month(month_start) <= 6 THEN ordered_mad END)::DOUBLE / sum(credit_final_mad)::DOUBLE END AS value,
      false AS over
      FROM fct_budget_chapter WHERE direction = 'D' AND part = '2'
        AND make_date(fiscal_year, 6, 1) <= (SELECT max(month_start) FROM fct_budget_chapter WHERE ordered_mad > 0)
      GROUP BY collectivity_code, fiscal_year`,
  },
  outstanding_growth: {
    about: "collectivity",
    sql: `SELECT collectivity_code AS subject, collectivity_code AS territory, period,
      CASE WHEN lag(owed) OVER past > 0 THEN owed / lag(owed) OVER past - 1 END AS value, false AS over
      FROM (SELECT collectivity_code, fiscal_year, CAST(date_trunc('month', max(as_of)) AS DATE) AS period,
              sum(outstanding_mad)::DOUBLE AS owed
            FROM fct_outstanding GROUP BY collectivity_code, fiscal_year) AS year
      WINDOW past AS (PARTITION BY collectivity_code ORDER BY fiscal_year)`,
  },
  permits_on_time_rate: { about: "collectivity", sql: onTime("fct_permit") },
  complaints_on_time_rate: { about: "collectivity", sql: onTime("fct_complaint") },
};
