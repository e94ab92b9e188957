import { NORMAL_QUANTILES } from "../numbers/random.ts";
import type { Cells } from "./cells.ts";
import { CATEGORIES, DOMAINS, type Fixed, type Post } from "./input.ts";
import type { Node } from "./layout.ts";
import {
  addShare,
  LEAST_UNITS,
  noShares,
  type Priors,
  redrawnShare,
  type ShareSums,
  shareMean,
  shareStrength,
} from "./priors.ts";

/** Sub-scores, by `unit * 5 + sub-score`: délai, attractivité, digital, écosystème, fiscalité. NaN for none. */
export const SUBS = ["delai", "attractivite", "digital", "ecosysteme", "fiscalite"] as const;
export const INDICES = ["r500", "r100", "service", "delai"] as const;
const WEIGHTS = [0.35, 0.1, 0.15, 0.25, 0.15] as const;

/** Two whole numbers in one, 2²⁶ apart: they add up as fast as one. */
export const PACK = 2 ** 26;
/** What is counted of a unit and domain: decided and signed online, payable and paid online, opinions, tax, ceiling. */
export const SLOT_FIELDS = 5;

/**
 * A draw's own chance, a byte each: by unit, what its priors bring to délai, to opinions, and to each sub-score that it
 * lacks. All acts of a unit share theirs: who is slow at one act is slow at others.
 */
export interface Chance {
  /** By `unit * 7 + (0 délai, 1 opinions, 2 to 6 sub-scores)`. */
  readonly bytes: Uint8Array;
}
export const CHANCES = 2 + SUBS.length;

export interface Shape {
  /** Horizon, in limits. */
  readonly tau: number;
  readonly strength: number;
}

const clip = (x: number): number => (x < 0 ? 0 : x > 1 ? 1 : x);

/**
 * Délai by slot. In a draw what a prior brings is drawn too: θ̃ = (x + (α + β) θ₀) ÷ (n + α + β) with θ₀ from the prior,
 * so that a band is as wide as a shrunk score is uncertain, and not only as its files are few.
 */
export function delays(
  node: Node,
  cells: Cells,
  priors: Priors,
  shape: Shape,
  chance: Chance | null,
  { share, time }: { readonly share: Float64Array; readonly time: Float64Array },
  out: Float64Array,
): void {
  const { entries, units, slots, weight } = node;
  share.fill(0);
  time.fill(0);
  const base = baseOf(node, priors);
  for (let cell = 0; cell < entries.unit.length; cell += 1) {
    const unit = entries.unit[cell] as number;
    const category = entries.category[cell] as number;
    const files = cells.files[cell] as number;
    const key = (units.stratum[unit] as number) * CATEGORIES + category;
    const mean = priors.shareMean[key] as number;
    if (files === 0 || Number.isNaN(mean)) continue;
    const slot = unit * DOMAINS + (base.domain[category] as number);
    const w = weight[category] as number;
    const effective = cells.effective[cell] as number;
    const strength = priors.shareStrength[key] as number;
    // What the files say, and below for every act what the prior brings where they are silent.
    share[slot] =
      (share[slot] as number) +
      (w * effective * ((cells.share[cell] as number) - mean)) / (effective + strength);
    const log = cells.logTime[cell] as number;
    const between = priors.unitVariance[key] as number;
    if (Number.isNaN(log) || between === 0) continue;
    const shrink = between / (between + (priors.fileVariance[key] as number) / files);
    time[slot] = (time[slot] as number) + w * shrink * (log - (priors.timeMean[key] as number));
  }
  if (chance !== null) addPriorChance(node, cells, priors, chance, share, time);
  const range = Math.log(shape.tau) - Math.log(0.5);
  for (let slot = 0; slot < units.count * DOMAINS; slot += 1) {
    if (slots.clocked[slot] === 0) {
      out[slot] = Number.NaN;
      continue;
    }
    const key = (units.stratum[slot >> 1] as number) * DOMAINS + (slot & 1);
    const theta = ((base.share[key] as number) + (share[slot] as number)) / (base.shareWeight[key] as number);
    const r = ((base.time[key] as number) + (time[slot] as number)) / (base.timeWeight[key] as number);
    out[slot] = 100 * (0.6 * clip(theta) + 0.4 * clip((Math.log(shape.tau) - r) / range));
  }
}

/** Sums of the priors over the national mix, by `stratum * 2 + domain`. */
function baseOf(node: Node, priors: Priors) {
  const { units, weight } = node;
  const made = () => new Float64Array(units.strata * DOMAINS);
  const base = { share: made(), shareWeight: made(), time: made(), timeWeight: made(), domain: node.domain };
  for (let stratum = 0; stratum < units.strata; stratum += 1) {
    for (let category = 0; category < CATEGORIES; category += 1) {
      const w = weight[category] as number;
      const mean = priors.shareMean[stratum * CATEGORIES + category] as number;
      if (w === 0 || Number.isNaN(mean)) continue;
      const key = stratum * DOMAINS + (base.domain[category] as number);
      base.share[key] = (base.share[key] as number) + w * mean;
      base.shareWeight[key] = (base.shareWeight[key] as number) + w;
      const time = priors.timeMean[stratum * CATEGORIES + category] as number;
      if (Number.isNaN(time)) continue;
      base.time[key] = (base.time[key] as number) + w * time;
      base.timeWeight[key] = (base.timeWeight[key] as number) + w;
    }
  }
  return base;
}

