import { drawnOn, type Rows } from "../export.ts";
import { type Period, yearPeriod } from "../periods.ts";
import type { Workspace } from "../workspace.ts";

/**
 * Makes `credit`: the budget of every collectivity, line and year. A budget holds more than is ordered on it; the
 * better a collectivity, the closer. Of equipment credits, what was committed and not ordered comes back next year.
 */
export async function makeCredits(work: Workspace): Promise<void> {
  await work.run(`
    CREATE TABLE wanted AS
    SELECT annual.*, line.part, line.direction, line.budget, line.nature, unit.q,
      CASE
        WHEN direction = 'R' THEN amount * exp(0.1 * z(annual.k, 11) - 0.03)
        WHEN nature = 'investment' THEN amount / least(0.93, greatest(0.2, 0.5 + 0.09 * unit.q + 0.12 * z(annual.k, 11)))
        WHEN nature IN ('personnel', 'interest', 'principal') THEN amount / least(0.985, 0.95 + 0.012 * z(annual.k, 11))
        ELSE amount / least(0.97, greatest(0.5, 0.85 + 0.04 * unit.q + 0.06 * z(annual.k, 11)))
      END AS needed,
      CASE WHEN direction = 'D' AND nature = 'investment' THEN amount * (1 + 0.35 * u(annual.k, 12))
        WHEN direction = 'D' THEN amount * 1.01 ELSE amount END AS committed
    FROM annual JOIN line ON line.no = annual.line JOIN unit ON unit.no = annual.unit`);
  await work.run(`
    CREATE TABLE credit AS
    WITH carried AS (
      SELECT *, CASE WHEN nature = 'investment' THEN least(0.6 * needed, 0.9 * greatest(0, lag(committed - amount, 1, 0.0) OVER (PARTITION BY unit, line ORDER BY year))) ELSE 0 END AS carry
      FROM wanted
    ), moved AS (
      -- What a line gives, the next one gets: transfers of a budget add up to nothing.
      SELECT *, CASE WHEN direction = 'D' AND nature IN ('goods', 'investment') THEN round(0.03 * u(k, 13) * least(needed, lag(needed, 1, 0.0) OVER siblings), -2) ELSE 0 END AS give
      FROM carried
      WINDOW siblings AS (PARTITION BY unit, year, budget, part, direction, nature ORDER BY line)
    ), summed AS (
      SELECT *, CAST(lead(give, 1, 0.0) OVER (PARTITION BY unit, year, budget, part, direction, nature ORDER BY line) - give AS DECIMAL(18,2)) AS transfer,
        CAST(round(carry, 2) AS DECIMAL(18,2)) AS carried,
        CAST(CASE WHEN u(k, 14) < 0.08 THEN round(0.08 * needed * u(k, 15), -2) ELSE 0 END AS DECIMAL(18,2)) AS amended
      FROM moved
    )
    SELECT unit, line, year, k, nature, committed, amount, part, direction, budget, carried, transfer, amended,
      CAST(greatest(0, ceil((greatest(needed, committed * 1.02) - carry - CAST(transfer + amended AS DOUBLE)) / 100) * 100) AS DECIMAL(18,2)) AS initial
    FROM summed`);
  await work.run("DROP TABLE wanted");
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
    from: `(SELECT credit.*, vote.code AS ct, vote.voted, vote.sent, vote.approved, line.code FROM credit JOIN vote USING (unit, year) JOIN line ON line.no = credit.line WHERE year = ${year})`,
    columns: {
      ct_code: "ct",
      exercice: "year",
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
