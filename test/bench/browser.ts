import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { setTimeout as sleep } from "node:timers/promises";
import { gzipSync } from "node:zlib";
import type { Browser, Page } from "playwright-core";
import {
  type Columns,
  Cube,
  type Filters,
  RATE_CLASSES,
  VIEWS,
  type View,
} from "#dashboards/client/cross/cube.ts";
import { launch } from "../e2e/browser.ts";
import { serveHome } from "../e2e/server.ts";
import { fixtureHome } from "../fixture/home.ts";
import type { BenchContext, Figure } from "./run.ts";
import { median, percentile, told } from "./told.ts";
import { undisturbed, watched } from "./undisturbed.ts";

const ROUNDS = 5;

/** A page is ready to read: its first drawing painted, in milliseconds since the address was asked. */
export async function firstChart(
  browser: Browser,
  address: string,
): Promise<{ readonly ms: number; readonly js: number }> {
  const context = await browser.newContext({ serviceWorkers: "block" });
  const page = await context.newPage();
  let js = 0;
  const sizes: Promise<void>[] = [];
  page.on("response", (answer) => {
    if (!/\.js(?:$|\?)/u.test(answer.url())) return;
    sizes.push(
      answer.body().then((body) => {
        js += gzipSync(body).length;
      }),
    );
  });
  await page.goto(address, { waitUntil: "load" });
  const ms = await page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        // The server drew it: it is there when the page has first been painted.
        const done = () => {
          const paint = performance.getEntriesByName("first-contentful-paint")[0]?.startTime ?? 0;
          const drawn = document.querySelector(".chart svg.plot") === null ? Number.POSITIVE_INFINITY : paint;
          resolve(drawn);
        };
        if (performance.getEntriesByName("first-contentful-paint").length > 0) done();
        else new PerformanceObserver(done).observe({ type: "paint", buffered: true });
      }),
  );
  await Promise.all(sizes);
  await context.close();
  return { ms, js };
}

/** Milliseconds that a pointer rests on a link before it is pressed: a hand that aims takes longer. */
const AIM = 250;

/**
 * Following a link: from the press of the button, as the first page saw it, to the next page's first paint.
 *
 * @param aims whether the pointer rests on the link first, as a hand's does, or presses the moment that it is there
 */
export async function navigation(page: Page, from: string, to: string, aims: boolean): Promise<number> {
  await page.goto(from, { waitUntil: "load" });
  await page.evaluate((path) => {
    const link = document.createElement("a");
    link.href = path;
    link.id = "bench-link";
    link.textContent = "bench";
    document.querySelector("main")?.prepend(link);
    window.addEventListener("pointerdown", (event) =>
      sessionStorage.setItem("pressed", String(performance.timeOrigin + event.timeStamp)),
    );
  }, to);
  if (aims) {
    await page.hover("#bench-link");
    await sleep(AIM);
  }
  await Promise.all([page.waitForURL(`**${to}`), page.click("#bench-link")]);
  return page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        const done = () => {
          const painted = performance.getEntriesByName("first-contentful-paint")[0]?.startTime ?? 0;
          resolve(performance.timeOrigin + painted - Number(sessionStorage.getItem("pressed")));
        };
        if (performance.getEntriesByName("first-contentful-paint").length > 0) done();
        else new PerformanceObserver(done).observe({ type: "paint", buffered: true });
      }),
  );
}

/** Pages that a reader goes through, each one step from the last. Nobody has drawn those of these regions. */
const WALK = ["synthese", "budget", "autorisations", "equipement", "fiche", "reclamations", "ratios"];
const REGIONS = ["01", "02", "03", "04", "05", "07", "08", "09", "10", "11"];

/**
 * Every step of the walk through some regions: pages never drawn, then the same ones again. A page is new once: what came
 * while the host was away is left out there, and asked for again afterwards.
 */
async function walk(page: Page, base: string, regions: readonly string[], aims: boolean) {
  const fresh: number[] = [];
  const again: number[] = [];
  let aside = 0;
  for (const region of regions) {
    const paths = ["/fr/", ...WALK.map((subject) => `/fr/tableaux/${subject}/${region}`)];
    const steps = paths
      .slice(1)
      .map((to, at) => () => navigation(page, `${base}${paths[at] ?? ""}`, to, aims));
    for (const step of steps) {
      const { value, disturbed } = await watched(step);
      if (disturbed) aside += 1;
      else fresh.push(value);
    }
    for (const step of steps) {
      const once = await undisturbed(step);
      again.push(once.value);
      aside += once.aside;
    }
  }
  return { fresh, again, aside };
}

