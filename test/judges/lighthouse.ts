import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { get } from "node:http";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { parseArgs } from "node:util";
import chromium from "@sparticuz/chromium";
import { PROJECT_ROOT } from "#warehouse/home.ts";
import { listen } from "../fixture/listen.ts";

/**
 * Lighthouse on five public pages of a site that runs: `node test/judges/lighthouse.ts http://127.0.0.1:8080 [--runs 5]`.
 * Median of the runs for performance (a phone on slow 4G), accessibility and best practices, each at least 95. It lives
 * in a folder of its own, made on first use: nothing of it is installed with the site.
 */
const VERSION = "13.5.0";
const LEAST = 95;
const HOME = join(PROJECT_ROOT, ".cache/lighthouse");
const PAGES = [
  "/fr/",
  "/fr/tableaux/budget",
  "/ar/tableaux/fiche/06",
  "/fr/tableaux/rokhas",
  "/ar/votre-commune/01.511.01.0",
];
const CATEGORIES = ["performance", "accessibility", "best-practices"] as const;

interface Report {
  readonly lhr: {
    readonly runtimeError?: { readonly message: string };
    readonly categories: Readonly<Record<string, { readonly score: number | null }>>;
  };
}
type Lighthouse = (url: string, flags: object) => Promise<Report | undefined>;
interface Chrome {
  readonly port: number;
  kill(): void;
}

function install(): void {
  if (existsSync(join(HOME, "node_modules/lighthouse"))) return;
  mkdirSync(HOME, { recursive: true });
  writeFileSync(join(HOME, "package.json"), '{"private":true}\n');
  const args = ["install", "--save-exact", "--no-audit", "--no-fund", `lighthouse@${VERSION}`];
  if (spawnSync("npm", args, { cwd: HOME, stdio: "inherit" }).status !== 0)
    throw new Error("lighthouse could not be installed");
}

async function from<T>(path: string, name: string): Promise<T> {
  const loaded: Record<string, unknown> = await import(pathToFileURL(join(HOME, "node_modules", path)).href);
  return loaded[name] as T;
}

/**
 * The site without its `Referrer-Policy`: with any value of that header this Lighthouse takes the document's request in
 * this Chromium for one that was given up. All else is as it is sent.
 */
async function front(site: URL): Promise<{ readonly url: string; close(): void }> {
  const { server, origin } = await listen((req, res) => {
    const headers = { ...req.headers, host: site.host };
    get({ host: site.hostname, port: site.port, path: req.url, headers }, (answer) => {
      const { "referrer-policy": _left, ...rest } = answer.headers;
      res.writeHead(answer.statusCode ?? 502, rest);
      answer.pipe(res);
    }).on("error", (error) => res.destroy(error));
  });
  return {
    url: origin,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { runs: { type: "string", default: "5" } },
});
install();
const lighthouse = await from<Lighthouse>("lighthouse/core/index.js", "default");
const launch = await from<(options: object) => Promise<Chrome>>("chrome-launcher/dist/index.js", "launch");
const chrome = await launch({
  chromePath: await chromium.executablePath(),
  chromeFlags: ["--headless=new", "--no-sandbox", "--disable-dev-shm-usage"],
});
const site = await front(new URL(positionals[0] ?? "http://127.0.0.1:8080"));
let missed = 0;
try {
  for (const path of PAGES) {
    const scores = new Map<string, number[]>();
    for (let run = 0; run < Number(values.runs); run += 1) {
      const report = await lighthouse(`${site.url}${path}`, {
        ...{ port: chrome.port, logLevel: "error", onlyCategories: CATEGORIES },
      });
      const fault = report?.lhr.runtimeError?.message;
      if (report === undefined || fault !== undefined) throw new Error(`lighthouse: ${path}: ${fault}`);
      for (const name of CATEGORIES) {
        const score = Math.round(100 * (report.lhr.categories[name]?.score ?? 0));
        scores.set(name, [...(scores.get(name) ?? []), score]);
      }
    }
    const told = CATEGORIES.map((name) => {
      const sorted = (scores.get(name) ?? []).toSorted((a, b) => a - b);
      const middle = sorted[sorted.length >> 1] ?? 0;
      if (middle < LEAST) missed += 1;
      return `${name} ${middle}`;
    });
    process.stdout.write(`${path.padEnd(34)} ${told.join("  ")}\n`);
  }
} finally {
  chrome.kill();
  site.close();
}
process.exitCode = missed === 0 ? 0 : 1;
