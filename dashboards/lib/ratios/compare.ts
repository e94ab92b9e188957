/** One council's or place's ratio, as far as it has one. */
export interface Valued {
  readonly code: string;
  readonly value: number | null;
  /** Sides of the quotient, for the weighted mean; null for an amount. */
  readonly over: number | null;
  readonly under: number | null;
}

/** Where a value stands among others. Null where there is too little to tell. */
export interface Comparison {
  /** Members of the group, and those among them that have a value. */
  readonly members: number;
  readonly valued: number;
  readonly median: number | null;
  readonly d1: number | null;
  readonly d9: number | null;
  /** Mean of the ratios, each member counting once. */
  readonly mean: number | null;
  /** Quotient of the sums, each member counting for its size; null for amounts. */
  readonly weighted: number | null;
  /** 1 is best; where neither more nor less is better, 1 is highest. Equal values share a rank. */
  readonly rank: number | null;
  /** How many the rank is among: the group's values, and the unit's own where it is no member. */
  readonly among: number;
  /** Share of the other members that stand no higher in value, 0–1. */
  readonly percentile: number | null;
}

/** Quantile by linear interpolation between order statistics (type 7), of sorted values. */
export function quantile(sorted: readonly number[], p: number): number | null {
  if (sorted.length === 0) return null;
  const at = (sorted.length - 1) * p;
  const low = sorted[Math.floor(at)] ?? 0;
  const high = sorted[Math.ceil(at)] ?? low;
  return low + (high - low) * (at - Math.floor(at));
}

/** Compares the unit `code` with a group, of which it may be a member or not. */
export function compare(
  group: readonly Valued[],
  self: Valued | undefined,
  direction: 1 | 0 | -1,
): Comparison {
  const valued = group.filter((item): item is Valued & { value: number } => item.value !== null);
  const sorted = valued.map((item) => item.value).sort((a, b) => a - b);
  const own = self?.value ?? null;
  const others = valued.filter((item) => item.code !== self?.code);
  const better = (value: number): boolean => (direction < 0 ? value < (own ?? 0) : value > (own ?? 0));
  const weights = valued.filter((item) => item.over !== null && item.under !== null);
  const under = weights.reduce((sum, item) => sum + (item.under ?? 0), 0);
  return {
    members: group.length,
    valued: valued.length,
    median: quantile(sorted, 0.5),
    d1: quantile(sorted, 0.1),
    d9: quantile(sorted, 0.9),
    mean: sorted.length === 0 ? null : sorted.reduce((sum, value) => sum + value, 0) / sorted.length,
    weighted:
      weights.length === 0 || under === 0
        ? null
        : weights.reduce((sum, item) => sum + (item.over ?? 0), 0) / under,
    rank: own === null ? null : 1 + others.filter((item) => better(item.value)).length,
    among: others.length + (own === null ? 0 : 1),
    percentile:
      own === null || others.length === 0
        ? null
        : others.filter((item) => item.value <= own).length / others.length,
  };
}
