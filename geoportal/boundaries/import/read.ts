import { extname } from "node:path";
import type { DuckDBConnection } from "@duckdb/node-api";
import { ident, literal } from "#warehouse/quote.ts";
import type { Fault, FaultKind } from "./faults.ts";

/** Forms of files that are taken, by their ending; GDAL reads the others than Parquet. */
const READERS: Readonly<Record<string, (path: string) => string>> = {
  ".geojson": (path) => `st_read(${literal(path)})`,
  ".json": (path) => `st_read(${literal(path)})`,
  ".topojson": (path) => `st_read(${literal(path)})`,
  ".gpkg": (path) => `st_read(${literal(path)})`,
  ".shp": (path) => `st_read(${literal(path)})`,
  ".zip": (path) => `st_read(${literal(`/vsizip/${path}`)})`,
  ".parquet": (path) => `read_parquet(${literal(path)})`,
};
export const FORMS = Object.keys(READERS);

/** Fields that a code is looked for in, when none is named. */
const KEYS = [
  "code",
  "code_hcp",
  "hcp_code",
  "code_commune",
  "code_com",
  "cod_com",
  "codecommune",
  "code_province",
  "code_region",
];
const GEOMETRIES = ["geom", "geometry", "wkb_geometry"];
/** Projected systems whose coordinates cannot be taken for degrees. */
const KNOWN_CRS = new Set([4326, 3857, 26191, 26192, 26194, 26195]);
/** Degrees: the country and its margin. */
const COUNTRY = { west: -18, south: 20, east: 0, north: 37 };

export interface ReadOptions {
  readonly file: string;
  readonly key: string | null;
  /** EPSG number, where the file does not say it. */
  readonly crs: number | null;
}

const fault = (kind: FaultKind, detail = ""): Fault => ({ kind, code: null, at: null, detail });

/** Reads a file into table `given` (raw, geom), in degrees. What is wrong with it as a whole, none when it is read. */
export async function readGiven(
  connection: DuckDBConnection,
  options: ReadOptions,
): Promise<readonly Fault[]> {
  const { file } = options;
  const reader = READERS[extname(file).toLowerCase()];
  if (reader === undefined) return [fault("unreadable", `${extname(file)}: ${FORMS.join(" ")}`)];
  let columns: readonly { readonly name: string; readonly type: string }[];
  try {
    const described = await connection.runAndReadAll(`DESCRIBE SELECT * FROM ${reader(file)}`);
    columns = described
      .getRowObjectsJson()
      .map((row) => ({ name: String(row.column_name), type: String(row.column_type) }));
  } catch (error) {
    return [
      fault("unreadable", error instanceof Error ? (error.message.split("\n")[0] ?? "") : String(error)),
    ];
  }
  const lower = new Map(columns.map(({ name }) => [name.toLowerCase(), name]));
  const wanted = options.key === null ? KEYS : [options.key.toLowerCase()];
  const key = wanted.map((name) => lower.get(name)).find((name) => name !== undefined);
  if (key === undefined) return [fault("no_key", columns.map(({ name }) => name).join(", "))];
  const shape = columns.find(
    ({ name, type }) => type.startsWith("GEOMETRY") || GEOMETRIES.includes(name.toLowerCase()),
  );
  if (shape === undefined) return [fault("unreadable", "geometry")];
  const geom = shape.type.startsWith("BLOB") ? `st_geomfromwkb(${ident(shape.name)})` : ident(shape.name);
  try {
    await connection.run(`CREATE OR REPLACE TEMP TABLE given AS
      SELECT trim(${ident(key)}::VARCHAR) AS raw, st_force2d(${geom}) AS geom FROM ${reader(file)}`);
  } catch (error) {
    return [
      fault("unreadable", error instanceof Error ? (error.message.split("\n")[0] ?? "") : String(error)),
    ];
  }
  const crs = options.crs ?? (await crsOf(connection, file));
  if (crs !== null && !KNOWN_CRS.has(crs)) return [fault("unknown_crs", `EPSG:${crs}`)];
  if (crs !== null && crs !== 4326)
    await connection.run(`CREATE OR REPLACE TEMP TABLE given AS
      SELECT raw, st_transform(geom, 'EPSG:${crs}', 'EPSG:4326', always_xy := true) AS geom FROM given`);
  return await placed(connection);
}

async function crsOf(connection: DuckDBConnection, file: string): Promise<number | null> {
  if (extname(file).toLowerCase() === ".parquet") return null;
  const path = extname(file).toLowerCase() === ".zip" ? `/vsizip/${file}` : file;
  const meta = await connection.runAndReadAll(
    `SELECT layers[1].geometry_fields[1].crs.auth_code AS code FROM st_read_meta(${literal(path)})`,
  );
  const code = Number(meta.getRowObjectsJson()[0]?.code);
  return Number.isInteger(code) && code > 0 ? code : null;
}

/** Whether what was read lies where the country does. */
async function placed(connection: DuckDBConnection): Promise<readonly Fault[]> {
  const found = await connection.runAndReadAll(`
    SELECT min(st_xmin(geom)) AS west, min(st_ymin(geom)) AS south, max(st_xmax(geom)) AS east, max(st_ymax(geom)) AS north
    FROM given WHERE NOT st_isempty(geom)`);
  const row = found.getRowObjectsJson()[0];
  const [west, south, east, north] = ["west", "south", "east", "north"].map((side) =>
    Number(row?.[side] ?? Number.NaN),
  );
  if (
    west === undefined ||
    south === undefined ||
    east === undefined ||
    north === undefined ||
    Number.isNaN(west)
  )
    return [fault("empty")];
  const box = [west, south, east, north].map((part) => part.toFixed(2)).join(", ");
  const inside = (x0: number, y0: number, x1: number, y1: number): boolean =>
    x0 >= COUNTRY.west && x1 <= COUNTRY.east && y0 >= COUNTRY.south && y1 <= COUNTRY.north;
  if (inside(west, south, east, north)) return [];
  if (inside(south, west, north, east)) return [fault("swapped_axes", box)];
  // Metres read as degrees: the file does not say which system it is in.
  return [Math.abs(west) > 180 || Math.abs(north) > 90 ? fault("unknown_crs", box) : fault("outside", box)];
}
