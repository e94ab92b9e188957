import { jobLedger, openState } from "#warehouse/state/index.ts";
import { parseCron } from "../cron.ts";
import { type BoundJob, createScheduler, type Scheduler } from "../scheduler.ts";

const MINUTE = 60_000;
const DAY = 86_400_000;

/** Changes of Morocco's offset that this runtime's time-zone data knows between two instants. */
export function offsetChangesKnown(from: number, to: number): number {
  let changes = 0;
  for (let at = from; at < to; at += 3_600_000) if (offsetAt(at) !== offsetAt(at + 3_600_000)) changes += 1;
  return changes;
}

/** What a simulated life of the scheduler came to. */
export interface Simulated {
  readonly ticks: number;
  readonly runs: number;
  /** (job, period) done more than once. */
  readonly twice: readonly string[];
  /** Due inside the time lived and never done. */
  readonly missed: readonly string[];
  /** Most minutes between a wake-up that should have run a job and its run; kills and failures left out. */
  readonly lateMinutes: number;
  /** Changes of Africa/Casablanca's offset lived through. */
  readonly offsetChanges: number;
  readonly kills: number;
  readonly jumps: number;
}
export interface Trouble {
  /** Chances a minute of each trouble. */
  readonly kill: number;
  readonly jump: number;
  readonly sleep: number;
  readonly fail: number;
}
export type SimulatedJob = Pick<BoundJob, "name" | "cronUtc" | "period">;

/** A small generator with a seed, so that a failure can be lived again. */
function dice(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

const zone = new Intl.DateTimeFormat("en", { timeZone: "Africa/Casablanca", timeZoneName: "longOffset" });
const offsetAt = (at: number): string =>
  zone.formatToParts(new Date(at)).find(({ type }) => type === "timeZoneName")?.value ?? "";

/** The nearest Sunday to an instant: Morocco's clocks change in the night to one. */
const sunday = (at: number): string => {
  const date = new Date(at);
  const back = ((date.getUTCDay() + 3) % 7) - 3;
  return new Date(at - back * DAY).toISOString().slice(0, 10);
};

/**
 * Two schedulers on one ledger wake each minute from `from` to `to`, while processes are killed in the middle of
 * a job and start anew, clocks jump by hours and days, and the machine sleeps.
 */
export async function simulate(
  jobs: readonly SimulatedJob[],
  span: { readonly from: number; readonly to: number; readonly step?: number },
  trouble: Trouble,
  seed = 1,
): Promise<Simulated> {
  const state = openState(":memory:");
  const random = dice(seed);
  const done = new Map<string, number>();
  const troubled = new Set<string>();
  let now = span.from;
  let latest = now;
  let wokeAt = now;
  let lateMinutes = 0;
  let [ticks, runs, kills, jumps] = [0, 0, 0, 0];
  // By day: a clock that jumps back lives through the same change again.
  const changes = new Set<string>();
  const clock = { now: () => new Date(now), ticks: () => now };
  const ledger = jobLedger(state, clock);
  let die: (() => void) | null = null;
  const crons = jobs.map((job) => ({ job, cron: parseCron(job.cronUtc) }));

  const start = (owner: string): Scheduler =>
    createScheduler({
      jobs: crons.map(({ job, cron }) => ({
        ...job,
        run: (period) => {
          const key = `${job.name} ${period}`;
          const lot = random();
          if (lot < trouble.kill * 50 && die !== null) {
            troubled.add(key);
            die();
            return new Promise<void>(() => undefined);
          }
          if (lot > 1 - trouble.fail && !troubled.has(key)) {
            troubled.add(key);
            return Promise.reject(new Error("no luck"));
          }
          runs += 1;
          done.set(key, (done.get(key) ?? 0) + 1);
          const due = cron.previous(new Date(now))?.getTime() ?? now;
          if (!troubled.has(key) && job.period(new Date(due)) === period)
            lateMinutes = Math.max(lateMinutes, (now - Math.max(due, wokeAt)) / MINUTE);
          return Promise.resolve();
        },
      })),
      ledger,
      clock,
      owner,
      // A process that was killed beats no more, and this one's timers do not know the simulated time.
      heartbeat: () => () => undefined,
    });

  let born = 0;
  const processes = ["a", "b"].map((name) => ({ name, scheduler: start(`${name}0`) }));
  let offset = offsetAt(now);
  while (now < span.to) {
    for (const process of processes) {
      const killed = new Promise<"killed">((resolve) => {
        die = () => resolve("killed");
      });
      const ended = await Promise.race([process.scheduler.tick(), killed]);
      die = null;
      if (ended === "killed") kills += 1;
      if (ended === "killed" || random() < trouble.kill) {
        born += 1;
        process.scheduler = start(`${process.name}${born}`);
      }
    }
    ticks += 1;
    now += span.step ?? MINUTE;
    const lot = random();
    if (lot < trouble.jump) {
      now += [-DAY, -3_600_000, 3_600_000, DAY][Math.floor((lot / trouble.jump) * 4)] ?? 0;
      jumps += 1;
      wokeAt = now;
    } else if (lot < trouble.jump + trouble.sleep) {
      now += 3 * DAY;
      wokeAt = now;
    }
    latest = Math.max(latest, now);
    if (ticks % 60 === 0) {
      const next = offsetAt(now);
      if (next !== offset) changes.add(sunday(now));
      offset = next;
    }
  }
  state.close();
  const missed = crons.flatMap(({ job, cron }) => {
    const wanted = new Set<string>();
    // What came due in the last hour may still wait for its lease or its next try.
    const end = latest - 3_600_000;
    for (
      let at = cron.previous(new Date(end));
      at !== null && at.getTime() > span.from;
      at = cron.previous(new Date(at.getTime() - MINUTE))
    )
      wanted.add(job.period(at));
    return [...wanted].map((period) => `${job.name} ${period}`).filter((key) => !done.has(key));
  });
  const twice = [...done].filter(([, times]) => times > 1).map(([key]) => key);
  return { ticks, runs, twice, missed, lateMinutes, offsetChanges: changes.size, kills, jumps };
}

const day = (at: Date) => at.toISOString().slice(0, 10);
const month = (at: Date) => at.toISOString().slice(0, 7);
/** Jobs of the rhythms that an installation has. */
export const RHYTHMS: readonly SimulatedJob[] = [
  { name: "run", cronUtc: "30 3 * * *", period: day },
  { name: "revisions", cronUtc: "30 6 * * *", period: day },
  { name: "digest", cronUtc: "0 7 * * 1-5", period: day },
  { name: "backup", cronUtc: "15 2 * * *", period: day },
  { name: "gc", cronUtc: "15 4 * * 0", period: day },
  { name: "monthly", cronUtc: "0 5 6 * *", period: month },
  { name: "quarterly", cronUtc: "0 5 10 1,4,7,10 *", period: month },
  { name: "annual", cronUtc: "0 5 1 3 *", period: (at) => at.toISOString().slice(0, 4) },
];
