/** Migrations of the ledger of jobs: append only. */
export const JOB_STEPS = [
  `CREATE TABLE job_run (
    job TEXT NOT NULL, period TEXT NOT NULL,
    status TEXT NOT NULL CHECK (status IN ('running', 'done', 'failed')),
    attempts INTEGER NOT NULL, owner TEXT NOT NULL, lease_until TEXT NOT NULL,
    started_at TEXT NOT NULL, finished_at TEXT, error TEXT,
    PRIMARY KEY (job, period)) STRICT;
   CREATE INDEX job_run_started ON job_run (job, started_at)`,
  // A CHECK cannot be altered in place: the table is made anew.
  `CREATE TABLE job_run_next (
    job TEXT NOT NULL, period TEXT NOT NULL,
    status TEXT NOT NULL CHECK (status IN ('running', 'done', 'failed', 'waiting', 'skipped')),
    attempts INTEGER NOT NULL, owner TEXT NOT NULL, lease_until TEXT NOT NULL,
    started_at TEXT NOT NULL, finished_at TEXT, error TEXT, code TEXT, not_before TEXT,
    PRIMARY KEY (job, period)) STRICT;
   INSERT INTO job_run_next (job, period, status, attempts, owner, lease_until, started_at, finished_at, error)
     SELECT job, period, status, attempts, owner, lease_until, started_at, finished_at, error FROM job_run;
   DROP TABLE job_run;
   ALTER TABLE job_run_next RENAME TO job_run;
   CREATE INDEX job_run_started ON job_run (job, started_at);
   CREATE INDEX job_run_open ON job_run (status) WHERE status IN ('failed', 'waiting', 'running');
   CREATE TABLE job_event (
    id INTEGER PRIMARY KEY, at TEXT NOT NULL, job TEXT NOT NULL, period TEXT NOT NULL,
    kind TEXT NOT NULL, text TEXT NOT NULL) STRICT;
   CREATE INDEX job_event_job ON job_event (job, id);
   CREATE TABLE operator_notice (
    code TEXT NOT NULL, subject TEXT NOT NULL, first_at TEXT NOT NULL, last_at TEXT NOT NULL,
    times INTEGER NOT NULL, text TEXT NOT NULL, sent_at TEXT, closed_at TEXT,
    PRIMARY KEY (code, subject)) STRICT`,
  `CREATE TABLE job_known (
    job TEXT NOT NULL PRIMARY KEY, cron_utc TEXT NOT NULL, next_at TEXT, next_period TEXT, seen_at TEXT NOT NULL) STRICT`,
];
