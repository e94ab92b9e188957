/** Classes by default: more cannot be told apart on a map without values on it. */
export const CLASS_COUNT = 5;
/** A class with less than this share of the units says little: a coarser rounding that makes one is not taken. */
const LEAST_SHARE = 0.12;

/**
 * Bounds between classes, ascending: quantiles, rounded to the coarsest round step that keeps the classes
 * apart and filled, so that a legend reads 60 %, 70 %, 80 % and not 61,37 %. Fewer classes where the values
 * hold fewer; none where all are equal.
 *
 * @param values of every unit in the reader's scope, over all years: the bounds stay as the years pass
 */
export function breaksOf(values: readonly number[], count: number = CLASS_COUNT): number[] {
  const sorted = values.filter(Number.isFinite).toSorted((a, b) => a - b);
  const distinct = new Set(sorted).size;
  for (let classes = Math.min(count, distinct); classes > 1; classes -= 1) {
    const bounds = Array.from({ length: classes - 1 }, (_, index) => quantile(sorted, (index + 1) / classes));
    const rounded = roundBounds(sorted, bounds);
    if (rounded !== null) return rounded;
  }
  return [];
}

/** Index of a value's class, from 0; a bound belongs to the class above it. */
export const classOf = (value: number, breaks: readonly number[]): number =>
  breaks.filter((bound) => value >= bound).length;

/** How many values lie in each class. */
export function countsOf(values: readonly number[], breaks: readonly number[]): number[] {
  const counts = Array.from({ length: breaks.length + 1 }, () => 0);
  for (const value of values) {
    const index = classOf(value, breaks);
    counts[index] = (counts[index] ?? 0) + 1;
  }
  return counts;
}

/** Linear interpolation between order statistics (type 7), as R and numpy do by default. */
function quantile(sorted: readonly number[], share: number): number {
  const place = (sorted.length - 1) * share;
  const low = sorted[Math.floor(place)] ?? 0;
  const high = sorted[Math.ceil(place)] ?? low;
  return low + (high - low) * (place - Math.floor(place));
}

function roundBounds(sorted: readonly number[], bounds: readonly number[]): number[] | null {
  const first = sorted[0] ?? 0;
  const spread = (sorted.at(-1) ?? 0) - first;
  const least = Math.max(1, Math.floor(sorted.length * LEAST_SHARE));
  let top = 10 ** Math.ceil(Math.log10(spread));
  // Thirty steps reach a billionth of the spread: what cannot be parted there is one value.
  for (let tries = 0; tries < 10; tries += 1, top /= 10) {
    for (const step of [top, top / 2, top / 5]) {
      const rounded = bounds.map((bound) => Number((Math.round(bound / step) * step).toPrecision(12)));
      if (countsOf(sorted, rounded).every((n) => n >= least) && isAscending(rounded)) return rounded;
    }
  }
  return isAscending(bounds) && countsOf(sorted, bounds).every((n) => n > 0) ? [...bounds] : null;
}

const isAscending = (bounds: readonly number[]): boolean =>
  bounds.every((bound, index) => index === 0 || bound > (bounds[index - 1] ?? Number.NEGATIVE_INFINITY));
