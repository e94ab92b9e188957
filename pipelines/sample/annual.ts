import { nomenclature } from "./nomenclature.ts";
import { FIRST_YEAR, nationalAmount } from "./targets.ts";
import type { Workspace } from "./workspace.ts";

/** What groupements come to beside the 1,590, as a share of the same line's national amount. */
const GROUPEMENT_SHARE: Readonly<Record<string, number>> = {
  t_non_fiscal: 0.12,
  c_non_fiscal: 0.08,
  personnel: 0.01,
  goods: 0.06,
  investment: 0.04,
};

/**
 * Makes `line` (the nomenclature, numbered) and `annual`: one row per collectivity, line and year with the whole
 * year's amount in dirhams. Each line's national amount goes to regions by their share, and within a region to its
 * collectivities by weight; a line is the same collectivities' every year.
 */
export async function makeAnnual(work: Workspace): Promise<void> {
  const lines = nomenclature.map((line, index) =>
    [
      index + 1,
      text(line.code),
      text(line.direction),
      text(line.part),
      text(line.budget),
      text(line.nature),
      text(line.management ?? ""),
      text(line.group),
      line.rural,
      line.urban,
      text(line.kind),
    ].join(", "),
  );
  await work.run(
    `CREATE TABLE line AS SELECT CAST(no AS INTEGER) AS no, code, direction, part, budget, nature, management, grp, rural::DOUBLE AS rural, urban::DOUBLE AS urban, kind, key1(code) AS k, lpad(no::VARCHAR, 3, '0') AS tag
     FROM (VALUES ${lines.map((each) => `(${each})`).join(", ")}) AS t(no, code, direction, part, budget, nature, management, grp, rural, urban, kind)`,
  );
  await work.run(
    `CREATE TABLE line_total AS SELECT CAST(line AS INTEGER) AS line, level, CAST(year AS INTEGER) AS year, amount::DOUBLE AS amount
     FROM (VALUES ${totals(work.calendar.lastYear).join(", ")}) AS t(line, level, year, amount)`,
  );
  // Weights are whole numbers: their sums are exact in any order.
  await work.run(`
    CREATE TABLE held AS
    SELECT unit.no AS unit, line.no AS line, unit.level, unit.region_code, line.direction, key2(unit.k, line.k) AS k,
      unit.weight * exp(0.45 * z(key2(unit.k, line.k), 1)) AS weight
    FROM unit, line
    WHERE unit.level <> 'arrondissement'
      AND EXISTS (FROM line_total WHERE line_total.line = line.no AND line_total.level = unit.level)
    QUALIFY unit.level = 'region'
      OR u(key2(unit.k, line.k), 2) < CASE WHEN unit.level = 'groupement' THEN 0.6 WHEN unit.level = 'province' THEN 0.95 WHEN unit.urban THEN line.urban ELSE line.rural END
      OR row_number() OVER (PARTITION BY line.no, unit.level, unit.region_code ORDER BY unit.population DESC, unit.no) = 1`);
  await work.run(`
    CREATE TABLE annual AS
    SELECT unit, line, year, key3(held.k, year, 'annual') AS k,
      line_total.amount * coalesce(region_share.share, 0)
        * w / CAST(sum(w) OVER (PARTITION BY line, year, level, held.region_code) AS DOUBLE) AS amount
    FROM (
      SELECT held.*, years.year, greatest(1, CAST(held.weight * exp(0.06 * z(key2(held.k, years.year), 3)) * 1000 AS BIGINT)) AS w
      FROM held, (SELECT CAST(range AS INTEGER) AS year FROM range(${FIRST_YEAR}, ${work.calendar.lastYear + 1})) AS years
    ) AS held
    JOIN line_total USING (line, level, year)
    JOIN region_share ON region_share.region_code = held.region_code AND region_share.direction = held.direction`);
  await work.run("DROP TABLE held");
}

const text = (value: string): string => `'${value}'`;

function totals(lastYear: number): string[] {
  const years = Array.from({ length: lastYear - FIRST_YEAR + 1 }, (_, index) => FIRST_YEAR + index);
  return nomenclature.flatMap((line, index) =>
    years.flatMap((year) => {
      const dirhams = nationalAmount(line.group, year) * 1e6 * line.share;
      const levels = Object.entries({ ...line.split, groupement: GROUPEMENT_SHARE[line.group] ?? 0 });
      return levels
        .filter(([, share]) => share > 0)
        .map(([level, share]) => `(${index + 1}, '${level}', ${year}, ${(dirhams * share).toFixed(2)})`);
    }),
  );
}
