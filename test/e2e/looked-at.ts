import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Page } from "playwright-core";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** What `AXE` puts into the page. */
declare const axe: typeof import("axe-core");

/** What a page did that it may not, gathered as it happens: errors, other hosts, breaches of the content policy. */
export function watch(page: Page, base: string): string[] {
  const said: string[] = [];
  page.on("console", (message) => {
    if (message.type() === "error") said.push(`${page.url()}: ${message.text()}`);
  });
  page.on("pageerror", (error) => said.push(`${page.url()}: ${error.message}`));
  page.on("request", (request) => {
    if (!request.url().startsWith(base) && !/^(?:blob|data):/u.test(request.url()))
      said.push(`${page.url()}: asks ${request.url()}`);
  });
  return said;
}

/** axe is run by the page's own debugger, so the content policy stays as it is. */
async function violations(page: Page): Promise<readonly string[]> {
  await page.evaluate(AXE);
  return page.evaluate(async () => {
    const found = await axe.run({
      runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"],
      resultTypes: ["violations"],
      // What the rules asked for need of styles is in the document; fetching sheets again took a quarter of the time.
      preload: false,
    });
    return found.violations.map(({ id, nodes }) => {
      const targets = nodes.slice(0, 3).map((node) => node.target.join(" "));
      return `${id} ${targets.join(" | ")}`;
    });
  });
}

/** How a page is looked at. */
export interface Look {
  readonly lang: "fr" | "ar" | "en";
  readonly theme: "light" | "dark";
  readonly width: number;
}

/** Pages without a figure of the sample's. */
const PLAIN = /^\/(?:connexion|compte|reference|exploitation|rapports\/(?:abonnements|alertes))$/u;

/**
 * Opens a page and tells what is wrong with it: status, language, width, headings, cells, the sample's
 * mark, axe.
 */
export async function faultsOf(page: Page, base: string, path: string, look: Look): Promise<string[]> {
  const { lang, theme, width } = look;
  await page.emulateMedia({ colorScheme: theme });
  await page.setViewportSize({ width, height: 900 });
  const answer = await page.goto(`${base}/${lang}${path}`, { waitUntil: "load" });
  const seen = await page.evaluate(() => ({
    lang: document.documentElement.lang,
    dir: document.documentElement.dir,
    wide: document.documentElement.scrollWidth - document.documentElement.clientWidth,
    h1: document.querySelectorAll("h1").length,
    banner: document.querySelector(".sample-banner") !== null,
    // A word without a place to break, over the column beside it.
    spilled:
      [...document.querySelectorAll("th, td")].find((cell) => cell.scrollWidth > cell.clientWidth + 1)
        ?.textContent ?? null,
    undrawn: /undefined|NaN|\[object/.exec(document.body.innerText)?.[0] ?? null,
  }));
  return [
    ...(answer?.status() === 200 ? [] : [`status ${answer?.status()}`]),
    ...(seen.lang === lang && seen.dir === (lang === "ar" ? "rtl" : "ltr")
      ? []
      : [`${seen.lang} ${seen.dir}`]),
    ...(seen.wide > 1 ? [`${seen.wide} px wider than the screen`] : []),
    ...(seen.h1 === 1 ? [] : [`${seen.h1} h1`]),
    ...(seen.banner || PLAIN.test(path) ? [] : ["no sample banner"]),
    ...(seen.spilled === null ? [] : [`spills out of its cell: ${seen.spilled.slice(0, 60)}`]),
    ...(seen.undrawn === null ? [] : [`says ${seen.undrawn}`]),
    ...(await violations(page)),
  ].map((fault) => `${lang}${path} ${theme} ${width}: ${fault}`);
}
