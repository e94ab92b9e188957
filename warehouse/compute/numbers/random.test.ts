import { expect, test } from "vitest";
import { NORMAL_QUANTILES, normalQuantile, POISSON_1, randomWords, seeded } from "./random.ts";

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

test("numbers in one go are those one by one, and sfc32's own", () => {
  const words = new Uint32Array(600);
  randomWords(7, 2, words, 600);
  const random = seeded(7, 2);
  expect([...words]).toEqual(Array.from({ length: 600 }, () => random()));
  // As the algorithm is written down: 32-bit sums, a rotation by 21, fifteen rounds before the first number.
  let [a, b, c, counter] = [0x9e3779b9, 7, 2, 1];
  const next = (): number => {
    const sum = (a + b + counter) >>> 0;
    counter = (counter + 1) >>> 0;
    a = (b ^ (b >>> 9)) >>> 0;
    b = (c + ((c << 3) >>> 0)) >>> 0;
    c = ((((c << 21) | (c >>> 11)) >>> 0) + sum) >>> 0;
    return sum;
  };
  for (let i = 0; i < 15; i += 1) next();
  expect([...words.slice(0, 50)]).toEqual(Array.from({ length: 50 }, next));
});
