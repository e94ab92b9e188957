import { expect, test } from "vitest";
import { NORMAL_QUANTILES, normalQuantile, POISSON_1, seeded } from "./random.ts";

test("a byte counts a file once on average, as Poisson does", () => {
  const mean = POISSON_1.reduce((sum, k) => sum + k, 0) / 256;
  const square = POISSON_1.reduce((sum, k) => sum + k * k, 0) / 256;
  expect(mean).toBeCloseTo(1, 1);
  expect(square - mean * mean).toBeCloseTo(1, 1);
});

test("quantiles of the normal law", () => {
  expect(normalQuantile(0.975)).toBeCloseTo(1.959964, 6);
  expect(normalQuantile(0.01)).toBeCloseTo(-2.326348, 6);
  expect(NORMAL_QUANTILES.reduce((sum, z) => sum + z, 0)).toBeCloseTo(0, 9);
});

test("a seed gives its own numbers, and always the same", () => {
  const take = (seed: number, stream: number) => {
    const random = seeded(seed, stream);
    return [random(), random(), random()];
  };
  expect(take(1, 2)).toEqual(take(1, 2));
  expect(take(1, 2)).not.toEqual(take(1, 3));
  expect(take(2, 2)).not.toEqual(take(1, 2));
});
