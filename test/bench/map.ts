import { dirname } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import express from "express";
import type { Browser, Page } from "playwright-core";
import { listen } from "../fixture/listen.ts";
import { median } from "./told.ts";

const ROUNDS = 5;
const STEPS = 8;
const VIEW = { width: 1440, height: 900 };

async function until<T>(ask: () => Promise<T | null>, what: string): Promise<T> {
  for (let tries = 0; tries < 600; tries += 1) {
    const found = await ask();
    if (found !== null) return found;
    await sleep(50);
  }
  throw new Error(`bench: geo: ${what} did not come`);
}

/** Until the live map has drawn all of its tiles with their colours, from the moment its address was asked. */
async function drawn(page: Page): Promise<number> {
  return until(
    () => page.evaluate(() => performance.getEntriesByName("map-drawn")[0]?.startTime ?? null),
    "the first map",
  );
}

/** Median of first drawings, each in a context of its own: nothing is in a cache of the browser's. */
export async function firstMap(browser: Browser, address: string): Promise<number> {
  const times: number[] = [];
  for (let round = 0; round <= ROUNDS; round += 1) {
    const context = await browser.newContext({ serviceWorkers: "block", viewport: VIEW });
    const page = await context.newPage();
    await page.goto(address);
    const ms = await drawn(page);
    // The first one fills the server's caches.
    if (round > 0) times.push(ms);
    await context.close();
  }
  return median(times);
}

/** What repainting 1,503 units took in the page of the map, and in a page of MapLibre alone. */
interface Repaint {
  /** Milliseconds until every unit has its new state; the same until the map has drawn them. */
  readonly applied: number;
  readonly painted: number;
  readonly bare: number;
}

/**
 * The time slider of the map of communes, moved year by year, beside a bare page that does the same, by turns: what
 * else the machine does at the time weighs on both.
 *
 * @param codes of the units that the bare page tells
 */
export async function repaints(browser: Browser, site: string, codes: readonly string[]): Promise<Repaint> {
  const page = await (await browser.newContext({ serviceWorkers: "block", viewport: VIEW })).newPage();
  await openSlider(page, site);
  const bare = await openBare(browser, site, codes, page);
  const [applied, painted, alone]: [number[], number[], number[]] = [[], [], []];
  for (let step = 0; step <= STEPS; step += 1) {
    await front(page);
    const [a, p] = await stepSlider(page, step);
    // The page follows where the slider rests: that is over before the other page draws.
    await sleep(2500);
    await front(bare.page);
    const b = await bare.page.evaluate(() => (Reflect.get(window, "step") as () => Promise<number>)());
    await sleep(500);
    // The first step of each readies its shaders.
    if (step === 0) continue;
    applied.push(a);
    painted.push(p);
    alone.push(b);
  }
  await page.context().close();
  await bare.close();
  return { applied: median(applied), painted: median(painted), bare: median(alone) };
}

/** Shows a page, and lets the browser finish drawing it. */
async function front(page: Page): Promise<void> {
  await page.bringToFront();
  await sleep(1000);
}

async function openSlider(page: Page, site: string): Promise<void> {
  await page.goto(`${site}/fr/carte?niveau=commune`);
  await drawn(page);
  // The slider fetches all years when it is reached for.
  await Promise.all([page.waitForResponse(/\/api\/v1\/query/u), page.focus("#map-year")]);
  await sleep(1000);
  // At rest is not yet drawn: reading a pixel back waits until the software's drawing is over, here and on the bare page.
  await page.evaluate(() => {
    const gl = document.querySelector<HTMLCanvasElement>("#map canvas")?.getContext("webgl2");
    const measure = performance.measure.bind(performance);
    performance.measure = (name, ...rest) => {
      const made = measure(name, ...(rest as [string]));
      if (name !== "map-painted") return made;
      gl?.readPixels(0, 0, 1, 1, gl.RGBA, gl.UNSIGNED_BYTE, new Uint8Array(4));
      return measure("map-seen", { start: made.startTime, end: performance.now() });
    };
  });
}

