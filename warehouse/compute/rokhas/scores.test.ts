import { describe, expect, test } from "vitest";
import { NORMAL_QUANTILES } from "../numbers/random.ts";
import type { Fixed, Post } from "./input.ts";
import { CHANCES, compose, ecosystems, fillIn, joinDomains, others, PACK, SLOT_FIELDS } from "./scores.ts";
import { bench } from "./testing/bench.ts";

const NONE = Number.NaN;
/** So many units of given strata, of which some have files: `slots` by unit and domain. */
function level(units: readonly number[], slots: readonly number[]) {
  const { node } = bench({ units, acts: [], priors: units.map(() => []), cells: [] });
  return { ...node, slots: { any: Uint8Array.from(slots), clocked: Uint8Array.from(slots) } };
}
const rounded = (values: Iterable<number>) => Array.from(values, (value) => Math.round(value * 1e9) / 1e9);
/** What is counted, `of` over `whole`, in one number as the draws add it up. */
const packed = (of: number, whole: number): number => of * PACK + whole;

describe("écosystème: opinions in time, drawn towards the stratum's", () => {
  /** Opinions in time and due of each unit's two domains; the score of each. */
  function scored(
    units: readonly number[],
    opinions: readonly (readonly [onTime: number, due: number] | null)[],
    { strength = 1, bytes = [] as readonly number[], redrawn = new Float64Array(units.length * 2) } = {},
  ): number[] {
    const sums = new Float64Array(opinions.length * SLOT_FIELDS).fill(packed(1, 3));
    for (const [slot, each] of opinions.entries())
      sums[slot * SLOT_FIELDS + 2] = packed(each?.[0] ?? 0, each?.[1] ?? 0);
    const chance = new Uint8Array(units.length * CHANCES).fill(9);
    for (const [unit, byte] of bytes.entries()) chance[unit * CHANCES + 1] = byte;
    const out = new Float64Array(opinions.length);
    const node = level(
      units,
      opinions.map((each) => (each === null ? 0 : 1)),
    );
    ecosystems(node, sums, strength, bytes.length === 0 ? null : { bytes: chance }, redrawn, out);
    return rounded(out);
  }

  test("alone it is what it is; without opinions it has the others' mean; without files it has none", () => {
    expect(scored([0], [[8, 10], null])).toEqual([80, NONE]);
    expect(scored([0, 0], [[8, 10], null, [0, 0], null])).toEqual([80, NONE, 80, NONE]);
  });

  test("units far apart are hardly drawn together: their mean weighs one opinion", () => {
    // Mean ½; α + β = 1: (10 + ½) ÷ 11 and ½ ÷ 11.
    const found = scored([0, 0, 0], [[10, 10], null, [0, 10], null, [0, 0], null]);
    expect(found).toEqual(rounded([1050 / 11, NONE, 50 / 11, NONE, 50, NONE]));
    // Twice the strength in a sensitivity run: (10 + 1) ÷ 12.
    expect(scored([0, 0], [[10, 10], null, [0, 10], null], { strength: 2 })[0]).toBeCloseTo(1100 / 12, 8);
  });

  test("each domain has its own mean", () => {
    const found = scored(
      [0, 0],
      [
        [10, 10],
        [2, 10],
        [0, 0],
        [0, 0],
      ],
    );
    expect(found).toEqual([100, 20, 100, 20]);
  });

  test("a stratum of ten units with opinions has its own mean, one of nine the level's", () => {
    const half = Array.from({ length: 10 }, () => [[5, 10], null] as const).flat();
    const [ten, other] = [Array.from({ length: 10 }, () => 0), [1, 1]];
    // The stratum's ten are all alike, ½, and 200 opinions' worth of it; the two others share the level's 52 ÷ 120.
    const found = scored([...ten, ...other], [...half, [2, 20], null, [0, 0], null]);
    expect(found[0]).toBe(50);
    expect(found[22]).toBeCloseTo(5200 / 120, 8);
    const nine = scored([...ten.slice(1), 1, 1], [...half.slice(2), [2, 20], null, [0, 0], null]);
    expect(nine[20]).toBeCloseTo(4700 / 110, 8);
    expect(nine[0]).toBeLessThan(50);
  });

  test("a redraw's own variance is kept from the score as published, and taken off in a draw", () => {
    const redrawn = new Float64Array(4);
    const opinions = [[60, 100], null, [40, 100], null] as const;
    // Between units 0.02 − 0.0025, ½ · ½ ÷ 0.0175 − 1 = 13.2857…
    const weight = 0.25 / 0.0175 - 1;
    expect(scored([0, 0], opinions, { redrawn })[0]).toBeCloseTo(
      (100 * (60 + weight / 2)) / (100 + weight),
      8,
    );
    expect(redrawn[0]).toBeCloseTo(0.0024, 12);
    // In a draw 0.0024 less, and the mean moves by the chance of each: ± z √(¼ ÷ (s + 1)).
    const drawn = 0.25 / 0.0151 - 1;
    const z = NORMAL_QUANTILES[200] as number;
    const moved = Math.sqrt(0.25 / (drawn + 1));
    expect(scored([0, 0], opinions, { redrawn, bytes: [200, 55] })).toEqual(
      rounded([
        (100 * (60 + drawn * (0.5 + z * moved))) / (100 + drawn),
        NONE,
        (100 * (40 + drawn * (0.5 - z * moved))) / (100 + drawn),
        NONE,
      ]),
    );
    expect(redrawn[0]).toBeCloseTo(0.0024, 12);
  });
});

