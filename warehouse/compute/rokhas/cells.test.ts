import { expect, test } from "vitest";
import { newCells, summarise } from "./cells.ts";

/** Files that end at a time, decided or lost to sight. */
interface Ended {
  readonly time: number;
  readonly decided?: number;
  readonly lost?: number;
}
/** What is made of cells; their entries lie one after another. */
function summarised(tau: number, ...cells: readonly (readonly Ended[])[]) {
  const all = cells.flat();
  const start = cells.map((_, cell) => cells.slice(0, cell).flat().length);
  const into = newCells(cells.length);
  const entries = {
    ...{ count: all.length, time: Float64Array.from(all, ({ time }) => time) },
    start: Int32Array.of(...start, all.length),
    unit: Int32Array.from(cells, (_, cell) => cell),
    category: new Int32Array(cells.length),
    curved: Uint8Array.from(cells, (own) =>
      own.some(({ lost = 0, time }) => lost > 0 && time < tau) ? 1 : 0,
    ),
  };
  const ended = Uint32Array.from(all, ({ decided = 0, lost = 0 }) => decided + lost + decided * 2 ** 16);
  summarise(entries, ended, tau, into);
  return cells.map((_, cell) => ({
    files: into.files[cell],
    share: into.share[cell],
    effective: Math.round((into.effective[cell] ?? 0) * 1e9) / 1e9,
    mean: Math.round(Math.exp(into.logTime[cell] ?? 0) * 1e9) / 1e9,
    spread: Math.round((into.spread[cell] ?? 0) * 1e9) / 1e9,
  }));
}

test("where nobody is lost: a share, a mean, a variance", () => {
  // 2 at ½, 1 at 1, 1 at 2 without a decision: 3 of 4 in time; mean 1, variance 0.375 of one file.
  const cell = [
    { time: 0.5, decided: 2 },
    { time: 1, decided: 1 },
    { time: 2, lost: 1 },
  ];
  expect(summarised(2, cell)).toEqual([{ files: 4, share: 0.75, effective: 4, mean: 1, spread: 1.5 }]);
});

test("a decision after the limit is none in time, and files that nobody decided have no time", () => {
  const [late, open] = summarised(3, [{ time: 1.5, decided: 3 }], [{ time: 3, lost: 2 }]);
  expect(late).toEqual({ files: 3, share: 0, effective: 3, mean: 1.5, spread: 0 });
  expect(open).toEqual({ files: 2, share: 0, effective: 2, mean: Number.NaN, spread: 0 });
});

test("where files are lost to sight: Kaplan and Meier's curve, its area, and Greenwood's variance", () => {
  const cell = [
    { time: 0.5, decided: 1 },
    { time: 0.8, lost: 1 },
    { time: 1, decided: 1 },
    { time: 1.5, decided: 1 },
  ];
  // S = ¾ from ½ on, ⅜ from 1 on, 0 from 1½ on; area ½ + ⅜ + 3⁄16 = 1.0625.
  // Greenwood to the limit 1⁄12 + ½ = 7⁄12: ⅝ ⅜ ÷ ((⅜)² 7⁄12) = 20⁄7 files.
  // Variance of the area (0.5625)² ÷ 12 + (0.1875)² ÷ 2 = 0.0439453125; 4² × that ÷ 1.0625².
  const spread = Math.round(((16 * 0.0439453125) / 1.0625 ** 2) * 1e9) / 1e9;
  expect(summarised(2, cell)).toEqual([
    { files: 4, share: 0.625, effective: Math.round((20 / 7) * 1e9) / 1e9, mean: 1.0625, spread },
  ]);
});

test("the curve goes on to the horizon at the height of the last decision", () => {
  // S = ⅔ from 1 on, lost at 1¼ and 1½: 1 + ⅔ of the way to 3.
  const cell = [
    { time: 1, decided: 1 },
    { time: 1.25, lost: 1 },
    { time: 1.5, lost: 1 },
  ];
  const [made] = summarised(3, cell);
  expect(made?.share).toBeCloseTo(1 / 3, 12);
  expect(made?.mean).toBeCloseTo(1 + 4 / 3, 8);
});

test("where the curve says nothing of a variance, the files known at the limit count", () => {
  // Nobody decided before the limit; two lost before it, one after, one decided after: two are known.
  const [none] = summarised(2, [
    { time: 0.5, lost: 2 },
    { time: 1.2, decided: 1 },
    { time: 1.4, lost: 1 },
  ]);
  expect(none).toMatchObject({ files: 4, share: 0, effective: 2 });
  // All that were left were decided at once: the one decision and the other.
  const [all] = summarised(2, [
    { time: 0.5, lost: 1 },
    { time: 0.7, decided: 2 },
  ]);
  expect(all).toMatchObject({ files: 3, share: 1, effective: 2 });
});

test("decisions of the same day take half a day of sixty; cells without files are empty, and after one too", () => {
  const [fast, none, last] = summarised(
    2,
    [{ time: 0, decided: 4 }],
    [{ time: 1 }],
    [{ time: 1, decided: 1 }],
  );
  expect(fast?.mean).toBeCloseTo(1 / 120, 8);
  expect(none).toEqual({ files: 0, share: 0, effective: 0, mean: Number.NaN, spread: 0 });
  expect(last).toEqual({ files: 1, share: 1, effective: 1, mean: 1, spread: 0 });
});
