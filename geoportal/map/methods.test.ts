import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { countsOf } from "./classes.ts";
import { boundsBy, METHODS } from "./methods.ts";

const by = (method: (typeof METHODS)[number], values: number[], classes = 5, bounds: number[] = []) =>
  boundsBy({ method, classes, bounds }, values);

/** Every grouping of a short list into classes, for the least variance inside them. */
function leastVariance(sorted: readonly number[], classes: number): number {
  const within = (part: readonly number[]) => {
    const mean = part.reduce((sum, value) => sum + value, 0) / part.length;
    return part.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  };
  if (classes === 1) return within(sorted);
  let least = Number.POSITIVE_INFINITY;
  for (let cut = 1; cut <= sorted.length - classes + 1; cut += 1)
    least = Math.min(least, within(sorted.slice(0, cut)) + leastVariance(sorted.slice(cut), classes - 1));
  return least;
}

describe("methods of classing", () => {
  it("takes equal steps, deviations from the mean, or the reader's own bounds", () => {
    expect(by("egal", [0, 1, 2, 3, 10])).toEqual([2, 4, 6, 8]);
    const values = Array.from({ length: 101 }, (_, index) => index);
    // Mean 50, deviation 29.15: the bounds stand at -1.5, -0.5, 0.5 and 1.5 deviations.
    for (const [index, bound] of by("ecart", values).entries())
      expect(Math.abs(bound - ([6.27, 35.42, 64.58, 93.73][index] ?? 0))).toBeLessThan(0.6);
    expect(by("manuel", values, 5, [70, 20, 20])).toEqual([20, 70]);
  });

  it("finds Jenks's gaps", () => {
    expect(by("jenks", [1, 2, 3, 50, 51, 52, 900, 901], 3)).toEqual([50, 900]);
  });

  it("groups as well as any grouping could", () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.integer({ min: 0, max: 400 }), { minLength: 4, maxLength: 11 }),
        fc.integer({ min: 2, max: 4 }),
        (values, classes) => {
          const sorted = values.toSorted((a, b) => a - b);
          const bounds = by("jenks", sorted, classes);
          const parts = [Number.NEGATIVE_INFINITY, ...bounds].map((low, index) =>
            sorted.filter((value) => value >= low && value < (bounds[index] ?? Number.POSITIVE_INFINITY)),
          );
          const found = parts.reduce((sum, part) => sum + leastVariance(part, 1), 0);
          expect(found).toBeCloseTo(leastVariance(sorted, classes), 6);
        },
      ),
    );
  });

  it("puts each of 1,503 values into one class by any method, quickly", () => {
    const values = Array.from({ length: 1503 }, (_, index) => 1e6 * 1.006 ** index);
    for (const method of METHODS) {
      const bounds = by(method, values, 5, [2e6, 4e6]);
      expect(bounds).toEqual([...new Set(bounds)].sort((a, b) => a - b));
      expect(countsOf(values, bounds).reduce((sum, n) => sum + n, 0)).toBe(1503);
    }
    expect(METHODS.map((method) => by(method, []))).toEqual([[], [], [], [], []]);
    expect(METHODS.slice(0, 4).map((method) => by(method, [3, 3]))).toEqual([[], [], [], []]);
  });
});