describe("attractivité, digital and fiscalité", () => {
  const posts = (["urban", "trade"] as const).map((domain) => {
    const attraction: Post = domain === "urban" ? { low: 10, high: 30 } : { low: 0, high: 8 };
    return { attraction, tax: { low: 0.2, high: 0.6 } };
  });
  /** Of one unit: attraction and share of procedures online by domain, and five sums for each. */
  function scored(
    given: { attraction: readonly number[]; online: readonly number[]; sums: readonly number[] },
    {
      slots = [1, 1],
      measured = null as { digital: Float64Array; tax: Float64Array } | null,
      at = posts,
    } = {},
  ) {
    const fixed: Fixed = {
      standing: Uint8Array.of(2),
      attraction: Float64Array.from(given.attraction),
      online: Float64Array.from(given.online),
    };
    const made = () => new Float64Array(2).fill(7);
    const out = { attraction: made(), digital: made(), tax: made() };
    others(level([0], slots), Float64Array.from(given.sums), fixed, at, measured, out);
    return {
      attraction: rounded(out.attraction),
      digital: rounded(out.digital),
      tax: rounded(out.tax),
    };
  }
  const sums = [
    ...[packed(3, 4), packed(1, 2), packed(5, 9), 30, 100],
    ...[packed(1, 4), packed(0, 0), packed(5, 9), 30, 100],
  ];

  test("stand between the posts of their level and domain, digital as the mean of what there is", () => {
    // 15 of 10–30, 6 of 0–8; (½ + ¾ + ½) ÷ 3, ¼ alone; 30 of a ceiling of 100 is a quarter of the way from 20 to 60.
    expect(scored({ attraction: [15, 6], online: [0.5, NONE], sums })).toEqual({
      ...{ attraction: [25, 75], digital: rounded([175 / 3, 25]), tax: [75, NONE] },
    });
  });

  test("end at the posts", () => {
    const low = scored({ attraction: [9, 9], online: [1, 1], sums: [0, 0, 0, 10, 100, 0, 0, 0, 0, 0] });
    expect(low).toEqual({ attraction: [0, 100], digital: [100, 100], tax: [100, NONE] });
    const high = scored({ attraction: [31, 0], online: [0, 0.2], sums: [0, 0, 0, 70, 100, 0, 0, 0, 0, 0] });
    expect(high).toEqual({ attraction: [100, 0], digital: [0, 20], tax: [0, NONE] });
  });

  test("are none where nothing is known, where posts are one, and where there are no files", () => {
    const nothing = { attraction: [NONE, 6], online: [NONE, NONE], sums: [0, 0, 5, 0, 0, 0, 0, 5, 0, 0] };
    expect(scored(nothing)).toEqual({ attraction: [NONE, 75], digital: [NONE, NONE], tax: [NONE, NONE] });
    const one = posts.map(({ attraction }) => ({ attraction, tax: { low: 0.3, high: 0.3 } }));
    expect(scored({ attraction: [15, 6], online: [1, 1], sums }, { at: one }).tax).toEqual([NONE, NONE]);
    expect(scored({ attraction: [15, 6], online: [1, 1], sums }, { slots: [0, 1] })).toEqual({
      ...{ attraction: [NONE, 75], digital: [NONE, 62.5], tax: [NONE, NONE] },
    });
  });

  test("in a draw that leaves no files of theirs keep what was measured", () => {
    const measured = { digital: Float64Array.of(41, 42), tax: Float64Array.of(43, NONE) };
    const nothing = { attraction: [15, 6], online: [NONE, NONE], sums: [0, 0, 5, 0, 0, 0, 0, 5, 0, 0] };
    expect(scored(nothing, { measured })).toMatchObject({ digital: [41, 42], tax: [43, NONE] });
    expect(scored({ ...nothing, sums }, { measured })).toMatchObject({
      digital: [62.5, 25],
      tax: [75, NONE],
    });
  });
});

test("a sub-score is the mean of its two domains, or the one that there is", () => {
  const out = new Float64Array(15).fill(-1);
  joinDomains(Float64Array.of(40, 70, NONE, 30, 20, NONE), 3, 2, out);
  expect([...out]).toEqual([-1, -1, 55, -1, -1, -1, -1, 30, -1, -1, -1, -1, 20, -1, -1]);
  joinDomains(Float64Array.of(NONE, NONE), 1, 0, out);
  expect(out[0]).toBeNaN();
});

