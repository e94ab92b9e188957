import type { Entries } from "./group.ts";

/** What Kaplan–Meier gives of each cell (a unit's files of an act); see the macro survival_summary for the formulas. */
export interface Cells {
  /** Files that count, decided or not. */
  readonly files: Float64Array;
  /** F = 1 − KM(L). */
  readonly share: Float64Array;
  /** Files that would give F its variance if all had been followed to the limit. */
  readonly effective: Float64Array;
  /** ln of the restricted mean time in limits of the law; NaN without a decision. */
  readonly logTime: Float64Array;
  /** n² var(ln RMST): what is pooled over n − 1 into the variance of one file. */
  readonly spread: Float64Array;
}

export const newCells = (count: number): Cells => ({
  files: new Float64Array(count),
  share: new Float64Array(count),
  effective: new Float64Array(count),
  logTime: new Float64Array(count),
  spread: new Float64Array(count),
});

/** Half a day at least, so that decisions of the same day have a logarithm: no limit is above 60 days. */
const SHORTEST = 1 / 120;

/** Fills `into` from how many files end at each entry, and how many of them are decided: `files + 2¹⁶ · decided`. */
export function summarise(entries: Entries, ended: Uint32Array, tau: number, into: Cells): void {
  const { time, start, curved } = entries;
  const cells = entries.unit.length;
  for (let cell = 0; cell < cells; cell += 1) {
    const from = start[cell] as number;
    const to = start[cell + 1] as number;
    let files = 0;
    let decided = 0;
    let inTime = 0;
    let sum = 0;
    let square = 0;
    for (let e = from; e < to; e += 1) {
      const packed = ended[e] as number;
      const w = packed & 0xffff;
      const d = packed >>> 16;
      const t = time[e] as number;
      files += w;
      decided += d;
      if (t <= 1) inTime += d;
      const wt = w * t;
      sum += wt;
      square += wt * t;
    }
    into.files[cell] = files;
    if (files === 0) {
      into.share[cell] = 0;
      into.effective[cell] = 0;
      into.logTime[cell] = Number.NaN;
      into.spread[cell] = 0;
      continue;
    }
    let mean = 0;
    let variance = 0;
    if (curved[cell] === 0) {
      // Nobody lost: a share, and a mean.
      mean = sum / files;
      variance = Math.max(0, square / files - mean * mean) / files;
      into.share[cell] = inTime / files;
      into.effective[cell] = files;
    } else {
      // The curve, its area and Greenwood's terms in one walk: Σ (R − a)² h = R² Σh − 2R Σah + Σa²h.
      let risk = files;
      let survival = 1;
      let area = 0;
      let last = 0;
      let atLimit = 1;
      let greenwood = 0;
      let known = 0;
      let h0 = 0;
      let h1 = 0;
      let h2 = 0;
      for (let e = from; e < to; e += 1) {
        const packed = ended[e] as number;
        const w = packed & 0xffff;
        const d = packed >>> 16;
        const t = time[e] as number;
        area += survival * (t - last);
        last = t;
        known += t < 1 ? d : w;
        if (d > 0) {
          if (d >= risk) survival = 0;
          else {
            const hazard = d / (risk * (risk - d));
            survival -= (survival * d) / risk;
            if (t <= 1) greenwood += hazard;
            const weighed = area * hazard;
            h0 += hazard;
            h1 += weighed;
            h2 += area * weighed;
          }
          if (t <= 1) atLimit = survival;
        }
        risk -= w;
      }
      mean = area + survival * (tau - last);
      variance = Math.max(0, mean * mean * h0 - 2 * mean * h1 + h2);
      const spread = atLimit * atLimit * greenwood;
      into.share[cell] = 1 - atLimit;
      into.effective[cell] = spread > 0 ? ((1 - atLimit) * atLimit) / spread : known;
    }
    const floor = mean > SHORTEST ? mean : SHORTEST;
    into.logTime[cell] = decided > 0 ? Math.log(floor) : Number.NaN;
    into.spread[cell] = (files * files * variance) / (floor * floor);
  }
}
