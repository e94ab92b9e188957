import { schedule as wake } from "node-cron";
import type { Clock } from "#warehouse/clock.ts";
import { BayanError } from "#warehouse/errors.ts";
import type { JobLedger, JobRun } from "#warehouse/state/index.ts";
import { type Cron, parseCron } from "./cron.ts";

/** A job as the scheduler runs it: what a surface hands over, its context already bound. */
export interface BoundJob {
  readonly name: string;
  readonly cronUtc: string;
  period(now: Date): string;
  run(period: string): Promise<void>;
}
export interface SchedulerOptions {
  readonly jobs: readonly BoundJob[];
  readonly ledger: JobLedger;
  readonly clock: Clock;
  /** Tells this process from another on the same home. */
  readonly owner: string;
  /** Calls back now and then while a job runs, until what it returns is called; by the machine's timer. */
  readonly heartbeat?: (beat: () => void) => () => void;
  readonly onRun?: (job: string, period: string, error: unknown) => void;
}
export interface Scheduler {
  /** Runs what is due and not yet done; returns when it has. Waking it more often changes nothing. */
  tick(): Promise<void>;
  /** Wakes every minute, and now. */
  start(): void;
  stop(): Promise<void>;
}

/** A claim stands this long after its holder last spoke; then another process may take it. */
export const LEASE_MS = 10 * 60_000;
/** What has to wait for an export is tried again after this long. */
export const DEFER_MS = 60 * 60_000;
/** How far back a scheduler that slept looks for what it missed. */
const LOOK_BACK_MS = 62 * 86_400_000;
/** A look at the whole ledger is due after this long at the latest: another process may have changed it. */
const LOOK_AGAIN_MS = 86_400_000;
const CATCH_UP = "* * * * *";

/**
 * Runs each (job, period) once. Time comes from the ledger and the clock, in UTC; cron only wakes us, since its
 * own reckoning loses runs when Morocco's clocks change around Ramadan, and when the machine sleeps.
 */
export function createScheduler(options: SchedulerOptions): Scheduler {
  const { ledger, clock, owner } = options;
  const jobs = options.jobs.map((job) => ({ job, cron: parseCron(job.cronUtc) }));
  const tasks: { destroy(): unknown }[] = [];
  let running: Promise<void> | null = null;
  let again = false;
  let stopped = false;

  // Between two of a job's times nothing of its own comes due: the ledger alone can bring work then.
  const looked = new Map<BoundJob, { readonly at: number; readonly until: number }>();
  let announced = "";
  const announce = (): void => {
    const now = clock.now();
    const known = jobs.map(({ job, cron }) => {
      const next = cron.next(now);
      return {
        job: job.name,
        cron_utc: job.cronUtc,
        next_at: next?.toISOString() ?? null,
        next_period: next === null ? null : job.period(next),
      };
    });
    const text = JSON.stringify(known);
    if (text !== announced) ledger.register(known);
    announced = text;
  };
  const work = async (): Promise<void> => {
    const open = ledger.open();
    let looks = false;
    for (const { job, cron } of jobs) {
      const now = clock.now();
      const seen = looked.get(job);
      const quiet = seen !== undefined && now.getTime() >= seen.at && now.getTime() < seen.until;
      const begun = open.filter((run) => run.job === job.name).map(({ period }) => period);
      if (quiet && begun.length === 0) continue;
      looks = true;
      const settled = ledger.settled(job.name, new Date(now.getTime() - 2 * LOOK_BACK_MS));
      const due = quiet ? [] : duePeriods(job, cron, now, ledger.first(job.name));
      for (const period of new Set([...begun, ...due])) {
        if (stopped) return;
        if (settled.has(period)) continue;
        if (ledger.claim(job.name, period, owner, LEASE_MS) === null) continue;
        await carryOut(job, period, options);
      }
      const until = Math.min(
        cron.next(now)?.getTime() ?? Number.POSITIVE_INFINITY,
        now.getTime() + LOOK_AGAIN_MS,
      );
      looked.set(job, { at: now.getTime(), until });
    }
    if (looks) announce();
  };
  const tick = (): Promise<void> => {
    if (running !== null) {
      again = true;
      return running;
    }
    running = (async () => {
      do {
        again = false;
        await work();
      } while (again && !stopped);
    })().finally(() => {
      running = null;
    });
    return running;
  };

  return {
    tick,
    start() {
      const failed = (error: unknown) => options.onRun?.("scheduler", "", error);
      tasks.push(wake(CATCH_UP, () => void tick().catch(failed), { timezone: "UTC" }));
      void tick().catch(failed);
    },
    async stop() {
      stopped = true;
      for (const task of tasks) task.destroy();
      await running;
    },
  };
}

/**
 * Periods whose time has come, oldest first: the latest one, and those missed since the job first ran here.
 * A fresh installation does not run the past.
 */
export function duePeriods(job: BoundJob, cron: Cron, now: Date, first: JobRun | null): string[] {
  const since = Math.max(
    now.getTime() - LOOK_BACK_MS,
    first === null ? Number.POSITIVE_INFINITY : new Date(first.started_at).getTime(),
  );
  const periods: string[] = [];
  let at = cron.previous(now);
  for (let latest = true; at !== null && (latest || at.getTime() > since); latest = false) {
    periods.push(job.period(at));
    at = cron.previous(new Date(at.getTime() - 60_000));
  }
  return [...new Set(periods.reverse())];
}

async function carryOut(job: BoundJob, period: string, options: SchedulerOptions): Promise<void> {
  const { ledger, owner } = options;
  const still = (options.heartbeat ?? onTimer)(() => ledger.beat(job.name, period, owner, LEASE_MS));
  ledger.events.add(job.name, period, "started", owner);
  try {
    await job.run(period);
    ledger.finish(job.name, period, owner, null);
    ledger.events.close("job_failed", job.name);
    options.onRun?.(job.name, period, null);
  } catch (error) {
    if (error instanceof BayanError && error.code === "interrupted") {
      ledger.events.add(job.name, period, "interrupted", owner);
      return;
    }
    if (error instanceof BayanError && error.code === "job_deferred") {
      ledger.defer(job.name, period, owner, error.text.fr, DEFER_MS);
      return;
    }
    const code = error instanceof BayanError ? error.code : "job_failed";
    const message = error instanceof Error ? error.message : String(error);
    ledger.finish(job.name, period, owner, { code, message });
    ledger.events.notify("job_failed", job.name, `${job.name} ${period}: ${message}`);
    options.onRun?.(job.name, period, error);
  } finally {
    still();
  }
}

function onTimer(beat: () => void): () => void {
  const timer = setInterval(beat, LEASE_MS / 5);
  timer.unref();
  return () => clearInterval(timer);
}
