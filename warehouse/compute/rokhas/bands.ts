import { quantiles } from "../numbers/quantile.ts";
import type { Drawn } from "./drawn.ts";
import { type Input, RANKED } from "./input.ts";
import { rankInto } from "./rank.ts";
import { INDICES } from "./scores.ts";

export const TIERS = ["A", "B", "C", "D", "E"] as const;
/** How sure one score is: 5–95 % of the draws. Ranks are null where none is due; `trend` is called by its interval alone. */
export interface Band {
  readonly unit: number;
  readonly window: number;
  readonly index: (typeof INDICES)[number];
  readonly low: number;
  readonly high: number;
  readonly rank: {
    readonly low: number;
    readonly high: number;
    readonly expected: number;
    readonly topTen: number;
  } | null;
  /** The fifth of the list in which most draws put it, and their share. */
  readonly tier: { readonly letter: (typeof TIERS)[number]; readonly share: number } | null;
  readonly change: {
    readonly points: number;
    readonly low: number;
    readonly high: number;
    readonly trend: Trend;
  } | null;
}
export type Trend = "up" | "down" | "unsure";

const LOW = 0.05;
const HIGH = 0.95;

/** Earlier periods, drawn apart: what the latest are compared with where they are not drawn together. */
export interface Past {
  readonly input: Input;
  readonly drawn: readonly Drawn[];
  readonly draws: number;
}

/** Sums up the draws of every node, unit by unit. */
export function bandsOf(
  input: Input,
  drawn: readonly Drawn[],
  draws: number,
  past: Past | null = null,
): Band[] {
  const found: Band[] = [];
  const values = new Float64Array(draws);
  for (const own of drawn) {
    const { window, level, units } = own.node;
    const standing = input.fixed.get(window.no)?.[level].standing ?? new Uint8Array();
    const { before, beforeStanding, both } = beforeOf(own, { input, drawn, draws }, past);
    for (const [index, name] of INDICES.entries()) {
      const ranked = standing.reduce(
        (n, state, unit) =>
          n + (state === RANKED && !Number.isNaN(own.nominal[index * units.count + unit]) ? 1 : 0),
        0,
      );
      const nominalRank = new Uint16Array(units.count);
      rankInto(own.nominal, index * units.count, units.count, standing, nominalRank, 0);
      for (let unit = 0; unit < units.count; unit += 1) {
        const score = own.nominal[index * units.count + unit] ?? Number.NaN;
        if (standing[unit] === 0 || Number.isNaN(score)) continue;
        const at = (draw: number): number => (draw * INDICES.length + index) * units.count + unit;
        for (let draw = 0; draw < draws; draw += 1) values[draw] = own.scores[at(draw)] ?? Number.NaN;
        const [low, high] = interval(values, score);
        const changed =
          before !== null && (beforeStanding?.[unit] ?? 0) > 0
            ? changeOf(
                own,
                before,
                at,
                score,
                before.nominal[index * units.count + unit] ?? Number.NaN,
                values.subarray(0, both),
              )
            : null;
        found.push({
          ...{ unit: units.no[unit] ?? 0, window: window.no, index: name, low, high, change: changed },
          ...(standing[unit] === RANKED
            ? rankOf(own, at, draws, ranked, nominalRank[unit] ?? 1)
            : { rank: null, tier: null }),
        });
      }
    }
  }
  return found;
}

/** The period that ended when this one begins, if it was drawn, and how many draws the two have alike. */
function beforeOf({ node: { window, level } }: Drawn, now: Past, past: Past | null) {
  for (const drawing of past === null ? [now] : [now, past]) {
    const before = drawing.drawn.find(
      ({ node }) =>
        node.level === level &&
        node.window.span === window.span &&
        node.window.lastQuarter === window.lastQuarter - window.quarters,
    );
    if (before !== undefined) {
      const { standing } = drawing.input.fixed.get(before.node.window.no)?.[level] ?? {};
      return { before, beforeStanding: standing ?? null, both: Math.min(now.draws, drawing.draws) };
    }
  }
  return { before: null, beforeStanding: null, both: now.draws };
}

/** 5 % and 95 % of the draws, which are disordered; never past the score itself. */
function interval(values: Float64Array, score: number): [number, number] {
  const [low, high] = quantiles(values, LOW, HIGH);
  return [Math.min(score, low), Math.max(score, high)];
}

function rankOf(
  own: Drawn,
  at: (draw: number) => number,
  draws: number,
  ranked: number,
  nominal: number,
): Pick<Band, "rank" | "tier"> {
  const ranks = new Float64Array(draws);
  const fifths = [0, 0, 0, 0, 0];
  let [sum, topTen] = [0, 0];
  for (let draw = 0; draw < draws; draw += 1) {
    const rank = own.ranks[at(draw)] ?? 0;
    ranks[draw] = rank;
    sum += rank;
    if (rank <= 10) topTen += 1;
    const fifth = Math.min(4, Math.floor((5 * (rank - 1)) / ranked));
    fifths[fifth] = (fifths[fifth] ?? 0) + 1;
  }
  const [low, high] = quantiles(ranks, LOW, HIGH);
  const most = Math.max(...fifths);
  return {
    rank: {
      low: Math.min(nominal, Math.floor(low)),
      high: Math.max(nominal, Math.ceil(high)),
      expected: sum / draws,
      topTen: topTen / draws,
    },
    tier: { letter: TIERS[fifths.indexOf(most)] ?? "E", share: most / draws },
  };
}

function changeOf(
  own: Drawn,
  before: Drawn,
  at: (draw: number) => number,
  score: number,
  last: number,
  values: Float64Array,
): Band["change"] {
  if (Number.isNaN(last)) return null;
  for (let draw = 0; draw < values.length; draw += 1) {
    values[draw] = (own.scores[at(draw)] ?? Number.NaN) - (before.scores[at(draw)] ?? Number.NaN);
  }
  const points = score - last;
  const [low, high] = interval(values, points);
  return { points, low, high, trend: low > 0 ? "up" : high < 0 ? "down" : "unsure" };
}
