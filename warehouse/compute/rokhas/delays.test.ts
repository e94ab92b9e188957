import { describe, expect, test } from "vitest";
import { NORMAL_QUANTILES } from "../numbers/random.ts";
import { CHANCES, delays, priorDeviation } from "./scores.ts";
import { bench, type Given, type Prior } from "./testing/bench.ts";

const TAU = 2;
/** Délai of each unit, urbanism then economic activities. */
function scored(given: Given, chance: readonly number[] | null = null): number[] {
  const { node, cells, priors } = bench(given);
  const slots = node.units.count * 2;
  const scratch = { share: new Float64Array(slots).fill(7), time: new Float64Array(slots).fill(7) };
  const out = new Float64Array(slots);
  const bytes = new Uint8Array(node.units.count * CHANCES).fill(3);
  chance?.forEach((byte, unit) => {
    bytes[unit * CHANCES] = byte;
  });
  delays(node, cells, priors, { tau: TAU, strength: 1 }, chance === null ? null : { bytes }, scratch, out);
  return [...out];
}
const rounded = (values: readonly number[]) => values.map((value) => Math.round(value * 1e9) / 1e9);
const close = (found: readonly number[], expected: readonly number[]): void =>
  expect(rounded(found)).toEqual(rounded(expected));

/** A share of one half that weighs ten files; two limits of time, of which thirty files weigh one half. */
const HALF: Prior = { act: 0, share: 0.5, strength: 10, time: Math.LN2, between: 1, within: 30 };
const OTHER: Prior = { act: 2, share: 0.4, strength: 5, time: -Math.LN2, between: 0.5, within: 9 };
const PERMITS = [
  { act: 0, domain: 0, weight: 0.75 },
  { act: 2, domain: 0, weight: 0.25 },
] as const;
const ONE = [{ act: 0, domain: 0, weight: 1 }] as const;
const NINE_OF_TEN = { unit: 0, act: 0, files: 30, share: 0.9, log: 0 };

describe("délai is six tenths of decisions in time and four tenths of their time, each drawn towards its prior", () => {
  test("one act: (27 + 5) ÷ 40 in time, the square root of two limits on a scale from two to a half", () => {
    // θ = 0.8; r = ½ ln 2, at a quarter of the scale.
    const found = scored({ units: [0], acts: ONE, priors: [[HALF]], cells: [NINE_OF_TEN] });
    close(found, [58, Number.NaN]);
  });

  test("a share of files followed to the limit weighs as those alone, a time as all that count", () => {
    // θ = (10 · 0.9 + 5) ÷ 20 = 0.7.
    const cell = { ...NINE_OF_TEN, effective: 10 };
    close(scored({ units: [0], acts: ONE, priors: [[HALF]], cells: [cell] }), [52, Number.NaN]);
  });

  test("an act without files brings its prior, by its weight in the country", () => {
    // θ = ¾ 0.8 + ¼ 0.4; r = (¾ ½ − ¼) ln 2.
    const found = scored({ units: [0], acts: PERMITS, priors: [[HALF, OTHER]], cells: [NINE_OF_TEN] });
    close(found, [59.5, Number.NaN]);
  });

  test("an act that no unit has files of is left out; one without any decision counts for its share alone", () => {
    const without = { ...OTHER, share: Number.NaN, time: Number.NaN };
    close(scored({ units: [0], acts: PERMITS, priors: [[HALF, without]], cells: [NINE_OF_TEN] }), [
      58,
      Number.NaN,
    ]);
    const untimed = { ...OTHER, time: Number.NaN };
    // θ as with both, 0.7; r of the first alone.
    close(scored({ units: [0], acts: PERMITS, priors: [[HALF, untimed]], cells: [NINE_OF_TEN] }), [
      52,
      Number.NaN,
    ]);
  });

  test("files without a decision lower the share and leave the time to the prior", () => {
    // θ = 5 ÷ 40; r = ln 2, the slowest of the scale.
    const cell = { ...NINE_OF_TEN, share: 0, log: Number.NaN };
    close(scored({ units: [0], acts: ONE, priors: [[HALF]], cells: [cell] }), [7.5, Number.NaN]);
  });

  test("where units do not differ in time, the prior is all; no files are no cell", () => {
    const same = { ...HALF, between: 0 };
    close(scored({ units: [0], acts: ONE, priors: [[same]], cells: [NINE_OF_TEN] }), [48, Number.NaN]);
    const none = { ...NINE_OF_TEN, files: 0, effective: 10 };
    close(scored({ units: [0], acts: ONE, priors: [[HALF]], cells: [none] }), [30, Number.NaN]);
  });

  test("a time beyond the scale counts as its end", () => {
    const fast = { ...HALF, time: -3, between: 0 };
    close(scored({ units: [0], acts: ONE, priors: [[fast]], cells: [NINE_OF_TEN] }), [88, Number.NaN]);
    const slow = { ...HALF, time: 3, between: 0 };
    close(scored({ units: [0], acts: ONE, priors: [[slow]], cells: [NINE_OF_TEN] }), [48, Number.NaN]);
  });

  test("each unit has the priors of its stratum, each domain its acts", () => {
    const acts = [
      { act: 0, domain: 0, weight: 1 },
      { act: 1, domain: 1, weight: 1 },
    ] as const;
    const trade: Prior = { act: 1, share: 0.2, strength: 20, time: 0, between: 1, within: 10 };
    const priors = [
      [HALF, trade],
      [
        { ...HALF, share: 0.9 },
        { ...trade, share: 0.6 },
      ],
    ];
    // The second unit, of the other stratum: (27 + 9) ÷ 40 in time. Trade: (8 + 4) ÷ 30 of 10, (8 + 12) ÷ 30.
    const cells = [
      { ...NINE_OF_TEN },
      { unit: 0, act: 1, files: 10, share: 0.8, log: -Math.LN2 },
      { unit: 1, act: 0, files: 30, share: 0.9, log: 0 },
      { unit: 1, act: 1, files: 10, share: 0.8, log: -Math.LN2 },
      { unit: 2, act: 1, files: 10, share: 0.8, log: -Math.LN2 },
    ];
    // Trade's time: half of ln ½, at three quarters of the scale.
    const found = scored({ units: [0, 1, 1], acts, priors, cells });
    close(found, [58, 24 + 30, 64, 40 + 30, Number.NaN, 40 + 30]);
  });
});

