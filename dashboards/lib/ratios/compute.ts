import type { Component, RatioCard, RatioReason, Sum } from "./types.ts";

/** Sums of a council, place or segment. Money in centimes, people, days and payments as they are; null is unknown. */
export type Components = Readonly<Record<Component, bigint | null>> & { readonly closed: boolean };
/** A head of the budget for PI-2.1, in centimes. */
export interface Head {
  readonly budgeted: bigint;
  readonly actual: bigint;
}
export type RatioResult =
  | { readonly value: number; readonly reason: null }
  | { readonly value: null; readonly reason: RatioReason };

const none = (reason: RatioReason): RatioResult => ({ value: null, reason });

/**
 * A ratio by its card, in whole numbers until the last division: the same formulas as `fct_ratio`, written apart from
 * its SQL. Money over people is dirhams per inhabitant; an amount is in dirhams.
 */
export function computeRatio(card: RatioCard, of: Components, heads: readonly Head[] = []): RatioResult {
  for (const reason of card.unless) {
    if (reason === "year_open" && !of.closed) return none(reason);
    if (reason === "no_debt_statement" && of.debt_mad === null) return none(reason);
    if (reason === "opening_unknown" && of.receivable_mad === null) return none(reason);
    if (reason === "savings_not_positive" && typeof card.under !== "string" && card.under !== null) {
      const savings = total(card.under, of);
      if (savings !== null && savings <= 0n) return none(reason);
    }
  }
  if (card.under === "composition") return composition(heads);
  const over = total(card.over, of);
  if (over === null) return none("no_data");
  if (card.under === null) return { value: Number(over) / 100, reason: null };
  const under = total(card.under, of);
  if (under === null) return none("no_data");
  if (under === 0n) return none("zero_denominator");
  const scale = isMoney(card.over) && !isMoney(card.under) ? 100n : 1n;
  return { value: quotient(over, under * scale), reason: null };
}

/** Σ|aᵢ·B − bᵢ·A| ÷ (A·B): PEFA's variance with its two divisions put off to the end. */
function composition(heads: readonly Head[]): RatioResult {
  const all = (of: (head: Head) => bigint): bigint => heads.reduce((sum, head) => sum + of(head), 0n);
  const budgeted = all((head) => head.budgeted);
  const actual = all((head) => head.actual);
  if (heads.length === 0) return none("no_data");
  if (budgeted === 0n || actual === 0n) return none("zero_denominator");
  const gaps = all((head) => magnitude(head.actual * budgeted - head.budgeted * actual));
  return { value: quotient(gaps, actual * budgeted), reason: null };
}

const isMoney = (sum: Sum): boolean => sum.some((term) => term.endsWith("_mad"));
const magnitude = (value: bigint): bigint => (value < 0n ? -value : value);

function total(sum: Sum, of: Components): bigint | null {
  let result = 0n;
  for (const term of sum) {
    const negative = term.startsWith("-");
    const value = of[(negative ? term.slice(1) : term) as Component];
    if (value === null) return null;
    result += negative ? -value : value;
  }
  return result;
}

/** The quotient at eighteen decimals, as the nearest double. */
export function quotient(over: bigint, under: bigint): number {
  const scaled = (over * 10n ** 18n) / under;
  return Number(scaled / 10n ** 6n) / 1e12 + Number(scaled % 10n ** 6n) / 1e18;
}
