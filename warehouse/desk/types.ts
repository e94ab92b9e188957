/** What comes to the desk: a collectivity contests a figure, anyone reports an error or asks for data. */
export const CASE_KINDS = ["contest", "error", "request"] as const;
export type CaseKind = (typeof CASE_KINDS)[number];
export const CASE_STATES = ["received", "in_study", "decided", "withdrawn"] as const;
export type CaseState = (typeof CASE_STATES)[number];

/** What a decision does: a corrected export to come, an erratum, data published, an answer, or nothing. */
export const EFFECTS = {
  contest: ["corrected_export", "erratum", "rejected"],
  error: ["corrected_export", "erratum", "rejected"],
  request: ["published", "answered", "refused"],
} as const;
export type Effect = (typeof EFFECTS)[CaseKind][number];

/** What everyone may know of a case. */
export interface Case {
  /** `2026-0007`: the year it came in, and its number in it. */
  readonly id: string;
  readonly kind: CaseKind;
  /** HCP code of the unit that it is about; null for none. */
  readonly unit: string | null;
  /** What of it is contested: `rokhas`; null where a page or a dataset is meant. */
  readonly topic: string | null;
  /** Page of this site that it is about, without the language: `/tableaux/rokhas/01`. */
  readonly page: string | null;
  /** Release in which the figure was seen. */
  readonly release: string;
  readonly filedAt: string;
  /** Day by which it has to be decided. */
  readonly dueOn: string;
  readonly state: CaseState;
  readonly decision: {
    readonly effect: Effect;
    readonly reason: string;
    readonly link: string | null;
    readonly at: string;
  } | null;
}
/** What only who filed it and who studies it may know; kept apart, and removed some time after the decision. */
export interface CaseFile {
  readonly statement: string;
  readonly name: string | null;
  readonly email: string | null;
  /** Account that filed it; null for the public. */
  readonly account: string | null;
  /** What the account in charge is called. */
  readonly officer: string | null;
}
export interface CaseEvent {
  readonly at: string;
  readonly kind: "filed" | "taken" | "decided" | "withdrawn" | "forgotten";
}
export interface NewCase {
  readonly kind: CaseKind;
  readonly unit: string | null;
  readonly topic: string | null;
  readonly page: string | null;
  readonly release: string;
  readonly statement: string;
  readonly name: string | null;
  readonly email: string | null;
  readonly account: string | null;
}
export interface DeskSettings {
  /** Working days in which each kind is to be decided. */
  readonly deskContestDays: number;
  readonly deskErrorDays: number;
  readonly deskRequestDays: number;
  /** Days after the decision for which what is personal of a case is kept. */
  readonly deskKeepDays: number;
  /** Cases that the public may file in a day, all together. */
  readonly deskPublicPerDay: number;
  /** Days that are none of work, `2026-11-18`, separated by commas. */
  readonly holidays: string | null;
}
