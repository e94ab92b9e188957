/** Lower bounds of the DGCT's population segments, inhabitants; a bound belongs to the segment above it. */
export const SEGMENTS = [
  { segment: "lt_15k", from: 0 },
  { segment: "15k_50k", from: 15_000 },
  { segment: "50k_100k", from: 50_000 },
  { segment: "100k_250k", from: 100_000 },
  { segment: "gt_250k", from: 250_000 },
] as const;

/** The DGCT's own counts, on the census of 2014. */
export const SEGMENTS_2014 = {
  lt_15k: 1066,
  "15k_50k": 356,
  "50k_100k": 45,
  "100k_250k": 23,
  gt_250k: 7,
  arrondissements: 6,
} as const;

/**
 * Segment of each commune on each census: its legal population against the bounds, except that the communes à
 * arrondissements stand apart whatever their size. Mijik, Lagouira, Aghouinite and Zoug have no count in 2014
 * and belong to the smallest segment: with them there the published figures come out (1,066; 1,062 without).
 */
export function segmentSql(unit: string, census: string): string {
  const steps = SEGMENTS.toReversed()
    .map(({ segment, from }) => `WHEN coalesce(c.population, 0) >= ${from} THEN '${segment}'`)
    .join(" ");
  return `
  SELECT u.code, y.census_year, CASE WHEN a.code IS NOT NULL THEN 'arrondissements' ${steps} END AS segment
  FROM (SELECT code FROM ${unit} WHERE level = 'commune') AS u
  CROSS JOIN (SELECT unnest([2014, 2024]) AS census_year) AS y
  LEFT JOIN ${census} AS c ON c.code = u.code AND c.census_year = y.census_year
  LEFT JOIN (SELECT DISTINCT parent_code AS code FROM ${unit} WHERE level = 'arrondissement') AS a ON a.code = u.code`;
}
