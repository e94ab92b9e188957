import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compare, quantile, type Valued } from "./compare.ts";

const unit = (
  code: string,
  value: number | null,
  over: number | null = null,
  under: number | null = null,
): Valued => ({
  code,
  value,
  over,
  under,
});

describe("compare", () => {
  const group = [
    unit("a", 0.1, 10, 100),
    unit("b", 0.2, 200, 1000),
    unit("c", 0.2, 2, 10),
    unit("d", 0.5, 5, 10),
    unit("e", null),
  ];
  it("tells the mean of ratios from the ratio of sums", () => {
    const found = compare(group, group[1], 1);
    expect(found.mean).toBeCloseTo(0.25, 12);
    expect(found.weighted).toBeCloseTo(217 / 1120, 12);
    expect([found.members, found.valued]).toEqual([5, 4]);
  });
  it("ranks the best first, whichever way that is, and gives ties one rank", () => {
    expect(compare(group, group[1], 1).rank).toBe(2);
    expect(compare(group, group[2], 1).rank).toBe(2);
    expect(compare(group, group[0], 1).rank).toBe(4);
    expect(compare(group, group[0], -1).rank).toBe(1);
    expect(compare(group, group[4], 1).rank).toBeNull();
  });
  it("places who is no member of the group", () => {
    expect(compare(group, unit("z", 0.3), 1)).toMatchObject({ rank: 2, among: 5, percentile: 0.75 });
  });
  it("has nothing to say of an empty group", () => {
    expect(compare([], unit("z", 1), 1)).toMatchObject({
      median: null,
      mean: null,
      weighted: null,
      rank: 1,
      percentile: null,
    });
  });
  it("interpolates between order statistics", () => {
    expect(quantile([1, 2, 3, 4], 0.5)).toBe(2.5);
    expect(quantile([0, 10], 0.9)).toBeCloseTo(9, 12);
    expect(quantile([7], 0.1)).toBe(7);
  });
  it("keeps d1 ≤ median ≤ d9, and a weighted mean between the extremes", () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.integer({ min: -1000, max: 1000 }), fc.integer({ min: 1, max: 1000 })), {
          minLength: 1,
        }),
        (pairs) => {
          const units = pairs.map(([over, under], index) => unit(String(index), over / under, over, under));
          const found = compare(units, units[0], 1);
          const values = units.map((item) => item.value ?? 0);
          expect((found.d1 ?? 0) <= (found.median ?? 0) && (found.median ?? 0) <= (found.d9 ?? 0)).toBe(true);
          expect(
            (found.weighted ?? 0) >= Math.min(...values) - 1e-9 &&
              (found.weighted ?? 0) <= Math.max(...values) + 1e-9,
          ).toBe(true);
        },
      ),
    );
  });
});
