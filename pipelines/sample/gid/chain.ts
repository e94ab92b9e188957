import { partsOf } from "../shape.ts";
import { PAYMENT_DAYS } from "../targets.ts";
import type { Workspace } from "../workspace.ts";

/** Payment orders for one engagement, by kind. */
const ORDERS_PER_COMMITMENT =
  "CASE kind WHEN 'PAIE' THEN 12 WHEN 'MARCHE' THEN 3 WHEN 'CONVENTION' THEN 2 WHEN 'AUTRE' THEN 4 ELSE 1 END";
/** At scale 1, of the order of 0.8 million orders a year. */
const DENSITY = 0.75;

/**
 * Makes the chain of a fiscal year: `mandat` (orders, with their payment) and `engagement`. Orders are drawn first,
 * since their national total is what is published, by month and kind; the commitments are made to hold them.
 */
export async function makeChain(work: Workspace, year: number): Promise<void> {
  await work.run(`
    CREATE OR REPLACE TABLE ordered AS
    WITH cell AS (
      SELECT annual.unit, annual.line, annual.k, annual.amount, line.nature, line.kind, unit.q_pay, unit.level = 'groupement' AS apart,
        CASE WHEN line.part = '2' THEN 'equipment' ELSE 'ordinary' END AS season,
        CASE WHEN line.kind = 'PAIE' AND line.code = '1210201011' THEN 12
          ELSE ${partsOf(work, "annual.amount", 1, DENSITY)} END AS n
      FROM annual JOIN line ON line.no = annual.line JOIN unit ON unit.no = annual.unit
      WHERE annual.year = ${year} AND line.direction = 'D'
    ), part AS (
      SELECT cell.*, CAST(unnest(range(n)) AS INTEGER) AS i FROM cell
    ), drawn AS (
      SELECT part.* EXCLUDE (k), part.k AS cell, key2(part.k, i) AS k,
        amount * heavy_part(shuffled(i, n, CAST(part.k % 1000003 AS INTEGER)), n) AS share,
        CAST(floor(1000 * (i + u(part.k, 31)) / n) AS INTEGER) AS bucket,
        i // (${ORDERS_PER_COMMITMENT}) AS commitment
      FROM part
    )
    SELECT unit, line, i, n, commitment, nature, kind, apart, q_pay, k, cell,
      CAST(round(share / heavy.total * 100) AS BIGINT) AS cents,
      make_date(${year}, 1, 1) + season.day AS ordered_on,
      CASE WHEN kind = 'PAIE' OR nature IN ('interest', 'principal') THEN NULL ELSE exp(1.85 + 0.75 * z(k, 1) - 0.3 * q_pay) END AS slow_order,
      exp(1.45 + 0.6 * z(k, 2) - 0.2 * q_pay) AS slow_pay,
      u(k, 3) AS fate
    FROM drawn
    JOIN heavy USING (n)
    JOIN season ON season.id = drawn.season AND season.bucket = drawn.bucket`);
  await makeFactors(work, year);
  await work.run(`
    CREATE OR REPLACE TABLE mandat AS
    SELECT ordered.unit, ordered.line, i, commitment, ordered.kind, ordered.k, cell, ordered_on, fate,
      CAST(greatest(1, round(cents * rake.factor)) AS BIGINT) AS cents,
      ordered_on - CAST(floor(slow_order * pace.factor + u(ordered.k, 4)) AS INTEGER) AS service_on,
      ordered_on + CAST(1 + floor(2 * u(ordered.k, 5)) AS INTEGER) AS received_on,
      ordered_on + CAST(1 + floor(2 * u(ordered.k, 5)) + floor(slow_pay * pace.factor + u(ordered.k, 6)) AS INTEGER) AS paid_on
    FROM ordered
    JOIN rake ON rake.nature = ordered.nature AND rake.apart = ordered.apart AND rake.month = month(ordered_on)
    CROSS JOIN pace`);
  await work.run("DROP TABLE ordered");
  await makeCommitments(work, year);
}

/** Rejected: the first 1.5 % of fates; cancelled: up to 2 %. Neither is in the published totals. */
export const REJECTED = 0.015;
export const CANCELLED = 0.02;

