import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { fixtureHome } from "../fixture/home.ts";
import { launch } from "./browser.ts";
import { type Served, serveHome } from "./server.ts";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const PAGES = [
  "/",
  "/tableaux/budget",
  "/tableaux/budget/06",
  "/tableaux/recettes",
  "/tableaux/rokhas",
  "/tableaux/rokhas/methode",
  "/tableaux/projets",
  "/tableaux/reclamations",
  "/tableaux/synthese",
  "/tableaux/bulletin",
  "/tableaux/services/06",
  "/tableaux/fiche/06.141.01.0",
  "/tableaux/autorisations/01",
  "/tableaux/equipement/01.511.01.0",
  "/tableaux/maturite",
  "/votre-commune/01.511.01.0",
  "/explorer",
  "/explorer/croiser",
  "/carte",
  "/donnees",
  "/donnees/execution-budgetaire-annuelle",
  "/rapports",
];

interface Fault {
  readonly id: string;
  readonly targets: readonly string[];
}

/** What `AXE` puts into the page. */
declare const axe: typeof import("axe-core");

/** axe is run by the page's own debugger, so the content policy stays as it is. */
async function faultsOf(page: Page): Promise<readonly Fault[]> {
  await page.evaluate(AXE);
  return page.evaluate(async () => {
    const { violations } = await axe.run({
      runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"],
      resultTypes: ["violations"],
    });
    return violations.map(({ id, nodes }) => ({
      id,
      targets: nodes.slice(0, 3).map((node) => node.target.join(" ")),
    }));
  });
}

describe("pages in a real browser", () => {
  let served: Served;
  let browser: Browser;

  beforeAll(async () => {
    const home = await fixtureHome();
    served = await serveHome(home.root);
    browser = await launch();
  });
  afterAll(async () => {
    await browser?.close();
    await served?.stop();
  });

  for (const lang of ["fr", "ar", "en"] as const) {
    test(`${lang}: no error, nothing wider than the screen, no accessibility fault, marked as sample`, async () => {
      const page = await browser.newPage();
      const said: string[] = [];
      page.on("console", (message) => {
        if (message.type() === "error") said.push(`${page.url()}: ${message.text()}`);
      });
      page.on("pageerror", (error) => said.push(`${page.url()}: ${error.message}`));
      const faults: string[] = [];
      for (const path of PAGES) {
        for (const width of [390, 1440]) {
          await page.setViewportSize({ width, height: 900 });
          const answer = await page.goto(`${served.url}/${lang}${path === "/" ? "/" : path}`, {
            waitUntil: "load",
          });
          if (answer?.status() !== 200) faults.push(`${lang}${path}: status ${answer?.status()}`);
          const seen = await page.evaluate(() => ({
            lang: document.documentElement.lang,
            dir: document.documentElement.dir,
            wide: document.documentElement.scrollWidth - document.documentElement.clientWidth,
            h1: document.querySelectorAll("h1").length,
            banner: document.querySelector(".sample-banner") !== null,
            undrawn: /undefined|NaN|\[object/.exec(document.body.innerText)?.[0] ?? null,
          }));
          const place = `${lang}${path} at ${width}`;
          if (seen.lang !== lang || seen.dir !== (lang === "ar" ? "rtl" : "ltr"))
            faults.push(`${place}: ${seen.lang} ${seen.dir}`);
          if (seen.wide > 1) faults.push(`${place}: ${seen.wide} px wider than the screen`);
          if (seen.h1 !== 1) faults.push(`${place}: ${seen.h1} h1`);
          if (!seen.banner) faults.push(`${place}: no sample banner`);
          if (seen.undrawn !== null) faults.push(`${place}: says ${seen.undrawn}`);
          if (width === 1440) {
            for (const fault of await faultsOf(page))
              faults.push(`${place}: ${fault.id} ${fault.targets.join(" | ")}`);
          }
        }
      }
      await page.close();
      expect(faults).toEqual([]);
      expect(said).toEqual([]);
    }, 300_000);
  }

  test("the budget drills from the nation to a commune", async () => {
    const page = await browser.newPage();
    await page.goto(`${served.url}/fr/tableaux/budget`);
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
      await page.goto(`${served.url}${next}`);
    }
    await page.close();
    expect(trail).toHaveLength(3);
  }, 60_000);

  test("pages read without JavaScript", async () => {
    for (const path of PAGES) {
      const html = await fetch(`${served.url}/fr${path === "/" ? "/" : path}`).then((answer) =>
        answer.text(),
      );
      expect(html, path).toMatch(/<h1[ >]/);
      expect(html, path).not.toMatch(/\sstyle=/);
      // Described for search engines, a page holds data (JSON-LD): nothing of it is run.
      expect(html, path).not.toMatch(/<script(?![^>]*\ssrc=)(?! type="application\/ld\+json">)[^>]*>/);
    }
  });
});
