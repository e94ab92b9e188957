import { setTimeout as sleep } from "node:timers/promises";
import { parseHTML } from "linkedom";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { fixtureHome } from "../fixture/home.ts";
import { launch } from "./browser.ts";
import { watch } from "./looked-at.ts";
import { type Served, serveHome } from "./server.ts";

/** Kinds of pages that the crawl opens, at most: more than there are, so that it ends when a link leads back forever. */
const CRAWLED = 500;

/** Addresses that lead elsewhere, change something or give a file. */
const NO_PAGE = /\/(?:apparence|connexion|deconnexion)\b|\.[a-z]{2,8}(?:\?|$)/u;

/** Waits for something in the page; `waitForFunction` would need a wider policy. */
async function until(page: Page, what: () => boolean): Promise<void> {
  for (let tries = 0; tries < 600; tries += 1) {
    if (await page.evaluate(what)) return;
    await sleep(100);
  }
  throw new Error(`${page.url()}: ${what} never came`);
}

describe("dashboards in a real browser", () => {
  let served: Served;
  let browser: Browser;
  let context: BrowserContext;

  beforeAll(async () => {
    served = await serveHome((await fixtureHome()).root);
    browser = await launch();
    context = await browser.newContext({ serviceWorkers: "block" });
  });
  afterAll(async () => {
    await browser?.close();
    await served?.stop();
  });

  test("every page that links lead to is there, and with a question in its address quiet and alone", async () => {
    const page = await context.newPage();
    const said = watch(page, served.url);
    const queue = ["/fr/"];
    // One address a kind of page: of a thousand communes, one is asked for.
    const seen = new Set(queue.map(kindOf));
    // Without a question each is opened by the test of every page; with one, the first of its kind is opened here.
    const opened = new Set<string>();
    const faults: string[] = [];
    for (let asked = 0; asked < CRAWLED && queue.length > 0; asked += 1) {
      const path = queue.shift() ?? "";
      const [address = "", question] = kindOf(path).split("?");
      const answer = await fetch(`${served.url}${path}`);
      if (answer.status !== 200) faults.push(`${path}: ${answer.status}`);
      const { document } = parseHTML(await answer.text());
      if (question !== "" && !opened.has(address)) {
        opened.add(address);
        await page.goto(`${served.url}${path}`, { waitUntil: "load", timeout: 15_000 });
      }
      for (const link of document.querySelectorAll("a[href^='/']:not([download])")) {
        const target = link.getAttribute("href")?.split("#")[0] ?? "";
        if (!/^\/(?:fr|ar|en)\//u.test(target) || NO_PAGE.test(target)) continue;
        if (seen.has(kindOf(target))) continue;
        seen.add(kindOf(target));
        queue.push(target);
      }
    }
    await page.close();
    expect({ faults, said, left: queue.length }).toEqual({ faults: [], said: [], left: 0 });
    expect(opened.size).toBeGreaterThan(30);
  }, 600_000);

  test("a commune is found and read by keyboard alone", async () => {
    const page = await context.newPage();
    await page.goto(`${served.url}/fr/`);
    await page.focus("#front-search");
    await page.keyboard.type("tanger");
    await until(page, () => document.querySelector("#front-search-list [role=option]") !== null);
    await page.keyboard.press("ArrowDown");
    expect(await page.getAttribute("#front-search", "aria-activedescendant")).toBe("front-search-list-0");
    await Promise.all([
      page.waitForURL(/\/fr\/(?:votre-commune|tableaux\/fiche)\//u),
      page.keyboard.press("Enter"),
    ]);
    await page.close();
  }, 60_000);

  test("a chart is one stop, its points are walked by arrows and told", async () => {
    const page = await context.newPage();
    await page.goto(`${served.url}/fr/tableaux/autorisations/01`);
    const chart = "#pairs [data-chart]";
    await page.focus(chart);
    await page.keyboard.press("End");
    await page.keyboard.press("ArrowLeft");
    const told = await page.textContent(`${chart} [aria-live]`);
    expect(told).toMatch(/\d/u);
    await page.keyboard.press("Escape");
    expect(await page.isHidden(`${chart} .chart-tip`)).toBe(true);
    await page.close();
  }, 60_000);

  test("crossed charts give the door's own figures, by keyboard, and keep them in the address", async () => {
    const page = await context.newPage();
    const said = watch(page, served.url);
    await page.goto(`${served.url}/fr/explorer/croiser`);
    await until(page, () => document.querySelector("[data-cross]")?.getAttribute("data-ready") === "true");
    await page.focus("#cross-year");
    await page.keyboard.press("End");
    await page.keyboard.press("ArrowUp");
    await page.keyboard.press("Space");
    await until(page, () => location.search.includes("annee=4"));
    const shown = async (name: string) => (await page.textContent(`[data-out=${name}]`)) ?? "";
    const ask = async (spec: unknown) => {
      const answer = await fetch(`${served.url}/api/v1/query`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify(spec),
      });
      const { rows } = (await answer.json()) as { rows: Record<string, number>[] };
      return rows[0] ?? {};
    };
    const where = [{ dimension: "year", op: "=", value: 2025 }];
    const [whole, median] = await Promise.all([
      ask({ metrics: ["execution_rate"], where }),
      ask({ metrics: ["execution_rate"], where, peers: { of: "collectivity", stats: ["median", "count"] } }),
    ]);
    const percent = (value: number | undefined): string => ((value ?? 0) * 100).toFixed(1).replace(".", ",");
    expect(await shown("rate")).toContain(percent(whole.execution_rate));
    expect(await shown("median")).toContain(percent(median.execution_rate__median));
    expect((await shown("councils")).replace(/\D/gu, "")).toBe(String(median.execution_rate__count));
    expect(await shown("live")).toContain("2025");
    await page.reload();
    await until(page, () => document.querySelector("[data-cross]")?.getAttribute("data-ready") === "true");
    expect(await shown("rate")).toContain(percent(whole.execution_rate));
    await page.close();
    expect(said).toEqual([]);
  }, 120_000);

  test("crossed permits and requests give the door's own counts, and their subject stays in the address", async () => {
    const page = await context.newPage();
    const said = watch(page, served.url);
    for (const [subject, amount, spec] of [
      ["autorisations", "permit_files", ["permit_files", "permits_open"]],
      ["requetes", "complaints_received", ["complaints_received", "complaints_answered"]],
    ] as const) {
      await page.goto(`${served.url}/fr/explorer/croiser?sur=${subject}`);
      await until(page, () => document.querySelector("[data-cross]")?.getAttribute("data-ready") === "true");
      await page.focus("#cross-year");
      await page.keyboard.press("End");
      await page.keyboard.press("ArrowUp");
      await page.keyboard.press("Space");
      await until(page, () => location.search.includes("annee="));
      expect(new URL(page.url()).searchParams.get("sur")).toBe(subject);
      const answer = await fetch(`${served.url}/api/v1/query`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({
          metrics: spec,
          where: [
            { dimension: "year", op: "=", value: 2025 },
            { dimension: "commune", op: "isnull", value: false },
          ],
        }),
      });
      const { rows } = (await answer.json()) as { rows: Record<string, number>[] };
      const [files = 0, other = 0] = spec.map((name) => Number(rows[0]?.[name]));
      const shown = async (name: string) => (await page.textContent(`[data-out=${name}]`)) ?? "";
      expect(Number((await shown("amount")).replace(/\D/gu, "")), amount).toBe(files);
      const share = (subject === "autorisations" ? files - other : other) / files;
      expect(await shown("rate")).toContain((share * 100).toFixed(1).replace(".", ","));
    }
    await page.close();
    expect(said).toEqual([]);
  }, 120_000);

  test("a drawing is taken away as SVG and PNG, in colours of its own", async () => {
    const page = await context.newPage();
    const said = watch(page, served.url);
    await page.goto(`${served.url}/ar/tableaux/budget`);
    for (const kind of ["SVG", "PNG"]) {
      const [download] = await Promise.all([
        page.waitForEvent("download"),
        page.click(`#mois button:has-text("${kind}")`),
      ]);
      const stream = await download.createReadStream();
      const parts: Buffer[] = [];
      for await (const part of stream) parts.push(Buffer.from(part));
      const bytes = Buffer.concat(parts);
      if (kind === "SVG") {
        expect(bytes.toString()).toMatch(/^<svg/u);
        expect(bytes.toString()).not.toContain("var(--");
      } else expect(bytes.subarray(1, 4).toString()).toBe("PNG");
    }
    await page.close();
    expect(said).toEqual([]);
  }, 60_000);
});

