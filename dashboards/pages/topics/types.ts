import type { Subject } from "../../lib/subjects.ts";

/** One measure told by the values of a dimension; `rate` stands beside it in the table. */
export interface Breakdown {
  readonly dimension: string;
  readonly metric: string;
  readonly rate?: string;
}

/**
 * A page of one service or field at every level of the territory. Everything it says comes from the metrics' own
 * labels, units and directions; only its name and its sentence are messages (`nav.<subject>`, `<subject>.lede`).
 */
export interface Topic {
  readonly subject: Subject;
  /** The source system: the platform by its own name, or the system’s id where it has none. */
  readonly source: string;
  /** How often its figures come: each month, each year, or as the situation of one day. */
  readonly pace: "month" | "year" | "day";
  /** Key figures; the first one tells whether there is anything. */
  readonly metrics: readonly [string, ...string[]];
  /** A monthly flow: drawn since January beside the year before, and as a calendar of months. */
  readonly series?: string;
  readonly breakdowns: readonly Breakdown[];
  /** Columns of the next level down; the first one sorts. */
  readonly columns: readonly [string, ...string[]];
  /** A rate by which a place stands among its peers. */
  readonly peers?: string;
  /** Whether councils of different kinds are told apart. */
  readonly councils?: boolean;
}

/**
 * Figures that files still on their way have not reached: those of a year ago had a year more to end, so that the two
 * are never compared, however tempting the change looks.
 */
export const UNRIPE: ReadonlySet<string> = new Set([
  "permits_open_late",
  "permit_delay_days",
  "complaints_treated_rate",
  "council_executed_rate",
  "audit_implemented_rate",
  "court_due_mad",
  "court_paid_mad",
  "declared_paid_rate",
  "declared_paid_mad",
]);
