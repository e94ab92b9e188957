import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import express from "express";
import { pino } from "pino";
import { z } from "zod";
import { createApp, serve } from "#api/index.ts";
import { systemClock } from "#warehouse/clock.ts";
import { createDoor, DOOR_LIMITS, type DoorOptions } from "#warehouse/door/index.ts";
import { type Door, PUBLIC_VIEWER, type QuerySpec } from "#warehouse/door/types.ts";
import { homeAt, PROJECT_ROOT } from "#warehouse/home.ts";
import { openReleases, type Releases } from "#warehouse/release/index.ts";
import { loadSettings } from "#warehouse/settings.ts";
import { noAudit } from "#warehouse/state/audit.ts";
import type { Context } from "#warehouse/surface.ts";
import { launch } from "../e2e/browser.ts";
import type { BenchContext, Figure } from "./run.ts";

const NATIONAL = { ...PUBLIC_VIEWER, role: "national" as const };
const REGIONS = ["01", "02", "03", "04", "05", "06", "07", "08", "09", "10", "11", "12"];

/** Two hundred questions that differ, of the kinds that pages ask. */
function mixed(): readonly QuerySpec[] {
  const specs: QuerySpec[] = [];
  for (const year of [2022, 2023, 2024, 2025]) {
    const inYear = { dimension: "year", op: "=", value: year } as const;
    specs.push({ metrics: ["credit_final_mad", "ordered_mad", "execution_rate"], where: [inYear] });
    specs.push({ metrics: ["ordered_mad", "execution_rate"], groupBy: ["region"], where: [inYear] });
    specs.push({
      metrics: ["collected_mad", "recovery_rate"],
      groupBy: ["collectivity_type"],
      where: [inYear],
    });
    specs.push({
      metrics: ["permit_files", "permits_on_time_rate"],
      groupBy: ["permit_category"],
      where: [inYear],
    });
    for (const region of REGIONS) {
      const place = [inYear, { dimension: "region", op: "=", value: region } as const];
      specs.push({ metrics: ["ordered_mad", "execution_rate"], groupBy: ["province"], where: place });
      specs.push({ metrics: ["ordered_mad"], groupBy: ["part", "chapter"], where: place });
      specs.push({
        metrics: ["complaints_received", "complaints_on_time_rate"],
        groupBy: ["month"],
        where: place,
      });
      specs.push({ metrics: ["paid_mad", "collected_mad"], groupBy: ["commune"], where: place });
    }
  }
  return specs.slice(0, 200);
}

/** Questions that rollups answer: a nation, its regions, years beside years, stocks and counts. */
const ROLLED: readonly QuerySpec[] = [
  { metrics: ["ordered_mad", "execution_rate"], groupBy: ["region"] },
  { metrics: ["ordered_mad", "execution_rate"], groupBy: ["region", "year"] },
  {
    metrics: ["ordered_mad"],
    groupBy: ["region"],
    time: { grain: "year", from: "2022", to: "2025", compare: "previous" },
  },
  { metrics: ["paid_mad"], groupBy: ["collectivity_type"], time: { grain: "year", compare: "year_ago" } },
  { metrics: ["permit_files", "permits_on_time_rate"], groupBy: ["region", "year"] },
  { metrics: ["collected_mad", "recovery_rate"], groupBy: ["province", "year"] },
];
/** A hundred thousand rows by ten columns. */
const BIG: QuerySpec = {
  metrics: [
    "credit_initial_mad",
    "credit_final_mad",
    "committed_mad",
    "ordered_mad",
    "paid_mad",
    "execution_rate",
    "payment_rate",
  ],
  groupBy: ["commune", "line", "year"],
  limit: 100_000,
};

/**
 * The door and the API over the release of `BAYAN_HOME` (or `./var`): cold answers against their bar in milliseconds,
 * rollups against base tables, warm requests against an Express route that answers the same bytes from memory, Arrow
 * against row JSON, from request to typed columns, in a browser.
 */
export async function bench(_ctx: BenchContext): Promise<readonly Figure[]> {
  const { settings } = loadSettings();
  const home = homeAt(settings.home ?? join(PROJECT_ROOT, "var"));
  const releases = openReleases(home, settings, { clock: systemClock });
  const open = (options: Partial<DoorOptions> = {}) =>
    createDoor({ releases, settings: { ...settings, queryTimeoutMs: 60_000 }, ...options });
  const figures: Figure[] = [];
  try {
    const runs: (readonly number[])[] = [];
    for (let run = 0; run < 3; run += 1) runs.push(await cold(open()));
    const at = (share: number): number =>
      median(runs.map((times) => times[Math.floor(times.length * share)] ?? 0));
    figures.push(figure("cold, 200 questions, p50, median of 3 runs", at(0.5), 15, 1, "ms"));
    figures.push(figure("cold, 200 questions, p95, median of 3 runs", at(0.95), 50, 1, "ms"));
    figures.push(...(await rolled(open)));
    figures.push(...(await served({ home, releases, settings, door: open() })));
  } finally {
    releases.close();
  }
  return figures;
}

/** Milliseconds of each question to a door that has answered none, least first. */
async function cold(door: Door): Promise<readonly number[]> {
  const times: number[] = [];
  await door.metrics(NATIONAL);
  for (const spec of mixed()) {
    const since = performance.now();
    await door.ask(spec, NATIONAL);
    times.push(performance.now() - since);
  }
  return times.sort((a, b) => a - b);
}

