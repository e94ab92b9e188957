declare module "vt-pbf" {
  import type { LegacyTile } from "geojson-vt";
  /** Serialises tiles, one per layer name, as one vector tile; uncompressed. */
  export function fromGeojsonVt(
    layers: Readonly<Record<string, LegacyTile>>,
    options?: { readonly version?: 1 | 2; readonly extent?: number },
  ): Uint8Array;
}
