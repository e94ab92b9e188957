import type { Clock } from "../clock.ts";
import type { State, StateRow } from "./state.ts";

/** A job's run for a period: the pair exists once, whatever wakes the scheduler and however often. */
export interface JobRun {
  readonly job: string;
  readonly period: string;
  readonly status: "running" | "done" | "failed";
  readonly attempts: number;
  readonly started_at: string;
  readonly finished_at: string | null;
  readonly error: string | null;
}

export interface JobLedger {
  /** Takes the pair for `owner` until `leaseMs` have passed; null when it is done, running elsewhere or given up. */
  claim(job: string, period: string, owner: string, leaseMs: number): JobRun | null;
  /** Periods of the job begun since an instant that need no further try: done, or failed too often. */
  settled(job: string, since: Date): Set<string>;
  /** Prolongs a running claim; false when it was lost. */
  beat(job: string, period: string, owner: string, leaseMs: number): boolean;
  /** Gives up every claim: whoever holds the home's serve lock knows that nobody else runs its jobs. */
  interrupted(): void;
  finish(job: string, period: string, owner: string, error: string | null): void;
  runs(limit: number): JobRun[];
  /** The job's run of the latest period. */
  last(job: string): JobRun | null;
  /** The job's run that began first on this installation. */
  first(job: string): JobRun | null;
}

const STEPS = [
  `CREATE TABLE job_run (
    job TEXT NOT NULL, period TEXT NOT NULL,
    status TEXT NOT NULL CHECK (status IN ('running', 'done', 'failed')),
    attempts INTEGER NOT NULL, owner TEXT NOT NULL, lease_until TEXT NOT NULL,
    started_at TEXT NOT NULL, finished_at TEXT, error TEXT,
    PRIMARY KEY (job, period)) STRICT;
   CREATE INDEX job_run_started ON job_run (job, started_at)`,
];

/** A job that fails is tried again at the next wake-up, this many times in all. */
export const MAX_ATTEMPTS = 3;

const shaped = (row: StateRow | undefined): JobRun | null =>
  row === undefined
    ? null
    : {
        job: String(row.job),
        period: String(row.period),
        status: row.status === "done" ? "done" : row.status === "failed" ? "failed" : "running",
        attempts: Number(row.attempts),
        started_at: String(row.started_at),
        finished_at: row.finished_at === null ? null : String(row.finished_at),
        error: row.error === null ? null : String(row.error),
      };

const COLUMNS = "job, period, status, attempts, started_at, finished_at, error";

/** The ledger of scheduled work in the state store. */
export function jobLedger(state: State, clock: Clock): JobLedger {
  state.migrate("job", STEPS);
  const later = (ms: number) => new Date(clock.now().getTime() + ms).toISOString();
  return {
    claim(job, period, owner, leaseMs) {
      const now = clock.now().toISOString();
      const changed = state.immediate((tx) =>
        tx.run(
          `INSERT INTO job_run (job, period, status, attempts, owner, lease_until, started_at)
           VALUES (?, ?, 'running', 1, ?, ?, ?)
           ON CONFLICT (job, period) DO UPDATE SET
             status = 'running', attempts = attempts + 1, owner = excluded.owner,
             lease_until = excluded.lease_until, started_at = excluded.started_at, finished_at = NULL, error = NULL
           WHERE attempts < ? AND (status = 'failed' OR (status = 'running' AND lease_until < ?))`,
          job,
          period,
          owner,
          later(leaseMs),
          now,
          MAX_ATTEMPTS,
          now,
        ),
      );
      if (changed === 0) return null;
      return shaped(state.get(`SELECT ${COLUMNS} FROM job_run WHERE job = ? AND period = ?`, job, period));
    },
    settled: (job, since) =>
      new Set(
        state
          .all(
            `SELECT period FROM job_run
             WHERE job = ? AND started_at >= ? AND (status = 'done' OR (status = 'failed' AND attempts >= ?))`,
            job,
            since.toISOString(),
            MAX_ATTEMPTS,
          )
          .map((row) => String(row.period)),
      ),
    beat: (job, period, owner, leaseMs) =>
      state.immediate((tx) =>
        tx.run(
          "UPDATE job_run SET lease_until = ? WHERE job = ? AND period = ? AND owner = ? AND status = 'running'",
          later(leaseMs),
          job,
          period,
          owner,
        ),
      ) === 1,
    interrupted() {
      state.immediate((tx) =>
        tx.run(
          "UPDATE job_run SET status = 'failed', finished_at = ?, error = 'interrupted' WHERE status = 'running'",
          clock.now().toISOString(),
        ),
      );
    },
    finish(job, period, owner, error) {
      state.immediate((tx) =>
        tx.run(
          "UPDATE job_run SET status = ?, finished_at = ?, error = ? WHERE job = ? AND period = ? AND owner = ?",
          error === null ? "done" : "failed",
          clock.now().toISOString(),
          error,
          job,
          period,
          owner,
        ),
      );
    },
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
