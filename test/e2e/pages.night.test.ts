import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { launch } from "./browser.ts";
import { everyPage, type SitePage } from "./every-page.ts";
import { type Looker, lookers } from "./lookers.ts";
import { openSite, type Site } from "./site.ts";

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

const LOOKS = (["fr", "ar", "en"] as const).flatMap((lang) =>
  (["light", "dark"] as const).flatMap((theme) => [390, 1440].map((width) => ({ lang, theme, width }))),
);
test.each(LOOKS)("every page, $lang, $theme, $width", async (how) => {
  expect(await look.at(pages, how)).toEqual([]);
});
