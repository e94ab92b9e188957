import type { Clock } from "../clock.ts";
import type { State } from "./state.ts";

/** A line of a job's log. */
export interface JobEvent {
  readonly at: string;
  readonly job: string;
  readonly period: string;
  readonly kind: string;
  readonly text: string;
}
/** Something that the operator has to know: one per (code, subject) until it is closed. */
export interface OperatorNotice {
  readonly code: string;
  readonly subject: string;
  readonly first_at: string;
  readonly last_at: string;
  readonly times: number;
  readonly text: string;
  readonly sent_at: string | null;
}
export interface JobEvents {
  add(job: string, period: string, kind: string, text: string): void;
  of(job: string, limit: number): JobEvent[];
  /** Tells the operator; true when it is news, so that one trouble is one message. */
  notify(code: string, subject: string, text: string): boolean;
  close(code: string, subject: string): void;
  notices(): OperatorNotice[];
  unsent(): OperatorNotice[];
  sent(code: string, subject: string): void;
}

/** Lines of log kept for each job. */
const KEPT = 500;
const NOTICE = "code, subject, first_at, last_at, times, text, sent_at";

/** What jobs and watches told, in the state store; the ledger's migrations make the tables. */
export function jobEvents(state: State, clock: Clock): JobEvents {
  const now = () => clock.now().toISOString();
  const noticesOf = (where: string): OperatorNotice[] =>
    state
      .all(`SELECT ${NOTICE} FROM operator_notice WHERE ${where} ORDER BY last_at DESC, code, subject`)
      .map((row) => ({
        code: String(row.code),
        subject: String(row.subject),
        first_at: String(row.first_at),
        last_at: String(row.last_at),
        times: Number(row.times),
        text: String(row.text),
        sent_at: row.sent_at === null ? null : String(row.sent_at),
      }));
  return {
    add(job, period, kind, text) {
      state.immediate((tx) => {
        tx.run(
          "INSERT INTO job_event (at, job, period, kind, text) VALUES (?, ?, ?, ?, ?)",
          now(),
          job,
          period,
          kind,
          text.slice(0, 2000),
        );
        tx.run(
          "DELETE FROM job_event WHERE job = ? AND id <= (SELECT id FROM job_event WHERE job = ? ORDER BY id DESC LIMIT 1 OFFSET ?)",
          job,
          job,
          KEPT,
        );
      });
    },
    of: (job, limit) =>
      state
        .all(
          "SELECT at, job, period, kind, text FROM job_event WHERE job = ? ORDER BY id DESC LIMIT ?",
          job,
          limit,
        )
        .map((row) => ({
          at: String(row.at),
          job: String(row.job),
          period: String(row.period),
          kind: String(row.kind),
          text: String(row.text),
        })),
    notify(code, subject, text) {
      const at = now();
      return state.immediate((tx) => {
        const known = tx.get(
          "SELECT closed_at FROM operator_notice WHERE code = ? AND subject = ?",
          code,
          subject,
        );
        const news = known === undefined || known.closed_at !== null;
        tx.run(
          `INSERT INTO operator_notice (code, subject, first_at, last_at, times, text) VALUES (?, ?, ?, ?, 1, ?)
           ON CONFLICT (code, subject) DO UPDATE SET last_at = excluded.last_at, text = excluded.text,
             times = CASE WHEN operator_notice.closed_at IS NULL THEN operator_notice.times + 1 ELSE 1 END,
             first_at = CASE WHEN operator_notice.closed_at IS NULL THEN operator_notice.first_at ELSE excluded.first_at END,
             sent_at = CASE WHEN operator_notice.closed_at IS NULL THEN operator_notice.sent_at ELSE NULL END,
             closed_at = NULL`,
          ...[code, subject, at, at, text.slice(0, 2000)],
        );
        return news;
      });
    },
    close(code, subject) {
      state.immediate((tx) =>
        tx.run(
          "UPDATE operator_notice SET closed_at = ? WHERE code = ? AND subject = ? AND closed_at IS NULL",
          now(),
          code,
          subject,
        ),
      );
    },
    notices: () => noticesOf("closed_at IS NULL"),
    unsent: () => noticesOf("closed_at IS NULL AND sent_at IS NULL"),
    sent(code, subject) {
      state.immediate((tx) =>
        tx.run("UPDATE operator_notice SET sent_at = ? WHERE code = ? AND subject = ?", now(), code, subject),
      );
    },
  };
}
