import type { State } from "../state/state.ts";
import { LEVELS, SEVERITIES, type Severity } from "./rules.ts";

/** Something that became of an alert, in the order in which it was written. */
export interface AlertNews {
  /** Grows with each thing written: whoever read up to it asks for what comes after. */
  readonly at: number;
  readonly kind: string;
  readonly happened: string;
  readonly alert: string;
  readonly rule: string;
  readonly subject: string;
  readonly territory: string | null;
  readonly severity: Severity;
  readonly level: (typeof LEVELS)[number];
  readonly value: number;
}

/** What people are told of: what they did themselves is not. */
const TOLD = ["opened", "reopened", "worsened", "escalated", "woken", "resolved"] as const;
export type ToldKind = (typeof TOLD)[number];

/** The last thing written of any alert; 0 where nothing was. The alerts' tables have to be there. */
export function newsUpTo(state: State): number {
  return Number(state.get("SELECT coalesce(max(rowid), 0) AS at FROM alert_event")?.at ?? 0);
}

/** What became of alerts after `after`, up to `upTo`, in order. */
export function newsAfter(state: State, after: number, upTo: number): AlertNews[] {
  return state
    .all(
      `SELECT e.rowid AS at, e.kind, e.at AS happened, a.id, a.rule, a.subject, a.territory, a.severity, a.level, a.value
       FROM alert_event AS e JOIN alert AS a ON a.id = e.alert
       WHERE e.rowid > ? AND e.rowid <= ? AND e.kind IN (${TOLD.map(() => "?").join(", ")}) ORDER BY e.rowid`,
      ...[after, upTo, ...TOLD],
    )
    .map((row) => ({
      ...{
        at: Number(row.at),
        kind: String(row.kind),
        happened: String(row.happened),
        alert: String(row.id),
      },
      ...{ rule: String(row.rule), subject: String(row.subject), value: Number(row.value) },
      territory: row.territory === null ? null : String(row.territory),
      severity: SEVERITIES[Number(row.severity)] ?? "watch",
      level: LEVELS[Number(row.level)] ?? "follow",
    }));
}
