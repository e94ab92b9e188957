/**
 * Makes a month's reports of a home into a folder of its own, and tells what it took:
 *   node reports/testing/batch.ts HOME OUT MONTH
 */
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { systemClock } from "#warehouse/clock.ts";
import { homeAt } from "#warehouse/home.ts";
import { openState } from "#warehouse/state/index.ts";
import { archiveIn } from "../archive/archive.ts";
import { makeAll } from "../batch/run.ts";
import { loadDefinitions } from "../definition/load.ts";
import { parsePeriod } from "../definition/period.ts";
import { openHome } from "./open.ts";

const [root = "var", out = "out", month = "2026-09"] = process.argv.slice(2);
const { door, release, close } = await openHome(homeAt(root));
mkdirSync(out, { recursive: true });
const state = openState(join(out, "state.sqlite"));
const [definition] = loadDefinitions().filter(({ name }) => name === "monthly");
if (definition === undefined) throw new Error("monthly: no such report");
const since = performance.now();
const { sample } = release.manifest;
const result = await makeAll(door, archiveIn(state, systemClock), {
  ...{ definition, period: parsePeriod("month", month), langs: ["fr", "ar"], workers: 2 },
  // The bar is 1,590 collectivities; the nation's own report is one more.
  levels: ["region", "province", "commune"],
  issue: { release: release.id, sample, publicUrl: null },
  root: out,
});
const seconds = (performance.now() - since) / 1000;
const { maxRSS, userCPUTime, systemCPUTime } = process.resourceUsage();
const told = { ...result, seconds, rssMiB: maxRSS / 1024, cpuSeconds: (userCPUTime + systemCPUTime) / 1e6 };
process.stdout.write(`${JSON.stringify(told)}\n`);
state.close();
close();
