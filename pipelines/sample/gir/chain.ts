import { partsOf } from "../shape.ts";
import type { Workspace } from "../workspace.ts";

/** Receipts and orders for an amount, at scale 1 of the order of a million and of 0.35 million a year. */
const RECEIPT_DENSITY = 1.75;
const ORDER_DENSITY = 0.8;
/** Receipts that were cancelled: beside the published totals, not in them. */
export const CANCELLED_RECEIPTS = 0.008;

/** Which office takes a line's money: the market's, the slaughterhouse's, the pound's, the registry's, or the main one. */
const OFFICE = `CASE line.code WHEN '1140102027' THEN 'S' WHEN '1140103041' THEN 'A' WHEN '1140102028' THEN 'M' WHEN '1110403032' THEN 'F'
  ELSE CASE WHEN line.code IN ('1110101011', '1110103031') AND unit.urban THEN 'E' ELSE 'C' END END`;

/** Makes what a year's receipts are drawn from: `cell` (a collectivity's line), `taken` (its receipts before they are raked), and the factors. */
export async function makeReceipts(work: Workspace, year: number): Promise<void> {
  await work.run(`
    CREATE OR REPLACE TABLE cell AS
    SELECT income.unit, income.line, income.k, income.amount, income.raised, income.reduced, income.arrears, income.collection,
      line.code, line.management, unit.code AS ct, unit.q_collect, unit.level, unit.region_code,
      concat(line.nature, line.management, unit.level) AS grp,
      CAST(dense_rank() OVER (ORDER BY line.nature, line.management, unit.level, unit.region_code) AS INTEGER) AS gr,
      CASE WHEN unit.level IN ('region', 'province') THEN 'higher' WHEN unit.level = 'commune' THEN 'communes-${year}' ELSE 'receipts' END AS season,
      concat(unit.tag, '-', line.tag, '-') AS place, concat('RG-', unit.tag, '-', ${OFFICE}) AS office,
      CASE WHEN collection = 'transfer' THEN 12 ELSE ${partsOf(work, "income.amount", 2, RECEIPT_DENSITY)} END AS n,
      CASE collection WHEN 'transfer' THEN 4 WHEN 'cash' THEN 0 ELSE ${partsOf(work, "income.raised", 1, ORDER_DENSITY)} END AS orders
    FROM income JOIN line ON line.no = income.line JOIN unit ON unit.no = income.unit
    WHERE income.year = ${year} AND income.amount > 0`);
  await work.run(`
    CREATE OR REPLACE TABLE taken AS
    WITH part AS (
      SELECT unit, line, gr, k, amount, collection, season, n, CAST(unnest(range(n)) AS INTEGER) AS i FROM cell
    ), drawn AS (
      SELECT part.*, key3(k, i, 'receipt') AS k1, CAST(floor(1000 * (i + u(k, 41)) / n) AS INTEGER) AS bucket FROM part
    )
    SELECT unit, line, gr, i, k1 AS k, make_date(${year}, 1, 1) + season.day AS day, u(k1, 1) < ${CANCELLED_RECEIPTS} AS cancelled,
      CAST(round(100 * amount * CASE WHEN collection = 'transfer' THEN 1.0 / drawn.n ELSE heavy_part(shuffled(i, drawn.n, CAST(drawn.k % 1000003 AS INTEGER)), drawn.n) / heavy.total END) AS BIGINT) AS cents
    FROM drawn JOIN heavy USING (n) JOIN season ON season.id = drawn.season AND season.bucket = drawn.bucket`);
  await makeFactors(work);
  await work.run(`
    CREATE OR REPLACE TABLE raked AS
    SELECT taken.* EXCLUDE (cents, gr), CAST(greatest(1, round(cents * factor.factor)) AS BIGINT) AS cents
    FROM taken JOIN factor ON factor.gr = taken.gr AND factor.month = month(day)`);
  await work.run(`
    CREATE OR REPLACE VIEW quittance AS
    SELECT raked.*, cell.ct, cell.code, cell.place, cell.office, cell.management, cell.collection, cell.q_collect, cell.orders,
      CASE WHEN collection = 'cash' THEN NULL
        -- The year begins with the arrears of those before.
        WHEN (i + 0.5) / n < arrears THEN ${year} - 1 - CAST(floor(2.2 * u(raked.k, 3) * u(raked.k, 3)) AS INTEGER)
        ELSE ${year} END AS origin
    FROM raked JOIN cell USING (unit, line)`);
  await makeOrders(work, year);
}