async function makeFactors(work: Workspace, year: number): Promise<void> {
  await work.run(`
    CREATE OR REPLACE TABLE rake AS
    WITH due AS (
      SELECT line.nature, unit.level = 'groupement' AS apart, CASE WHEN line.part = '2' THEN 'equipment' ELSE 'ordinary' END AS season, sum(CAST(annual.amount * 100 AS BIGINT)) AS cents
      FROM annual JOIN line ON line.no = annual.line JOIN unit ON unit.no = annual.unit
      WHERE annual.year = ${year} AND line.direction = 'D'
      GROUP BY ALL
    ), made AS (
      SELECT nature, apart, month(ordered_on) AS month, sum(cents) FILTER (WHERE fate >= ${CANCELLED}) AS cents
      FROM ordered GROUP BY ALL
    )
    SELECT made.nature, made.apart, made.month, CAST(due.cents AS DOUBLE) * season_month.share / CAST(made.cents AS DOUBLE) AS factor
    FROM made JOIN due USING (nature, apart) JOIN season_month ON season_month.id = due.season AND season_month.month = made.month`);
  // Between order and receipt a day and a half pass on average; the rest of the mean delay is paced.
  await work.run(`
    CREATE OR REPLACE TABLE pace AS
    SELECT (${PAYMENT_DAYS[Math.min(year, 2026)] ?? 17} - 1.5) * 1000 * count(*) / CAST(sum(CAST((slow_order + slow_pay) * 1000 AS BIGINT)) AS DOUBLE) AS factor
    FROM ordered WHERE slow_order IS NOT NULL AND fate >= ${CANCELLED}`);
}

async function makeCommitments(work: Workspace, year: number): Promise<void> {
  await work.run(`
    CREATE OR REPLACE TABLE engagement AS
    WITH summed AS (
      SELECT unit, line, commitment, any_value(kind) AS kind, any_value(cell) AS cell, sum(cents) AS cents, min(coalesce(service_on, ordered_on)) AS first_on, min(ordered_on) AS order_on
      FROM mandat GROUP BY unit, line, commitment
    ), keyed AS (
      SELECT summed.*, key2(cell, commitment + 1000000) AS k, line.code, line.budget, line.nature, line.tag AS line_tag
      FROM summed JOIN line ON line.no = summed.line
    )
    SELECT keyed.*, unit.tag || '-' || line_tag || '-' AS tag, unit.code AS ct, unit.level, unit.region_code, coalesce(unit.province_code, unit.region_code) AS province_code,
      CAST(round(cents * (1 + CASE WHEN nature = 'investment' THEN 0.32 * u(keyed.k, 1) ELSE 0.008 * u(keyed.k, 1) END)) AS BIGINT) AS committed,
      -- Nothing is committed before the year, nor after what is ordered on it.
      greatest(least(order_on, make_date(${year}, 1, 2) + CAST(floor(8 * u(keyed.k, 2)) AS INTEGER)),
        first_on - CAST(floor(CASE kind WHEN 'MARCHE' THEN 25 + 90 * u(keyed.k, 3) WHEN 'CONVENTION' THEN 15 + 60 * u(keyed.k, 3) WHEN 'BC' THEN 5 + 25 * u(keyed.k, 3) ELSE 1 + 8 * u(keyed.k, 3) END) AS INTEGER)) AS committed_on,
      u(keyed.k, 4) AS fate,
      CASE WHEN kind IN ('MARCHE', 'BC') THEN supplier_ice(u(keyed.k, 5), u(keyed.k, 6) < 0.7, coalesce(unit.province_code, unit.region_code)) END AS ice,
      CASE WHEN nature = 'investment' AND acts > 0 AND 2.5 * u(keyed.k, 7) < 1 THEN concat('A', ${year}, '-', unit.tag, '-', 1 + CAST(floor(acts * 2.5 * u(keyed.k, 7)) AS INTEGER)) END AS act_no
    FROM keyed JOIN unit ON unit.no = keyed.unit
    LEFT JOIN (SELECT unit AS act_unit, count(*) AS acts FROM act WHERE year = ${year} GROUP BY unit) AS counted ON act_unit = keyed.unit`);
}