/** Brushes in the page itself: data ready and painted, as the page marks them. */
export async function brushed(
  page: Page,
  base: string,
): Promise<{ readonly ready: number; readonly painted: number }> {
  await page.goto(`${base}/fr/explorer/croiser`);
  for (let tries = 0; tries < 600; tries += 1) {
    if (
      await page.evaluate(() => document.querySelector("[data-cross]")?.getAttribute("data-ready") === "true")
    )
      break;
    await sleep(100);
  }
  for (const view of VIEWS) {
    await page.focus(`#cross-${view}`);
    await page.keyboard.press("Home");
    for (let step = 0; step < 8; step += 1) {
      await page.keyboard.press(step % 2 === 0 ? "Space" : "Shift+ArrowDown");
      await sleep(30);
    }
    await page.keyboard.press("Escape");
  }
  return page.evaluate(() => {
    const at95 = (name: string): number => {
      const all = performance
        .getEntriesByName(name)
        .map((entry) => entry.duration)
        .sort((a, b) => a - b);
      return all[Math.floor(all.length * 0.95)] ?? Number.POSITIVE_INFINITY;
    };
    return { ready: at95("cross-ready"), painted: at95("cross-painted") };
  });
}

/** Files of permits and complaints that stand behind the cells of a page that crosses them. */
const FILES = 10_000_000;

/**
 * Every cell of six years by twelve months, in full: expenditure of 1,590 councils by ten chapters, or ten million files
 * of 1,503 communes by fourteen kinds.
 */
function wholeColumns(files: boolean): Columns {
  const [councils, years, kinds] = files ? [1503, 6, 14] : [1590, 6, 10];
  const rows = councils * years * 12 * kinds;
  let state = 7;
  const next = (): number => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
  const columns: Columns = {
    ...{ rows, councils, wholeHasMonths: files },
    ...{ year: new Uint8Array(rows), month: new Uint8Array(rows), kind: new Uint8Array(rows) },
    council: new Uint16Array(rows),
    ...{ amount: new Float64Array(rows), part: new Float64Array(rows), whole: new Float64Array(rows) },
    region: Uint8Array.from({ length: councils }, () => Math.floor(next() * 12)),
    segment: Uint8Array.from({ length: councils }, () => Math.floor(next() * 6)),
    sizes: { year: years, month: 12, kind: kinds, region: 13, segment: 7, rate: RATE_CLASSES + 1 },
  };
  for (let i = 0; i < rows; i += 1) {
    columns.council[i] = i % councils;
    columns.year[i] = Math.floor(i / councils) % years;
    columns.month[i] = Math.floor(i / (councils * years)) % 12;
    columns.kind[i] = Math.floor(i / (councils * years * 12)) % kinds;
    const amount = files ? Math.round((2 * next() * FILES) / rows) : next() * 100_000;
    columns.amount[i] = amount;
    columns.part[i] = files ? Math.floor(next() * amount) : amount;
    columns.whole[i] = files ? amount : columns.month[i] === 0 ? 1_500_000 : 0;
  }
  return columns;
}

/** The arithmetic alone on all rows: taking hold of a chart, and each brush after it. */
export function arithmetic(files: boolean): { readonly hold: number; readonly brush: number } {
  const columns = wholeColumns(files);
  const none: Filters = { year: null, month: null, kind: null, region: null, segment: null, rate: null };
  const holds: number[] = [];
  const brushes: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const view of VIEWS) {
      const other: View = view === "region" ? "year" : "region";
      const filters = {
        ...none,
        [other]: Uint8Array.from({ length: columns.sizes[other] }, (_, at) => at % 2),
      };
      const from = performance.now();
      const cube = new Cube(columns, filters, view);
      holds.push(performance.now() - from);
      for (let step = 1; step < columns.sizes[view]; step += 1) {
        const chosen = Uint8Array.from({ length: columns.sizes[view] }, (_, at) => (at <= step ? 1 : 0));
        const start = performance.now();
        cube.answer(chosen);
        brushes.push(performance.now() - start);
      }
    }
  }
  return { hold: percentile(holds, 0.95), brush: percentile(brushes, 0.95) };
}

