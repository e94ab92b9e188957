import { execFile } from "node:child_process";
import type { RequestListener } from "node:http";
import { join } from "node:path";
import { promisify } from "node:util";
import { pino } from "pino";
import { z } from "zod";
import { createClient } from "#api/client/index.ts";
import { createApp, serve } from "#api/index.ts";
import { systemClock } from "#warehouse/clock.ts";
import { createDoor } from "#warehouse/door/index.ts";
import { PUBLIC_VIEWER, type QuerySpec } from "#warehouse/door/types.ts";
import { homeAt, PROJECT_ROOT } from "#warehouse/home.ts";
import { openReleases } from "#warehouse/release/index.ts";
import { loadSettings } from "#warehouse/settings.ts";
import { noAudit } from "#warehouse/state/audit.ts";
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

/**
 * The door and the API over the release of `BAYAN_HOME` (or `./var`): cold answers against their bar in
 * milliseconds, warm requests against a server that answers the same bytes from memory, Arrow against row JSON.
 */
export async function bench(_ctx: BenchContext): Promise<readonly Figure[]> {
  const { settings } = loadSettings();
  const home = homeAt(settings.home ?? join(PROJECT_ROOT, "var"));
  const releases = openReleases(home, settings, { clock: systemClock });
  const open = () => createDoor({ releases, settings: { ...settings, queryTimeoutMs: 60_000 } });
  const figures: Figure[] = [];

  const times: number[] = [];
  const cold = open();
  await cold.metrics(NATIONAL);
  for (const spec of mixed()) {
    const since = performance.now();
    await cold.ask(spec, NATIONAL);
    times.push(performance.now() - since);
  }
  times.sort((a, b) => a - b);
  const at = (share: number): number => times[Math.floor(times.length * share)] ?? 0;
  figures.push(figure("cold, 200 questions, p50", at(0.5), 15, 1, "ms"));
  figures.push(figure("cold, 200 questions, p95", at(0.95), 50, 1, "ms"));

  const door = open();
  const ctx = {
    settings,
    home,
    clock: systemClock,
    log: pino({ level: "silent" }),
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
    const plain: RequestListener = (_req, res) => {
      res.setHeader("Content-Type", "application/json; charset=utf-8");
      res.end(bytes);
    };
    const memory = await serve(plain, { host: "127.0.0.1", port: 0 });
    const warm = await rate(`${site.url}${path}`);
    const bare = await rate(memory.url);
    await memory.close(100);
    figures.push(figure("warm requests a second, bare server's ÷ ours", bare, warm, 1 / 0.6, "req/s"));

    const big: QuerySpec = {
      metrics: [
        "credit_final_mad",
        "ordered_mad",
        "paid_mad",
        "committed_mad",
        "execution_rate",
        "payment_rate",
      ],
      groupBy: ["commune", "line", "year"],
      limit: 100_000,
    };
    const client = createClient({ base: site.url });
    await client.arrow(big);
    await client.query(big);
    const arrow = await clocked(() => client.arrow(big));
    const json = await clocked(() => client.query(big));
    figures.push(figure("100,000 rows to typed columns, Arrow ÷ row JSON", arrow, json, 0.25, "ms"));
  } finally {
    await site.close(100);
    releases.close();
  }
  return figures;
}

const figure = (
  name: string,
  value: number,
  reference: number,
  bar: number | null,
  unit: string,
): Figure => ({
  name,
  value,
  reference,
  ratio: value / reference,
  bar,
  unit,
});

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

async function clocked(work: () => Promise<unknown>): Promise<number> {
  const runs: number[] = [];
  for (let run = 0; run < 5; run += 1) {
    const since = performance.now();
    await work();
    runs.push(performance.now() - since);
  }
  return runs.sort((a, b) => a - b)[2] ?? 0;
}
