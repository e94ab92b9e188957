/** Sub-scores of the index in the order in which they are published. */
export const SUBS = ["delai", "attractivite", "digital", "ecosysteme", "fiscalite"] as const;
export type Sub = (typeof SUBS)[number];
export const SCALES = ["bornes", "minmax", "percentile", "ecart"] as const;
export type Scale = (typeof SCALES)[number];
export const AGGREGATIONS = ["somme", "geometrique"] as const;
export type Aggregation = (typeof AGGREGATIONS)[number];

/** One unit's five sub-scores, 0–100, in the order of SUBS. */
export interface Scored {
  readonly code: string;
  readonly subs: readonly number[];
}

/** One sub-score over the units compared, put on a scale of about 0–100. */
export function onScale(values: readonly number[], scale: Scale): number[] {
  if (scale === "bornes" || values.length < 2) return [...values];
  if (scale === "minmax") {
    const [low, high] = [Math.min(...values), Math.max(...values)];
    return values.map((value) => (high === low ? 50 : (100 * (value - low)) / (high - low)));
  }
  if (scale === "ecart") {
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    const deviation = Math.sqrt(
      values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1),
    );
    return values.map((value) => (deviation === 0 ? 50 : 50 + (15 * (value - mean)) / deviation));
  }
  const sorted = [...values].sort((a, b) => a - b);
  const first = new Map<number, number>();
  const last = new Map<number, number>();
  for (const [i, value] of sorted.entries()) {
    if (!first.has(value)) first.set(value, i);
    last.set(value, i);
  }
  return values.map(
    (value) => (100 * ((first.get(value) ?? 0) + (last.get(value) ?? 0))) / 2 / (values.length - 1),
  );
}

/** Scores out of 100 under other weights, another scale, another way to add up; none of the weights may be below 0. */
export function compose(
  units: readonly Scored[],
  weights: readonly number[],
  scale: Scale,
  aggregation: Aggregation,
): number[] {
  const whole = weights.reduce((sum, weight) => sum + weight, 0);
  const share = weights.map((weight) => (whole === 0 ? 1 / weights.length : weight / whole));
  const columns = SUBS.map((_, sub) =>
    onScale(
      units.map(({ subs }) => subs[sub] ?? 0),
      scale,
    ),
  );
  return units.map((_, i) => {
    const values = columns.map((column) => column[i] ?? 0);
    return aggregation === "somme"
      ? values.reduce((sum, value, sub) => sum + (share[sub] ?? 0) * value, 0)
      : Math.exp(
          values.reduce((sum, value, sub) => sum + (share[sub] ?? 0) * Math.log(Math.max(1, value)), 0),
        );
  });
}

/** Ranks, 1 the best; equals share the better one. */
export function ranksOf(scores: readonly number[]): number[] {
  const sorted = [...scores].sort((a, b) => b - a);
  const place = new Map<number, number>();
  for (const [i, score] of sorted.entries()) if (!place.has(score)) place.set(score, i + 1);
  return scores.map((score) => place.get(score) ?? 0);
}

/** Best and worst rank of each unit over every scale and way to add up, with these weights. */
export function rankRanges(
  units: readonly Scored[],
  weights: readonly number[],
): { low: number; high: number }[] {
  const all = SCALES.flatMap((scale) =>
    AGGREGATIONS.map((aggregation) => ranksOf(compose(units, weights, scale, aggregation))),
  );
  return units.map((_, i) => {
    const own = all.map((ranks) => ranks[i] ?? 0);
    return { low: Math.min(...own), high: Math.max(...own) };
  });
}

export interface Gain {
  readonly sub: Sub;
  readonly from: number;
  /** The third quartile of its peers. */
  readonly to: number;
}

/** The three changes that would raise R500 most: each sub-score brought to the third quartile of the peers. */
export function gains(own: Scored, peers: readonly Scored[]): Gain[] {
  return SUBS.map((sub, i): Gain => {
    const sorted = peers.map(({ subs }) => subs[i] ?? 0).sort((a, b) => a - b);
    const at = 0.75 * (sorted.length - 1);
    const below = sorted[Math.floor(at)] ?? 0;
    const to = below + (at - Math.floor(at)) * ((sorted[Math.ceil(at)] ?? below) - below);
    return { sub, from: own.subs[i] ?? 0, to };
  })
    .filter(({ from, to }) => to > from)
    .sort((a, b) => b.to - b.from - (a.to - a.from))
    .slice(0, 3);
}