describe("a scored unit that lacks a sub-score", () => {
  /** Sub-score 1 of each unit after filling in; the others have all theirs. */
  function filled(
    strata: readonly number[],
    standing: readonly number[],
    values: readonly number[],
    bytes: readonly number[] | null = null,
  ): number[] {
    const subs = new Float64Array(strata.length * 5).fill(50);
    for (const [unit, value] of values.entries()) subs[unit * 5 + 1] = value;
    const fixed: Fixed = {
      standing: Uint8Array.from(standing),
      ...{ attraction: new Float64Array(), online: new Float64Array() },
    };
    const chance = new Uint8Array(strata.length * CHANCES).fill(255);
    for (const [unit, byte] of (bytes ?? []).entries()) chance[unit * CHANCES + 3] = byte;
    fillIn(level(strata, []), fixed, subs, bytes === null ? null : { bytes: chance });
    for (const [at, value] of subs.entries()) if (at % 5 !== 1) expect(value).toBe(50);
    return Array.from(strata, (_, unit) => subs[unit * 5 + 1] as number);
  }

  test("has its stratum's mean, of scored units", () => {
    expect(filled([0, 0, 0, 1, 0], [2, 1, 1, 2, 0], [10, 40, NONE, 90, 70])).toEqual([10, 40, 25, 90, 70]);
  });
  test("has everyone's where its stratum has none, and none where nobody has", () => {
    expect(filled([0, 0, 1, 2], [2, 2, 2, 0], [10, 40, NONE, 90])).toEqual([10, 40, 25, 90]);
    expect(filled([0, 1], [2, 2], [NONE, NONE])).toEqual([NONE, NONE]);
  });
  test("is left without when it is not scored", () => {
    expect(filled([0, 0], [2, 0], [10, NONE])).toEqual([10, NONE]);
    expect(filled([0, 0, 0], [2, 0, 1], [10, NONE, NONE])).toEqual([10, NONE, 10]);
  });
  test("has in a draw the value of one of them, by its chance", () => {
    const four = [0, 0, 0, 0, 0];
    const drawn = (byte: number) =>
      filled(four, [2, 2, 2, 2, 1], [10, 20, 30, 40, NONE], [9, 9, 9, 9, byte])[4];
    expect([0, 63, 64, 127, 128, 191, 192, 255].map(drawn)).toEqual([10, 10, 20, 20, 30, 30, 40, 40]);
  });
});

describe("the indices", () => {
  /** r500, r100, service and délai of one unit. */
  const composed = (...subs: readonly number[]): number[] => {
    const out = new Float64Array(4);
    compose(Float64Array.from(subs), 1, out);
    return rounded(out);
  };
  test("are the sum, weighted geometric means, and délai itself", () => {
    // Délai 0.35, attractivité 0.1, digital 0.15, écosystème 0.25, fiscalité 0.15; service 0.35, 0.15 and 0.25 of 0.75.
    expect(composed(64, 1, 1, 1, 1)).toEqual(rounded([68, 64 ** 0.35, 64 ** (0.35 / 0.75), 64]));
    expect(composed(1, 64, 1, 1, 1)).toEqual(rounded([68, 64 ** 0.1, 1, 1]));
    expect(composed(1, 1, 64, 1, 1)).toEqual(rounded([68, 64 ** 0.15, 64 ** 0.2, 1]));
    expect(composed(1, 1, 1, 64, 1)).toEqual(rounded([68, 64 ** 0.25, 64 ** (1 / 3), 1]));
    expect(composed(1, 1, 1, 1, 64)).toEqual(rounded([68, 64 ** 0.15, 1, 1]));
    expect(composed(80, 80, 80, 80, 80)).toEqual([400, 80, 80, 80]);
  });
  test("count a sub-score under one as one in a mean, so that it does not undo the others", () => {
    expect(composed(0, 100, 0.5, 100, 100)).toEqual(rounded([300.5, 100 ** 0.5, 100 ** (1 / 3), 0]));
  });
  test("are none without all that they are made of", () => {
    expect(composed(80, NONE, 80, 80, 80)).toEqual([NONE, NONE, 80, 80]);
    expect(composed(80, 80, 80, 80, NONE)).toEqual([NONE, NONE, 80, 80]);
    expect(composed(80, 80, NONE, 80, 80)).toEqual([NONE, NONE, NONE, 80]);
    expect(composed(80, 80, 80, NONE, 80)).toEqual([NONE, NONE, NONE, 80]);
    expect(composed(NONE, 80, 80, 80, 80)).toEqual([NONE, NONE, NONE, NONE]);
  });
  test("lie index by index, unit by unit", () => {
    const out = new Float64Array(8);
    compose(Float64Array.of(80, 80, 80, 80, 80, 20, 20, 20, 20, 20), 2, out);
    expect(rounded(out)).toEqual([400, 100, 80, 20, 80, 20, 80, 20]);
  });
});
