import { POISSON_1, randomWords } from "../numbers/random.ts";
import { type Cells, newCells, summarise } from "./cells.ts";
import { DOMAINS, type Input, LEVELS, type LevelName } from "./input.ts";
import type { Layout, Node } from "./layout.ts";
import { FLAGS, type Picks } from "./picks.ts";
import { fitPriors, newPriors, type Priors } from "./priors.ts";
import {
  CHANCES,
  type Chance,
  compose,
  delays,
  ecosystems,
  fillIn,
  INDICES,
  joinDomains,
  others,
  PACK,
  type Shape,
  SLOT_FIELDS,
  SUBS,
} from "./scores.ts";

/** A node at work: what a draw counts in it and makes of it. */
export interface Bench {
  readonly node: Node;
  /** By entry, packed: files that end there, and those decided. */
  readonly ended: Uint32Array;
  readonly sums: Float64Array;
  readonly cells: Cells;
  readonly priors: Priors;
  readonly redrawnOpinions: Float64Array;
  /** By `unit * 5 + sub-score`. */
  readonly subs: Float64Array;
  /** By `index * units + unit`. */
  readonly indices: Float64Array;
  readonly scratch: Scratch;
}
/** Room by slot for what a draw works out on its way: made once, since thousands of draws come. */
interface Scratch {
  readonly bySlot: Float64Array;
  readonly share: Float64Array;
  readonly time: Float64Array;
  readonly attraction: Float64Array;
  readonly digital: Float64Array;
  readonly tax: Float64Array;
}
const scratchOf = (slots: number): Scratch => ({
  bySlot: new Float64Array(slots),
  share: new Float64Array(slots),
  time: new Float64Array(slots),
  attraction: new Float64Array(slots),
  digital: new Float64Array(slots),
  tax: new Float64Array(slots),
});
export interface Runner {
  readonly benches: readonly Bench[];
  /** Scores with every file counted once and the priors as they are, or `strength` times as strong. */
  nominal(strength?: number): void;
  /** One bootstrap, the same whatever runs beside it. */
  draw(seed: number, number: number): void;
}

/** What a runner needs of the input: the files themselves are laid out already. */
export type Ground = Omit<Input, "files">;

/** `shape.tau` is that of the layout. */
export function makeRunner(input: Ground, layout: Layout, shape: Shape): Runner {
  const { nodes, drawn, picks } = layout;
  const benches = nodes.map(
    (node): Bench => ({
      node,
      // One more, where files without a clock go.
      ended: new Uint32Array(node.entries.count + 1),
      sums: new Float64Array(node.units.count * DOMAINS * SLOT_FIELDS),
      cells: newCells(node.entries.unit.length),
      priors: newPriors(node.units.strata),
      redrawnOpinions: new Float64Array(node.units.strata * DOMAINS),
      subs: new Float64Array(node.units.count * SUBS.length),
      indices: new Float64Array(node.units.count * INDICES.length),
      scratch: scratchOf(node.units.count * DOMAINS),
    }),
  );
  const measured = new Map<Bench, { digital: Float64Array; tax: Float64Array }>();
  const weights = new Uint8Array(drawn + 4);
  const fours = Math.ceil(drawn / 4);
  const chances = Object.fromEntries(
    LEVELS.map((level) => [level, { bytes: new Uint8Array(input.units[level].count * CHANCES) }]),
  ) as Record<LevelName, Chance>;
  const bytes = LEVELS.reduce((sum, level) => sum + chances[level].bytes.length, 0);
  const words = new Uint32Array(Math.max(fours, bytes));

  const count = (): void => {
    for (const { ended, sums } of benches) {
      ended.fill(0);
      sums.fill(0);
    }
    for (const own of picks) addFiles(benches[own.node] as Bench, own, weights);
    for (const bench of benches) {
      for (const { node, entry, slot } of bench.node.sources)
        addUp(benches[node] as Bench, entry, slot, bench);
    }
  };
  const score = (chanceOf: Record<LevelName, Chance> | null, strength = shape.strength): void => {
    for (const bench of benches) {
      const { node, cells, priors, sums, subs } = bench;
      const fixed = input.fixed.get(node.window.no)?.[node.level];
      if (fixed === undefined) continue;
      const { entries, units } = node;
      const chance = chanceOf?.[node.level] ?? null;
      summarise(entries, bench.ended, shape.tau, cells);
      fitPriors(
        cells,
        entries.unit,
        entries.category,
        units.stratum,
        units.strata,
        strength,
        chance !== null,
        priors,
      );
      const { scratch } = bench;
      delays(node, cells, priors, shape, chance, scratch, scratch.bySlot);
      joinDomains(scratch.bySlot, units.count, 0, subs);
      others(node, sums, fixed, input.posts[node.level], measured.get(bench) ?? null, scratch);
      if (chance === null)
        measured.set(bench, { digital: scratch.digital.slice(), tax: scratch.tax.slice() });
      joinDomains(scratch.attraction, units.count, 1, subs);
      joinDomains(scratch.digital, units.count, 2, subs);
      ecosystems(node, sums, strength, chance, bench.redrawnOpinions, scratch.bySlot);
      joinDomains(scratch.bySlot, units.count, 3, subs);
      joinDomains(scratch.tax, units.count, 4, subs);
      fillIn(node, fixed, subs, chance);
      compose(subs, units.count, bench.indices);
    }
  };
  return {
    benches,
    nominal(strength) {
      weights.fill(1);
      count();
      // Sixteen bits hold the files of one entry, with room for what a draw adds.
      if (
        benches.some(({ ended }) =>
          ended.some((packed, e) => e + 1 < ended.length && (packed & 0xffff) > 60_000),
        )
      ) {
        throw new RangeError("rokhas: entry: more than 60,000 files of one unit, act and time");
      }
      score(null, strength);
    },
    draw(seed, number) {
      randomWords(seed, 2 * number, words, fours);
      for (let i = 0; i < fours; i += 1) {
        const bits = words[i] as number;
        const at = 4 * i;
        weights[at] = POISSON_1[bits & 255] as number;
        weights[at + 1] = POISSON_1[(bits >>> 8) & 255] as number;
        weights[at + 2] = POISSON_1[(bits >>> 16) & 255] as number;
        weights[at + 3] = POISSON_1[bits >>> 24] as number;
      }
      randomWords(seed, 2 * number + 1, words, bytes);
      let at = 0;
      for (const level of LEVELS) {
        const own = chances[level].bytes;
        for (let i = 0; i < own.length; i += 1) own[i] = (words[at + i] as number) >>> 24;
        at += own.length;
      }
      count();
      score(chances);
    },
  };
}

