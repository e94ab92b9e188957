import { ident, literal } from "#warehouse/quote.ts";
import { type CensusPackage, csv, FIELDS, type FieldsName, type TableName } from "./files.ts";

/** The nation has no code in the census files. */
const CODE = "CASE level WHEN 'country' THEN 'MA' ELSE code END";
/** Percentages of the source as ratios from 0 to 1; a decimal text divided by ten twice keeps its digits. */
const ratio = (column: string, name: string) => `(${column}::DECIMAL(12,6) / 100)::DECIMAL(9,6) AS ${name}`;

/**
 * One row per unit and census: the measures that other rooms join most. Population is the legal one.
 * The 2014 census published the six cities by arrondissement: their population comes with the commune list,
 * their households are the sum of their arrondissements, and their 2014 rates stay empty.
 * Four communes were not counted in 2014.
 */
export function censusSql(pkg: CensusPackage): string {
  const people = (year: "" | "2014") =>
    `(SELECT ${CODE} AS unit, * FROM ${csv(pkg.file(`indicators${year}/people`))}
      WHERE area = 'total' AND sex = 'all' AND level NOT IN ('cercle', 'urbanCentre'))`;
  const households = (year: "" | "2014") =>
    `(SELECT ${CODE} AS unit, * FROM ${csv(pkg.file(`indicators${year}/households`))}
      WHERE area = 'total' AND level NOT IN ('cercle', 'urbanCentre'))`;
  const rates = `
    ${ratio("h.amenities_electricity", "electricity_rate")},
    ${ratio("h.amenities_running_water", "running_water_rate")},
    ${ratio("h.wastewater_public_sewer", "sewer_rate")},
    ${ratio("p.illiteracy_rate_10_plus", "illiteracy_rate")},
    ${ratio("p.labour_activity_rate", "activity_rate")},
    ${ratio("p.labour_unemployment_rate", "unemployment_rate")},
    h.households_average_size::DECIMAL(9,2) AS household_size,
    h.households_distance_to_paved_road_km::DECIMAL(9,2) AS paved_road_distance_km`;
  return `
  SELECT p.unit AS code, 2024 AS census_year, DATE '2024-09-01' AS reference_date,
    p.population_legal::BIGINT AS population, h.households_count::BIGINT AS households, ${rates},
    d.dwellings_total::BIGINT AS urban_dwellings, ${ratio("d.dwellings_deficit_rate", "dwelling_deficit_rate")},
    e.establishments_total::BIGINT AS establishments, e.establishments_jobs::BIGINT AS business_jobs
  FROM ${people("")} AS p
  JOIN ${households("")} AS h ON h.unit = p.unit
  LEFT JOIN (SELECT ${CODE} AS unit, * FROM ${csv(pkg.file("housing/dwellings"))}) AS d ON d.unit = p.unit
  LEFT JOIN (SELECT ${CODE} AS unit, * FROM ${csv(pkg.file("economy/establishments"))}) AS e ON e.unit = p.unit
  UNION ALL BY NAME
  SELECT p.unit AS code, 2014 AS census_year, NULL::DATE AS reference_date,
    CASE WHEN h.unit IS NOT NULL THEN p.population_legal::BIGINT END AS population,
    h.households_count::BIGINT AS households, ${rates}
  FROM ${people("2014")} AS p LEFT JOIN ${households("2014")} AS h ON h.unit = p.unit
  UNION ALL BY NAME
  SELECT c.code, 2014 AS census_year, NULL::DATE AS reference_date, c.population_2014::BIGINT AS population,
    sum(h.households_count::BIGINT)::BIGINT AS households
  FROM ${csv(pkg.file("attributes/communes"))} AS c
  JOIN ${csv(pkg.file("attributes/arrondissements"))} AS a ON a.commune_code = c.code
  JOIN ${households("2014")} AS h ON h.unit = a.code
  GROUP BY c.code, c.population_2014`;
}

interface Subject {
  readonly fields: FieldsName;
  readonly file: TableName;
  readonly year: number;
  readonly area: string;
  readonly sex: string;
}
const SUBJECTS: readonly Subject[] = [
  { fields: "indicators.people", file: "indicators/people", year: 2024, area: "area", sex: "sex" },
  { fields: "indicators.households", file: "indicators/households", year: 2024, area: "area", sex: "'all'" },
  { fields: "indicators2014.people", file: "indicators2014/people", year: 2014, area: "area", sex: "sex" },
  {
    fields: "indicators2014.households",
    file: "indicators2014/households",
    year: 2014,
    area: "area",
    sex: "'all'",
  },
  { fields: "economy.fields", file: "economy/establishments", year: 2024, area: "'total'", sex: "'all'" },
  { fields: "housing.fields", file: "housing/dwellings", year: 2024, area: "'urban'", sex: "'all'" },
];
const subjectOf = (name: FieldsName): string => name.replace(/\.fields$|^indicators(2014)?\./g, "");

/** The dictionary: what each indicator measures, in HCP's own heading, with its unit and workbook. */
export function indicatorSql(pkg: CensusPackage): string {
  const rows = FIELDS.flatMap((name) => {
    const subject = SUBJECTS.find((entry) => entry.fields === name);
    const year = subject?.year ?? 0;
    return pkg
      .fields(name)
      .map(
        (field) =>
          `(${literal(field.column)}, ${year}, ${literal(subjectOf(name))}, ${literal(field.unit ?? "")}, ${literal(field.label)}, ${literal(field.heading)}, ${literal(pkg.sourceUrl(name))})`,
      );
  });
  return `SELECT indicator, census_year, subject, nullif(unit, '') AS unit, label_en, heading_fr, source_url
    FROM (VALUES ${rows.join(",\n")}) AS t(indicator, census_year, subject, unit, label_en, heading_fr, source_url)`;
}

/** Every published figure of the two censuses, long, as published (a percentage stays one: see `unit`), by unit and indicator. */
export function censusIndicatorSql(pkg: CensusPackage, unit: string, indicator: string): string {
  const parts = SUBJECTS.map(({ fields, file, year, area, sex }) => {
    const source = pkg.file(file);
    const known = new Set(pkg.fields(fields).map((field) => field.column));
    const columns = source.columns.filter((column) => known.has(column));
    const numbers = columns.map((column) => `${ident(column)}::DOUBLE AS ${ident(column)}`);
    return `SELECT code, place, ${year} AS census_year, area, sex, indicator, value FROM (
      SELECT u.code, u._row AS place, ${area} AS area, ${sex} AS sex, ${numbers.join(", ")}
      FROM ${csv(source)} AS f JOIN ${unit} AS u ON u.code = CASE f.level WHEN 'country' THEN 'MA' ELSE f.code END
      WHERE f.level NOT IN ('cercle', 'urbanCentre')
    ) UNPIVOT (value FOR indicator IN (${columns.map(ident).join(", ")}))`;
  });
  // One integer sorts 2.6 million rows four times as fast as five texts.
  return `SELECT i.code, i.census_year, i.area, i.sex, i.indicator, i.value, d.unit,
      i.place * 1000000 + d._row * 100 + list_position(['total', 'urban', 'rural'], i.area) * 10
        + list_position(['all', 'female', 'male'], i.sex) AS _key
    FROM (${parts.join(" UNION ALL ")}) AS i
    JOIN ${indicator} AS d ON d.indicator = i.indicator AND d.census_year = i.census_year`;
}
