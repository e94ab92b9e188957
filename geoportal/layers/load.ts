import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { toFeatures } from "#geoportal/boundaries/index.ts";
import type { ReleaseHandle } from "#warehouse/release/types.ts";
import { CREDITS, type LayerCredit } from "./credits.ts";
import { LAYER_OF, type LayerFile, LEVELS, type Level, type Unit } from "./unit.ts";

/** One level's units, ready to draw. */
export interface Layer {
  readonly level: Level;
  readonly units: readonly Unit[];
  readonly byCode: ReadonlyMap<string, Unit>;
  /** Where its lines come from, and how true they are. */
  readonly credit: LayerCredit;
}
export type Layers = Readonly<Record<Level, Layer>>;

const isLayerFile = (value: unknown): value is LayerFile =>
  typeof value === "object" &&
  value !== null &&
  "type" in value &&
  value.type === "Topology" &&
  "metadata" in value;

function readLayer(dir: string, level: Level): Layer {
  const value: unknown = JSON.parse(readFileSync(join(dir, "geo", `${LAYER_OF[level]}.json`), "utf8"));
  if (!isLayerFile(value)) throw new Error(`layer: ${LAYER_OF[level]}.json is not one`);
  const units = toFeatures(value);
  const byCode = new Map(units.map((unit) => [unit.properties.code, unit]));
  return { level, units, byCode, credit: value.metadata };
}

const EMPTY = (level: Level): Layer => ({
  ...{ level, units: [], byCode: new Map() },
  credit: CREDITS[LAYER_OF[level]],
});

/** Releases whose layers stay decoded: the one served and the one before it. */
const KEPT = 2;
const cache = new Map<string, Layers>();

/** Reads the three layers of a release's folder; empty ones where it has no maps. */
export function readLayers(dir: string): Layers {
  const drawn = LEVELS.every((level) => existsSync(join(dir, "geo", `${LAYER_OF[level]}.json`)));
  const read = (level: Level): Layer => (drawn ? readLayer(dir, level) : EMPTY(level));
  return { region: read("region"), province: read("province"), commune: read("commune") };
}

/** The layers of a release, decoded once. A release made without maps has empty ones. */
export function layersOf(release: Pick<ReleaseHandle, "id" | "dir">): Layers {
  const key = `${release.id} ${release.dir}`;
  const known = cache.get(key);
  if (known !== undefined) return known;
  const layers = readLayers(release.dir);
  cache.set(key, layers);
  for (const old of [...cache.keys()].slice(0, -KEPT)) cache.delete(old);
  return layers;
}
