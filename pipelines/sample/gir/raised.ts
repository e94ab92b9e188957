import { FIRST_YEAR } from "../targets.ts";
import type { Workspace } from "../workspace.ts";
import { AGES, COLLECTION_SQL, paces, TIER_SQL } from "./classes.ts";

/**
 * Makes `income`: per collectivity, receipt line and year, what is collected (the published amount), what is raised so that
 * it is, and the share of collections that is arrears. Before 2021 a line is taken to have been 3 % smaller each year.
 */
export async function makeIncome(work: Workspace): Promise<void> {
  const rows = paces().map(
    (each) =>
      `('${each.collection}', ${each.tier}, ${each.age}, ${each.collected}, ${each.reduced}, ${each.raisedFrom}, ${each.left})`,
  );
  await work.run(
    `CREATE TABLE pace_of AS SELECT collection, CAST(tier AS INTEGER) AS tier, CAST(age AS INTEGER) AS age, collected::DOUBLE AS collected, reduced::DOUBLE AS reduced, raised_from::DOUBLE AS raised_from, remaining::DOUBLE AS remaining
     FROM (VALUES ${rows.join(", ")}) AS t(collection, tier, age, collected, reduced, raised_from, remaining)`,
  );
  await work.run(`
    CREATE TABLE income_base AS
    SELECT annual.unit, annual.line, annual.year, annual.k, annual.amount, ${COLLECTION_SQL} AS collection, ${TIER_SQL} AS tier
    FROM annual JOIN line ON line.no = annual.line JOIN unit ON unit.no = annual.unit
    WHERE line.direction = 'R'`);
  const earlier = Array.from({ length: AGES }, (_, index) => index + 1);
  const back = (age: number) =>
    `coalesce(lag(amount, ${age}) OVER sequence, (first_value(amount) OVER sequence) * pow(0.97, ${age} - (year - ${FIRST_YEAR})))`;
  const shares = (name: string) =>
    [0, ...earlier].map((age) => `max(${name}) FILTER (WHERE age = ${age}) AS ${name}${age}`).join(", ");
  await work.run(`
    CREATE TABLE income AS
    WITH pivoted AS (
      SELECT collection, tier, any_value(reduced) AS reduced, ${shares("raised_from")}, ${shares("collected")} FROM pace_of GROUP BY collection, tier
    ), lagged AS (
      SELECT *, ${earlier.map((age) => `${back(age)} AS amount${age}`).join(", ")}
      FROM income_base WHERE collection IN ('roll', 'title')
      WINDOW sequence AS (PARTITION BY unit, line ORDER BY year)
    ), summed AS (
      SELECT lagged.*, reduced, collected0, greatest(0.2 * amount, raised_from0 * amount + ${earlier.map((age) => `raised_from${age} * amount${age}`).join(" + ")}) AS raised
      FROM lagged JOIN pivoted USING (collection, tier)
    )
    SELECT unit, line, year, k, amount, collection, tier, raised, raised * reduced AS reduced,
      greatest(0, least(0.9, 1 - collected0 * raised / amount)) AS arrears
    FROM summed
    UNION ALL
    SELECT unit, line, year, k, amount, collection, tier, amount, 0, 0 FROM income_base WHERE collection IN ('transfer', 'cash')`);
  await work.run("DROP TABLE income_base");
}
