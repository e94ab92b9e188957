import type { Workspace } from "../workspace.ts";

/** Communes on the platform at the end of 2020, as published. */
export const DEPLOYED_2020 = 1081;
/** Communes that come to it from 2021 to 2025 (ours); the others stay out. */
export const DEPLOYED_LATER = 330;

/**
 * Makes `counter`: where files are deposited (a commune, or an arrondissement in the six cities), with the day it came to the
 * platform, its share of its province's files and what makes its sub-indices.
 */
export async function makeCounters(work: Workspace): Promise<void> {
  await work.run(`
    CREATE TABLE counter AS
    WITH sites AS (
      SELECT unit.*, plan.slowness, plan.attraction, plan.digital, plan.ecosystem, plan.tax
      FROM unit JOIN plan ON plan.province = unit.province_code
      WHERE unit.level = 'arrondissement' OR (unit.level = 'commune' AND code NOT IN (SELECT commune_code FROM unit WHERE level = 'arrondissement'))
    ), ranked AS (
      SELECT *, CASE WHEN level = 'commune' THEN row_number() OVER (PARTITION BY level ORDER BY population * exp(0.6 * z(k, 61)) DESC, no) END AS place
      FROM sites
    ), crowded AS (
      -- A few communes have most of the building; a few, seldom towns, forgo most of the tax.
      SELECT *, least(4, -ln(u(k, 62) + 1e-9)) AS crowd, 1.7 * pow(u(k, 66), 8) * CASE WHEN urban THEN 0.3 ELSE 1 END AS leniency FROM ranked
    ), shared AS (
      SELECT *, population * (CASE WHEN urban THEN 1.4 ELSE 1 END) * (0.5 + 0.25 * exp(1.05 * crowd)) AS pull,
        sum(CAST(population AS BIGINT)) OVER (PARTITION BY province_code) AS province_population,
        CAST(sum(CAST(population AS BIGINT) * population) OVER (PARTITION BY province_code) AS DOUBLE) / sum(CAST(population AS BIGINT)) OVER (PARTITION BY province_code) AS usual_population
      FROM crowded
    )
    SELECT no, code, tag, k, level, province_code, region_code, population, urban,
      CASE
        WHEN place IS NULL OR place <= ${DEPLOYED_2020 - 6} THEN DATE '2019-02-01' + CAST(floor(690 * u(k, 63)) AS INTEGER)
        WHEN place <= ${DEPLOYED_2020 - 6 + DEPLOYED_LATER} THEN DATE '2021-01-15' + CAST(floor(1700 * u(k, 63)) AS INTEGER)
      END AS since,
      pull / sum(CAST(pull AS BIGINT)) OVER (PARTITION BY province_code) * province_population * (exp(1.05 + 0.0075 * attraction) - 1) AS weight_urb,
      pull / sum(CAST(pull AS BIGINT)) OVER (PARTITION BY province_code) * province_population * (exp(0.15 + 0.0036 * attraction) - 1) AS weight_eco,
      -- Where many build, files wait and taxes are in full; small offices are slower; where taxes are forgone, little is online.
      slowness * exp(-0.15 * z(k, 5) + 0.62 * (crowd - 1)) * pow(population / usual_population, -0.2) AS slowness,
      least(0.97, greatest(0.02, digital / 100 + 0.04 * z(k, 64) - 0.45 * leniency)) AS digital,
      least(0.98, greatest(0.02, 0.436 + (ecosystem - 44.6) / 72 + 0.04 * z(k, 65))) AS ecosystem,
      -- Most take close to what the law allows, some far less.
      least(1, greatest(0.05, 0.93 - 0.0018 * tax - 0.55 * leniency + 0.04 * least(1.5, crowd) + 0.03 * z(k, 67))) AS tax_rate,
      province_point.lon, province_point.lat
    FROM shared JOIN province_point ON province_point.province = province_code`);
}
