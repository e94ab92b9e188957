import type { Clock } from "../clock.ts";
import { BayanError } from "../errors.ts";
import type { Text } from "../text.ts";
import { type JobEvents, jobEvents } from "./job-events.ts";
import { JOB_STEPS } from "./job-steps.ts";
import type { State, StateRow } from "./state.ts";

const STATUSES = ["running", "done", "failed", "waiting", "skipped"] as const;
export type JobStatus = (typeof STATUSES)[number];

/** A job's run for a period: the pair exists once, whatever wakes the scheduler and however often. */
export interface JobRun {
  readonly job: string;
  readonly period: string;
  /** `waiting`: put off, and tried again after `not_before`; `skipped`: an operator decided so. */
  readonly status: JobStatus;
  readonly attempts: number;
  readonly started_at: string;
  readonly finished_at: string | null;
  readonly error: string | null;
  /** Code of the error, which has a page in the runbook. */
  readonly code: string | null;
  readonly not_before: string | null;
}
/** A job as its scheduler announced it; instants ISO. */
export interface KnownJob {
  readonly job: string;
  readonly cron_utc: string;
  readonly next_at: string | null;
  readonly next_period: string | null;
}
export interface JobFault {
  readonly code: string;
  readonly message: string;
}

export interface JobLedger {
  /** Takes the pair for `owner` until `leaseMs` have passed; null when it is settled, running elsewhere or put off. */
  claim(job: string, period: string, owner: string, leaseMs: number): JobRun | null;
  /** Periods of the job begun since an instant that need no further try: done, skipped, or failed too often. */
  settled(job: string, since: Date): Set<string>;
  /** What someone began or asked for and nobody settled: to be tried whatever its date. */
  open(): { readonly job: string; readonly period: string }[];
  /** Prolongs a running claim; false when it was lost. */
  beat(job: string, period: string, owner: string, leaseMs: number): boolean;
  /**
   * Gives up every claim: whoever holds the home's serve lock knows that nobody else runs its jobs. In a database that
   * other machines share, those of owners on this `host`.
   */
  interrupted(host: string): void;
  finish(job: string, period: string, owner: string, error: string | JobFault | null): void;
  /** Puts a claimed pair off for `delayMs`; the try does not count. */
  defer(job: string, period: string, owner: string, reason: string, delayMs: number): void;
  /** Asks for a run at the next wake-up, settled or not; false while it runs. */
  request(job: string, period: string, by: string): boolean;
  /** Leaves the pair out for good; false when it is done or runs. */
  skip(job: string, period: string, by: string): boolean;
  /** Tells what this installation's scheduler runs and when: what is no longer among them is forgotten. */
  register(jobs: readonly KnownJob[]): void;
  known(): KnownJob[];
  runs(limit: number): JobRun[];
  /** One job's runs, latest periods first. */
  runsOf(job: string, limit: number): JobRun[];
  /** The job's run of the latest period. */
  last(job: string): JobRun | null;
  /** The job's run that began first on this installation. */
  first(job: string): JobRun | null;
  readonly events: JobEvents;
}

/** A job that fails is tried again at the next wake-up, this many times in all. */
export const MAX_ATTEMPTS = 3;

/** What a job throws that has to wait for something: no failure, and tried again later. */
export const jobDeferred = (why: Text): BayanError => new BayanError("job_deferred", why);

/** What a job throws that the end of its scheduler cuts short: its row stays as a kill would leave it. */
export const jobCut = (): BayanError =>
  new BayanError("interrupted", {
    fr: "le serveur s’arrête : la tâche reprend au prochain démarrage",
    ar: "الخادم يتوقف: تستأنف المهمة عند التشغيل المقبل",
    en: "the server is stopping: the job goes on at the next start",
  });

