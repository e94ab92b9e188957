import { drawnOn, type Rows } from "../export.ts";
import { type Period, yearPeriod } from "../periods.ts";
import { FIRST_YEAR } from "../targets.ts";
import type { Workspace } from "../workspace.ts";

/** Of lines, those on which more is committed than was opened: what an alert is for. */
const OVERRUN = 0.012;

/**
 * Makes `credit`, the year's budget, once its commitments are there. A budget holds more than is ordered on it; the better a
 * collectivity, the closer. Of equipment credits, nine tenths of what was committed and not ordered come back next year.
 */
export async function makeCredits(work: Workspace, year: number): Promise<void> {
  await work.run(`
    CREATE OR REPLACE TABLE credit AS
    WITH spent AS (
      SELECT unit, line, CAST(sum(committed) AS DOUBLE) / 100 AS committed FROM engagement GROUP BY unit, line
    ), wanted AS (
      SELECT annual.unit, annual.line, annual.k, line.code, line.part, line.direction, line.budget, line.nature,
        greatest(
          CASE WHEN u(annual.k, 10) < ${OVERRUN} THEN 0.97 ELSE 1.004 END * coalesce(spent.committed, 0),
          CASE WHEN u(annual.k, 10) < ${OVERRUN} THEN 0 ELSE 1 END * amount * CASE
            WHEN line.direction = 'R' THEN exp(0.1 * z(annual.k, 11) - 0.03)
            WHEN line.nature = 'investment' THEN 1 / least(0.93, greatest(0.2, 0.5 + 0.09 * unit.q + 0.12 * z(annual.k, 11)))
            WHEN line.nature IN ('personnel', 'interest', 'principal') THEN 1 / least(0.985, 0.95 + 0.012 * z(annual.k, 11))
            ELSE 1 / least(0.97, greatest(0.5, 0.85 + 0.04 * unit.q + 0.06 * z(annual.k, 11))) END) AS needed,
        coalesce(unspent.mad, CASE WHEN line.nature = 'investment' AND ${year} = ${FIRST_YEAR} THEN 0.14 * amount END, 0) AS unspent
      FROM annual JOIN line ON line.no = annual.line JOIN unit ON unit.no = annual.unit
      LEFT JOIN spent USING (unit, line) LEFT JOIN unspent USING (unit, line)
      WHERE annual.year = ${year}
    ), moved AS (
      -- What a line gives, the next one gets: transfers of a budget add up to nothing.
      SELECT *, least(0.6 * needed, 0.9 * unspent) AS carry,
        CASE WHEN direction = 'D' AND nature IN ('goods', 'investment') THEN round(0.03 * u(k, 13) * least(needed, lag(needed, 1, 0.0) OVER siblings), -2) ELSE 0 END AS give
      FROM wanted
      WINDOW siblings AS (PARTITION BY unit, budget, part, direction, nature ORDER BY line)
    ), summed AS (
      SELECT *, CAST(lead(give, 1, 0.0) OVER (PARTITION BY unit, budget, part, direction, nature ORDER BY line) - give AS DECIMAL(18,2)) AS transfer,
        CAST(round(carry, 2) AS DECIMAL(18,2)) AS carried,
        CAST(CASE WHEN u(k, 14) < 0.08 THEN round(0.08 * needed * u(k, 15), -2) ELSE 0 END AS DECIMAL(18,2)) AS amended
      FROM moved
    )
    SELECT unit, line, k, code, budget, carried, transfer, amended,
      CAST(greatest(0, ceil((needed - carry - CAST(transfer + amended AS DOUBLE)) / 100) * 100) AS DECIMAL(18,2)) AS initial
    FROM summed`);
  await work.run(`
    CREATE OR REPLACE TABLE unspent AS
    SELECT unit, line, CAST(sum(committed - cents) AS DOUBLE) / 100 AS mad FROM engagement WHERE nature = 'investment' GROUP BY unit, line`);
}

/** Makes `vote`: when each budget was voted, sent and approved; and the table that carries credits from year to year. */
export async function startBudgets(work: Workspace): Promise<void> {
  await work.run("CREATE TABLE unspent (unit INTEGER, line INTEGER, mad DOUBLE)");
  // A tenth of councils vote late: the delays that the alerts look for.
  await work.run(`
    CREATE TABLE vote AS
    SELECT unit.no AS unit, year, code, voted, sent, sent + CAST(5 + floor(14 * u(k, 19) * exp(-0.2 * q)) AS INTEGER) AS approved
    FROM (
      SELECT unit.*, year, voted, voted + CAST(1 + floor(6 * u(k, 18)) AS INTEGER) AS sent
      FROM (
        SELECT unit.* EXCLUDE (k), year, key2(unit.k, year) AS k,
          make_date(year - 1, 10, 20) + CAST(floor(24 * u(key2(unit.k, year), 16)) AS INTEGER)
            + CASE WHEN u(key2(unit.k, year), 17) < 0.1 * exp(-0.4 * unit.q) THEN 30 ELSE 0 END AS voted
        FROM unit, (SELECT DISTINCT year FROM annual) WHERE unit.level <> 'arrondissement'
      ) AS unit
    ) AS unit`);
}

/** The budget lines of a year; the year under way is a file of its own, as the budget stands. */
export function budgetRows(work: Workspace, year: number): Rows {
  const period: Period = {
    ...yearPeriod(year),
    end: year === work.calendar.lastYear ? work.calendar.lastDay : `${year}-12-31`,
  };
  return {
    system: "gid",
    table: "budget_line",
    period,
    from: `(SELECT credit.*, vote.code AS ct, vote.voted, vote.sent, vote.approved FROM credit JOIN vote ON vote.unit = credit.unit AND vote.year = ${year})`,
    columns: {
      ct_code: "ct",
      exercice: String(year),
      budget_id: "budget",
      code: "code",
      credit_initial: "initial",
      reports: "carried",
      virements_net: "transfer",
      modificatifs: "amended",
      credit_definitif: "initial + carried + transfer + amended",
      vote_date: "voted",
      transmission_date: "sent",
      visa_date: `CASE WHEN approved <= DATE '${drawnOn("gid.budget_line", period)}' THEN approved END`,
    },
    order: ["unit", "line"],
    key: "k",
  };
}