/**
 * Makes `factor` by group of cells and month, two factors in one: the first brings regions to their published shares from
 * January to July, the second months and natures to theirs. Sums are of whole numbers, so that they are exact.
 */
async function makeFactors(work: Workspace): Promise<void> {
  await work.run(`
    CREATE OR REPLACE TABLE factor AS
    WITH due AS (
      SELECT gr, level, region_code, grp, season, sum(CAST(amount * 100 AS BIGINT)) AS cents FROM cell GROUP BY ALL
    ), made AS (
      SELECT gr, level, region_code, grp, month, month <= 7 AS early, drawn.cents
      FROM (SELECT gr, month(day) AS month, sum(cents) FILTER (WHERE NOT cancelled) AS cents FROM taken GROUP BY ALL) AS drawn JOIN due USING (gr)
    ), half_due AS (
      SELECT level, region_code, month <= 7 AS early, sum(CAST(CAST(cents AS DOUBLE) * share AS BIGINT)) AS cents
      FROM due JOIN season_month ON season_month.id = due.season GROUP BY ALL
    ), half AS (
      SELECT level, region_code, early, CAST(half_due.cents AS DOUBLE) / CAST(sum(made.cents) AS DOUBLE) AS factor
      FROM made JOIN half_due USING (level, region_code, early) GROUP BY level, region_code, early, half_due.cents
    ), halved AS (
      SELECT made.*, half.factor, CAST(CAST(made.cents AS DOUBLE) * half.factor AS BIGINT) AS reached FROM made JOIN half USING (level, region_code, early)
    ), month_due AS (
      SELECT grp, month, sum(CAST(CAST(cents AS DOUBLE) * share AS BIGINT)) AS cents
      FROM due JOIN season_month ON season_month.id = due.season GROUP BY ALL
    ), rake AS (
      SELECT grp, month, CAST(month_due.cents AS DOUBLE) / CAST(sum(reached) AS DOUBLE) AS factor
      FROM halved JOIN month_due USING (grp, month) GROUP BY grp, month, month_due.cents
    )
    SELECT gr, month, halved.factor * rake.factor AS factor FROM halved JOIN rake USING (grp, month)`);
}

async function makeOrders(work: Workspace, year: number): Promise<void> {
  // A transfer's order is the quarter's transfers; another order is a part of what the year raises.
  await work.run(`
    CREATE OR REPLACE TABLE ordre AS
    WITH part AS (
      SELECT unit, line, k AS cell, collection, raised, reduced, orders AS n, CAST(unnest(range(orders)) AS INTEGER) AS i FROM cell WHERE collection NOT IN ('cash', 'transfer')
    ), drawn AS (
      SELECT part.*, key3(cell, i, 'order') AS k, 100 * raised * heavy_part(shuffled(i, part.n, CAST(cell % 1000003 AS INTEGER)), part.n) / heavy.total AS cents
      FROM part JOIN heavy USING (n)
    )
    SELECT unit, line, i, k, collection, CAST(round(cents) AS BIGINT) AS cents,
      -- Rolls are issued from March to June, other titles all along the year.
      make_date(${year}, 1, 1) + CASE WHEN collection = 'roll' THEN 60 + CAST(floor(120 * u(k, 1)) AS INTEGER) ELSE CAST(floor(330 * (i + u(k, 1)) / n) AS INTEGER) END AS raised_on,
      CASE WHEN u(k, 2) < 0.12 THEN CAST(round(cents * least(1, reduced / raised / 0.12)) AS BIGINT) ELSE 0 END AS reduced
    FROM drawn
    UNION ALL
    SELECT unit, line, quarter, key3(key2(unit, line), quarter, 'transfer'), 'transfer', CAST(sum(cents) AS BIGINT), make_date(${year}, 1, 1) + quarter * 90, 0
    FROM (SELECT *, i // 3 AS quarter FROM quittance WHERE collection = 'transfer' AND NOT cancelled) GROUP BY unit, line, quarter`);
}
