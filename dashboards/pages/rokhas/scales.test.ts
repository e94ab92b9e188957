import fc from "fast-check";
import { expect, test } from "vitest";
import { NORMALISATIONS, normalise } from "#warehouse/compute/rokhas/sensitivity.ts";
import { compose, gains, onScale, rankRanges, ranksOf, SCALES, type Scored, SUBS } from "./scales.ts";

const unit = (code: string, ...subs: number[]): Scored => ({ code, subs });

test("a page's scales are those that the sensitivity of the index is tried on", () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 100 }), { minLength: 2, maxLength: 30 }), (values) => {
      SCALES.forEach((scale, i) => {
        const how = NORMALISATIONS[i] ?? "goalposts";
        normalise(values, how).forEach((value, at) => {
          expect(onScale(values, scale)[at]).toBeCloseTo(value, 9);
        });
      });
    }),
  );
});

test("equal weights on fixed goalposts are R500 out of 100", () => {
  const units = [unit("a", 50, 60, 70, 80, 90), unit("b", 10, 20, 30, 40, 50)];
  expect(compose(units, [20, 20, 20, 20, 20], "bornes", "somme")).toEqual([70, 30]);
  // No weight at all says nothing: all count the same.
  expect(compose(units, [0, 0, 0, 0, 0], "bornes", "somme")).toEqual([70, 30]);
  expect(compose(units, [100, 0, 0, 0, 0], "bornes", "geometrique")[0]).toBeCloseTo(50, 9);
});

test("equals share the better rank; a range holds the rank of every method", () => {
  expect(ranksOf([3, 9, 9, 1])).toEqual([3, 1, 1, 4]);
  const units = [unit("a", 100, 1, 50, 50, 50), unit("b", 50, 50, 50, 50, 51), unit("c", 10, 10, 10, 10, 10)];
  const ranges = rankRanges(units, [20, 20, 20, 20, 20]);
  expect(ranges[0]).toEqual({ low: 1, high: 2 });
  expect(ranges[2]).toEqual({ low: 3, high: 3 });
});

test("the three largest gains, each to the third quartile of the peers", () => {
  const peers = [10, 20, 30, 40, 50].map((value, i) => unit(String(i), value, 100, 0, value, value));
  const found = gains(unit("x", 0, 100, 50, 35, 10), peers);
  expect(found.map(({ sub, to }) => [sub, to])).toEqual([
    ["delai", 40],
    ["fiscalite", 40],
    ["ecosysteme", 40],
  ]);
  expect(SUBS).toHaveLength(5);
});
