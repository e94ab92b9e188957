import { type CensusPackage, csv } from "./files.ts";

/**
 * The day from which the present codes hold. The census package says that communes were renumbered in 2015,
 * not on which day: the first of that year, so that every fact of the warehouse finds its unit.
 */
export const VALID_FROM = "2015-01-01";

/** Units of the present territory, one row each; nation, 12 regions, 75 + 8, 1,503 communes, 41 arrondissements. */
export function unitSql(pkg: CensusPackage): string {
  const common = `DATE '${VALID_FROM}' AS valid_from, NULL::DATE AS valid_to`;
  return `
  SELECT 'MA' AS code, 'nation' AS level, 'nation' AS kind, 'Maroc' AS name_fr, 'المغرب' AS name_ar,
    'Morocco' AS name_en, NULL::VARCHAR AS parent_code, NULL::VARCHAR AS region_code,
    NULL::VARCHAR AS province_code, NULL::VARCHAR AS commune_code, false AS has_council, NULL::BOOLEAN AS urban, ${common}
  UNION ALL BY NAME
  SELECT code, 'region' AS level, 'region' AS kind, name_fr, name_ar, name_fr AS name_en, 'MA' AS parent_code,
    code AS region_code, true AS has_council, ${common}
  FROM ${csv(pkg.file("attributes/regions"))}
  UNION ALL BY NAME
  -- A préfecture d'arrondissements has a governor and no council: it stands inside its prefecture, not beside it.
  SELECT code, 'province' AS level,
    CASE type WHEN 'prefecture_of_arrondissements' THEN 'prefecture_arrondissements' ELSE type END AS kind,
    name_fr, name_ar, name_fr AS name_en,
    CASE type WHEN 'prefecture_of_arrondissements' THEN left(code, 6) ELSE region_code END AS parent_code,
    region_code, CASE type WHEN 'prefecture_of_arrondissements' THEN left(code, 6) ELSE code END AS province_code,
    CASE type WHEN 'prefecture_of_arrondissements' THEN left(code, 10) || '0' END AS commune_code,
    type <> 'prefecture_of_arrondissements' AS has_council, ${common}
  FROM ${csv(pkg.file("attributes/provinces"))}
  UNION ALL BY NAME
  SELECT code, 'commune' AS level, 'commune' AS kind, name_fr, name_ar, name_fr AS name_en,
    province_code AS parent_code, region_code, province_code, code AS commune_code, true AS has_council,
    type = 'urban' AS urban, ${common}
  FROM ${csv(pkg.file("attributes/communes"))}
  UNION ALL BY NAME
  SELECT a.code, 'arrondissement' AS level, 'arrondissement' AS kind, a.name_fr, a.name_ar, a.name_fr AS name_en,
    a.commune_code AS parent_code, c.region_code, c.province_code, a.commune_code, false AS has_council,
    true AS urban, ${common}
  FROM ${csv(pkg.file("attributes/arrondissements"))} AS a
  JOIN ${csv(pkg.file("attributes/communes"))} AS c ON c.code = a.commune_code`;
}

/** Every unit with every unit above it, itself included; needs the relation `unit`. */
export function ancestorSql(unit: string): string {
  return `
  WITH RECURSIVE edge AS (
    SELECT code AS unit_code, parent_code, valid_from, valid_to FROM ${unit} WHERE parent_code IS NOT NULL
    UNION ALL
    -- An arrondissement of Casablanca answers to its commune and, beside it, to a governor.
    SELECT a.code, p.code, a.valid_from, a.valid_to FROM ${unit} AS a
    JOIN ${unit} AS p ON p.kind = 'prefecture_arrondissements' AND left(p.code, 11) = left(a.code, 11)
    WHERE a.kind = 'arrondissement'
  ), closure AS (
    SELECT code AS unit_code, code AS ancestor_code, 0 AS depth, valid_from, valid_to FROM ${unit}
    UNION ALL
    SELECT c.unit_code, e.parent_code, c.depth + 1, greatest(c.valid_from, e.valid_from), least(c.valid_to, e.valid_to)
    FROM closure AS c JOIN edge AS e ON e.unit_code = c.ancestor_code
  )
  SELECT unit_code, ancestor_code, min(depth)::INTEGER AS depth, max(valid_from) AS valid_from, min(valid_to) AS valid_to
  FROM closure GROUP BY unit_code, ancestor_code`;
}

/** Communes renumbered in 2015: the present code, the former one, and how the two were matched. */
export function crosswalkSql(pkg: CensusPackage): string {
  return `
  SELECT code_2024, code_2014, name_2024 AS name_fr_2024, name_2014 AS name_fr_2014, name_ar_2024, name_ar_2014,
    method, normalised_name_match = 'true' AS same_name, population_2024::BIGINT AS population_2024,
    population_2014::BIGINT AS population_2014
  FROM ${csv(pkg.file("crosswalk/2014-2024"))}`;
}

/** Each unit's code and names over time: the present version of all, and the former one of those renumbered. */
export function versionSql(unit: string, crosswalk: string): string {
  return `
  SELECT code, 2 AS version, code AS code_then, name_fr, name_ar, parent_code, valid_from, valid_to FROM ${unit}
  UNION ALL
  SELECT u.code, 1, x.code_2014, x.name_fr_2014, x.name_ar_2014, u.parent_code, NULL::DATE, u.valid_from
  FROM ${crosswalk} AS x JOIN ${unit} AS u ON u.code = x.code_2024`;
}
