import { effects } from "../numbers/sobol.ts";
import { makeRunner } from "./draws.ts";
import { type Input, type LevelName, RANKED, SCORED } from "./input.ts";
import { layOut } from "./layout.ts";
import { SUBS } from "./scores.ts";

/** Choices that another author of the index could have made, in the order in which a run reads them. */
export const FACTORS = [
  "normalisation",
  "aggregation",
  ...SUBS.map((sub) => `weight_${sub}` as const),
  "prior_strength",
  "horizon",
  "least_files",
] as const;
export const NORMALISATIONS = ["goalposts", "min_max", "percentile", "z_score"] as const;
export type Normalisation = (typeof NORMALISATIONS)[number];
const STRENGTHS = [1, 0.5, 2] as const;
const HORIZONS = [4, 3, 6] as const;
export const RUNS = 512;

export interface Sensitivity {
  readonly level: LevelName;
  readonly window: number;
  readonly factor: (typeof FACTORS)[number];
  readonly first: number;
  readonly total: number;
  /** Mean shift of ranks over all runs. */
  readonly shift: number;
  readonly runs: number;
}

/** One sub-score over the units compared, on 0–100, put on the chosen scale. */
export function normalise(values: readonly number[], how: Normalisation): number[] {
  if (how === "goalposts" || values.length < 2) return [...values];
  if (how === "min_max") {
    const [low, high] = [Math.min(...values), Math.max(...values)];
    return values.map((value) => (high === low ? 50 : (100 * (value - low)) / (high - low)));
  }
  if (how === "z_score") {
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    const deviation = Math.sqrt(
      values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1),
    );
    return values.map((value) => (deviation === 0 ? 50 : 50 + (15 * (value - mean)) / deviation));
  }
  const sorted = Float64Array.from(values).sort();
  // Equals share the mean of their ranks.
  return values.map((value) => {
    const below = countBelow(sorted, value, false);
    const upTo = countBelow(sorted, value, true);
    return (100 * ((below + upTo - 1) / 2)) / (values.length - 1);
  });
}

function countBelow(sorted: Float64Array, value: number, inclusive: boolean): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    const at = sorted[middle] as number;
    if (at < value || (inclusive && at === value)) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Ranks, 1 the best; equals share the better one. */
export function ranksOf(scores: Float64Array): Int32Array {
  const sorted = scores.slice().sort();
  return Int32Array.from(scores, (score) => scores.length - countBelow(sorted, score, true) + 1);
}

/** Sobol's effects of every choice on the mean shift of ranks from those published, at the levels that are ranked. */
export function sensitivityOf(
  input: Input,
  levels: readonly LevelName[] = ["commune", "province"],
): Sensitivity[] {
  const last = input.windows.filter(({ span }) => span === "rolling12").at(-1);
  if (last === undefined) return [];
  const only: Input = {
    ...input,
    windows: [last],
    fixed: new Map([...input.fixed].filter(([no]) => no === last.no)),
  };
  // Sub-scores by horizon and strength: the costly part, once for every pair.
  const subs = new Map<string, Float64Array>();
  for (const tau of HORIZONS) {
    const layout = layOut(only, { tau, levels });
    const runner = makeRunner(only, layout, { tau, strength: 1 });
    for (const strength of STRENGTHS) {
      runner.nominal(strength);
      for (const { node, subs: own } of runner.benches) {
        if (node.window.no === last.no) subs.set(`${node.level} ${tau} ${strength}`, own.slice());
      }
    }
  }
  return levels.flatMap((level) => {
    const standing = only.fixed.get(last.no)?.[level].standing ?? new Uint8Array();
    const complete = (unit: number): boolean => {
      const own = subs.get(`${level} 4 1`);
      return SUBS.every((_, sub) => !Number.isNaN(own?.[unit * SUBS.length + sub] ?? Number.NaN));
    };
    const sets = [RANKED, SCORED].map((least) =>
      [...standing.keys()].filter((unit) => (standing[unit] ?? 0) >= least && complete(unit)),
    );
    const [nominalSet = [], wideSet = []] = sets;
    if (nominalSet.length < 3) return [];
    const scales = new Map<string, Float64Array>();
    const scaled = (
      set: readonly number[],
      key: string,
      how: Normalisation,
      geometric: boolean,
    ): Float64Array => {
      const name = `${set.length} ${key} ${how} ${geometric}`;
      const known = scales.get(name);
      if (known !== undefined) return known;
      const own = subs.get(`${level} ${key}`) ?? new Float64Array();
      const made = new Float64Array(set.length * SUBS.length);
      SUBS.forEach((_, sub) => {
        const column = normalise(
          set.map((unit) => own[unit * SUBS.length + sub] ?? 0),
          how,
        );
        column.forEach((value, i) => {
          // A geometric mean is a mean of logarithms, in the same order.
          made[i * SUBS.length + sub] = geometric ? Math.log(value > 1 ? value : 1) : value;
        });
      });
      scales.set(name, made);
      return made;
    };
    const composed = (values: Float64Array, count: number, weights: readonly number[]): Float64Array => {
      const scores = new Float64Array(count);
      for (let i = 0; i < count; i += 1) {
        let score = 0;
        for (let sub = 0; sub < SUBS.length; sub += 1) {
          const value = values[i * SUBS.length + sub] as number;
          score += (weights[sub] as number) * value;
        }
        scores[i] = score;
      }
      return scores;
    };
    const equal = SUBS.map(() => 1 / SUBS.length);
    const nominal = ranksOf(
      composed(scaled(nominalSet, "4 1", "goalposts", false), nominalSet.length, equal),
    );
    // Of each unit of the wide set its place among those published, −1 for none.
    const place = new Map(nominalSet.map((unit, i) => [unit, i]));
    const wanted = wideSet.map((unit) => place.get(unit) ?? -1);
    const one = <T>(choices: readonly T[], u: number): T =>
      choices[Math.min(choices.length - 1, Math.floor(u * choices.length))] as T;
    const run = (point: Float64Array): number => {
      const u = (factor: (typeof FACTORS)[number]): number => point[FACTORS.indexOf(factor)] as number;
      const wide = u("least_files") >= 0.5;
      const set = wide ? wideSet : nominalSet;
      const raw = SUBS.map((sub) => 0.75 + 0.5 * u(`weight_${sub}`));
      const whole = raw.reduce((sum, weight) => sum + weight, 0);
      const key = `${one(HORIZONS, u("horizon"))} ${one(STRENGTHS, u("prior_strength"))}`;
      const scores = composed(
        scaled(set, key, one(NORMALISATIONS, u("normalisation")), u("aggregation") >= 0.5),
        set.length,
        raw.map((weight) => weight / whole),
      );
      const ranks = ranksOf(scores);
      let shift = 0;
      if (!wide)
        for (let i = 0; i < ranks.length; i += 1)
          shift += Math.abs((ranks[i] as number) - (nominal[i] as number));
      else
        for (let i = 0; i < ranks.length; i += 1) {
          const at = wanted[i] as number;
          if (at >= 0) shift += Math.abs((ranks[i] as number) - (nominal[at] as number));
        }
      return shift / nominalSet.length;
    };
    const found = effects(RUNS, FACTORS.length, run);
    return FACTORS.map(
      (factor, i): Sensitivity => ({
        ...{ level, window: last.no, factor, shift: found.mean, runs: RUNS * (FACTORS.length + 2) },
        first: found.effects[i]?.first ?? 0,
        total: found.effects[i]?.total ?? 0,
      }),
    );
  });
}
