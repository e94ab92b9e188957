import { fork } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterEach, describe, expect, it } from "vitest";
import { jobDeferred, jobLedger, MAX_ATTEMPTS, openState } from "#warehouse/state/index.ts";
import { parseCron } from "./cron.ts";
import { type BoundJob, createScheduler, DEFER_MS } from "./scheduler.ts";
import { RHYTHMS, simulate } from "./testing/simulate.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

describe("parseCron", () => {
  const previous = (cron: string, at: string) =>
    parseCron(cron).previous(new Date(at))?.toISOString().slice(0, 16);
  it("finds the latest time at or before an instant", () => {
    expect(previous("30 3 * * *", "2026-11-21T03:30:00Z")).toBe("2026-11-21T03:30");
    expect(previous("30 3 * * *", "2026-11-21T03:29:59Z")).toBe("2026-11-20T03:30");
    expect(previous("0 5 6 * *", "2026-03-01T00:00:00Z")).toBe("2026-02-06T05:00");
    expect(previous("*/15 8-17 * * 1-5", "2026-11-22T12:00:00Z")).toBe("2026-11-20T17:45");
    expect(previous("0 0 29 2 *", "2026-11-21T00:00:00Z")).toBe("2024-02-29T00:00");
    expect(previous("0 0 31 2 *", "2026-11-21T00:00:00Z")).toBeUndefined();
    expect(previous("0 12 1 * 7", "2026-11-21T00:00:00Z")).toBe("2026-11-15T12:00");
  });
  it("never lies after, and is its own latest time", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 59 }),
        fc.integer({ min: 0, max: 23 }),
        fc.integer({ min: 0, max: 4e9 }),
        (minute, hour, second) => {
          const cron = parseCron(`${minute} ${hour} * * *`);
          const from = new Date(second * 1000);
          const found = cron.previous(from);
          if (found === null) return false;
          const gap = from.getTime() - found.getTime();
          return gap >= 0 && gap < DAY && cron.previous(found)?.getTime() === found.getTime();
        },
      ),
    );
  });
  it("gives the next time, of which this is the previous one", () => {
    const next = (cron: string, at: string) => parseCron(cron).next(new Date(at))?.toISOString().slice(0, 16);
    expect(next("30 3 * * *", "2026-11-21T03:30:00Z")).toBe("2026-11-22T03:30");
    expect(next("0 5 6 * *", "2026-02-06T05:00:01Z")).toBe("2026-03-06T05:00");
    expect(next("0 0 29 2 *", "2026-11-21T00:00:00Z")).toBe("2028-02-29T00:00");
    expect(next("0 0 31 2 *", "2026-11-21T00:00:00Z")).toBeUndefined();
  });
  it("names the field that is wrong", () => {
    for (const [cron, field] of [
      ["60 * * * *", "minute"],
      ["0 24 * * *", "hour"],
      ["0 0 0 * *", "day of month"],
      ["0 0 * 13 *", "month"],
      ["0 0 * * 1-9", "day of week"],
    ] as const) {
      expect(() => parseCron(cron)).toThrow(`cron: ${field}`);
    }
    expect(() => parseCron("0 0 * *")).toThrow(/five fields/);
  });
});

interface Lab {
  now: number;
  readonly runs: { job: string; period: string; at: number }[];
  tick(): Promise<void>;
  restart(): void;
}
function lab(
  start: string,
  jobs: readonly Omit<BoundJob, "run">[],
  fail: (job: string, period: string) => boolean = () => false,
): Lab {
  const state = openState(":memory:");
  const runs: Lab["runs"] = [];
  const made: Lab = { now: Date.parse(start), runs, tick: async () => undefined, restart: () => undefined };
  const clock = { now: () => new Date(made.now), ticks: () => made.now };
  made.restart = () => {
    const bound = jobs.map((job) => ({
      ...job,
      run: async (period: string) => {
        if (fail(job.name, period)) throw new Error("no luck");
        runs.push({ job: job.name, period, at: made.now });
      },
    }));
    made.tick = createScheduler({ jobs: bound, ledger: jobLedger(state, clock), clock, owner: "lab" }).tick;
  };
  made.restart();
  return made;
}
const daily = { name: "run", cronUtc: "30 3 * * *", period: (at: Date) => at.toISOString().slice(0, 10) };
const monthly = { name: "report", cronUtc: "0 5 6 * *", period: (at: Date) => at.toISOString().slice(0, 7) };

