import { once } from "node:events";
import { appendFileSync } from "node:fs";
import { jobLedger, openState } from "#warehouse/state/index.ts";
import { createScheduler } from "../scheduler.ts";

/**
 * Stands for one of two processes on the same home. Both read one clock, fifteen hundred times as quick as the real one:
 * a simulated minute is 40 ms, four hours 9.6 s. A lease of ten minutes is then 400 ms: no busy machine keeps its owner
 * waiting that long, after which the other would be right to take it. It begins when the parent, who knows both to be
 * there, says when.
 */
const [stateFile = "", log = "", owner = ""] = process.argv.slice(2);
const START = Date.UTC(2026, 1, 14, 23);
const state = openState(stateFile);
process.send?.("ready");
const [epoch] = await once(process, "message");
const simulated = () => START + (performance.timeOrigin + performance.now() - Number(epoch)) * 1500;
const clock = { now: () => new Date(simulated()), ticks: simulated };
const scheduler = createScheduler({
  jobs: ["run", "other"].map((name) => ({
    name,
    cronUtc: name === "run" ? "*/10 * * * *" : "5 * * * *",
    period: (at: Date) => at.toISOString().slice(0, 16),
    run: async (period: string) => appendFileSync(log, `${name} ${period} ${owner}\n`),
  })),
  ledger: jobLedger(state, clock),
  clock,
  owner,
});
while (simulated() < START + 4 * 3_600_000) {
  await scheduler.tick();
  await new Promise((resolve) => setTimeout(resolve, 2));
}
state.close();
process.disconnect();