async function rolled(open: (options: Partial<DoorOptions>) => Door): Promise<readonly Figure[]> {
  const uncached = { ...DOOR_LIMITS, queryCacheBytes: 0, queryTimeoutMs: 60_000 };
  const [small, base] = [open({ settings: uncached }), open({ settings: uncached, rollups: false })];
  let [fast, slow] = [0, 0];
  for (const spec of ROLLED) {
    const [one, other] = [await small.ask(spec, NATIONAL), await base.ask(spec, NATIONAL)];
    if (JSON.stringify(one) !== JSON.stringify(other))
      throw new Error(`rollup: ${JSON.stringify(spec)} differs`);
    fast += await clocked(() => small.ask(spec, NATIONAL));
    slow += await clocked(() => base.ask(spec, NATIONAL));
  }
  return [
    figure("six questions and comparisons, rollup ÷ base, all answers equal", fast, slow, 1 / 20, "ms"),
  ];
}

async function served(
  given: Pick<Context, "home" | "settings" | "door"> & { releases: Releases },
): Promise<readonly Figure[]> {
  const { home, settings, door, releases } = given;
  const ctx: Context = {
    settings,
    home,
    clock: systemClock,
    // Lines as the server writes them, to nowhere.
    log: pino({ level: settings.logLevel }, pino.destination({ dest: "/dev/null", sync: true })),
    door,
    release: () => releases.current(),
    audit: noAudit,
    publicUrl: "http://127.0.0.1",
    nav: [],
    messages: { fr: {}, ar: {}, en: {} },
  };
  const site = await serve(createApp(ctx, []), { host: "127.0.0.1", port: 0 });
  try {
    const spec: QuerySpec = { metrics: ["ordered_mad"], groupBy: ["region"] };
    const path = `/api/v1/query?spec=${encodeURIComponent(JSON.stringify(spec))}`;
    const bytes = Buffer.from(await (await fetch(`${site.url}${path}`)).arrayBuffer());
    const plain = express();
    plain.get("/", (_req, res) => {
      res.type("application/json").send(bytes);
    });
    const memory = await serve(plain, { host: "127.0.0.1", port: 0 });
    const warm = await rate(`${site.url}${path}`);
    const bare = await rate(memory.url);
    await memory.close(100);
    return [
      figure("warm requests a second: Express from memory ÷ ours", bare, warm, 1 / 0.6, "req/s"),
      await typed(site.url),
    ];
  } finally {
    await site.close(100);
  }
}

/** Arrow against JSON by rows in a real browser, from the request to arrays of values, nothing drawn. */
async function typed(url: string): Promise<Figure> {
  const { rolldown } = await import("rolldown");
  const bundle = await rolldown({ input: join(PROJECT_ROOT, "api/client/index.ts"), platform: "browser" });
  const { output } = await bundle.generate({ format: "iife", name: "bayan" });
  await bundle.close();
  const browser = await launch();
  try {
    const page = await browser.newPage();
    await page.goto(`${url}/healthz`);
    await page.evaluate(`${output[0].code}; globalThis.bayan = bayan; null`);
    const timed = async (form: "arrow" | "query"): Promise<number> => {
      const one = `(async () => {
        const client = bayan.createClient({ base: ${JSON.stringify(url)} });
        const since = performance.now();
        const answer = await client[${JSON.stringify(form)}](${JSON.stringify(BIG)});
        const columns = answer.columns.map(({ name, values }) => values ?? answer.rows.map((row) => row[name]));
        if (columns.length !== 10 || columns[0].length !== 100000) throw new Error("columns: " + columns.length + " of " + columns[0].length);
        return performance.now() - since;
      })()`;
      return z.number().parse(await page.evaluate(one));
    };
    const runs: Record<"arrow" | "query", number[]> = { arrow: [], query: [] };
    for (let run = 0; run < 6; run += 1)
      for (const form of ["arrow", "query"] as const) runs[form].push(await timed(form));
    // The first of each finds nothing kept.
    return figure(
      "100,000 × 10 to typed columns in a browser, Arrow ÷ row JSON, warm",
      median(runs.arrow.slice(1)),
      median(runs.query.slice(1)),
      0.25,
      "ms",
    );
  } finally {
    await browser.close();
  }
}

const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

const figure = (
  name: string,
  value: number,
  reference: number,
  bar: number | null,
  unit: string,
): Figure => ({ name, value, reference, ratio: value / reference, bar, unit });

const loadSchema = z.object({ requests: z.object({ average: z.number() }) });

/** Requests a second that twenty connections get in four seconds, asked from a process of their own. */
async function rate(url: string): Promise<number> {
  const tool = join(PROJECT_ROOT, "node_modules/autocannon/autocannon.js");
  const { stdout } = await promisify(execFile)(process.execPath, [
    tool,
    "--json",
    "-c",
    "20",
    "-d",
    "4",
    url,
  ]);
  return loadSchema.parse(JSON.parse(stdout)).requests.average;
}

/** The median of five runs, after one that is not counted. */
async function clocked(work: () => Promise<unknown>): Promise<number> {
  const runs: number[] = [];
  for (let run = 0; run < 6; run += 1) {
    const since = performance.now();
    await work();
    runs.push(performance.now() - since);
  }
  return median(runs.slice(1));
}
