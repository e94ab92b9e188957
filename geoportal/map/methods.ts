import { breaksOf, CLASS_COUNT, countsOf } from "./classes.ts";

/** How the bounds between classes are found. */
export const METHODS = ["quantile", "egal", "jenks", "ecart", "manuel"] as const;
export type Method = (typeof METHODS)[number];
export const LEAST_CLASSES = 3;

export interface Classing {
  readonly method: Method;
  /** Classes wanted; there may be fewer where the values hold fewer. */
  readonly classes: number;
  /** The reader's own bounds, for `manuel`. */
  readonly bounds: readonly number[];
}
export const DEFAULT_CLASSING: Classing = { method: "quantile", classes: CLASS_COUNT, bounds: [] };

/**
 * Bounds between classes by the reader's method, ascending and distinct.
 * Quantile: as many units in each class. Equal: as wide in each. Jenks: least variance inside the classes
 * (Fisher 1958, exact). Standard deviation: half a deviation either side of the mean, then one more. Manual: as given.
 *
 * @param values of every unit in the reader's scope
 */
export function boundsBy({ method, classes, bounds }: Classing, values: readonly number[]): number[] {
  const sorted = values.filter(Number.isFinite).toSorted((a, b) => a - b);
  switch (method) {
    case "quantile":
      return breaksOf(sorted, classes);
    case "egal":
      return told(sorted, equal(sorted, classes));
    case "jenks":
      return told(sorted, jenks(sorted, classes));
    case "ecart":
      return told(sorted, deviations(sorted));
    case "manuel":
      return [...new Set(bounds)].sort((a, b) => a - b);
  }
}

function equal(sorted: readonly number[], classes: number): number[] {
  const [first = 0, last = 0] = [sorted[0], sorted.at(-1)];
  const width = (last - first) / classes;
  return width === 0 ? [] : Array.from({ length: classes - 1 }, (_, index) => first + width * (index + 1));
}

/** Deviations from the mean where the bounds stand, when five classes are drawn. */
const STEPS = [-1.5, -0.5, 0.5, 1.5];
function deviations(sorted: readonly number[]): number[] {
  const mean = sorted.reduce((sum, value) => sum + value, 0) / sorted.length;
  const deviation = Math.sqrt(sorted.reduce((sum, value) => sum + (value - mean) ** 2, 0) / sorted.length);
  return deviation > 0 ? STEPS.map((step) => mean + step * deviation) : [];
}

/**
 * Fisher's optimal grouping by dynamic programming over distinct values weighted by how often they stand, so that
 * one value never lies in two classes. The best split moves right as values are added, which divides the search.
 */
function jenks(sorted: readonly number[], wanted: number): number[] {
  const distinct = [...new Set(sorted)];
  const classes = Math.min(wanted, distinct.length);
  if (classes < 2) return [];
  const { cost } = spread(sorted, distinct);
  const n = distinct.length;
  let best = Float64Array.from({ length: n }, (_, end) => cost(0, end));
  const starts: Int32Array[] = [];
  for (let level = 1; level < classes; level += 1) {
    const [next, from] = [new Float64Array(n).fill(Number.POSITIVE_INFINITY), new Int32Array(n)];
    const solve = (low: number, high: number, left: number, right: number): void => {
      if (low > high) return;
      const end = (low + high) >> 1;
      for (let start = Math.max(left, level); start <= Math.min(end, right); start += 1) {
        const total = (best[start - 1] ?? 0) + cost(start, end);
        if (total < (next[end] ?? 0)) {
          next[end] = total;
          from[end] = start;
        }
      }
      const split = from[end] ?? left;
      solve(low, end - 1, left, split);
      solve(end + 1, high, split, right);
    };
    solve(level, n - 1, level, n - 1);
    starts.push(from);
    best = next;
  }
  const bounds: number[] = [];
  let end = n - 1;
  for (const from of starts.toReversed()) {
    const start = from[end] ?? 0;
    bounds.unshift(distinct[start] ?? 0);
    end = start - 1;
  }
  return bounds;
}

/** Squared deviations inside any run of distinct values, from running sums around the mean (they cancel less). */
function spread(sorted: readonly number[], distinct: readonly number[]) {
  const mean = sorted.reduce((sum, value) => sum + value, 0) / sorted.length;
  const weight = new Map<number, number>();
  for (const value of sorted) weight.set(value, (weight.get(value) ?? 0) + 1);
  const sums = [0, 1, 2].map(() => new Float64Array(distinct.length + 1));
  for (const [index, value] of distinct.entries()) {
    const [times, off] = [weight.get(value) ?? 0, value - mean];
    for (const [power, sum] of sums.entries()) sum[index + 1] = (sum[index] ?? 0) + times * off ** power;
  }
  const part = (power: number, from: number, to: number): number =>
    (sums[power]?.[to + 1] ?? 0) - (sums[power]?.[from] ?? 0);
  return {
    cost: (from: number, to: number): number =>
      part(2, from, to) - part(1, from, to) ** 2 / Math.max(1, part(0, from, to)),
  };
}

/** Bounds with as few figures as leave every unit in its class; those that no value lies under or over fall away. */
function told(sorted: readonly number[], bounds: readonly number[]): number[] {
  const [first, last] = [sorted[0], sorted.at(-1)];
  if (first === undefined || last === undefined) return [];
  const inside = bounds.filter((bound) => bound > first && bound <= last);
  const counts = String(countsOf(sorted, inside));
  for (let figures = 2; figures < 12; figures += 1) {
    const rounded = inside.map((bound) => Number(bound.toPrecision(figures)));
    if (String(countsOf(sorted, rounded)) === counts) return [...new Set(rounded)];
  }
  return [...new Set(inside)];
}
