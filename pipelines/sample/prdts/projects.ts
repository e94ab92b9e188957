import type { Workspace } from "../workspace.ts";
import { COVERED_COMMUNES, NOT_OPERATIONAL, PROGRAMMES, PUBLISHED_ROAD_COST } from "./programme.ts";

/** Share of each plan year, over a programme's years. */
const PLAN_SHARES = [0.13, 0.15, 0.16, 0.16, 0.14, 0.13, 0.13];

/**
 * Makes `project`: where, when planned, how large, and how it went. Numbers of a region run with its plan years. Which projects
 * were complete on the day of the count follows their age and luck, and their number is the published one.
 */
export async function makeProjects(work: Workspace): Promise<void> {
  const sectors = PROGRAMMES.flatMap((programme) =>
    programme.sectors.map((sector) => {
      const left = programme.sectors.reduce((sum, each) => sum + each.projects - each.complete, 0);
      const ongoing = Math.round((programme.ongoing * (sector.projects - sector.complete)) / left);
      return `('${programme.code}', '${programme.prefix}', ${programme.firstYear}, ${programme.lastYear}, ${programme.countedOn === null ? "NULL" : `'${programme.countedOn}'`}, ${programme.ruralOnly}, '${sector.code}', ${sector.projects}, ${sector.complete}, ${ongoing}, ${sector.budget}, ${sector.variant === null ? "NULL" : `'${sector.variant.code}'`}, ${sector.variant?.share ?? 0}, '${sector.unit}', ${sector.unitCost})`;
    }),
  );
  await work.run(
    `CREATE TABLE sector_plan AS SELECT programme, prefix, CAST(first_year AS INTEGER) AS first_year, CAST(last_year AS INTEGER) AS last_year, CAST(counted_on AS DATE) AS counted_on, rural_only, sector, CAST(projects AS INTEGER) AS projects, CAST(complete AS INTEGER) AS complete, CAST(ongoing AS INTEGER) AS ongoing, budget::DOUBLE AS budget, variant, variant_share::DOUBLE AS variant_share, unit, unit_cost::DOUBLE AS unit_cost
     FROM (VALUES ${sectors.join(", ")}) AS t(programme, prefix, first_year, last_year, counted_on, rural_only, sector, projects, complete, ongoing, budget, variant, variant_share, unit, unit_cost)`,
  );
  await work.run(`
    CREATE TABLE placed AS
    WITH site AS (
      SELECT no, k, code, name_fr, region_code, province_code, population, urban, q,
        row_number() OVER (PARTITION BY urban ORDER BY u(k, 81), no) AS place
      FROM unit WHERE level = 'commune'
    ), weighted AS (
      SELECT site.*, sector_plan.* EXCLUDE (unit), sector_plan.unit, CAST(round(1000 * pow(population, 0.5) * exp(0.5 * z(key3(k, programme, sector), 1))) AS BIGINT) + 1 AS weight
      FROM site, sector_plan
      WHERE CASE WHEN rural_only THEN NOT urban AND place <= ${COVERED_COMMUNES} ELSE urban OR place % 3 = 0 END
    ), cut AS (
      SELECT *, CAST(sum(weight) OVER (PARTITION BY programme, sector ORDER BY no) AS DOUBLE) AS upto, CAST(sum(weight) OVER (PARTITION BY programme, sector) AS DOUBLE) AS total FROM weighted
    ), cell AS (
      SELECT *, CAST(round(projects * (upto / total)) - round(projects * ((upto - weight) / total)) AS INTEGER) AS n FROM cut
    ), part AS (
      SELECT *, CAST(unnest(range(n)) AS INTEGER) AS i FROM cell WHERE n > 0
    )
    SELECT * EXCLUDE (k, weight, upto, total, place), key4(k, programme, sector, i) AS k FROM part`);
  await work.run(`
    CREATE TABLE project AS
    WITH dated AS (
      SELECT *, least(last_year, first_year + ${planYear()}) AS plan_year,
        CASE WHEN u(k, 2) < variant_share THEN variant ELSE sector END AS kind,
        CAST(round(1000000 * exp(0.75 * z(k, 3)) * CASE WHEN u(k, 2) < variant_share THEN 0.7 ELSE 1 END) AS BIGINT) AS size
      FROM placed
    ), sized AS (
      SELECT *, CAST(round(budget * 1000 * size / CAST(sum(size) OVER (PARTITION BY programme, sector) AS DOUBLE)) * 1000 AS BIGINT) AS bac,
        row_number() OVER (PARTITION BY programme, sector ORDER BY plan_year - 1.3 * z(k, 4) - 0.6 * q, k) AS luck,
        row_number() OVER (PARTITION BY programme, region_code ORDER BY plan_year, k) AS number,
        CASE WHEN kind IN ('ROUTE', 'PISTE') THEN 240 + 330 * u(k, 5) ELSE 150 + 240 * u(k, 5) END AS span
      FROM dated
    ), planned AS (
      SELECT *, prefix || '-' || region_code || '-' || lpad(number::VARCHAR, 4, '0') AS project_id,
        CASE WHEN counted_on IS NULL THEN CASE WHEN u(k, 6) < 0.03 THEN 'dropped' ELSE 'free' END
          WHEN luck <= complete THEN 'complete' WHEN luck <= complete + ongoing THEN 'ongoing' WHEN u(k, 6) < 0.35 THEN 'dropped' ELSE 'late' END AS course,
        make_date(plan_year, 3, 1) + CAST(floor(200 * u(k, 7)) AS INTEGER) AS start_planned
      FROM sized
    ), ended AS (
      SELECT *, start_planned + CAST(floor(span) AS INTEGER) AS end_planned,
        start_planned + CAST(floor(-10 + 150 * u(k, 8) * exp(-0.25 * q)) AS INTEGER) AS start_free,
        CAST(floor(span * greatest(0.7, 1.12 + 0.3 * z(k, 9) - 0.08 * q)) AS INTEGER) AS lasting
      FROM planned
    ), ran AS (
      SELECT *, CASE course
          WHEN 'complete' THEN least(start_free + lasting, counted_on - CAST(floor(150 * u(k, 10)) AS INTEGER))
          WHEN 'ongoing' THEN greatest(start_free + lasting, counted_on + 40 + CAST(floor(900 * u(k, 10)) AS INTEGER))
          WHEN 'late' THEN counted_on + 300 + CAST(floor(900 * u(k, 10)) AS INTEGER)
          WHEN 'free' THEN start_free + lasting END AS ends
      FROM ended
    )
    SELECT *, CASE course WHEN 'late' THEN ends - least(lasting, 260) WHEN 'ongoing' THEN least(start_free, counted_on - 30) WHEN 'dropped' THEN NULL ELSE least(start_free, ends - 75) END AS starts,
      make_date(plan_year - 1, 11, 15) AS announced,
      CASE WHEN course = 'dropped' THEN make_date(plan_year + 1, 6, 30) END AS dropped_on,
      u(k, 11) >= ${NOT_OPERATIONAL} AS serves,
      0.86 + 0.2 * u(k, 12) AS price,
      greatest(1, round(bac / 1e6 / (CASE WHEN unit = 'KM' AND region_code = '${PUBLISHED_ROAD_COST.region}' AND programme = 'PRDTS' THEN ${PUBLISHED_ROAD_COST.cost}
        ELSE unit_cost * (0.8 + 0.5 * u(key1(province_code), 13)) * CASE WHEN kind = 'PISTE' THEN 0.55 ELSE 1 END END * exp(0.12 * z(k, 14)) * 1.0065), CASE WHEN unit = 'KM' THEN 2 ELSE 0 END)) AS quantity
    FROM ran`);
  await work.run("DROP TABLE placed");
  await work.run(
    "CREATE TABLE project_count AS SELECT region_code, count(*) AS projects FROM project WHERE programme = 'PRDTS' GROUP BY region_code",
  );
}

function planYear(): string {
  let below = 0;
  const whens = PLAN_SHARES.slice(0, -1).map((share, index) => {
    below += share;
    return `WHEN u(k, 1) < ${below.toFixed(2)} THEN ${index}`;
  });
  return `CASE ${whens.join(" ")} ELSE ${PLAN_SHARES.length - 1} END`;
}
