/**
 * Screens of the pages, for a person to look at, and axe on each:
 *   node dashboards/testing/look.ts [--base http://127.0.0.1:8080] [--out DIR] [--only TEXT] [--langs fr,ar] [--widths 390,1440] [--themes light,dark]
 * Without --base it serves the fake door.
 */
import { mkdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import chromium from "@sparticuz/chromium";
import { chromium as playwright } from "playwright-core";
import { registerTsx } from "#warehouse/tsx.ts";
import { PAGES } from "./pages.ts";

const { values: args } = parseArgs({
  options: {
    base: { type: "string" },
    out: { type: "string" },
    only: { type: "string" },
    langs: { type: "string" },
    widths: { type: "string" },
    themes: { type: "string" },
    paths: { type: "string" },
  },
});
const out = args.out ?? join(tmpdir(), "bayan-look");
mkdirSync(out, { recursive: true });
const list = (text: string | undefined, fallback: string): string[] => (text ?? fallback).split(",");
const paths = (args.paths?.split(",") ?? [...PAGES]).filter(
  (path) => args.only === undefined || path.includes(args.only),
);

let base = args.base;
let close = async (): Promise<void> => undefined;
if (base === undefined) {
  registerTsx();
  const [{ serveFake }, { surface }] = await Promise.all([import("./serve.ts"), import("../index.ts")]);
  const served = await serveFake([surface]);
  base = served.origin;
  close = served.close;
}

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const browser = await playwright.launch({
  executablePath: await chromium.executablePath(),
  args: [
    ...chromium.args.filter((arg) => arg !== "--single-process"),
    "--no-sandbox",
    "--disable-background-networking",
  ],
  headless: true,
});
// axe is injected by hand: it would need script-src otherwise, and the policy is what we test with it off only here.
const context = await browser.newContext({ bypassCSP: false, deviceScaleFactor: 1 });
const page = await context.newPage();
let faults = 0;
const report = (where: string, text: string): void => {
  faults += 1;
  process.stdout.write(`${where}: ${text}\n`);
};
let where = "";
page.on("console", (message) => {
  if (message.type() === "error" && !(where.includes("/rien") && message.text().includes("404")))
    report(where, `console: ${message.text()}`);
});
page.on("pageerror", (error) => report(where, `script: ${error.message}`));
page.on("request", (request) => {
  if (!request.url().startsWith(base ?? "")) report(where, `request to ${request.url()}`);
});

for (const lang of list(args.langs, "fr,ar,en")) {
  for (const path of paths) {
    for (const theme of list(args.themes, "light,dark")) {
      await page.emulateMedia({ colorScheme: theme === "dark" ? "dark" : "light", reducedMotion: "reduce" });
      for (const width of list(args.widths, "390,1440").map(Number)) {
        where = `${lang}${path} ${theme} ${width}`;
        await page.setViewportSize({ width, height: width < 600 ? 844 : 900 });
        await page.goto(`${base}/${lang}${path}`, { waitUntil: "load" });
        await page.evaluate(() => document.fonts.ready.then(() => true));
        const wide = await page.evaluate(
          () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
        );
        if (wide > 0) report(where, `page is ${wide} px wider than the window`);
        const name = `${lang}${path.replace(/[^a-z0-9]+/gi, "-")}-${theme}-${width}.png`;
        await page.screenshot({ path: join(out, name), fullPage: true });
        await page.evaluate(axe);
        const found = await page.evaluate(async () => {
          const run: unknown = Reflect.get(window, "axe");
          const result = await (
            run as {
              run(options: object): Promise<{
                violations: { id: string; nodes: { target: unknown[]; failureSummary?: string }[] }[];
              }>;
            }
          ).run({
            runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
          });
          return result.violations.map(
            (item) =>
              `${item.id} ×${item.nodes.length} ${String(item.nodes[0]?.target[0])} ${item.nodes[0]?.failureSummary?.replace(/\s+/g, " ").slice(0, 220) ?? ""}`,
          );
        });
        for (const violation of found) report(where, `axe: ${violation}`);
      }
    }
  }
}
await browser.close();
await close();
process.stdout.write(`${faults} faults; screens in ${out}\n`);
process.exitCode = faults === 0 ? 0 : 1;
