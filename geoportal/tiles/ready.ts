import { type Layer, layersOf } from "#geoportal/layers/load.ts";
import { LEVELS } from "#geoportal/layers/unit.ts";
import type { Context } from "#warehouse/surface.ts";
import { type Address, prepareLines } from "./lines.ts";

/** Zooms that a map of the country begins with. */
const FIRST_ZOOMS = [4, 5];
/** How long a server answers before it prepares tiles, and how often it looks whether the release is another. */
const AFTER_MS = 15_000;
const EVERY_MS = 60_000;

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

/** Has the spatial engine, the release's lines and their first tiles there. @returns the id of the release that is ready */
export async function prepareTiles(ctx: Pick<Context, "release">, known: string | null): Promise<string> {
  const handle = await ctx.release();
  try {
    if (handle.id === known) return known;
    const layers = layersOf(handle);
    for (const level of LEVELS) await prepareLines(layers[level], firstTiles(layers[level]));
    return handle.id;
  } finally {
    handle.release();
  }
}

/**
 * Prepares the tiles with figures of each release that is served, some time after the server's first pages: loading the
 * spatial engine and cutting the lines takes seconds of a core, which no reader's request should wait for. A reader who
 * comes sooner does the same work once. The timers hold no process up.
 */
export function keepTilesReady(ctx: Pick<Context, "release" | "log">): void {
  let ready: string | null = null;
  const again = (wait: number): void => {
    setTimeout(look, wait).unref();
  };
  const look = (): void => {
    prepareTiles(ctx, ready)
      .then(
        (id) => {
          ready = id;
        },
        // No release yet, or one without maps: who asks for a tile is told the fault.
        (error: unknown) => ctx.log.debug({ err: error }, "tiles not prepared"),
      )
      .finally(() => again(EVERY_MS));
  };
  again(AFTER_MS);
}
