import { fork } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, beforeEach, expect, it } from "vitest";
import { openState, type State } from "../state/index.ts";

const TRIALS = Number(process.env.BAYAN_KILLS ?? 100);
/** A process takes a third of a second to start and some ms a day: kills fall before, within and after its work. */
const SPREAD_MS = 30;

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "bayan-alert-kill-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Runs days of the story in a process of its own; with `kill`, ends it by force so many ms after it began to work. */
const run = (file: string, from: number, to: number, kill: number | null = null): Promise<boolean> =>
  new Promise((resolve) => {
    const script = join(import.meta.dirname, "testing/escalator.ts");
    const child = fork(script, [file, String(from), String(to)], { stdio: "ignore" });
    if (kill !== null)
      child.once("message", () => {
        void sleep(kill).then(() => child.kill("SIGKILL"));
      });
    child.once("close", (_code, signal) => resolve(signal === "SIGKILL"));
  });

/** The ledger's whole story but for ids and instants, which differ between two runs. */
function storyOf(state: State): unknown[] {
  return state.all(
    `SELECT a.rule, a.subject, a.since, a.state, a.level, a.severity, a.value, a.worst, a.release,
       (SELECT group_concat(e.kind || ' ' || coalesce(e.detail, ''), ', ' ORDER BY e.seq) FROM alert_event AS e WHERE e.alert = a.id) AS events
     FROM alert AS a ORDER BY a.rule, a.subject, a.since`,
  );
}

it(`loses and doubles nothing when ${TRIALS} evaluators are killed, two at a time`, async () => {
  const [file, whole] = [join(folder, "killed.sqlite"), join(folder, "whole.sqlite")];
  let killed = 0;
  for (let trial = 0; trial < TRIALS; trial += 1) {
    const [from, to] = [trial, trial];
    const delay = (trial * 37) % SPREAD_MS;
    // Two evaluators at once, both killed; then one that comes to the end of that day, as the next wake-up would.
    const ends = await Promise.all([run(file, from, to, delay), run(file, from, to, delay / 2)]);
    killed += ends.filter(Boolean).length;
    await run(file, from, to);
    const state = openState(file);
    const doubled = state.all(
      `SELECT rule, subject FROM alert WHERE state <> 'resolved' GROUP BY rule, subject HAVING count(*) > 1`,
    );
    const opened = state.all(
      "SELECT alert FROM alert_event WHERE kind = 'opened' GROUP BY alert HAVING count(*) > 1",
    );
    const silent = state.all("SELECT id FROM alert WHERE id NOT IN (SELECT alert FROM alert_event)");
    state.close();
    expect([doubled, opened, silent]).toEqual([[], [], []]);
  }
  await run(whole, 0, TRIALS - 1);
  const [left, right] = [openState(file), openState(whole)];
  const stories = [storyOf(left), storyOf(right)];
  left.close();
  right.close();
  expect(stories[0]?.length).toBeGreaterThan(40);
  expect(stories[0]).toEqual(stories[1]);
  process.stdout.write(`killed ${killed} of ${2 * TRIALS} evaluators\n`);
  expect(killed).toBeGreaterThan(TRIALS / 2);
});
