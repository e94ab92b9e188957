/** Rules of `fct_anomaly`, in the order in which pages tell them. */
export const RULES = [
  "over_credit",
  "no_service",
  "before_service",
  "fast_payment",
  "split_purchase",
  "year_end",
  "benford",
] as const;
export type Rule = (typeof RULES)[number];
