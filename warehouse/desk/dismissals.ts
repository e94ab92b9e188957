import type { Clock } from "../clock.ts";
import { perHome } from "../home.ts";
import { openState, type State } from "../state/index.ts";
import type { Context } from "../surface.ts";
import { type FindingKey, keyOf } from "./findings.ts";

export interface Dismissal {
  readonly reason: string;
  /** What the account is called that set it aside. */
  readonly by: string;
  readonly at: string;
}
export interface Dismissals {
  /** Sets an anomaly aside, with its reason; again, with another reason. */
  dismiss(key: FindingKey, reason: string, by: string): void;
  /** Takes that back. */
  restore(key: FindingKey): void;
  /** Those of a year by `keyOf`. */
  ofYear(year: number): ReadonlyMap<string, Dismissal>;
}

const STEPS = [
  `CREATE TABLE anomaly_dismissal (
    rule TEXT NOT NULL, council TEXT NOT NULL, year INTEGER NOT NULL, subject TEXT NOT NULL, reason TEXT NOT NULL,
    by TEXT NOT NULL, at TEXT NOT NULL, PRIMARY KEY (year, rule, council, subject)) STRICT`,
];

/** Anomalies that somebody looked into and set aside: they outlive the releases that find them again. */
export function dismissalStore(state: State, clock: Clock): Dismissals {
  state.migrate("anomaly", STEPS);
  return {
    dismiss: ({ rule, council, year, subject }, reason, by) => {
      state.immediate((tx) =>
        tx.run(
          `INSERT INTO anomaly_dismissal (rule, council, year, subject, reason, by, at) VALUES (?, ?, ?, ?, ?, ?, ?)
           ON CONFLICT (year, rule, council, subject) DO UPDATE SET reason = excluded.reason, by = excluded.by, at = excluded.at`,
          ...[rule, council, year, subject, reason, by, clock.now().toISOString()],
        ),
      );
    },
    restore: ({ rule, council, year, subject }) => {
      state.immediate((tx) =>
        tx.run(
          "DELETE FROM anomaly_dismissal WHERE rule = ? AND council = ? AND year = ? AND subject = ?",
          ...[rule, council, year, subject],
        ),
      );
    },
    ofYear: (year) =>
      new Map(
        state.all("SELECT * FROM anomaly_dismissal WHERE year = ?", year).map((row) => [
          keyOf({
            rule: String(row.rule),
            council: String(row.council),
            year,
            subject: String(row.subject),
          }),
          { reason: String(row.reason), by: String(row.by), at: String(row.at) },
        ]),
      ),
  };
}

/** The dismissals of a served installation, opened once. */
export const dismissalsOf = perHome(
  (ctx: Pick<Context, "home" | "clock">): Dismissals => dismissalStore(openState(ctx.home.state), ctx.clock),
);
