import { expect, test } from "vitest";
import { seeded } from "../numbers/random.ts";
import { RANKED } from "./input.ts";
import { rankInto } from "./rank.ts";

test("equals share the better rank, and who may not be ranked has none", () => {
  const ranks = new Uint16Array(5);
  rankInto(Float64Array.of(3, 9, 9, Number.NaN, 100), 0, 5, Uint8Array.of(2, 2, 2, 2, 1), ranks, 0);
  expect([...ranks]).toEqual([3, 1, 1, 0, 0]);
});

test("scores that one far away crowds together are ranked all the same", () => {
  const ranks = new Uint16Array(8);
  rankInto(Float64Array.of(2, 0, 1, 1, 1e9, 3), 0, 6, new Uint8Array(6).fill(2), ranks, 0);
  expect([...ranks.subarray(0, 6)]).toEqual([3, 6, 4, 4, 1, 2]);
  rankInto(Float64Array.of(-1e9, 2, 1, 3), 0, 4, new Uint8Array(4).fill(2), ranks, 0);
  expect([...ranks.subarray(0, 4)]).toEqual([4, 2, 3, 1]);
});

test("one window of many is ranked: from its place, and to its place", () => {
  const ranks = new Uint16Array(6).fill(9);
  rankInto(Float64Array.of(50, 60, 7, 8, 9, 70), 2, 3, Uint8Array.of(2, 2, 2), ranks, 1);
  expect([...ranks]).toEqual([9, 3, 2, 1, 9, 9]);
});

test("a rank is one more than the ranked units that stand higher, wherever scores lie", () => {
  const random = seeded(11, 0);
  for (const units of [0, 1, 2, 17, 1503]) {
    for (const spread of [0, 1e-9, 3, 500]) {
      // Many equals, some without a score, some that may not be ranked.
      const values = Float64Array.from({ length: units }, () =>
        random() % 9 === 0 ? Number.NaN : 40 + (spread * (random() % 700)) / 700,
      );
      const standing = Uint8Array.from({ length: units }, () => random() % 3);
      const ranks = new Uint16Array(units);
      rankInto(values, 0, units, standing, ranks, 0);
      const ranked = [...values.keys()].filter((i) => standing[i] === RANKED && !Number.isNaN(values[i]));
      for (const i of values.keys()) {
        const better = ranked.filter((other) => (values[other] ?? 0) > (values[i] ?? 0)).length;
        if (ranks[i] !== (ranked.includes(i) ? better + 1 : 0))
          expect([units, spread, i, ranks[i]]).toEqual([]);
      }
    }
  }
});
