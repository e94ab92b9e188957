import { setTimeout as sleep } from "node:timers/promises";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { launch } from "./browser.ts";
import { openSite, type Site } from "./site.ts";

/** Stops that a reader passes before giving up. */
const MOST_STOPS = 250;

/** Walks by Tab until the focus stands on what is meant; it must be seen there, and not lie under a bar. */
async function tabTo(page: Page, selector: string): Promise<void> {
  for (let stops = 0; stops < MOST_STOPS; stops += 1) {
    await page.keyboard.press("Tab");
    const at = await page.evaluate((wanted) => {
      const focused = document.activeElement;
      if (focused?.matches(wanted) !== true) return null;
      const { top, bottom, left, right } = focused.getBoundingClientRect();
      return bottom > 0 && top < innerHeight && right > 0 && left < innerWidth ? "seen" : "out of sight";
    }, selector);
    if (at === "seen") return;
    if (at !== null) throw new Error(`${page.url()}: ${selector} has the focus, ${at}`);
  }
  throw new Error(`${page.url()}: ${selector} is not reached by Tab`);
}

async function until<T>(ask: () => Promise<T | null | false>, what: string): Promise<T> {
  for (let tries = 0; tries < 150; tries += 1) {
    const found = await ask();
    if (found !== null && found !== false) return found;
    await sleep(100);
  }
  throw new Error(`${what} never came`);
}

describe("by keyboard alone", () => {
  let site: Site;
  let browser: Browser;
  let page: Page;
  beforeAll(async () => {
    site = await openSite();
    browser = await launch();
    const context = await browser.newContext({
      serviceWorkers: "block",
      viewport: { width: 1280, height: 900 },
    });
    page = await context.newPage();
  });
  afterAll(async () => {
    await browser?.close();
    await site?.close();
  });
  const open = (path: string) => page.goto(`${site.url}${path}`, { waitUntil: "load" });
  const press = (...keys: string[]) =>
    keys.reduce((done, key) => done.then(() => page.keyboard.press(key)), Promise.resolve());
  const follow = async (to: RegExp): Promise<void> => {
    await Promise.all([page.waitForURL(to), page.keyboard.press("Enter")]);
  };
  /** A page that follows takes the place of the one that was asked. */
  const comes = (selector: string) => page.waitForSelector(selector, { state: "attached", timeout: 20_000 });
  const has = (selector: string): Promise<boolean> =>
    page.evaluate((wanted) => document.querySelector(wanted) !== null, selector);

  test("the page's content is one step away, menus open and close, the language changes", async () => {
    await open("/fr/tableaux/budget");
    await press("Tab");
    expect(await page.evaluate(() => document.activeElement?.className)).toContain("skip-link");
    await press("Enter");
    expect(await page.evaluate(() => document.activeElement?.id)).toBe("contenu");
    await open("/fr/tableaux/budget");
    await tabTo(page, "details[data-menu] > summary");
    await press("Enter");
    expect(await has("details[data-menu][open]")).toBe(true);
    await tabTo(page, "details[data-menu][open] a");
    await press("Escape");
    expect(await has("details[data-menu][open]")).toBe(false);
    expect(await page.evaluate(() => document.activeElement?.tagName)).toBe("SUMMARY");
    await open("/fr/tableaux/budget?annee=2024");
    await tabTo(page, ".languages a[lang=ar]");
    await follow(/\/ar\/tableaux\/budget\?annee=2024/u);
  }, 60_000);

  test("a table is sorted, its twin opened, a row followed", async () => {
    await open("/fr/tableaux/budget");
    await tabTo(page, "details.twin > summary");
    await press("Enter");
    expect(await has("details.twin[open] table")).toBe(true);
    await tabTo(page, "th[aria-sort] a");
    const before = page.url();
    await Promise.all([page.waitForURL((url) => url.href !== before), press("Enter")]);
    expect(await has("th[aria-sort=ascending], th[aria-sort=descending]")).toBe(true);
    await tabTo(page, "table tbody th a");
    await follow(/\/fr\/tableaux\/budget\/\d{2}/u);
  }, 60_000);

  test("a question is built and its answer read", async () => {
    await open("/fr/explorer");
    await tabTo(page, "main select[name=mesure]");
    const chosen = await page.evaluate(() => {
      const select = document.activeElement;
      return select instanceof HTMLSelectElement ? select.value : "";
    });
    await press("ArrowDown", "ArrowDown");
    await tabTo(page, "main form[data-auto-submit] button[type=submit]");
    await follow(/mesure=/u);
    expect(page.url()).not.toContain(`mesure=${chosen}&`);
    expect(await has("#reponse")).toBe(true);
  }, 60_000);

  test("a figure is signed for another site", async () => {
    await open("/fr/tableaux/budget");
    await tabTo(page, "a[href*='/integrer?']");
    await follow(/\/fr\/integrer\?/u);
    await tabTo(page, "#f-hote");
    await page.keyboard.type("www.exemple.ma");
    await follow(/hote=www\.exemple\.ma/u);
    await tabTo(page, "#f-code");
    expect(await page.inputValue("#f-code")).toContain("<iframe");
  }, 60_000);

  test("a wrong password is told where the form stands", async () => {
    await open("/fr/connexion");
    await tabTo(page, "input[name=nom]");
    await page.keyboard.type("personne");
    await tabTo(page, "input[name=mot_de_passe]");
    await page.keyboard.type("rien de juste ici");
    await press("Enter");
    await comes("main [role=alert]");
    expect(await page.inputValue("input[name=nom]")).toBe("personne");
  }, 60_000);

  test("the map is moved, read, chosen from, taken through the years, and kept as a story", async () => {
    await open("/fr/carte");
    await comes("#map[data-ready=true]");
    await tabTo(page, "#map canvas");
    const told = () =>
      page.evaluate(() => document.querySelector("#map .map-cross ~ [role=status]")?.textContent || null);
    await press("ArrowUp");
    const unit = await until(told, "the unit under the cross");
    expect(unit).toMatch(/ : /u);
    await press("Enter");
    await until(async () => new URL(page.url()).searchParams.has("code"), "the unit chosen");
    await tabTo(page, "#map-year");
    await press("ArrowLeft");
    const year = await until(async () => new URL(page.url()).searchParams.get("annee"), "the year");
    for (const text of ["La première vue", "La seconde"]) {
      await tabTo(page, "#view-text");
      await page.keyboard.type(text);
      await press("Enter");
      await until(() => has(".map-views li a"), "the view kept");
    }
    await tabTo(page, "[data-story]");
    await follow(/\/fr\/carte\/recit\?/u);
    expect(await page.textContent(".map-story-text")).toBe("La première vue");
    expect(await page.evaluate(() => document.querySelector<HTMLElement>("#map")?.dataset.year)).toBe(year);
    await tabTo(page, "[rel=next]");
    await follow(/n=2/u);
    expect(await page.textContent(".map-story-text")).toBe("La seconde");
  }, 120_000);
});