const shaped = (row: StateRow | undefined): JobRun | null =>
  row === undefined
    ? null
    : {
        job: String(row.job),
        period: String(row.period),
        status: STATUSES.find((status) => status === row.status) ?? "running",
        attempts: Number(row.attempts),
        started_at: String(row.started_at),
        finished_at: row.finished_at === null ? null : String(row.finished_at),
        error: row.error === null ? null : String(row.error),
        code: row.code === null ? null : String(row.code),
        not_before: row.not_before === null ? null : String(row.not_before),
      };

const COLUMNS = "job, period, status, attempts, started_at, finished_at, error, code, not_before";

/** The ledger of scheduled work in the state store. */
export function jobLedger(state: State, clock: Clock): JobLedger {
  state.migrate("job", JOB_STEPS);
  const events = jobEvents(state, clock);
  const instant = (ms = 0) => new Date(clock.now().getTime() + ms).toISOString();
  const owned = (sql: string, ...values: (string | number | null)[]): boolean =>
    state.immediate((tx) => tx.run(sql, ...values)) === 1;
  return {
    events,
    claim(job, period, owner, leaseMs) {
      const now = instant();
      const changed = state.immediate((tx) =>
        tx.run(
          `INSERT INTO job_run (job, period, status, attempts, owner, lease_until, started_at)
           VALUES (?, ?, 'running', 1, ?, ?, ?)
           ON CONFLICT (job, period) DO UPDATE SET
             status = 'running', attempts = job_run.attempts + 1, owner = excluded.owner, lease_until = excluded.lease_until,
             started_at = excluded.started_at, finished_at = NULL, error = NULL, code = NULL, not_before = NULL
           WHERE job_run.attempts < ? AND (job_run.status = 'failed'
             OR (job_run.status = 'running' AND job_run.lease_until < ?)
             OR (job_run.status = 'waiting' AND (job_run.not_before IS NULL OR job_run.not_before <= ?)))`,
          ...[job, period, owner, instant(leaseMs), now, MAX_ATTEMPTS, now, now],
        ),
      );
      if (changed === 0) return null;
      return shaped(state.get(`SELECT ${COLUMNS} FROM job_run WHERE job = ? AND period = ?`, job, period));
    },
    settled: (job, since) =>
      new Set(
        state
          .all(
            `SELECT period FROM job_run WHERE job = ? AND started_at >= ?
             AND (status IN ('done', 'skipped') OR (status = 'failed' AND attempts >= ?))`,
            job,
            since.toISOString(),
            MAX_ATTEMPTS,
          )
          .map((row) => String(row.period)),
      ),
    open: () =>
      state
        .all(
          `SELECT job, period FROM job_run WHERE status IN ('failed', 'waiting', 'running') AND attempts < ?
           AND (status = 'failed' OR (status = 'running' AND lease_until < ?)
             OR (status = 'waiting' AND (not_before IS NULL OR not_before <= ?))) ORDER BY job, period`,
          ...[MAX_ATTEMPTS, instant(), instant()],
        )
        .map((row) => ({ job: String(row.job), period: String(row.period) })),
    beat: (job, period, owner, leaseMs) =>
      owned(
        "UPDATE job_run SET lease_until = ? WHERE job = ? AND period = ? AND owner = ? AND status = 'running'",
        ...[instant(leaseMs), job, period, owner],
      ),
    interrupted(host) {
      // A home has one scheduler, and its file is its own; a database may be another machine's too.
      const whose = state.engine === "sqlite" ? "" : `${host}:`;
      state.immediate((tx) =>
        tx.run(
          `UPDATE job_run SET status = 'failed', finished_at = ?, error = 'interrupted', code = 'interrupted'
           WHERE status = 'running' AND substr(owner, 1, length(?)) = ?`,
          ...[instant(), whose, whose],
        ),
      );
    },
    finish(job, period, owner, error) {
      const fault = typeof error === "string" ? { code: "job_failed", message: error } : error;
      const changed = owned(
        "UPDATE job_run SET status = ?, finished_at = ?, error = ?, code = ? WHERE job = ? AND period = ? AND owner = ? AND status = 'running'",
        ...[fault === null ? "done" : "failed", instant(), fault?.message ?? null, fault?.code ?? null],
        ...[job, period, owner],
      );
      if (changed) events.add(job, period, fault === null ? "done" : "failed", fault?.message ?? "");
    },
    defer(job, period, owner, reason, delayMs) {
      const changed = owned(
        `UPDATE job_run SET status = 'waiting', attempts = attempts - 1, finished_at = ?, error = ?,
           code = 'job_deferred', not_before = ? WHERE job = ? AND period = ? AND owner = ? AND status = 'running'`,
        ...[instant(), reason, instant(delayMs), job, period, owner],
      );
      if (changed) events.add(job, period, "waiting", reason);
    },
    request(job, period, by) {
      const changed = owned(
        `INSERT INTO job_run (job, period, status, attempts, owner, lease_until, started_at)
         VALUES (?, ?, 'waiting', 0, ?, ?, ?)
         ON CONFLICT (job, period) DO UPDATE SET status = 'waiting', attempts = 0, not_before = NULL, error = NULL, code = NULL
         WHERE job_run.status <> 'running' OR job_run.lease_until < ?`,
        ...[job, period, by, instant(), instant(), instant()],
      );
      if (changed) events.add(job, period, "requested", by);
      return changed;
    },
    skip(job, period, by) {
      const changed = owned(
        `INSERT INTO job_run (job, period, status, attempts, owner, lease_until, started_at, finished_at)
         VALUES (?, ?, 'skipped', 0, ?, ?, ?, ?)
         ON CONFLICT (job, period) DO UPDATE SET status = 'skipped', finished_at = excluded.finished_at
         WHERE job_run.status IN ('failed', 'waiting')
           OR (job_run.status = 'running' AND job_run.lease_until < excluded.started_at)`,
        ...[job, period, by, instant(), instant(), instant()],
      );
      if (changed) events.add(job, period, "skipped", by);
      return changed;
    },
    register(jobs) {
      state.immediate((tx) => {
        tx.run(
          "DELETE FROM job_known WHERE job NOT IN (SELECT value FROM json_each(?))",
          JSON.stringify(jobs.map(({ job }) => job)),
        );
        for (const { job, cron_utc, next_at, next_period } of jobs) {
          tx.run(
            `INSERT INTO job_known (job, cron_utc, next_at, next_period, seen_at) VALUES (?, ?, ?, ?, ?)
             ON CONFLICT (job) DO UPDATE SET cron_utc = excluded.cron_utc, next_at = excluded.next_at,
               next_period = excluded.next_period, seen_at = excluded.seen_at`,
            ...[job, cron_utc, next_at, next_period, instant()],
          );
        }
      });
    },
    known: () =>
      state.all("SELECT job, cron_utc, next_at, next_period FROM job_known ORDER BY job").map((row) => ({
        job: String(row.job),
        cron_utc: String(row.cron_utc),
        next_at: row.next_at === null ? null : String(row.next_at),
        next_period: row.next_period === null ? null : String(row.next_period),
      })),
    runsOf: (job, limit) =>
      state
        .all(
          `SELECT ${COLUMNS} FROM job_run WHERE job = ? ORDER BY started_at DESC, period DESC LIMIT ?`,
          job,
          limit,
        )
        .map((row) => shaped(row))
        .filter((run) => run !== null),
    runs: (limit) =>
      state
        .all(`SELECT ${COLUMNS} FROM job_run ORDER BY started_at DESC, job, period LIMIT ?`, limit)
        .map((row) => shaped(row))
        .filter((run) => run !== null),
    last: (job) =>
      shaped(state.get(`SELECT ${COLUMNS} FROM job_run WHERE job = ? ORDER BY period DESC LIMIT 1`, job)),
    first: (job) =>
      shaped(
        state.get(`SELECT ${COLUMNS} FROM job_run WHERE job = ? ORDER BY started_at, period LIMIT 1`, job),
      ),
  };
}