/** Violations of axe on a page, whatever their weight. */
async function violations(page: Page, address: string, axe: string): Promise<number> {
  await page.goto(address, { waitUntil: "load" });
  await page.evaluate(axe);
  return page.evaluate(async () => {
    const run: unknown = Reflect.get(window, "axe");
    const { violations: found } = await (
      run as { run(options: object): Promise<{ violations: readonly unknown[] }> }
    ).run({ runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"], resultTypes: ["violations"] });
    return found.length;
  });
}

/**
 * The pages' bars in a real browser over localhost: first chart, JavaScript before it, navigation, brushes, axe. The
 * reference of each is its bar, so that a ratio over 1 is missed.
 */
export async function bench(_ctx: BenchContext): Promise<readonly Figure[]> {
  // The standing home of tests, or the one that BAYAN_FIXTURE names: at scale 1 for the bars.
  const served = await serveHome((await fixtureHome()).root);
  const browser = await launch();
  const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
  try {
    await firstChart(browser, `${served.url}/fr/`);
    const first: { readonly ms: number; readonly js: number }[] = [];
    for (let round = 0; round < ROUNDS; round += 1)
      first.push(await firstChart(browser, `${served.url}/fr/`));
    const context = await browser.newContext({ serviceWorkers: "block" });
    const page = await context.newPage();
    const steps: readonly (readonly [string, string])[] = [
      ["/fr/", "/fr/tableaux/synthese"],
      ["/fr/tableaux/synthese", "/fr/tableaux/budget"],
      ["/fr/tableaux/budget", "/fr/tableaux/budget/06"],
      ["/fr/tableaux/budget/06", "/fr/tableaux/autorisations/06"],
      ["/fr/tableaux/autorisations/06", "/fr/tableaux/equipement/06"],
      ["/fr/tableaux/equipement/06", "/fr/tableaux/fiche/06"],
      ["/fr/tableaux/fiche/06", "/fr/explorer"],
    ];
    // A hand aims at a link before it presses; a press out of nowhere is told beside it.
    const aimed = await walk(page, served.url, REGIONS.slice(0, 5), true);
    const pressed = await walk(page, served.url, REGIONS.slice(5), false);
    const { ready, painted } = await brushed(page, served.url);
    let faults = 0;
    for (const lang of ["fr", "ar", "en"])
      for (const [, path] of steps)
        for (const theme of ["light", "dark"] as const) {
          await page.emulateMedia({ colorScheme: theme });
          faults += await violations(page, `${served.url}${path.replace("/fr/", `/${lang}/`)}`, axe);
        }
    const { hold, brush } = arithmetic(false);
    const files = arithmetic(true);
    return [
      told("front page, first chart painted", median(first.map((one) => one.ms)), 1000, 1, "ms"),
      told("front page, JavaScript gzipped", (first[0]?.js ?? 0) / 1000, 90, 1, "KB"),
      told(
        "navigation, pages never drawn and drawn, p95",
        percentile([...aimed.fresh, ...aimed.again], 0.95),
        200,
        1,
        "ms",
      ),
      told(
        "steps put aside, while the host took the processors",
        aimed.aside + pressed.aside,
        1,
        null,
        "steps",
      ),
      told("the same without aiming: page drawn before, p95", percentile(pressed.again, 0.95), 200, 1, "ms"),
      told("the same without aiming: page never drawn, median", median(pressed.fresh), 200, null, "ms"),
      told(
        "the same without aiming: page never drawn, p95",
        percentile(pressed.fresh, 0.95),
        200,
        null,
        "ms",
      ),
      told("brush in the page, data ready, p95", ready, 20, 1, "ms"),
      told("brush in the page, painted, p95", painted, 50, 1, "ms"),
      told("brush on 1,144,800 rows, data ready, p95", brush, 20, 1, "ms"),
      told("taking hold of a chart on 1,144,800 rows, p95", hold, 200, null, "ms"),
      told("brush on 10,000,000 files in 1,515,024 cells, data ready, p95", files.brush, 50, 1, "ms"),
      told("axe violations, seven pages, three languages, two themes", faults + 1, 1, 1, "+1"),
    ];
  } finally {
    await browser.close();
    await served.stop();
  }
}