describe("createScheduler", () => {
  it("runs each day once from 2024 to 2031, through every change of Morocco's clocks", async () => {
    const jobs = lab("2024-01-01T00:00:00Z", [daily, monthly]);
    const end = Date.UTC(2032, 0, 1);
    // Wakes at uneven times, as a loaded machine does; sleeps three days once a quarter; starts anew each month.
    for (let step = 0; jobs.now < end; step += 1) {
      await jobs.tick();
      if (step % 300 === 0) jobs.restart();
      jobs.now += step % 900 === 899 ? 3 * DAY : 2 * HOUR + (step % 7) * 11 * MINUTE;
    }
    const days = jobs.runs.filter(({ job }) => job === "run").map(({ period }) => period);
    const wanted: string[] = [];
    for (let at = Date.UTC(2023, 11, 31); at < end; at += DAY)
      wanted.push(new Date(at).toISOString().slice(0, 10));
    expect(days).toEqual(wanted.slice(0, days.length));
    expect(days.length).toBeGreaterThanOrEqual(wanted.length - 1);
    const months = jobs.runs.filter(({ job }) => job === "report").map(({ period }) => period);
    expect(new Set(months).size).toBe(months.length);
    expect(months).toHaveLength(8 * 12 + 1);
  });

  it("keeps its laws when the clock jumps back and forth", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.integer({ min: -DAY, max: 3 * DAY }), { minLength: 20, maxLength: 60 }),
        async (jumps) => {
          const jobs = lab("2026-02-01T00:00:00Z", [daily]);
          await jobs.tick();
          for (const jump of jumps) {
            jobs.now += jump;
            await jobs.tick();
          }
          const periods = jobs.runs.map(({ period }) => period);
          expect(new Set(periods).size).toBe(periods.length);
          expect(jobs.runs.every(({ period, at }) => Date.parse(`${period}T03:30:00Z`) <= at)).toBe(true);
        },
      ),
      { numRuns: 50, seed: 7 },
    );
  });

  it("tries a failing job again at the next wake-up, and gives up after three", async () => {
    let failures = 2;
    const jobs = lab("2026-11-21T04:00:00Z", [daily], () => failures-- > 0);
    for (let wake = 0; wake < 5; wake += 1) {
      await jobs.tick();
      jobs.now += 5 * MINUTE;
    }
    expect(jobs.runs).toHaveLength(1);
    let tries = 0;
    const hopeless = lab("2026-11-21T04:00:00Z", [daily], () => {
      tries += 1;
      return true;
    });
    for (let wake = 0; wake < 10; wake += 1) await hopeless.tick();
    expect(tries).toBe(MAX_ATTEMPTS);
  });

  it("does not run the past on a fresh installation", async () => {
    const jobs = lab("2026-11-21T04:00:00Z", [daily]);
    await jobs.tick();
    expect(jobs.runs.map(({ period }) => period)).toEqual(["2026-11-21"]);
  });
});

