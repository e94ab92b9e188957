import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { launch } from "./browser.ts";
import { everyPage, type SitePage } from "./every-page.ts";
import { type Looker, lookers } from "./lookers.ts";
import { openSite, type Site } from "./site.ts";

/**
 * Each page is seen in Arabic, dark and narrow, and in French or English, light and wide, by turns; every combination is
 * the night's.
 */
const LOOKS = [
  { lang: "ar", theme: "dark", width: 390, turns: [0, 1] },
  { lang: "fr", theme: "light", width: 1440, turns: [0] },
  { lang: "en", theme: "light", width: 1440, turns: [1] },
] as const;

describe("pages in a real browser", () => {
  let site: Site;
  let browser: Browser;
  let pages: readonly SitePage[];
  let look: Looker;

  beforeAll(async () => {
    site = await openSite();
    browser = await launch();
    look = await lookers(browser, site);
    pages = await everyPage(look.ask);
  });
  afterAll(async () => {
    await browser?.close();
    await site?.close();
  });

  test.each(LOOKS)(
    "$lang, $theme, $width: no error, no other host, nothing too wide, no accessibility fault, marked as sample",
    async ({ turns, ...how }) => {
      const seen = pages.filter((_, at) => turns.some((turn) => turn === at % 2));
      expect(await look.at(seen, how)).toEqual([]);
    },
    600_000,
  );

  test("the budget drills from the nation to a commune", async () => {
    const page = await browser.newPage();
    await page.goto(`${site.url}/fr/tableaux/budget`);
    const trail: string[] = [];
    for (let depth = 0; depth < 3; depth += 1) {
      const next = await page.evaluate(() => {
        const links = [
          ...document.querySelectorAll<HTMLAnchorElement>("table tbody th a[href*='/tableaux/budget/']"),
        ];
        return links[0]?.getAttribute("href") ?? null;
      });
      if (next === null) break;
      trail.push(next);
      await page.goto(`${site.url}${next}`);
    }
    await page.close();
    expect(trail).toHaveLength(3);
  }, 60_000);

  test("pages read without JavaScript", async () => {
    for (const { path, reader } of pages) {
      const html = await (await look.ask(`/fr${path}`, reader)).text();
      expect(html, path).toMatch(/<h1[ >]/);
      expect(html, path).not.toMatch(/\sstyle=/);
      // Described for search engines, a page holds data (JSON-LD): nothing of it is run.
      expect(html, path).not.toMatch(/<script(?![^>]*\ssrc=)(?! type="application\/ld\+json">)[^>]*>/);
    }
  }, 300_000);
});
