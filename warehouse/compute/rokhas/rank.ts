import { RANKED } from "./input.ts";

/** Parts that scores are laid out in before they are ranked: with some three times as many as units, few share one. */
const PARTS = 4096;
const ends = new Int32Array(PARTS + 1);
/** Room for as many units as were ever ranked at once: thousands of draws rank the same. */
let kept = new Float64Array(0);
let parts = new Int16Array(0);

/** Ranks the units that may be ranked, the best first; equals share the better rank. */
export function rankInto(
  values: Float64Array,
  from: number,
  units: number,
  standing: Uint8Array,
  into: Uint16Array,
  at: number,
): void {
  let [low, high, count] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 0];
  for (let unit = 0; unit < units; unit += 1) {
    const value = values[from + unit] as number;
    into[at + unit] = 0;
    if (standing[unit] !== RANKED || Number.isNaN(value)) continue;
    if (value < low) low = value;
    if (value > high) high = value;
    count += 1;
  }
  const scale = high > low ? (PARTS - 1) / (high - low) : 0;
  // Ranked values by part, from the lowest: a part's own begin where the one before ends.
  if (kept.length < units) {
    kept = new Float64Array(units);
    parts = new Int16Array(units);
  }
  parts.fill(-1, 0, units);
  ends.fill(0);
  for (let unit = 0; unit < units; unit += 1) {
    const value = values[from + unit] as number;
    if (standing[unit] !== RANKED || Number.isNaN(value)) continue;
    const part = Math.floor((value - low) * scale);
    parts[unit] = part;
    ends[part + 1] = (ends[part + 1] as number) + 1;
  }
  for (let part = 1; part <= PARTS; part += 1)
    ends[part] = (ends[part] as number) + (ends[part - 1] as number);
  for (let unit = 0; unit < units; unit += 1) {
    const part = parts[unit] as number;
    if (part < 0) continue;
    kept[ends[part] as number] = values[from + unit] as number;
    ends[part] = (ends[part] as number) + 1;
  }
  for (let unit = 0; unit < units; unit += 1) {
    const part = parts[unit] as number;
    if (part < 0) continue;
    const value = values[from + unit] as number;
    const end = ends[part] as number;
    let better = count - end;
    for (let i = part === 0 ? 0 : (ends[part - 1] as number); i < end; i += 1)
      if ((kept[i] as number) > value) better += 1;
    into[at + unit] = better + 1;
  }
}
