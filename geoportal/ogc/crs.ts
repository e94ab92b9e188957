import proj4 from "proj4";

export const CRS84 = "http://www.opengis.net/def/crs/OGC/1.3/CRS84";
const EPSG = "http://www.opengis.net/def/crs/EPSG/0/";

interface Crs {
  readonly uri: string;
  /** How a longitude and latitude are written in it. */
  readonly from: (lon: number, lat: number) => readonly [number, number];
  readonly to: (x: number, y: number) => readonly [number, number];
}

/** Merchich, Lambert conformal conic, the country's four zones from north to south; datum shift of EPSG operation 1165 (accuracy 7 m). */
const LAMBERT: Readonly<Record<number, string>> = {
  26191: "+proj=lcc +lat_1=33.3 +lat_0=33.3 +lon_0=-5.4 +k_0=0.999625769 +x_0=500000 +y_0=300000",
  26192: "+proj=lcc +lat_1=29.7 +lat_0=29.7 +lon_0=-5.4 +k_0=0.999615596 +x_0=500000 +y_0=300000",
  26194: "+proj=lcc +lat_1=26.1 +lat_0=26.1 +lon_0=-5.4 +k_0=0.999616304 +x_0=1200000 +y_0=400000",
  26195: "+proj=lcc +lat_1=22.5 +lat_0=22.5 +lon_0=-5.4 +k_0=0.999616437 +x_0=1500000 +y_0=400000",
};
const MERCHICH = "+ellps=clrk80ign +towgs84=31,146,47,0,0,0,0 +units=m +no_defs";

/** proj4's text of a projected reference system that is known here; null for others. */
export function projText(code: number): string | null {
  if (code === 3857) return "EPSG:3857";
  const zone = LAMBERT[code];
  return zone === undefined ? null : `${zone} ${MERCHICH}`;
}

function projected(code: number): Crs {
  const converter = proj4("EPSG:4326", projText(code) ?? "EPSG:3857");
  const pair = ([x = 0, y = 0]: number[]): readonly [number, number] => [x, y];
  return {
    uri: `${EPSG}${code}`,
    from: (lon, lat) => pair(converter.forward([lon, lat]).map((part) => Math.round(part * 100) / 100)),
    to: (x, y) => pair(converter.inverse([x, y])),
  };
}

const same = (x: number, y: number): readonly [number, number] => [x, y];
const swapped = (x: number, y: number): readonly [number, number] => [y, x];

/** Reference systems that features come in and boxes are read in; the first is the one that they are kept in. */
export const SYSTEMS: readonly Crs[] = [
  { uri: CRS84, from: same, to: same },
  // EPSG writes latitude first.
  { uri: `${EPSG}4326`, from: swapped, to: swapped },
  ...[3857, ...Object.keys(LAMBERT).map(Number)].map(projected),
];

export const crsOf = (uri: string): Crs | null => SYSTEMS.find((system) => system.uri === uri) ?? null;

/** Coordinates of any depth, rewritten. */
export function reproject(coordinates: unknown, by: Crs["from"]): unknown {
  if (!Array.isArray(coordinates)) return coordinates;
  const [x, y] = coordinates;
  return typeof x === "number" && typeof y === "number"
    ? [...by(x, y)]
    : coordinates.map((part) => reproject(part, by));
}