function addUp(from: Bench, entry: Int32Array, slot: Int32Array, to: Bench): void {
  for (let e = 0; e < entry.length; e += 1) {
    const target = entry[e] as number;
    if (target < 0) continue;
    to.ended[target] = (to.ended[target] as number) + (from.ended[e] as number);
  }
  for (let s = 0; s < slot.length; s += 1) {
    const target = slot[s] as number;
    if (target < 0) continue;
    for (let field = 0; field < SLOT_FIELDS; field += 1) {
      const at = target * SLOT_FIELDS + field;
      to.sums[at] = (to.sums[at] as number) + (from.sums[s * SLOT_FIELDS + field] as number);
    }
  }
}

const packedFlags = (low: number, high: number) =>
  Float64Array.from({ length: 32 }, (_, bits) => (bits & low ? 1 : 0) + (bits & high ? PACK : 0));
const ENDED = Uint32Array.from({ length: 32 }, (_, bits) => 1 + (bits & FLAGS.event ? 2 ** 16 : 0));
const DECIDED = packedFlags(FLAGS.decided, FLAGS.eSigned);
const PAYABLE = packedFlags(FLAGS.payable, FLAGS.ePaid);
const OPINIONS = Float64Array.from({ length: 256 }, (_, bits) => (bits & 15) + PACK * (bits >> 4));

function addFiles({ ended, sums }: Bench, picks: Picks, weights: Uint8Array): void {
  const { at, entry, slot, flags, opinions, taxed, tax, ceiling } = picks;
  const count = at.length;
  // Files of a slot stand together, mostly: what they bring is written once. No branch on a file's weight: it is chance
  // itself, and a mispredicted branch costs more than adding nothing.
  for (let i = 0; i < count; ) {
    const own = slot[i] as number;
    let decided = 0;
    let payable = 0;
    let opined = 0;
    for (; i < count && slot[i] === own; i += 1) {
      const w = weights[at[i] as number] as number;
      const e = entry[i] as number;
      const f = flags[i] as number;
      ended[e] = (ended[e] as number) + w * (ENDED[f] as number);
      decided += w * (DECIDED[f] as number);
      payable += w * (PAYABLE[f] as number);
      opined += w * (OPINIONS[opinions[i] as number] as number);
    }
    const s = own * SLOT_FIELDS;
    sums[s] = (sums[s] as number) + decided;
    sums[s + 1] = (sums[s + 1] as number) + payable;
    sums[s + 2] = (sums[s + 2] as number) + opined;
  }
  for (let i = 0; i < taxed.length; i += 1) {
    const place = taxed[i] as number;
    const w = weights[at[place] as number] as number;
    const s = (slot[place] as number) * SLOT_FIELDS;
    sums[s + 3] = (sums[s + 3] as number) + w * (tax[i] as number);
    sums[s + 4] = (sums[s + 4] as number) + w * (ceiling[i] as number);
  }
}
