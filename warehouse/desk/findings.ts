/** What tells one finding from another, in every release that makes it: an anomaly of spending, a signal of permit files. */
export interface FindingKey {
  readonly rule: string;
  /** HCP code of the collectivity or counter that it is about. */
  readonly council: string;
  readonly year: number;
  /** What of it the rule saw; empty where the unit as a whole. */
  readonly subject: string;
}

export const keyOf = ({ rule, council, year, subject }: FindingKey): string =>
  JSON.stringify([rule, council, year, subject]);
