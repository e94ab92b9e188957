import { createHash } from "node:crypto";
import { gzipSync } from "node:zlib";
import type { FeatureCollection } from "geojson";
import GeoJSONVT from "geojson-vt";
import { fromGeojsonVt } from "vt-pbf";
import type { Layer } from "#geoportal/layers/load.ts";
import type { Unit } from "#geoportal/layers/unit.ts";

/** Deepest zoom with tiles of its own; browsers stretch them beyond, since the lines hold no more detail. */
export const MAX_ZOOM = 10;
/** Layers of every tile: areas, and one point a unit for its label. */
export const TILE_LAYERS = { areas: "units", labels: "labels" } as const;

/** A gzipped vector tile, and what names its bytes. */
export interface Tile {
  readonly bytes: Buffer;
  readonly etag: string;
}
export interface TileIndex {
  /** Null where the tile is empty. */
  tile(z: number, x: number, y: number): Tile | null;
}

/** Cuts a layer into vector tiles in memory: one index for areas, one for labels. Figures are never in a tile. */
export function tileIndex(layer: Layer): TileIndex {
  const options = {
    maxZoom: MAX_ZOOM,
    indexMaxZoom: 5,
    indexMaxPoints: 0,
    extent: 4096,
    buffer: 64,
    tolerance: 3,
  };
  const areas = new GeoJSONVT(
    collection(layer.units, (unit) => unit.geometry),
    options,
  );
  const labels = new GeoJSONVT(
    collection(layer.units, ({ properties: { x, y } }) => ({ type: "Point", coordinates: [x, y] })),
    options,
  );
  const made = new Map<string, Tile>();
  return {
    tile(z, x, y) {
      const key = `${z}/${x}/${y}`;
      const known = made.get(key);
      if (known !== undefined) return known;
      const area = areas.getTile(z, x, y);
      const label = labels.getTile(z, x, y);
      // Empty tiles are not kept: there is no end of them.
      if (area === null && label === null) return null;
      const bytes = gzipSync(
        fromGeojsonVt(
          {
            ...(area === null ? {} : { [TILE_LAYERS.areas]: area }),
            ...(label === null ? {} : { [TILE_LAYERS.labels]: label }),
          },
          { version: 2 },
        ),
      );
      // Named once: hashing a country's tile anew takes longer than sending it.
      const tile = {
        bytes,
        etag: `"${createHash("sha256").update(bytes).digest("base64url").slice(0, 22)}"`,
      };
      made.set(key, tile);
      return tile;
    },
  };
}

function collection(
  units: readonly Unit[],
  geometry: (unit: Unit) => FeatureCollection["features"][number]["geometry"],
): FeatureCollection {
  return {
    type: "FeatureCollection",
    features: units.map((unit) => {
      const { code, name_fr, name_ar, region, province } = unit.properties;
      return {
        type: "Feature",
        properties: { code, name_fr, name_ar, region, province },
        geometry: geometry(unit),
      };
    }),
  };
}
