import { mkdirSync, writeFileSync } from "node:fs";
import { Agent, get, type RequestOptions } from "node:http";
import { join } from "node:path";
import express from "express";
import { fakeContext } from "#dashboards/testing/context.ts";
import { layersOf } from "#geoportal/layers/load.ts";
import { boundsBy, METHODS } from "#geoportal/map/methods.ts";
import { ogcRouter } from "#geoportal/ogc/router.ts";
import { mapRelease } from "#geoportal/testing/release.ts";
import { tileIndex } from "#geoportal/tiles/index.ts";
import { systemClock } from "#warehouse/clock.ts";
import { launch } from "../e2e/browser.ts";
import { serveHome } from "../e2e/server.ts";
import { fixtureHome } from "../fixture/home.ts";
import { listen } from "../fixture/listen.ts";
import { firstMap, repaints } from "./map.ts";
import type { BenchContext, Figure } from "./run.ts";
import { percentile, told } from "./told.ts";

/** A place that every zoom's tile is taken at: the country's densest corner. */
const PLACE = { lon: -7.6, lat: 33.5 };
function tileAt(z: number): { z: number; x: number; y: number } {
  const n = 2 ** z;
  const phi = (PLACE.lat * Math.PI) / 180;
  return {
    z,
    x: Math.floor(((PLACE.lon + 180) / 360) * n),
    y: Math.floor(((1 - Math.log(Math.tan(phi) + 1 / Math.cos(phi)) / Math.PI) / 2) * n),
  };
}

/** Tiles that a map of the country asks for at first: zoom 5 between its corners. */
const FIRST_VIEW = { z: 5, columns: [14, 15], rows: [12, 13, 14] };

/**
 * The geoportal's bars: warm tiles over HTTP, their rate beside static ranges of one file by the same Express, what the
 * first view of 1,503 communes weighs, classing of all communes by each method; in a browser with software WebGL the
 * first map drawn, and a year's change beside a bare MapLibre page doing the same.
 */
