/** 32 random bits at a call, by Chris Doty-Humphrey's sfc32: seeded, the same on every machine. */
export type Random = () => number;

const BLOCK = 256;
export function seeded(seed: number, stream: number): Random {
  const state = started(seed, stream);
  const block = new Uint32Array(BLOCK);
  let at = BLOCK;
  return () => {
    if (at === BLOCK) {
      fill(state, block, BLOCK);
      at = 0;
    }
    at += 1;
    return block[at - 1] as number;
  };
}

/** The first `count` numbers of `seeded(seed, stream)`: in one go they come several times as fast as one by one. */
export function randomWords(seed: number, stream: number, into: Uint32Array, count: number): void {
  fill(started(seed, stream), into, count);
}

function started(seed: number, stream: number): Int32Array {
  const state = Int32Array.of(0x9e3779b9, seed, stream, 1);
  fill(state, new Uint32Array(15), 15);
  return state;
}

function fill(state: Int32Array, into: Uint32Array, count: number): void {
  let a = state[0] as number;
  let b = state[1] as number;
  let c = state[2] as number;
  let counter = state[3] as number;
  for (let i = 0; i < count; i += 1) {
    const t = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + t) | 0;
    into[i] = t;
  }
  state[0] = a;
  state[1] = b;
  state[2] = c;
  state[3] = counter;
}

/**
 * Poisson(1) by one random byte: how often a file counts in one draw of a bootstrap (Hanley and MacGibbon, 2006).
 * 256 equal parts cut at its cumulated probabilities; mean 1.004, variance 1.004.
 */
export const POISSON_1: Uint8Array = Uint8Array.from({ length: 256 }, (_, byte) =>
  byte < 94 ? 0 : byte < 188 ? 1 : byte < 235 ? 2 : byte < 251 ? 3 : byte < 255 ? 4 : 5,
);

/** Middles of 256 equal parts of the normal law, in order. */
export const NORMAL_QUANTILES: Float64Array = Float64Array.from({ length: 256 }, (_, i) =>
  normalQuantile((i + 0.5) / 256),
);

/** Acklam's rational approximation; relative error below 1.15e-9. */
export function normalQuantile(p: number): number {
  const a = [
    -39.69683028665376, 220.9460984245205, -275.9285104469687, 138.357751867269, -30.66479806614716,
    2.506628277459239,
  ];
  const b = [
    -54.47609879822406, 161.5858368580409, -155.6989798598866, 66.80131188771972, -13.28068155288572, 1,
  ];
  const c = [
    -0.007784894002430293, -0.3223964580411365, -2.400758277161838, -2.549732539343734, 4.374664141464968,
    2.938163982698783,
  ];
  const d = [0.007784695709041462, 0.3224671290700398, 2.445134137142996, 3.754408661907416, 1];
  const poly = (k: readonly number[], x: number): number => k.reduce((sum, term) => sum * x + term, 0);
  if (p < 0.02425) {
    const q = Math.sqrt(-2 * Math.log(p));
    return poly(c, q) / poly(d, q);
  }
  if (p > 1 - 0.02425) return -normalQuantile(1 - p);
  const q = p - 0.5;
  return (poly(a, q * q) * q) / poly(b, q * q);
}
