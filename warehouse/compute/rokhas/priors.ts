import type { Cells } from "./cells.ts";
import { CATEGORIES } from "./input.ts";

/** Least units in a stratum for it to have a prior of its own; the national one serves the others. */
export const LEAST_UNITS = 10;
const STRONGEST = 200;

/** Moments of shares between units. */
export interface ShareSums {
  units: number;
  hits: number;
  files: number;
  share: number;
  square: number;
  inverse: number;
  /** Σ p (1 − p) ÷ n, each with its own p. */
  own: number;
}
export const noShares = (): ShareSums => ({
  units: 0,
  hits: 0,
  files: 0,
  share: 0,
  square: 0,
  inverse: 0,
  own: 0,
});

export function addShare(sums: ShareSums, share: number, files: number): void {
  sums.units += 1;
  sums.hits += files * share;
  sums.files += files;
  sums.share += share;
  sums.square += share * share;
  sums.inverse += 1 / files;
  sums.own += (share * (1 - share)) / files;
}
export const shareMean = (sums: ShareSums): number => sums.hits / sums.files;

/** Variance that redrawing its files adds to a unit's share, on average over the units. */
export const redrawnShare = (sums: ShareSums): number => (sums.units === 0 ? 0 : sums.own / sums.units);

/**
 * α + β = clip(m (1 − m) ÷ v − 1, 1, 200). `redrawn` is what a bootstrap adds to the variance between units and the units
 * do not have: left in, shares would be shrunk too little in every draw.
 */
export function shareStrength(sums: ShareSums, redrawn: number): number {
  if (sums.units < 2) return STRONGEST;
  const m = shareMean(sums);
  const within = (m * (1 - m) * sums.inverse) / sums.units + redrawn;
  const between = (sums.square - (sums.share * sums.share) / sums.units) / (sums.units - 1) - within;
  return between <= 0 ? STRONGEST : Math.min(STRONGEST, Math.max(1, (m * (1 - m)) / between - 1));
}

interface TimeSums {
  units: number;
  hits: number;
  files: number;
  log: number;
  square: number;
  inverse: number;
  spread: number;
  freedom: number;
  own: number;
}
const noTimes = (): TimeSums => ({
  units: 0,
  hits: 0,
  files: 0,
  log: 0,
  square: 0,
  inverse: 0,
  spread: 0,
  freedom: 0,
  own: 0,
});

/** Priors of a level in a period: by `stratum * 16 + act`. A share without any unit behind it is NaN, and so a time. */
export interface Priors {
  readonly shareMean: Float64Array;
  readonly shareStrength: Float64Array;
  readonly timeMean: Float64Array;
  readonly fileVariance: Float64Array;
  readonly unitVariance: Float64Array;
  /** Variance between units that a redraw adds to shares and times; kept from the scores as published. */
  readonly redrawnShare: Float64Array;
  readonly redrawnTime: Float64Array;
}

export const newPriors = (strata: number): Priors => ({
  shareMean: new Float64Array(strata * CATEGORIES),
  shareStrength: new Float64Array(strata * CATEGORIES),
  timeMean: new Float64Array(strata * CATEGORIES),
  fileVariance: new Float64Array(strata * CATEGORIES),
  unitVariance: new Float64Array(strata * CATEGORIES),
  redrawnShare: new Float64Array(strata * CATEGORIES),
  redrawnTime: new Float64Array(strata * CATEGORIES),
});

/** By moments, as int_rokhas__prior does. `strength` multiplies what the priors weigh: 1 but in a sensitivity run. */
export function fitPriors(
  cells: Cells,
  cellUnit: Int32Array,
  cellCategory: Int32Array,
  stratum: Int32Array,
  strata: number,
  strength: number,
  redrawn: boolean,
  into: Priors,
): void {
  const shares = Array.from({ length: strata * CATEGORIES }, noShares);
  const times = Array.from({ length: strata * CATEGORIES }, noTimes);
  const allShares = Array.from({ length: CATEGORIES }, noShares);
  const allTimes = Array.from({ length: CATEGORIES }, noTimes);
  for (let cell = 0; cell < cellUnit.length; cell += 1) {
    const files = cells.files[cell] as number;
    if (files === 0) continue;
    const category = cellCategory[cell] as number;
    const key = (stratum[cellUnit[cell] as number] as number) * CATEGORIES + category;
    const effective = cells.effective[cell] as number;
    if (effective > 0) {
      addShare(shares[key] as ShareSums, cells.share[cell] as number, effective);
      addShare(allShares[category] as ShareSums, cells.share[cell] as number, effective);
    }
    const log = cells.logTime[cell] as number;
    if (!Number.isNaN(log)) {
      addTime(times[key] as TimeSums, files, log, cells.spread[cell] as number);
      addTime(allTimes[category] as TimeSums, files, log, cells.spread[cell] as number);
    }
  }
  for (let key = 0; key < strata * CATEGORIES; key += 1) {
    const category = key % CATEGORIES;
    const own = shares[key] as ShareSums;
    const share = own.units >= LEAST_UNITS ? own : (allShares[category] as ShareSums);
    into.shareMean[key] = share.units === 0 ? Number.NaN : shareMean(share);
    into.shareStrength[key] =
      share.units === 0
        ? 0
        : shareStrength(share, redrawn ? (into.redrawnShare[key] as number) : 0) * strength;
    const ownTime = times[key] as TimeSums;
    const time = ownTime.units >= LEAST_UNITS ? ownTime : (allTimes[category] as TimeSums);
    into.timeMean[key] = time.units === 0 ? Number.NaN : time.hits / time.files;
    const fileVariance = time.freedom > 0 ? time.spread / time.freedom : 0;
    if (!redrawn) {
      into.redrawnShare[key] = redrawnShare(share);
      into.redrawnTime[key] = time.units === 0 ? 0 : time.own / time.units;
    }
    into.fileVariance[key] = fileVariance * strength;
    into.unitVariance[key] =
      time.units < 2
        ? 0
        : Math.max(
            0,
            (time.square - (time.log * time.log) / time.units) / (time.units - 1) -
              (fileVariance * time.inverse) / time.units -
              (redrawn ? (into.redrawnTime[key] as number) : 0),
          );
  }
}

function addTime(sums: TimeSums, files: number, log: number, spread: number): void {
  sums.units += 1;
  sums.hits += files * log;
  sums.files += files;
  sums.log += log;
  sums.square += log * log;
  sums.inverse += 1 / files;
  sums.spread += spread;
  sums.freedom += files - 1;
  sums.own += spread / (files * files);
}
