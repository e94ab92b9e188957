/** Between the values next to it in a straight line, of values in order. */
export function quantile(sorted: Float64Array, p: number): number {
  const at = p * (sorted.length - 1);
  const below = sorted[Math.floor(at)] ?? Number.NaN;
  return below + (at - Math.floor(at)) * ((sorted[Math.ceil(at)] ?? below) - below);
}

/**
 * The same of values in any order, for a lower and an upper share: `values` is disordered. Sorting them whole takes several
 * times as long, and bands are drawn of tens of thousands of scores.
 */
export function quantiles(values: Float64Array, low: number, high: number): [number, number] {
  const last = values.length - 1;
  const of = (p: number, from: number): number => {
    const at = p * last;
    const k = Math.floor(at);
    const below = select(values, k, from, last);
    if (at === k) return below;
    let above = Number.POSITIVE_INFINITY;
    for (let i = k + 1; i <= last; i += 1) above = Math.min(above, values[i] as number);
    return below + (at - k) * (above - below);
  };
  const lower = of(low, 0);
  return [lower, of(high, Math.floor(low * last))];
}

/** Puts the `k`-th smallest at `k`, none greater before it and none smaller after it, within `[low, high]` (Hoare's find). */
function select(values: Float64Array, k: number, from: number, to: number): number {
  let [low, high] = [from, to];
  while (low < high) {
    const pivot = values[(low + high) >> 1] as number;
    let [i, j] = [low, high];
    while (i <= j) {
      while ((values[i] as number) < pivot) i += 1;
      while ((values[j] as number) > pivot) j -= 1;
      if (i > j) break;
      const one = values[i] as number;
      values[i] = values[j] as number;
      values[j] = one;
      i += 1;
      j -= 1;
    }
    if (k <= j) high = j;
    else if (k >= i) low = i;
    else break;
  }
  return values[k] as number;
}