/** One year of the slider: milliseconds until it was told, and until it was drawn. */
async function stepSlider(page: Page, step: number): Promise<[applied: number, painted: number]> {
  await page.evaluate(() => {
    performance.clearMeasures();
    // What the page drew after the last step may be waiting still: software draws when it is asked for the result.
    const gl = document.querySelector<HTMLCanvasElement>("#map canvas")?.getContext("webgl2");
    gl?.readPixels(0, 0, 1, 1, gl.RGBA, gl.UNSIGNED_BYTE, new Uint8Array(4));
  });
  await sleep(500);
  await page.keyboard.press(step % 2 === 0 ? "ArrowLeft" : "ArrowRight");
  return until(
    () =>
      page.evaluate((): [number, number] | null => {
        const of = (name: string) => performance.getEntriesByName(name)[0]?.duration;
        const [one, two] = [of("map-applied"), of("map-seen")];
        return one === undefined || two === undefined ? null : [one, two];
      }),
    "a year of the slider",
  );
}

const BARE = `
import { Map, setWorkerUrl } from "/maplibre/maplibre-gl.mjs";
setWorkerUrl(new URL("/maplibre/maplibre-gl-worker.mjs", location.href).href);
const query = new URLSearchParams(location.search);
const codes = await (await fetch("/codes.json")).json();
const [west, south, east, north] = JSON.parse(query.get("bounds"));
const map = new Map({
  container: "map", attributionControl: false, renderWorldCopies: false,
  bounds: [[west, south], [east, north]], fitBoundsOptions: { padding: 24 },
  style: { version: 8,
    sources: { communes: { type: "vector", tiles: [query.get("tiles")], maxzoom: 10, promoteId: { units: "code" } } },
    layers: [
      { id: "ground", type: "background", paint: { "background-color": "#fff" } },
      { id: "fill", type: "fill", source: "communes", "source-layer": "units", paint: { "fill-antialias": false,
        "fill-color": ["match", ["feature-state", "k"], 0, "#dceaf5", 1, "#a9c8e4", 2, "#6f9fce", 3, "#3f74ae", 4, "#1b4b90", "#eee"] } },
      { id: "line", type: "line", source: "communes", "source-layer": "units", paint: { "line-color": "#fff", "line-width": 0.3 } },
    ] },
});
const idle = () => new Promise((done) => map.once("idle", done));
const paint = (step) => codes.forEach((id, at) => map.setFeatureState({ source: "communes", sourceLayer: "units", id }, { k: (at + step) % 5 }));
await idle();
paint(0);
await idle();
const gl = map.getCanvas().getContext("webgl2");
const seen = () => gl.readPixels(0, 0, 1, 1, gl.RGBA, gl.UNSIGNED_BYTE, new Uint8Array(4));
let steps = 0;
window.step = async () => {
  seen();
  await new Promise((done) => setTimeout(done, 500));
  const from = performance.now();
  steps += 1;
  paint(steps);
  await idle();
  seen();
  return performance.now() - from;
};
`;

/** A page of MapLibre alone, as large as another page's map, with the same tiles and places: areas and lines, five colours. */
async function openBare(
  browser: Browser,
  site: string,
  codes: readonly string[],
  beside: Page,
): Promise<{ readonly page: Page; close(): Promise<void> }> {
  const stage = await beside.evaluate(() => {
    const map = document.querySelector<HTMLElement>("#map");
    const box = map?.getBoundingClientRect();
    return { width: box?.width ?? 0, height: box?.height ?? 0, bounds: map?.dataset.bounds ?? "[]" };
  });
  const app = express();
  app.use("/maplibre", express.static(dirname(fileURLToPath(import.meta.resolve("maplibre-gl")))));
  app.get("/codes.json", (_req, res) => res.json(codes));
  app.get("/bare.js", (_req, res) => res.type("text/javascript").send(BARE));
  app.get("/", (_req, res) =>
    res.send(
      `<!doctype html><link rel="stylesheet" href="/maplibre/maplibre-gl.css"><body><div id="map" style="width:${stage.width}px;height:${stage.height}px"></div><script type="module" src="/bare.js"></script>`,
    ),
  );
  const { server, origin } = await listen(app);
  const page = await (await browser.newContext({ viewport: VIEW })).newPage();
  const tiles = `${site}/ogc/collections/communes/tiles/WebMercatorQuad/{z}/{y}/{x}`;
  await page.goto(`${origin}/?${new URLSearchParams({ bounds: stage.bounds, tiles })}`);
  await until(() => page.evaluate(() => ("step" in window ? true : null)), "the bare map");
  return {
    page,
    async close() {
      await page.context().close();
      server.closeAllConnections();
      server.close();
    },
  };
}
