import { FIRST_YEAR } from "../targets.ts";
import type { Workspace } from "../workspace.ts";

/**
 * Makes `outstanding` (unit, line, year, origin_year, cents), year after year from what was in fact raised, reduced and collected:
 * what stands at the end of a year is what stood before, plus raised, less reduced, less collected. By origin it follows
 * the pace of collection, the oldest first year holding what is older.
 */
export async function startArrears(work: Workspace): Promise<void> {
  // What stood at the end of 2020: the part left of orders of the five years before.
  await work.run(`
    CREATE TABLE stock AS
    SELECT income.unit, income.line, CAST(sum(CAST(raised * pow(0.97, age + 1) * remaining * 100 AS BIGINT)) AS BIGINT) AS cents
    FROM income JOIN pace_of USING (collection, tier) WHERE year = ${FIRST_YEAR} GROUP BY income.unit, income.line`);
  await work.run(
    "CREATE TABLE outstanding (unit INTEGER, line INTEGER, year INTEGER, origin INTEGER, cents BIGINT)",
  );
}

export async function closeYear(work: Workspace, year: number): Promise<void> {
  await work.run(`
    CREATE OR REPLACE TABLE stock AS
    WITH raised AS (
      SELECT unit, line, sum(cents - reduced) AS cents FROM ordre WHERE collection <> 'transfer' AND raised_on <= until_day() GROUP BY unit, line
    ), collected AS (
      SELECT unit, line, sum(cents) AS cents FROM quittance WHERE collection IN ('roll', 'title') AND NOT cancelled AND day <= until_day() GROUP BY unit, line
    )
    SELECT unit, line, CAST(greatest(0, coalesce(stock.cents, 0) + coalesce(raised.cents, 0) - coalesce(collected.cents, 0)) AS BIGINT) AS cents
    FROM stock FULL JOIN raised USING (unit, line) FULL JOIN collected USING (unit, line)`);
  await work.run(`
    INSERT INTO outstanding
    WITH weighted AS (
      SELECT stock.unit, stock.line, ${year} - age AS origin, stock.cents, CAST(raised * pow(0.97, age) * greatest(0.01, remaining) * 100 AS BIGINT) + 1 AS weight
      FROM stock JOIN income ON income.unit = stock.unit AND income.line = stock.line AND income.year = ${year}
      JOIN pace_of USING (collection, tier) WHERE stock.cents > 0
    ), cut AS (
      SELECT *, sum(weight) OVER parts AS upto, sum(weight) OVER (PARTITION BY unit, line) AS total FROM weighted
      WINDOW parts AS (PARTITION BY unit, line ORDER BY origin)
    )
    -- Cut at rounded bounds, so that the parts add up to the stock.
    SELECT unit, line, ${year}, origin,
      CAST(round(CAST(cents AS DOUBLE) * (upto / total)) - round(CAST(cents AS DOUBLE) * ((upto - weight) / total)) AS BIGINT)
    FROM cut`);
}
