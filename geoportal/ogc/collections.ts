import { CREDITS, HCP_CREDIT } from "#geoportal/layers/credits.ts";
import type { Layers } from "#geoportal/layers/load.ts";
import { LAYER_OF, LEVELS, type Level } from "#geoportal/layers/unit.ts";
import type { Text } from "#warehouse/text.ts";

export const TITLES: Readonly<Record<Level, Text>> = {
  region: { fr: "Régions", ar: "الجهات", en: "Regions" },
  province: { fr: "Préfectures et provinces", ar: "العمالات والأقاليم", en: "Prefectures and provinces" },
  commune: {
    fr: "Communes (limites indicatives)",
    ar: "الجماعات (حدود إرشادية)",
    en: "Communes (indicative boundaries)",
  },
};

export const CRS84 = "http://www.opengis.net/def/crs/OGC/1.3/CRS84";
export const GEOJSON = "application/geo+json";
export const MVT = "application/vnd.mapbox-vector-tile";

export interface Link {
  readonly href: string;
  readonly rel: string;
  readonly type: string;
  readonly title?: string;
  readonly templated?: true;
}

export type Box = readonly [west: number, south: number, east: number, north: number];

/** The level that a collection's id names, or null. */
export const levelOf = (id: string | undefined): Level | null =>
  LEVELS.find((level) => LAYER_OF[level] === id) ?? null;

/** Smallest box around a set of polygons' coordinates. */
export function boxOf(coordinates: unknown, box: Box = [180, 90, -180, -90]): Box {
  if (!Array.isArray(coordinates)) return box;
  const [x, y] = coordinates;
  if (typeof x === "number" && typeof y === "number") {
    return [Math.min(box[0], x), Math.min(box[1], y), Math.max(box[2], x), Math.max(box[3], y)];
  }
  return coordinates.reduce<Box>((found, item) => boxOf(item, found), box);
}

/** What OGC API Features says of one collection. */
export function describe(base: string, level: Level, layers: Layers) {
  const id = LAYER_OF[level];
  const at = `${base}/ogc/collections/${id}`;
  const links: Link[] = [
    { href: at, rel: "self", type: "application/json" },
    { href: `${at}/items`, rel: "items", type: GEOJSON, title: TITLES[level].en },
    {
      href: `${at}/tiles`,
      rel: "http://www.opengis.net/def/rel/ogc/1.0/tilesets-vector",
      type: "application/json",
    },
  ];
  const box = layers[level].units.reduce<Box>(
    (found, unit) => boxOf(unit.geometry.coordinates, found),
    [180, 90, -180, -90],
  );
  return {
    id,
    title: TITLES[level].fr,
    description: `${CREDITS[level === "commune" ? "communes" : "provinces"].credit.fr}. ${HCP_CREDIT.fr}.`,
    attribution: CREDITS[id].credit.fr,
    precision: CREDITS[id].precision,
    license: CREDITS[id].licence,
    itemType: "feature",
    crs: [CRS84],
    extent: { spatial: { bbox: [box], crs: CRS84 } },
    links,
  };
}
