import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { breaksOf, classOf, countsOf } from "./classes.ts";

describe("classes of a map", () => {
  it("takes quantiles and rounds them to what one can read", () => {
    const rates = Array.from({ length: 75 }, (_, index) => 0.52 + (index / 74) * 0.43);
    expect(breaksOf(rates)).toEqual([0.6, 0.7, 0.8, 0.9]);
  });

  it("keeps skewed amounts apart", () => {
    const amounts = Array.from({ length: 1503 }, (_, index) => Math.round(1e6 * 1.006 ** index));
    const breaks = breaksOf(amounts);
    expect(breaks).toHaveLength(4);
    expect(Math.min(...countsOf(amounts, breaks))).toBeGreaterThan(1503 * 0.12 - 1);
  });

  it("has one class where all values are equal, and none to fill where there are none", () => {
    expect(breaksOf([3, 3, 3])).toEqual([]);
    expect(breaksOf([])).toEqual([]);
  });

  it("puts a bound into the class above it", () => {
    expect([0.59, 0.6, 0.61].map((value) => classOf(value, [0.6]))).toEqual([0, 1, 1]);
  });

  it("puts every value into a filled class, in order", () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: -1e9, max: 1e9, noNaN: true }), { minLength: 1, maxLength: 300 }),
        (values) => {
          const breaks = breaksOf(values);
          expect(breaks).toEqual(breaks.toSorted((a, b) => a - b));
          const counts = countsOf(values, breaks);
          expect(counts.reduce((sum, n) => sum + n, 0)).toBe(values.length);
          expect(Math.min(...counts)).toBeGreaterThan(0);
        },
      ),
    );
  });
});