describe("the ledger as an operator uses it", () => {
  it("runs a period asked for, even a settled one, and never a skipped one", async () => {
    const state = openState(":memory:");
    let now = Date.parse("2026-11-21T04:00:00Z");
    const clock = { now: () => new Date(now), ticks: () => now };
    const ledger = jobLedger(state, clock);
    const ran: string[] = [];
    const job: BoundJob = { ...daily, run: async (period) => void ran.push(period) };
    const { tick } = createScheduler({ jobs: [job], ledger, clock, owner: "lab" });
    await tick();
    expect(ledger.request("run", "2026-11-21", "op")).toBe(true);
    expect(ledger.request("run", "2026-05-01", "op")).toBe(true);
    expect(ledger.skip("run", "2026-11-22", "op")).toBe(true);
    expect(ledger.skip("run", "2026-11-20", "op")).toBe(true);
    await tick();
    now += DAY;
    await tick();
    expect(ran).toEqual(["2026-11-21", "2026-05-01", "2026-11-21"]);
    expect(ledger.events.of("run", 20).map(({ kind }) => kind)).toContain("requested");
  });

  it("puts off what waits for an export, without counting it as a failure", async () => {
    const state = openState(":memory:");
    let now = Date.parse("2026-11-21T04:00:00Z");
    const clock = { now: () => new Date(now), ticks: () => now };
    const ledger = jobLedger(state, clock);
    let tries = 0;
    let late = true;
    const job: BoundJob = {
      ...daily,
      run: async () => {
        tries += 1;
        if (late) throw jobDeferred({ fr: "en attente", ar: "انتظار", en: "waiting" });
      },
    };
    const { tick } = createScheduler({ jobs: [job], ledger, clock, owner: "lab" });
    for (let minute = 0; minute < 60 * 10; minute += 1) {
      await tick();
      now += MINUTE;
    }
    expect(tries).toBe(10 * (HOUR / DEFER_MS));
    expect(ledger.last("run")).toMatchObject({ status: "waiting", code: "job_deferred" });
    late = false;
    now += HOUR;
    await tick();
    expect(ledger.last("run")).toMatchObject({ status: "done", attempts: 1 });
    expect(ledger.events.notices()).toEqual([]);
  });

  it("tells the operator once of a trouble, and again when it comes back", () => {
    const { events } = jobLedger(openState(":memory:"), { now: () => new Date(0), ticks: () => 0 });
    expect(events.notify("disk_low", "home", "3 %")).toBe(true);
    expect(events.notify("disk_low", "home", "2 %")).toBe(false);
    expect(events.unsent()).toMatchObject([{ times: 2, text: "2 %" }]);
    events.sent("disk_low", "home");
    expect(events.unsent()).toEqual([]);
    events.close("disk_low", "home");
    expect(events.notices()).toEqual([]);
    expect(events.notify("disk_low", "home", "4 %")).toBe(true);
    expect(events.unsent()).toHaveLength(1);
  });
});

describe("a simulated life, minute by minute", () => {
  it("does each (job, period) once while processes die, clocks jump and the machine sleeps", async () => {
    // Two changes of Morocco's offset lie in these weeks; the bench lives 2024 to 2031 whole.
    const span = { from: Date.UTC(2026, 1, 1), to: Date.UTC(2026, 3, 1) };
    const life = await simulate(
      RHYTHMS,
      span,
      { kill: 1 / 2000, jump: 1 / 4000, sleep: 1 / 20_000, fail: 0.05 },
      3,
    );
    expect(life).toMatchObject({ twice: [], missed: [], offsetChanges: 2 });
    expect(life.kills).toBeGreaterThan(0);
    expect(life.jumps).toBeGreaterThan(5);
    expect(life.lateMinutes).toBeLessThanOrEqual(5);
  }, 120_000);
});

describe("two processes on one home", () => {
  const folder = mkdtempSync(join(tmpdir(), "bayan-schedule-"));
  afterEach(() => rmSync(folder, { recursive: true, force: true }));
  it("run each (job, period) exactly once between them", async () => {
    const log = join(folder, "runs.log");
    const worker = join(import.meta.dirname, "testing", "worker.ts");
    const started = ["a", "b"].map((owner) => fork(worker, [join(folder, "state.sqlite"), log, owner]));
    const ended = Promise.all(started.map((process) => once(process, "close").then(([code]) => code)));
    await Promise.all(started.map((process) => once(process, "message")));
    for (const process of started) process.send(performance.timeOrigin + performance.now());
    expect(await ended).toEqual([0, 0]);
    const lines = readFileSync(log, "utf8").trim().split("\n");
    const keys = lines.map((line) => line.split(" ").slice(0, 2).join(" "));
    expect(new Set(keys).size).toBe(keys.length);
    for (const [job, step] of [
      ["run", 10 * MINUTE],
      ["other", HOUR],
    ] as const) {
      const times = keys
        .filter((key) => key.startsWith(job))
        .map((key) => Date.parse(`${key.split(" ")[1]}Z`));
      expect(times.length).toBeGreaterThan(2);
      const [first = 0, last = 0] = [Math.min(...times), Math.max(...times)];
      expect(times.length).toBe((last - first) / step + 1);
    }
    expect(new Set(lines.map((line) => line.split(" ")[2]))).toEqual(new Set(["a", "b"]));
  }, 30_000);
});