describe("off the network", () => {
  test("the last public pages are there, and no private answer is", async () => {
    const served = await serveHome((await fixtureHome()).root);
    const browser = await launch();
    try {
      const page = await browser.newPage();
      await page.goto(`${served.url}/fr/`);
      await page.evaluate(async () => {
        await navigator.serviceWorker.ready;
      });
      await page.goto(`${served.url}/fr/tableaux/budget`);
      await page.goto(`${served.url}/fr/connexion`);
      await sleep(500);
      const kept = await page.evaluate(async () => {
        const cache = await caches.open("bayan-pages-1");
        const answers = await Promise.all(
          (await cache.keys()).map(async (request) => ({
            path: new URL(request.url).pathname,
            control: (await cache.match(request, { ignoreVary: true }))?.headers.get("cache-control") ?? "",
          })),
        );
        return answers;
      });
      expect(kept.map((one) => one.path)).toContain("/fr/tableaux/budget");
      for (const one of kept) expect(one.control).not.toMatch(/private|no-store/u);
      await served.stop();
      await page.goto(`${served.url}/fr/tableaux/budget`);
      expect(await page.textContent("h1")).toContain("budget");
      // A page never seen leads to the front page of its language.
      await page.goto(`${served.url}/fr/tableaux/recettes`);
      expect(await page.textContent("h1")).toMatch(/comptes/u);
    } finally {
      await browser.close();
      await served.stop();
    }
  }, 120_000);
});

/** An address without what tells one place, project or dataset from another. */
function kindOf(path: string): string {
  const [address = "", query = ""] = path.split("?");
  const keys = [...new URLSearchParams(query).keys()].sort().join("&");
  return `${address
    .replace(/^\/(?:fr|ar|en)/u, "")
    .replace(/\/[^/]*\d[^/]*/gu, "/:code")
    .replace(/\/(donnees|rapports|indicateurs)\/[^/]+/u, "/$1/:name")}?${keys}`;
}
