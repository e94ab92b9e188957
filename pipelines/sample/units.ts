import { join } from "node:path";
import { literal } from "#warehouse/quote.ts";
import { REGION_SHARES } from "./targets.ts";
import type { Workspace } from "./workspace.ts";

/** Groupements are invented, and their names say so. */
export const GROUPEMENTS_PER_REGION = 5;

/**
 * Makes `unit`: the 1,590 collectivities, the arrondissements and the sample's groupements, each with the qualities
 * that stay with it over the years. `q_*` are standard: above 0 is quicker, or better collected, than the mean.
 * Columns: no, code, level, region_code, province_code, commune_code, population, urban, name_fr, k, q, q_pay,
 * q_permit, q_collect, q_answer, weight, tag.
 */
export async function makeUnits(work: Workspace, rawRefDir: string): Promise<void> {
  const read = (table: string) => `read_parquet(${literal(join(rawRefDir, table, "*.parquet"))})`;
  await work.run(`
    CREATE TABLE known AS
    SELECT unit.code, unit.level, unit.region_code, unit.province_code, unit.commune_code,
      coalesce(unit.urban, false) AS urban, unit.name_fr, census.population
    FROM ${read("unit")} AS unit
    JOIN ${read("census")} AS census ON census.code = unit.code AND census.census_year = 2024
    WHERE unit.valid_to IS NULL
      AND (unit.has_council OR unit.level = 'arrondissement') AND unit.level <> 'nation'`);
  await work.run(`
    CREATE TABLE listed AS
    SELECT * FROM known
    UNION ALL
    SELECT 'ECI.' || lpad(rank::VARCHAR, 3, '0'), 'groupement', region_code, code, NULL, false,
      'Groupement d''exemple n° ' || rank, population
    FROM (
      SELECT *, row_number() OVER (ORDER BY region_code, slot) AS rank
      FROM (
        SELECT *, row_number() OVER (PARTITION BY region_code ORDER BY key2(code, 'groupement')) AS slot
        FROM known WHERE level = 'province'
      ) WHERE slot <= ${GROUPEMENTS_PER_REGION}
    )`);
  // Half of what is good or slow is shared within the region and the province, as neighbours share services.
  await work.run(`
    CREATE TABLE unit AS
    WITH keyed AS (
      SELECT *, key1(code) AS k, key2(region_code, 'region') AS kr, key2(coalesce(province_code, region_code), 'province') AS kp
      FROM listed
    ), good AS (
      SELECT *, 0.3 * z(kr, 1) + 0.5 * z(kp, 2) + 0.81 * z(k, 3) AS q FROM keyed
    )
    SELECT CAST(row_number() OVER (ORDER BY level = 'groupement', level = 'arrondissement', code) AS INTEGER) AS no,
      code, level, region_code, province_code, commune_code, population, urban, name_fr, k, q,
      0.7 * q + 0.71 * z(k, 4) AS q_pay,
      0.7 * q + 0.71 * z(k, 5) AS q_permit,
      0.7 * q + 0.71 * z(k, 6) AS q_collect,
      0.7 * q + 0.71 * z(k, 7) AS q_answer,
      CASE level
        WHEN 'commune' THEN (population + 4000) * (CASE WHEN urban THEN 1.25 ELSE 1 END) * exp(0.3 * z(k, 8))
        WHEN 'province' THEN pow(population, 0.6) * exp(0.15 * z(k, 8))
        ELSE exp(0.2 * z(k, 8))
      END AS weight
    FROM good`);
  await work.run("ALTER TABLE unit ADD COLUMN tag VARCHAR; UPDATE unit SET tag = lpad(no::VARCHAR, 4, '0')");
  await work.run("DROP TABLE known; DROP TABLE listed");
  await work.run(`CREATE TABLE region_share(region_code VARCHAR, direction VARCHAR, share DOUBLE)`);
  const shares = Object.entries(REGION_SHARES).flatMap(([code, share]) => [
    `('${code}', 'R', ${share.receipts})`,
    `('${code}', 'D', ${share.expenditure})`,
  ]);
  await work.run(`INSERT INTO region_share VALUES ${shares.join(", ")}`);
}
