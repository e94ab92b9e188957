/** Direction numbers of Joe and Kuo (new-joe-kuo-6), dimensions 2 to 20: degree, coefficients, first odd numbers. */
const DIRECTIONS: readonly (readonly [degree: number, a: number, m: readonly number[]])[] = [
  [1, 0, [1]],
  [2, 1, [1, 3]],
  [3, 1, [1, 3, 1]],
  [3, 2, [1, 1, 1]],
  [4, 1, [1, 1, 3, 3]],
  [4, 4, [1, 3, 5, 13]],
  [5, 2, [1, 1, 5, 5, 17]],
  [5, 4, [1, 1, 5, 5, 5]],
  [5, 7, [1, 1, 7, 11, 19]],
  [5, 11, [1, 1, 5, 1, 1]],
  [5, 13, [1, 1, 1, 3, 11]],
  [5, 14, [1, 3, 5, 5, 31]],
  [6, 1, [1, 3, 3, 9, 7, 49]],
  [6, 13, [1, 1, 1, 15, 21, 21]],
  [6, 16, [1, 3, 1, 13, 27, 49]],
  [6, 19, [1, 1, 1, 15, 7, 5]],
  [6, 22, [1, 3, 1, 15, 13, 25]],
  [6, 25, [1, 1, 5, 5, 19, 61]],
  [7, 1, [1, 3, 7, 11, 23, 15, 103]],
];
const BITS = 30;
export const MAX_DIMENSIONS = DIRECTIONS.length + 1;

/** The first `count` points of Sobol's sequence after the origin, each of `dimensions` numbers in 0–1. */
export function sobolPoints(count: number, dimensions: number): Float64Array[] {
  if (dimensions > MAX_DIMENSIONS) throw new RangeError(`sobol: dimensions: at most ${MAX_DIMENSIONS}`);
  const directions = Array.from({ length: dimensions }, (_, d) => directionsOf(d));
  const state = new Int32Array(dimensions);
  return Array.from({ length: count }, (_, i) => {
    const bit = Math.log2(~i & (i + 1));
    return Float64Array.from(directions, (own, d) => {
      state[d] = (state[d] ?? 0) ^ (own[bit] ?? 0);
      return (state[d] ?? 0) / 2 ** BITS;
    });
  });
}

function directionsOf(dimension: number): number[] {
  if (dimension === 0) return Array.from({ length: BITS }, (_, i) => 2 ** (BITS - 1 - i));
  const [degree, a, m] = DIRECTIONS[dimension - 1] ?? [1, 0, [1]];
  const v: number[] = m.map((value, i) => value * 2 ** (BITS - 1 - i));
  for (let i = degree; i < BITS; i += 1) {
    let next = (v[i - degree] ?? 0) ^ ((v[i - degree] ?? 0) >> degree);
    for (let k = 1; k < degree; k += 1) if ((a >> (degree - 1 - k)) & 1) next ^= v[i - k] ?? 0;
    v.push(next);
  }
  return v;
}

export interface Effect {
  /** Share of the variance that the factor explains alone. */
  readonly first: number;
  /** Share that it takes part in. */
  readonly total: number;
}

/**
 * Effects of each factor on `run`, from N (d + 2) runs (Saltelli 2010, Jansen 1999):
 * S = mean(y_B (y_ABi − y_A)) ÷ V, S_T = Σ (y_A − y_ABi)² ÷ (2 N V), V the variance of y_A and y_B together.
 */
export function effects(
  count: number,
  factors: number,
  run: (point: Float64Array) => number,
): { effects: Effect[]; mean: number } {
  const points = sobolPoints(count, 2 * factors);
  const a = points.map((point) => point.slice(0, factors));
  const b = points.map((point) => point.slice(factors));
  const mixed = Array.from({ length: factors }, (_, i) =>
    a.map((point, n) => run(point.map((value, k) => (k === i ? (b[n]?.[k] ?? value) : value)))),
  );
  return effectsOf(a.map(run), b.map(run), mixed);
}

/** The same from answers at hand. */
export function effectsOf(
  yA: readonly number[],
  yB: readonly number[],
  yMixed: readonly (readonly number[])[],
): { effects: Effect[]; mean: number } {
  const all = [...yA, ...yB];
  const mean = all.reduce((sum, y) => sum + y, 0) / all.length;
  const variance = all.reduce((sum, y) => sum + (y - mean) ** 2, 0) / (all.length - 1);
  const n = yA.length;
  return {
    mean,
    effects: yMixed.map((own) => {
      let [first, total] = [0, 0];
      own.forEach((y, i) => {
        first += (yB[i] ?? 0) * (y - (yA[i] ?? 0));
        total += ((yA[i] ?? 0) - y) ** 2;
      });
      return variance === 0
        ? { first: 0, total: 0 }
        : { first: first / n / variance, total: total / (2 * n) / variance };
    }),
  };
}
