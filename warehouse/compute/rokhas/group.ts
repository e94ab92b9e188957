import { CATEGORIES } from "./input.ts";

/** Times of a key, at most: a key is `(unit * 16 + act) * 4096 + time`. */
export const TIMES = 4096;
/** Places that a number has room for beside a key. */
export const PLACES = 2 ** 24;

/** An entry is a unit, an act and a time. Entries of a unit and act stand together, times in order. */
export interface Entries {
  readonly count: number;
  /** Clock of each entry, in limits of the law. */
  readonly time: Float64Array;
  /** First entry of each cell; one more than there are cells. */
  readonly start: Int32Array;
  /** Unit (its place in the level) and act of each cell. */
  readonly unit: Int32Array;
  readonly category: Int32Array;
  /** 1 where files leave a cell before the horizon without a decision: its curve must be walked. */
  readonly curved: Uint8Array;
}
export interface Made {
  readonly entries: Entries;
  /** Entry of each key given, -1 where there was none. */
  readonly target: Int32Array;
  /** Key of each entry. */
  readonly keys: Float64Array;
}

/** Groups keys `(unit, act, time)` into entries, in order. */
export function group(keys: Float64Array, times: Float64Array, lost: Uint8Array | null, tau: number): Made {
  const n = keys.length;
  if (n >= PLACES) throw new RangeError("rokhas: layout: too many entries");
  // A number holds the key and its place: sorting numbers natively is several times faster than by a comparator.
  const packed = new Float64Array(n);
  let count = 0;
  for (let i = 0; i < n; i += 1) {
    if ((keys[i] as number) < 0) continue;
    packed[count] = (keys[i] as number) * PLACES + i;
    count += 1;
  }
  const target = new Int32Array(n).fill(-1);
  const [time, own, start, unit, category, curved] = [[], [], [], [], [], []] as number[][] as [
    number[],
    number[],
    number[],
    number[],
    number[],
    number[],
  ];
  let [lastKey, lastCell] = [-1, -1];
  for (const value of packed.subarray(0, count).sort()) {
    const key = Math.floor(value / PLACES);
    const i = value - key * PLACES;
    if (key !== lastKey) {
      const cell = Math.floor(key / TIMES);
      if (cell !== lastCell) {
        start.push(time.length);
        unit.push(Math.floor(cell / CATEGORIES));
        category.push(cell % CATEGORIES);
        curved.push(0);
        lastCell = cell;
      }
      time.push(Math.min(tau, times[key % TIMES] ?? 0));
      own.push(key);
      lastKey = key;
    }
    target[i] = time.length - 1;
    if (lost?.[i] === 1) curved[curved.length - 1] = 1;
  }
  start.push(time.length);
  return {
    entries: {
      count: time.length,
      time: Float64Array.from(time),
      start: Int32Array.from(start),
      unit: Int32Array.from(unit),
      category: Int32Array.from(category),
      curved: Uint8Array.from(curved),
    },
    target,
    keys: Float64Array.from(own),
  };
}
