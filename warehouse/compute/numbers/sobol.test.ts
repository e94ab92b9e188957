import { expect, test } from "vitest";
import { effects, sobolPoints } from "./sobol.ts";

test("the first points of Sobol's sequence, and every dimension spread evenly", () => {
  expect(sobolPoints(4, 3).map((point) => [...point])).toEqual([
    [0.5, 0.5, 0.5],
    [0.75, 0.25, 0.25],
    [0.25, 0.75, 0.75],
    [0.375, 0.375, 0.625],
  ]);
  const points = sobolPoints(1023, 20);
  for (let d = 0; d < 20; d += 1) {
    const counts = new Array(16).fill(0);
    for (const point of points) counts[Math.floor((point[d] ?? 0) * 16)] += 1;
    expect(Math.max(...counts) - Math.min(...counts)).toBeLessThanOrEqual(1);
  }
});

test("Ishigami's function, whose effects are known", () => {
  const ishigami = (point: Float64Array): number => {
    const [x, y, z] = [...point].map((value) => Math.PI * (2 * value - 1));
    return Math.sin(x ?? 0) + 7 * Math.sin(y ?? 0) ** 2 + 0.1 * (z ?? 0) ** 4 * Math.sin(x ?? 0);
  };
  const { effects: found } = effects(4096, 3, ishigami);
  const expected = [
    [0.3139, 0.5576],
    [0.4424, 0.4424],
    [0, 0.2437],
  ];
  found.forEach(({ first, total }, i) => {
    expect(Math.abs(first - (expected[i]?.[0] ?? 0))).toBeLessThan(0.02);
    expect(Math.abs(total - (expected[i]?.[1] ?? 0))).toBeLessThan(0.02);
  });
});

test("a factor without effect has none, and a constant no variance to share", () => {
  const { effects: found } = effects(256, 2, ([x]) => 3 * (x ?? 0));
  expect(found[1]).toEqual({ first: 0, total: 0 });
  expect(found[0]?.total).toBeCloseTo(1, 1);
  expect(effects(64, 2, () => 5)).toEqual({
    mean: 5,
    effects: [
      { first: 0, total: 0 },
      { first: 0, total: 0 },
    ],
  });
});
