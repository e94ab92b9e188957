import { type Layer, layersOf } from "#geoportal/layers/load.ts";
import { LEVELS } from "#geoportal/layers/unit.ts";
import type { Context } from "#warehouse/surface.ts";
import { type Address, prepareLines } from "./lines.ts";

/** Zooms that a map of the country begins with. */
const FIRST_ZOOMS = [4, 5];

/** Tiles of the first zooms that hold a unit's point. */
export function firstTiles({ units }: Layer): readonly Address[] {
  const found = new Map<string, Address>();
  for (const { x: lon, y: lat } of units.map(({ properties }) => properties)) {
    const phi = (lat * Math.PI) / 180;
    for (const z of FIRST_ZOOMS) {
      const side = 2 ** z;
      const x = Math.floor(((lon + 180) / 360) * side);
      const y = Math.floor(((1 - Math.log(Math.tan(phi) + 1 / Math.cos(phi)) / Math.PI) / 2) * side);
      found.set(`${z}/${x}/${y}`, { z, x, y });
    }
  }
  return [...found.values()];
}

/**
 * Has the spatial engine, the release's lines and their first tiles there: loading the engine and cutting the lines takes
 * seconds of a core, which no reader's request should wait for. A reader who comes sooner does the same work once.
 */
export async function prepareTiles(ctx: Pick<Context, "release">): Promise<void> {
  const handle = await ctx.release();
  try {
    const layers = layersOf(handle);
    for (const level of LEVELS) await prepareLines(layers[level], firstTiles(layers[level]));
  } finally {
    handle.release();
  }
}