/** A share's deviation from its prior's mean at a chance of 0–255: near the beta law's, by the normal one, kept in bounds. */
export function priorDeviation(mean: number, strength: number, byte: number): number {
  const drawn = mean + (NORMAL_QUANTILES[byte] as number) * Math.sqrt((mean * (1 - mean)) / (strength + 1));
  return clip(drawn) - mean;
}

function addPriorChance(
  node: Node,
  cells: Cells,
  priors: Priors,
  chance: Chance,
  share: Float64Array,
  time: Float64Array,
): void {
  const { open } = node;
  const spread = priors.shareMean.map((mean, key) =>
    Math.sqrt((mean * (1 - mean)) / ((priors.shareStrength[key] as number) + 1)),
  );
  const deviation = priors.unitVariance.map((between) => Math.sqrt(between));
  for (let i = 0; i < open.count; i += 1) {
    const key = open.key[i] as number;
    const mean = priors.shareMean[key] as number;
    if (Number.isNaN(mean)) continue;
    const slot = open.slot[i] as number;
    const w = open.weight[i] as number;
    const z = NORMAL_QUANTILES[chance.bytes[(open.unit[i] as number) * CHANCES] as number] as number;
    const drawn = clip(mean + z * (spread[key] as number)) - mean;
    // Who decides more in time takes less time: the same chance, turned round.
    const longer = w * z * (deviation[key] as number);
    const cell = open.cell[i] as number;
    if (cell < 0) {
      share[slot] = (share[slot] as number) + w * drawn;
      time[slot] = (time[slot] as number) - longer;
      continue;
    }
    const strength = priors.shareStrength[key] as number;
    share[slot] =
      (share[slot] as number) + (w * drawn * strength) / ((cells.effective[cell] as number) + strength);
    const between = priors.unitVariance[key] as number;
    if (between === 0) continue;
    const known = cells.logTime[cell] as number;
    const shrink = Number.isNaN(known)
      ? 0
      : between / (between + (priors.fileVariance[key] as number) / (cells.files[cell] as number));
    time[slot] = (time[slot] as number) - longer * (1 - shrink);
  }
}

/** Écosystème by slot: opinions in time, shrunk as shares of files are. */
export function ecosystems(
  node: Node,
  sums: Float64Array,
  strengthBy: number,
  chance: Chance | null,
  redrawn: Float64Array,
  out: Float64Array,
): void {
  const { units, slots } = node;
  const own = Array.from({ length: units.strata * DOMAINS }, noShares);
  const all = Array.from({ length: DOMAINS }, noShares);
  const slotsCount = units.count * DOMAINS;
  for (let slot = 0; slot < slotsCount; slot += 1) {
    const packed = sums[slot * SLOT_FIELDS + 2] as number;
    const due = packed % PACK;
    if (due === 0) continue;
    const share = Math.floor(packed / PACK) / due;
    addShare(own[(units.stratum[slot >> 1] as number) * DOMAINS + (slot & 1)] as ShareSums, share, due);
    addShare(all[slot & 1] as ShareSums, share, due);
  }
  const chosen = own.map((sumsOf, key) =>
    sumsOf.units >= LEAST_UNITS ? sumsOf : (all[key % DOMAINS] as ShareSums),
  );
  const means = chosen.map((sumsOf) => (sumsOf.units === 0 ? Number.NaN : shareMean(sumsOf)));
  if (chance === null) redrawn.set(chosen.map(redrawnShare));
  const strengths = chosen.map((sumsOf, key) =>
    sumsOf.units === 0
      ? 0
      : shareStrength(sumsOf, chance === null ? 0 : (redrawn[key] as number)) * strengthBy,
  );
  for (let slot = 0; slot < slotsCount; slot += 1) {
    if (slots.any[slot] === 0) {
      out[slot] = Number.NaN;
      continue;
    }
    const key = (units.stratum[slot >> 1] as number) * DOMAINS + (slot & 1);
    const mean = means[key] as number;
    const strength = strengths[key] as number;
    const packed = sums[slot * SLOT_FIELDS + 2] as number;
    const due = packed % PACK;
    const brought =
      chance === null
        ? mean
        : mean + priorDeviation(mean, strength, chance.bytes[(slot >> 1) * CHANCES + 1] as number);
    out[slot] = (100 * (Math.floor(packed / PACK) + brought * strength)) / (due + strength);
  }
}

