import type { Layer, Layers } from "#geoportal/layers/load.ts";
import { LAYER_OF, type Level } from "#geoportal/layers/unit.ts";
import { MAX_ZOOM, TILE_LAYERS, type TileIndex, tileIndex } from "#geoportal/tiles/index.ts";
import { type Link, MVT, TITLES } from "./collections.ts";
import { CRS84 } from "./crs.ts";

/** The one grid that tiles come in. */
export const GRID = "WebMercatorQuad";
const GRID_URI = `http://www.opengis.net/def/tilematrixset/OGC/1.0/${GRID}`;

const indexes = new WeakMap<Layer, TileIndex>();

/** The index of a level, cut on first use and kept as long as its lines are. */
export function indexOf(layers: Layers, level: Level): TileIndex {
  const layer = layers[level];
  const index = indexes.get(layer) ?? tileIndex(layer);
  indexes.set(layer, index);
  return index;
}

/**
 * Path of a level's tiles with the placeholders that MapLibre knows; rows stand before columns, as OGC wants.
 *
 * @param layer lines that are drawn: where others have taken their place, the path names a month in which they held
 */
export const tilePath = (level: Level, layer?: Layer): string =>
  `/ogc/collections/${LAYER_OF[level]}/tiles/${GRID}/{z}/{y}/{x}${
    layer === undefined || layer.before === null ? "" : `?datetime=${monthBefore(layer.before)}-01`
  }`;

/** The last month that began before a day's own: lines that held until that day held at its end. */
function monthBefore(day: string): string {
  const [year = 0, month = 1] = day.split("-").map(Number);
  return month === 1 ? `${year - 1}-12` : `${year}-${String(month - 1).padStart(2, "0")}`;
}

export function tilesets(base: string, level: Level) {
  const at = `${base}/ogc/collections/${LAYER_OF[level]}/tiles`;
  return {
    links: [{ href: at, rel: "self", type: "application/json" }] satisfies Link[],
    tilesets: [tilesetSummary(base, level)],
  };
}

function tilesetSummary(base: string, level: Level) {
  const at = `${base}/ogc/collections/${LAYER_OF[level]}/tiles/${GRID}`;
  const links: Link[] = [
    { href: at, rel: "self", type: "application/json" },
    { href: GRID_URI, rel: "http://www.opengis.net/def/rel/ogc/1.0/tiling-scheme", type: "application/json" },
    { href: `${at}/{tileMatrix}/{tileRow}/{tileCol}`, rel: "item", type: MVT, templated: true },
  ];
  return { title: TITLES[level].fr, dataType: "vector", crs: CRS84, tileMatrixSetURI: GRID_URI, links };
}

export const tileset = (base: string, level: Level) => ({
  ...tilesetSummary(base, level),
  layers: Object.values(TILE_LAYERS).map((id) => ({ id, dataType: "vector" })),
});

/** What MapLibre and QGIS read to use the tiles. */
export const tileJson = (base: string, level: Level) => ({
  tilejson: "3.0.0",
  name: TITLES[level].fr,
  scheme: "xyz",
  tiles: [`${base}${tilePath(level)}`],
  minzoom: 0,
  maxzoom: MAX_ZOOM,
  vector_layers: Object.values(TILE_LAYERS).map((id) => ({
    id,
    fields: { code: "String", name_fr: "String", name_ar: "String", region: "String", province: "String" },
  })),
});
