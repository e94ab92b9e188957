import { hostname } from "node:os";
import { setTimeout as sleep } from "node:timers/promises";
import { BayanError } from "#warehouse/errors.ts";
import { type HeldLock, lockOwner, tryLock } from "#warehouse/release/index.ts";
import { jobLedger, sealAudit } from "#warehouse/state/index.ts";
import type { Context, Surface } from "#warehouse/surface.ts";
import { type BoundJob, createScheduler, type Scheduler } from "../schedule/index.ts";
import { runChild, stopChildren } from "./child.ts";
import type { Cli } from "./cli.ts";

export const RUN_JOB = "run";
/** What a job in progress has to end by itself when the server stops. */
const PATIENCE_MS = 5_000;

/** Every periodic job: the daily run, the weekly tidying, and what the surfaces hand over. `ctx` null is enough to list them. */
export function jobsOf(cli: Cli, surfaces: readonly Surface[], ctx: Context | null): BoundJob[] {
  const bound = (run: (ctx: Context, period: string) => Promise<void>) => async (period: string) => {
    if (ctx === null) throw new Error("job: no context to run in");
    await run(ctx, period);
  };
  const daily: BoundJob = {
    name: RUN_JOB,
    cronUtc: cli.settings.dailyRunCronUtc,
    period: (now) => now.toISOString().slice(0, 10),
    run: async () => {
      await runChild(cli, ["run"]);
    },
  };
  const tidy: BoundJob = {
    name: "gc",
    cronUtc: "15 4 * * 0",
    period: (now) => now.toISOString().slice(0, 10),
    run: async () => {
      await runChild(cli, ["gc"]);
    },
  };
  // A finished day's head goes out of the store soon after midnight: it is what the catalogue publishes.
  const seal: BoundJob = {
    name: "audit-head",
    cronUtc: "5 0 * * *",
    period: (now) => now.toISOString().slice(0, 10),
    run: async () => {
      sealAudit(cli.home, cli.state(), cli.clock);
    },
  };
  // Without a target there is nothing to fail each night.
  const backups: BoundJob[] =
    cli.settings.backupTarget === null
      ? []
      : [
          {
            name: "backup",
            cronUtc: cli.settings.backupCronUtc,
            period: (now) => now.toISOString().slice(0, 10),
            run: async () => {
              await runChild(cli, ["backup"]);
            },
          },
        ];
  const others = surfaces.flatMap((surface) =>
    (surface.jobs ?? []).map((job) => ({
      name: job.name,
      cronUtc: job.cronUtc,
      period: (now: Date) => job.period(now),
      run: bound((context, period) => job.run(context, period)),
    })),
  );
  return [daily, tidy, seal, ...backups, ...others];
}

/** Starts the scheduler over the jobs of this home. */
export function startScheduler(cli: Cli, surfaces: readonly Surface[], ctx: Context): Scheduler {
  const scheduler = createScheduler({
    jobs: jobsOf(cli, surfaces, ctx),
    ledger: jobLedger(cli.state(), cli.clock),
    clock: cli.clock,
    owner: `${hostname()}:${process.pid}`,
    onRun: (job, period, error) => {
      if (error === null) cli.log.info({ job, period }, "job done");
      else cli.log.error({ job, period, err: error }, "job failed");
    },
  });
  scheduler.start();
  const minute = setInterval(() => void watchOver(ctx), 60_000);
  void watchOver(ctx);
  return {
    ...scheduler,
    async stop() {
      clearInterval(minute);
      const stopped = scheduler.stop();
      stopChildren();
      // Who asks for the end has it soon: a job that is cut short goes on at the next start, as after a kill.
      await Promise.race([stopped, sleep(PATIENCE_MS)]);
    },
  };
}

let watching = false;
/** Looks after the installation; a look that takes longer than its minute is not begun twice. */
async function watchOver(ctx: Context): Promise<void> {
  if (watching) return;
  watching = true;
  try {
    const { watch } = await import("#reports/index.ts");
    await watch(ctx);
  } finally {
    watching = false;
  }
}

/** Only one server and scheduler a home: the second is told where the first one is. */
export function takeServeLock(cli: Cli, note: string): HeldLock {
  const lock = tryLock(cli.home, "serve", note);
  if (lock !== null) {
    jobLedger(cli.state(), cli.clock).interrupted(hostname());
    return lock;
  }
  const owner = lockOwner(cli.home, "serve");
  const [home, pid, where] = [cli.home.root, owner?.pid ?? 0, owner?.note ?? ""];
  throw new BayanError("already_running", {
    fr: `Bayan tourne déjà sur ce dossier (${home}) : ${where} (processus ${pid}). Arrêtez-le, ou choisissez un autre BAYAN_HOME.`,
    ar: `بيان يعمل بالفعل على هذا المجلد (${home}): ${where} (العملية ${pid}). أوقفه أو اختر BAYAN_HOME آخر.`,
    en: `Bayan is already running on this folder (${home}): ${where} (process ${pid}). Stop it, or choose another BAYAN_HOME.`,
  });
}

/** Waits for the terminal's Ctrl+C or the system's request to end. */
export const untilStopped = (): Promise<void> =>
  new Promise((resolve) => {
    for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => resolve());
  });
