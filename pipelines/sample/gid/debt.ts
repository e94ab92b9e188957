import type { Rows } from "../export.ts";
import { yearPeriod } from "../periods.ts";
import { pick } from "../random.ts";
import type { Workspace } from "../workspace.ts";

/** Years of the first year's repayments that are still owed when the sample opens. */
const YEARS_OWED = 9;
/** A year's interest, to the ten thousandth. */
const RATE = "round(0.05 + 0.025 * u(k, 5), 4)";
const LENDERS = { FEC: 8, BANQUE: 1, ETAT: 1 };

/**
 * Makes `loan`: one to three loans of each collectivity that repays or borrows, whose movements of a year are what its
 * budget draws and repays. Of the year under way, the months that have passed. Centimes are whole numbers: what a loan
 * does not take, the next one does, and every balance follows from the one before.
 */
export async function makeLoans(work: Workspace): Promise<void> {
  const { lastYear, lastMonth } = work.calendar;
  await work.run(`
    CREATE TABLE loan AS
    WITH flow AS (
      SELECT annual.unit, annual.year, CASE WHEN annual.year = ${lastYear} THEN ${lastMonth} ELSE 12 END AS months,
        sum(CASE WHEN line.nature = 'loan' THEN CAST(round(amount * 100) AS BIGINT) ELSE 0 END)::BIGINT AS drawn,
        sum(CASE WHEN line.nature = 'principal' THEN CAST(round(amount * 100) AS BIGINT) ELSE 0 END)::BIGINT AS repaid
      FROM annual JOIN line ON line.no = annual.line
      WHERE line.nature IN ('loan', 'principal')
      GROUP BY annual.unit, annual.year
    ), split AS (
      SELECT flow.unit, year, months, rank, unit.code AS ct, unit.tag, key2(unit.k, 7000 + rank) AS k,
        ${["drawn", "repaid"]
          .map(
            (name) =>
              `${name} * months // 12 * rank // loans - ${name} * months // 12 * (rank - 1) // loans AS ${name}`,
          )
          .join(", ")}
      FROM flow JOIN unit ON unit.no = flow.unit,
        (SELECT CAST(range AS INTEGER) AS rank FROM range(1, 4)),
        LATERAL (SELECT 1 + CAST(floor(2.4 * u(unit.k, 71)) AS INTEGER) AS loans)
      WHERE rank <= loans
    ), moved AS (
      SELECT *,
        sum(drawn - repaid) OVER (PARTITION BY unit, rank ORDER BY year)::BIGINT AS net,
        first_value(repaid) OVER (PARTITION BY unit, rank ORDER BY year) AS first_repaid
      FROM split
    ), opened AS (
      SELECT *, ${YEARS_OWED} * first_repaid + greatest(0, -min(net) OVER (PARTITION BY unit, rank)) AS owed,
        sum(drawn) OVER (PARTITION BY unit, rank)::BIGINT AS all_drawn
      FROM moved
    )
    SELECT unit, year, months, rank, ct, k, concat('PR-', tag, '-', rank) AS loan_no, drawn, repaid,
      owed + net - drawn + repaid AS opening, owed + net AS closing,
      -- What was repaid before the sample opens is in no figure: a tenth to a half more was borrowed.
      CAST(ceil((owed + all_drawn) * (1.1 + 0.4 * u(k, 1)) / 1e7) * 1e5 AS DECIMAL(18,2)) AS capital
    FROM opened WHERE owed > 0 OR all_drawn > 0`);
}

/** The statement of a year, as it stood at its end or stands now. */
export function loanRows(work: Workspace, year: number): Rows {
  const period = yearPeriod(year);
  return {
    system: "gid",
    table: "emprunt",
    period: { ...period, end: year === work.calendar.lastYear ? work.calendar.lastDay : period.end },
    from: "loan",
    where: `year = ${year}`,
    columns: {
      pret_no: "loan_no",
      ct_code: "ct",
      exercice: "year",
      preteur: pick("u(k, 2)", LENDERS),
      date_contrat:
        "make_date(2008 + CAST(floor(12 * u(k, 3)) AS INTEGER), 1, 1) + CAST(floor(365 * u(k, 4)) AS INTEGER)",
      capital: "capital",
      taux: RATE,
      encours_debut: "opening / 100",
      tirages: "drawn / 100",
      remboursements: "repaid / 100",
      interets: `round(opening * (${RATE}) * months / 12) / 100`,
      encours_fin: "closing / 100",
    },
    order: ["unit", "rank"],
    key: "k",
  };
}