describe("in a draw the prior is drawn as well", () => {
  const given: Given = {
    units: [0, 1, 0],
    acts: [...PERMITS, { act: 1, domain: 1, weight: 1 }],
    priors: [
      [HALF, OTHER, { act: 1, share: 0.2, strength: 20, time: 0.1, between: 0, within: 10 }],
      [
        { ...HALF, share: 0.9, strength: 3 },
        { ...OTHER, within: 2 },
        { ...OTHER, act: 1 },
      ],
    ],
    cells: [
      { ...NINE_OF_TEN, effective: 20 },
      { unit: 0, act: 1, files: 4, share: 0.5, log: Number.NaN },
      { unit: 1, act: 0, files: 12, share: 0.25, log: -0.2 },
      { unit: 1, act: 1, files: 10, share: 0.8, log: 0.3 },
      { unit: 2, act: 1, files: 10, share: 0.8, log: -0.3 },
      { unit: 2, act: 2, files: 10, share: 0.8, log: 0.4 },
    ],
  };
  /** The same priors, moved as a chance moves them: a share up, a time down. */
  const moved = (z: number): Given => ({
    ...given,
    priors: given.priors.map((acts) =>
      acts.map((prior) => {
        const spread = Math.sqrt((prior.share * (1 - prior.share)) / (prior.strength + 1));
        const share = Math.min(1, Math.max(0, prior.share + z * spread));
        return { ...prior, share, time: prior.time - z * Math.sqrt(prior.between) };
      }),
    ),
  });

  test("a unit's score is what it would be with the priors of its own chance", () => {
    const bytes = [250, 30, 128];
    const found = scored(given, bytes);
    for (const [unit, byte] of bytes.entries()) {
      const alone = scored(moved(NORMAL_QUANTILES[byte] as number));
      close(found.slice(unit * 2, unit * 2 + 2), alone.slice(unit * 2, unit * 2 + 2));
    }
  });

  test("a share is moved by its prior's standard deviation, and stays a share", () => {
    const z = NORMAL_QUANTILES[200] as number;
    // √(0.25 ÷ 25) = 0.1.
    expect(priorDeviation(0.5, 24, 200)).toBeCloseTo(z / 10, 12);
    expect(priorDeviation(0.5, 24, 55)).toBeCloseTo(-z / 10, 12);
    expect(priorDeviation(0.95, 0, 255)).toBeCloseTo(0.05, 12);
    expect(priorDeviation(0.05, 0, 0)).toBeCloseTo(-0.05, 12);
  });
});
