import type { DuckDBConnection } from "@duckdb/node-api";
import { BayanError } from "#warehouse/errors.ts";
import { SEGMENTS_2014 } from "./segments.ts";

/** What the territory must add up to; each check says which silent failure it prevents. */
export interface TerritoryCheck {
  readonly name: string;
  readonly prevents: string;
  readonly sql: string;
  readonly expected: string;
}

export const POPULATION_2024 = 36_828_330;
export const POPULATION_2014 = 33_848_242;
export const HOUSEHOLDS_2024 = 9_275_038;

const count = (name: string, where: string, expected: number): TerritoryCheck => ({
  name,
  prevents: "a unit lost or doubled when the package changes",
  sql: `SELECT count(*) FROM territory_unit WHERE ${where}`,
  expected: String(expected),
});

const LEVELS = [
  ["nation", "u.level = 'nation'"],
  ["region", "u.level = 'region'"],
  // The 8 préfectures d'arrondissements lie inside the prefecture of Casablanca: they are not added to it.
  ["province", "u.level = 'province' AND u.has_council"],
  ["commune", "u.level = 'commune'"],
] as const;

const total = (measure: string, year: number, expected: number): TerritoryCheck[] =>
  LEVELS.map(([level, where]) => ({
    name: `${measure} ${year} by ${level}`,
    prevents: "totals that differ between levels, or arrondissements added to their commune",
    sql: `SELECT sum(c.${measure}) FROM territory_census AS c JOIN territory_unit AS u USING (code)
      WHERE c.census_year = ${year} AND ${where}`,
    expected: String(expected),
  }));

const none = (name: string, prevents: string, from: string): TerritoryCheck => ({
  name,
  prevents,
  sql: `SELECT count(*) FROM ${from}`,
  expected: "0",
});

export const CHECKS: readonly TerritoryCheck[] = [
  count("regions", "level = 'region'", 12),
  count("prefectures and provinces", "level = 'province' AND has_council", 75),
  count("prefectures d'arrondissements", "level = 'province' AND NOT has_council", 8),
  count("communes", "level = 'commune'", 1503),
  count("arrondissements", "level = 'arrondissement'", 41),
  count("collectivities", "has_council", 1590),
  count("codes of 11 characters", "level = 'commune' AND length(code) = 11", 6),
  ...total("population", 2024, POPULATION_2024),
  ...total("population", 2014, POPULATION_2014),
  ...total("households", 2024, HOUSEHOLDS_2024),
  none(
    "arrondissements make up their commune and their governor's prefecture",
    "an arrondissement under the wrong parent",
    `(SELECT a.ancestor_code FROM territory_ancestor AS a JOIN territory_unit AS u ON u.code = a.unit_code AND u.level = 'arrondissement'
      JOIN territory_unit AS p ON p.code = a.ancestor_code AND (p.kind = 'prefecture_arrondissements' OR p.level = 'commune')
      JOIN territory_census AS c ON c.code = u.code AND c.census_year = 2024
      JOIN territory_census AS pc ON pc.code = p.code AND pc.census_year = 2024
      GROUP BY ALL HAVING sum(c.population) <> any_value(pc.population))`,
  ),
  none(
    "parents exist, and no key twice",
    "orphans and duplicates that joins would drop or multiply",
    `(SELECT code FROM territory_unit AS u WHERE code <> 'MA' AND NOT EXISTS (SELECT 1 FROM territory_unit AS p WHERE p.code = u.parent_code)
      UNION ALL SELECT code FROM territory_unit GROUP BY code HAVING count(*) > 1
      UNION ALL SELECT code FROM territory_census GROUP BY code, census_year HAVING count(*) > 1)`,
  ),
  none(
    "everything reaches the nation",
    "a unit that no Wali and no total would see",
    `(SELECT code FROM territory_unit WHERE code NOT IN (SELECT unit_code FROM territory_ancestor WHERE ancestor_code = 'MA'))`,
  ),
  {
    name: "segments on 2014",
    prevents: "bounds or a population that are not the DGCT's",
    sql: `SELECT string_agg(segment || '=' || n, ' ' ORDER BY segment) FROM
      (SELECT segment, count(*) AS n FROM territory_segment WHERE census_year = 2014 GROUP BY segment)`,
    expected: Object.entries(SEGMENTS_2014)
      .map(([segment, n]) => `${segment}=${n}`)
      .sort()
      .join(" "),
  },
  none(
    "every commune has both segments",
    "a commune that falls out of its stratum",
    `(SELECT code FROM territory_segment WHERE segment IS NULL UNION ALL
      SELECT code FROM territory_unit WHERE level = 'commune' AND code NOT IN (SELECT code FROM territory_segment))`,
  ),
  none(
    "former codes are former",
    "two communes that answer to one code",
    `(SELECT code_2014 FROM territory_crosswalk WHERE code_2014 IN (SELECT code FROM territory_unit)
      UNION ALL SELECT code_2024 FROM territory_crosswalk WHERE code_2024 NOT IN (SELECT code FROM territory_unit))`,
  ),
];

/** Runs every check on the built tables; throws at the first that does not hold. */
export async function checkTerritory(connection: DuckDBConnection): Promise<void> {
  for (const { name, prevents, sql, expected } of CHECKS) {
    const rows = (await connection.runAndReadAll(sql)).getRows();
    const found = String(rows[0]?.[0] ?? "");
    if (found === expected) continue;
    throw new BayanError("territory_check", {
      fr: `Territoire : ${name} : ${found}, attendu ${expected}.`,
      ar: `التراب: ${name}: ${found}، والمنتظر ${expected}.`,
      en: `Territory: ${name}: ${found}, expected ${expected} (prevents ${prevents}).`,
    });
  }
}