/** Attractivité, digital and fiscalité by slot; a share that a draw leaves without files keeps what was measured. */
export function others(
  node: Node,
  sums: Float64Array,
  fixed: Fixed,
  posts: readonly { readonly attraction: Post; readonly tax: Post }[],
  measured: { readonly digital: Float64Array; readonly tax: Float64Array } | null,
  out: { readonly attraction: Float64Array; readonly digital: Float64Array; readonly tax: Float64Array },
): void {
  for (let slot = 0; slot < node.units.count * DOMAINS; slot += 1) {
    const post = posts[slot & 1];
    if (node.slots.any[slot] === 0 || post === undefined) {
      out.attraction[slot] = Number.NaN;
      out.digital[slot] = Number.NaN;
      out.tax[slot] = Number.NaN;
      continue;
    }
    out.attraction[slot] = 100 * scaled(fixed.attraction[slot] as number, post.attraction);
    const at = slot * SLOT_FIELDS;
    let [known, total] = [0, 0];
    const online = fixed.online[slot] as number;
    if (!Number.isNaN(online)) {
      known += 1;
      total += online;
    }
    for (const field of [0, 1]) {
      const packed = sums[at + field] as number;
      const whole = packed % PACK;
      if (whole > 0) {
        known += 1;
        total += Math.floor(packed / PACK) / whole;
      }
    }
    out.digital[slot] = known === 0 ? (measured?.digital[slot] ?? Number.NaN) : (100 * total) / known;
    const ceiling = sums[at + 4] as number;
    const tax =
      (slot & 1) === 1 || ceiling === 0
        ? Number.NaN
        : 100 * (1 - scaled((sums[at + 3] as number) / ceiling, post.tax));
    out.tax[slot] = Number.isNaN(tax) ? (measured?.tax[slot] ?? Number.NaN) : tax;
  }
}
const scaled = (value: number, post: Post): number =>
  Number.isNaN(value) || post.high === post.low
    ? Number.NaN
    : clip((value - post.low) / (post.high - post.low));

/** The mean of the two domains, or the one that the unit has, into `unit * 5 + sub`. */
export function joinDomains(bySlot: Float64Array, units: number, sub: number, out: Float64Array): void {
  for (let unit = 0; unit < units; unit += 1) {
    const a = bySlot[unit * DOMAINS] as number;
    const b = bySlot[unit * DOMAINS + 1] as number;
    out[unit * SUBS.length + sub] = Number.isNaN(a) ? b : Number.isNaN(b) ? a : (a + b) / 2;
  }
}

/** Gives a scored unit its stratum's mean (or the level's) for what it lacks; in a draw, the value of a unit of it. */
export function fillIn(node: Node, fixed: Fixed, subs: Float64Array, chance: Chance | null): void {
  const { units } = node;
  for (let sub = 0; sub < SUBS.length; sub += 1) {
    let lacking = false;
    for (let unit = 0; unit < units.count && !lacking; unit += 1) {
      lacking =
        (fixed.standing[unit] as number) > 0 && Number.isNaN(subs[unit * SUBS.length + sub] as number);
    }
    if (!lacking) continue;
    const peers = Array.from({ length: units.strata }, (): number[] => []);
    for (let unit = 0; unit < units.count; unit += 1) {
      const value = subs[unit * SUBS.length + sub] as number;
      if ((fixed.standing[unit] as number) > 0 && !Number.isNaN(value))
        peers[units.stratum[unit] as number]?.push(value);
    }
    const everyone = peers.flat();
    for (let unit = 0; unit < units.count; unit += 1) {
      const at = unit * SUBS.length + sub;
      if ((fixed.standing[unit] as number) === 0 || !Number.isNaN(subs[at] as number)) continue;
      const near = peers[units.stratum[unit] as number] ?? [];
      const group = near.length > 0 ? near : everyone;
      const byte = chance === null ? 0 : (chance.bytes[unit * CHANCES + 2 + sub] as number);
      subs[at] =
        group.length === 0
          ? Number.NaN
          : chance === null
            ? group.reduce((sum, value) => sum + value, 0) / group.length
            : (group[Math.floor((byte * group.length) / 256)] as number);
    }
  }
}

/** The four indices of each unit, `index * units + unit`. */
export function compose(subs: Float64Array, units: number, out: Float64Array | Float32Array): void {
  const service = WEIGHTS[0] + WEIGHTS[2] + WEIGHTS[3];
  for (let unit = 0; unit < units; unit += 1) {
    const at = unit * SUBS.length;
    const d = subs[at] as number;
    const a = subs[at + 1] as number;
    const g = subs[at + 2] as number;
    const e = subs[at + 3] as number;
    const f = subs[at + 4] as number;
    const ln = (value: number): number => Math.log(value > 1 ? value : 1);
    const core = WEIGHTS[0] * ln(d) + WEIGHTS[3] * ln(e) + WEIGHTS[2] * ln(g);
    const bad = Number.isNaN(d + a + g + e + f);
    out[unit] = d + a + g + e + f;
    out[units + unit] = bad ? Number.NaN : Math.exp(core + WEIGHTS[1] * ln(a) + WEIGHTS[4] * ln(f));
    out[2 * units + unit] = Number.isNaN(d + g + e) ? Number.NaN : Math.exp(core / service);
    out[3 * units + unit] = d;
  }
}
