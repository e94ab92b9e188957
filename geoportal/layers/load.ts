import { existsSync, readdirSync, readFileSync } from "node:fs";
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
  /** Day that other lines took the place of these; null for those that hold at the release's end. */
  readonly before: string | null;
}
export type Layers = Readonly<Record<Level, Layer>>;

const isLayerFile = (value: unknown): value is LayerFile =>
  typeof value === "object" &&
  value !== null &&
  "type" in value &&
  value.type === "Topology" &&
  "metadata" in value;

/** File of the lines that held until a day, in a release's folder `geo`. */
export const earlierName = (layer: string, before: string): string => `${layer}.before-${before}.json`;

function readLayer(dir: string, level: Level, before: string | null): Layer {
  const name = before === null ? `${LAYER_OF[level]}.json` : earlierName(LAYER_OF[level], before);
  const value: unknown = JSON.parse(readFileSync(join(dir, "geo", name), "utf8"));
  if (!isLayerFile(value)) throw new Error(`layer: ${name} is not one`);
  const units = toFeatures(value);
  const byCode = new Map(units.map((unit) => [unit.properties.code, unit]));
  return { level, units, byCode, credit: value.metadata, before };
}

const EMPTY = (level: Level): Layer => ({
  ...{ level, units: [], byCode: new Map(), before: null },
  credit: CREDITS[LAYER_OF[level]],
});

/** Days that the earlier lines of a level held until, earliest first. */
function daysOf(dir: string, level: Level): string[] {
  const start = `${LAYER_OF[level]}.before-`;
  return readdirSync(join(dir, "geo"))
    .filter((name) => name.startsWith(start))
    .map((name) => name.slice(start.length, -".json".length))
    .sort();
}

/** A release's lines: today's by level, and those of a month where others held then. */
interface Kept {
  readonly now: Layers;
  readonly days: Readonly<Record<Level, readonly string[]>>;
  readonly earlier: Map<string, Layers>;
}

/** Releases whose layers stay decoded: the one served and the one before it. */
const KEPT = 2;
const cache = new Map<string, Kept>();

/** Reads the three layers of a release's folder; empty ones where it has no maps. */
export function readLayers(dir: string): Layers {
  const drawn = isDrawn(dir);
  const read = (level: Level): Layer => (drawn ? readLayer(dir, level, null) : EMPTY(level));
  return { region: read("region"), province: read("province"), commune: read("commune") };
}

const isDrawn = (dir: string): boolean =>
  LEVELS.every((level) => existsSync(join(dir, "geo", `${LAYER_OF[level]}.json`)));

function keptOf({ id, dir }: Pick<ReleaseHandle, "id" | "dir">): Kept {
  const key = `${id} ${dir}`;
  const known = cache.get(key);
  if (known !== undefined) return known;
  const drawn = isDrawn(dir);
  const days = (level: Level): readonly string[] => (drawn ? daysOf(dir, level) : []);
  const kept: Kept = {
    now: readLayers(dir),
    days: { region: days("region"), province: days("province"), commune: days("commune") },
    earlier: new Map(),
  };
  cache.set(key, kept);
  for (const old of [...cache.keys()].slice(0, -KEPT)) cache.delete(old);
  return kept;
}

/**
 * The layers of a release, decoded once. A release made without maps has empty ones.
 *
 * @param month `2022-12` for the lines that held at its end; null for those of the release's last month
 */
export function layersOf(release: Pick<ReleaseHandle, "id" | "dir">, month: string | null = null): Layers {
  const { now, days, earlier } = keptOf(release);
  if (month === null) return now;
  // The first change that came after the month: its file holds what stood until then.
  const before = (level: Level): string | undefined => days[level].find((day) => day.slice(0, 7) > month);
  const key = LEVELS.map((level) => before(level) ?? "").join(" ");
  if (key.trim() === "") return now;
  const known = earlier.get(key);
  if (known !== undefined) return known;
  const read = (level: Level): Layer => {
    const day = before(level);
    return day === undefined ? now[level] : readLayer(release.dir, level, day);
  };
  const layers = { region: read("region"), province: read("province"), commune: read("commune") };
  earlier.set(key, layers);
  return layers;
}