export async function bench(ctx: BenchContext): Promise<readonly Figure[]> {
  mkdirSync(ctx.work, { recursive: true });
  const handle = await mapRelease();
  const index = tileIndex(layersOf(handle).commune);
  const zooms = [4, 5, 6, 7, 8, 9, 10].map(tileAt);
  const sizes = zooms.map(({ z, x, y }) => index.tile(z, x, y)?.bytes ?? Buffer.alloc(0));
  writeFileSync(join(ctx.work, "tiles.bin"), Buffer.concat(sizes));

  const app = express();
  app.use("/static", express.static(ctx.work));
  const { server, port, origin: publicUrl } = await listen(app);
  app.use(ogcRouter({ ...fakeContext([]), publicUrl, release: () => Promise.resolve(handle) }));
  const agent = new Agent({ keepAlive: true, maxSockets: 8 });
  const once = (options: RequestOptions): Promise<void> =>
    new Promise((resolve, reject) => {
      get({ host: "127.0.0.1", port, agent, ...options }, (answer) => {
        if ((answer.statusCode ?? 500) >= 400) reject(new Error(`bench: geo: ${answer.statusCode}`));
        answer.resume().on("end", resolve).on("error", reject);
      }).on("error", reject);
    });
  const path = ({ z, x, y }: ReturnType<typeof tileAt>): string =>
    `/ogc/collections/communes/tiles/WebMercatorQuad/${z}/${y}/${x}`;
  const timed = async (options: RequestOptions, rounds = 400): Promise<number[]> => {
    const times: number[] = [];
    for (let round = 0; round < rounds; round += 1) {
      const from = systemClock.ticks();
      await once(options);
      times.push(systemClock.ticks() - from);
    }
    return times.slice(rounds / 10);
  };
  const rate = async (options: RequestOptions, count = 3000): Promise<number> => {
    const from = systemClock.ticks();
    let left = count;
    const lane = async (): Promise<void> => {
      while (left > 0) {
        left -= 1;
        await once(options);
      }
    };
    await Promise.all(Array.from({ length: 8 }, lane));
    return count / ((systemClock.ticks() - from) / 1000);
  };
  try {
    const figures: Figure[] = [];
    for (const tile of zooms) {
      const bar = tile.z >= 8 ? 2 : 5;
      figures.push(
        told(
          `tile of communes at z${tile.z}, warm, p50`,
          percentile(await timed({ path: path(tile) }), 0.5),
          bar,
          1,
          "ms",
        ),
      );
    }
    for (const z of [5, 8] as const) {
      const at = zooms.findIndex((tile) => tile.z === z);
      const start = sizes.slice(0, at).reduce((sum, bytes) => sum + bytes.length, 0);
      const range = `bytes=${start}-${start + (sizes[at]?.length ?? 1) - 1}`;
      const ranged = await rate({ path: "/static/tiles.bin", headers: { Range: range } });
      const tiles = await rate({ path: path(tileAt(z)) });
      // As many requests a second as static ranges, at least: the ratio is theirs over ours.
      figures.push(told(`z${z}: static ranges a second over tiles a second`, ranged, tiles, 1, "1/s"));
    }
    const first = FIRST_VIEW.columns
      .flatMap((x) => FIRST_VIEW.rows.map((y) => index.tile(FIRST_VIEW.z, x, y)?.bytes.length ?? 0))
      .reduce((sum, bytes) => sum + bytes, 0);
    figures.push(told("tiles of all communes at first view", first / 1024, 300, 1, "KB"));
    const values = Array.from({ length: 1503 }, (_, step) => 1e6 * 1.006 ** step);
    for (const method of METHODS) {
      const from = systemClock.ticks();
      boundsBy({ method, classes: 5, bounds: [2e6] }, values);
      figures.push(told(`1,503 communes classed: ${method}`, systemClock.ticks() - from, 40, null, "ms"));
    }
    return [...figures, ...(await inBrowser([...layersOf(handle).commune.byCode.keys()]))];
  } finally {
    agent.destroy();
    server.close();
  }
}

/** Milliseconds of a warm tile that holds figures, as its reader may see them: 95 of a hundred come sooner. */
async function figureTile(site: string, query: string): Promise<number> {
  const times: number[] = [];
  for (let round = 0; round < 120; round += 1) {
    const from = systemClock.ticks();
    const answer = await fetch(`${site}/carte/couches/tuiles/4/7/6?${query}`);
    const { byteLength } = await answer.arrayBuffer();
    if (answer.status !== 200 || byteLength === 0) throw new Error(`bench: geo: a tile: ${answer.status}`);
    times.push(systemClock.ticks() - from);
  }
  return percentile(times.slice(20), 0.95);
}

/** What a reader waits for, in the real browser over the standing home. */
async function inBrowser(codes: readonly string[]): Promise<readonly Figure[]> {
  const served = await serveHome((await fixtureHome()).root);
  const browser = await launch();
  try {
    const region = await figureTile(served.url, "niveau=commune&dans=01");
    const country = await figureTile(served.url, "niveau=commune");
    const regions = await firstMap(browser, `${served.url}/fr/carte`);
    const communes = await firstMap(browser, `${served.url}/fr/carte?niveau=commune`);
    const { applied, painted, bare } = await repaints(browser, served.url, codes);
    return [
      told("tile of a region's communes with figures at z4, p95", region, 40, 1, "ms"),
      told("tile of all communes with figures at z4, p95", country, 40, 1, "ms"),
      told("first map drawn, regions", regions, 1500, 1, "ms"),
      told("first map drawn, 1,503 communes", communes, 1500, 1, "ms"),
      told("a year's figures applied to 1,503 communes", applied, 5, 1, "ms"),
      told("the same repainted, beside a bare MapLibre page", painted, bare, 1.2, "ms"),
    ];
  } finally {
    await browser.close();
    await served.stop();
  }
}
