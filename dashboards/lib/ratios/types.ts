import type { Text } from "#warehouse/text.ts";

/** A column of `fct_finance`: what ratios are sums and quotients of. Money in dirhams, delays in days. */
export type Component =
  | "population"
  | "operating_receipts_mad"
  | "transferred_mad"
  | "own_receipts_mad"
  | "own_tax_mad"
  | "direct_tax_mad"
  | "expected_own_tax_mad"
  | "revenue_forecast_mad"
  | "revenue_collected_mad"
  | "receivable_mad"
  | "receivable_collected_mad"
  | "operating_expenditure_mad"
  | "personnel_mad"
  | "interest_mad"
  | "principal_mad"
  | "investment_mad"
  | "functioning_credit_mad"
  | "functioning_ordered_mad"
  | "equipment_credit_mad"
  | "equipment_ordered_mad"
  | "committed_mad"
  | "budgeted_expenditure_mad"
  | "actual_expenditure_mad"
  | "debt_mad"
  | "late_interest_paid_mad"
  | "late_interest_owed_mad"
  | "payments_timed"
  | "delay_days"
  | "payments_late"
  | "authorising_timed"
  | "authorising_days"
  | "authorising_late"
  | "accounting_timed"
  | "accounting_days"
  | "accounting_late";

/** Components with their signs: `["a", "-b"]` is a − b. */
export type Sum = readonly (Component | `-${Component}`)[];

export const RATIO_GROUPS = [
  "savings",
  "debt",
  "autonomy",
  "charges",
  "heads",
  "execution",
  "pefa",
  "delays",
] as const;
export type RatioGroup = (typeof RATIO_GROUPS)[number];
export type RatioUnit = "ratio" | "MAD" | "MAD_per_head" | "days" | "years";

export const RATIO_REASONS = [
  "zero_denominator",
  "no_data",
  "savings_not_positive",
  "no_debt_statement",
  "opening_unknown",
  "year_open",
] as const;
export type RatioReason = (typeof RATIO_REASONS)[number];

export interface Threshold {
  readonly value: number;
  /** What it means to stand at or past it. */
  readonly meaning: Text;
  readonly source: string;
}

/** One ratio as its card tells it. The formula stands twice: in words for people, as sums for the check. */
export interface RatioCard {
  readonly name: string;
  readonly group: RatioGroup;
  readonly label: Text;
  /** What a high or low value says, in one sentence. */
  readonly meaning: Text;
  readonly words: Text;
  readonly symbols: string;
  readonly over: Sum;
  /** Null for an amount; `composition` for PI-2.1, which is no quotient of two sums. */
  readonly under: Sum | null | "composition";
  readonly unit: RatioUnit;
  /** More is better: 1, worse: −1, neither: 0. */
  readonly direction: 1 | 0 | -1;
  /** Where it comes from: a text of law, or the tradition that it is taken from. */
  readonly basis: Text;
  readonly thresholds: readonly Threshold[];
  /** What makes it null, first match first; a denominator of zero always does. */
  readonly unless: readonly RatioReason[];
  /** What to know before comparing; said on the card. */
  readonly note?: Text;
}
