import { type ChildProcess, spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { z } from "zod";
import { fixtureHome } from "#test/fixture/home.ts";
import { homeAt, PROJECT_ROOT } from "#warehouse/home.ts";
import { offsetChangesKnown, RHYTHMS, simulate } from "../../pipelines/schedule/testing/simulate.ts";
import type { BenchContext, Figure } from "./run.ts";

const MONTH = "2026-09";
const REPORTS = 3180;
const told = z.object({
  made: z.number(),
  kept: z.number(),
  revised: z.number(),
  seconds: z.number(),
  cpuSeconds: z.number(),
  rssMiB: z.number(),
});
type Told = z.infer<typeof told>;

const figure = (
  name: string,
  value: number,
  reference: number,
  unit: string,
  bar: number | null = 1,
): Figure => ({
  name,
  value,
  reference,
  ratio: reference === 0 ? value : value / reference,
  bar,
  unit,
});

/** A batch in a process of its own, so that its memory is its own and it can be killed. */
function batch(home: string, out: string): { child: ChildProcess; done: Promise<Told | null> } {
  const args = [join(PROJECT_ROOT, "reports/testing/batch.ts"), home, out, MONTH];
  const child = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "inherit"] });
  let text = "";
  child.stdout?.on("data", (chunk) => {
    text += chunk;
  });
  const done = new Promise<Told | null>((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (code) => resolve(code === 0 ? told.parse(JSON.parse(text)) : null));
  });
  return { child, done };
}

/** One hash over every report's name and bytes. */
function digest(out: string): { readonly files: number; readonly hash: string } {
  const folder = join(out, "monthly", MONTH);
  const hash = createHash("sha256");
  const files = readdirSync(folder)
    .filter((name) => name.endsWith(".pdf"))
    .sort();
  for (const name of files) hash.update(name).update(readFileSync(join(folder, name)));
  return { files: files.length, hash: hash.digest("hex") };
}

async function killedAndResumed(home: string, out: string): Promise<{ readonly kept: number }> {
  const folder = join(out, "monthly", MONTH);
  const first = batch(home, out);
  for (let waited = 0; waited < 1200; waited += 1) {
    await sleep(100);
    if (existsSync(folder) && readdirSync(folder).length > REPORTS / 3) break;
  }
  first.child.kill("SIGKILL");
  await first.done;
  const second = await batch(home, out).done;
  if (second === null) throw new Error("reports: the resumed run failed");
  return { kept: second.kept };
}

/**
 * The monthly reports of all collectivities in two languages: time, memory, the same bytes after a kill in the
 * middle as without; and eight years of the scheduler, minute by minute.
 */
export async function bench(ctx: BenchContext): Promise<readonly Figure[]> {
  const root =
    process.env.BAYAN_HOME === undefined ? (await fixtureHome()).root : homeAt(process.env.BAYAN_HOME).root;
  const whole = await batch(root, join(ctx.work, "whole")).done;
  if (whole === null) throw new Error("reports: the batch failed");
  const one = digest(join(ctx.work, "whole"));
  const resumed = await killedAndResumed(root, join(ctx.work, "killed"));
  const two = digest(join(ctx.work, "killed"));
  const span = { from: Date.UTC(2024, 0, 1), to: Date.UTC(2032, 0, 1) };
  const life = await simulate(
    RHYTHMS,
    span,
    { kill: 1 / 5000, jump: 1 / 20_000, sleep: 1 / 60_000, fail: 0.02 },
    7,
  );
  return [
    figure("reports made: 1,590 collectivities × 2 languages", REPORTS - one.files, 0, "missing", 0),
    figure("seconds for all of them, on two workers", whole.seconds, 300, "s"),
    // On a machine that others use too, what two cores of one's own would take.
    figure("seconds of processor for them, over two cores", whole.cpuSeconds / 2, 300, "s"),
    figure("most memory of that process", whole.rssMiB, 2048, "MiB"),
    figure("reports kept from a run killed after a third (told)", resumed.kept, REPORTS, "reports", null),
    figure("bytes of a killed and resumed run that differ", one.hash === two.hash ? 0 : 1, 0, "run", 0),
    figure(
      "scheduler 2024–2031: (job, period) done twice or never",
      life.twice.length + life.missed.length,
      0,
      "",
      0,
    ),
    figure("scheduler: most minutes late after a wake-up", life.lateMinutes, 5, "min"),
    figure(
      "scheduler: offset changes lived through (told)",
      life.offsetChanges,
      offsetChangesKnown(span.from, span.to),
      "",
      null,
    ),
    figure("scheduler: ticks (told)", life.ticks, 4_207_680, "ticks", null),
  ];
}
