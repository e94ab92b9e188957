import { describe, expect, test } from "vitest";
import { newCells } from "./cells.ts";
import { CATEGORIES } from "./input.ts";
import {
  addShare,
  fitPriors,
  newPriors,
  noShares,
  redrawnShare,
  shareMean,
  shareStrength,
} from "./priors.ts";

const sumsOf = (...shares: readonly (readonly [share: number, files: number])[]) => {
  const sums = noShares();
  for (const [share, files] of shares) addShare(sums, share, files);
  return sums;
};

describe("how many files a prior weighs", () => {
  test("as the shares of units differ by more than chance: ½ · ½ ÷ (0.02 − 0.0025) − 1", () => {
    const sums = sumsOf([0.6, 100], [0.4, 100]);
    expect(shareMean(sums)).toBe(0.5);
    expect(shareStrength(sums, 0)).toBeCloseTo(0.25 / 0.0175 - 1, 9);
    expect(redrawnShare(sums)).toBeCloseTo(0.0024, 12);
    expect(shareStrength(sums, 0.0024)).toBeCloseTo(0.25 / 0.0151 - 1, 9);
  });
  test("a mean weighs files, not units", () => {
    const sums = sumsOf([0.7, 300], [0.6, 100], [0.5, 100]);
    expect(shareMean(sums)).toBeCloseTo(0.64, 12);
    // Between (1.1 − 1.8² ÷ 3) ÷ 2 = 0.01, of which 0.64 · 0.36 · (7 ÷ 300) ÷ 3 by chance.
    expect(shareStrength(sums, 0)).toBeCloseTo(0.2304 / (0.01 - (0.2304 * 7) / 900) - 1, 9);
  });
  test("two hundred where there is one unit, or no more difference than chance makes", () => {
    expect(shareStrength(sumsOf([0.6, 100]), 0)).toBe(200);
    expect(shareStrength(sumsOf([0.6, 10], [0.4, 10]), 0)).toBe(200);
    expect(shareStrength(sumsOf([0.51, 1e6], [0.49, 1e6]), 0)).toBe(200);
  });
  test("one at least, however far apart they are", () => {
    expect(shareStrength(sumsOf([1, 10], [0, 10]), 0)).toBe(1);
  });
  test("none is redrawn where there is none", () => expect(redrawnShare(noShares())).toBe(0));
});

/** A unit's files of an act. */
interface Cell {
  readonly unit: number;
  readonly act: number;
  readonly files: number;
  readonly share: number;
  readonly log: number;
  readonly spread: number;
  readonly effective?: number;
}
function fitted(strata: readonly number[], cells: readonly Cell[], strength = 1) {
  const own = newCells(cells.length);
  own.files.set(cells.map(({ files }) => files));
  own.share.set(cells.map(({ share }) => share));
  own.effective.set(cells.map(({ effective, files }) => effective ?? files));
  own.logTime.set(cells.map(({ log }) => log));
  own.spread.set(cells.map(({ spread }) => spread));
  const count = Math.max(...strata) + 1;
  const into = newPriors(count);
  const moments = (redrawn: boolean): void =>
    fitPriors(
      own,
      Int32Array.from(cells, ({ unit }) => unit),
      Int32Array.from(cells, ({ act }) => act),
      Int32Array.from(strata),
      ...([count, strength, redrawn, into] as const),
    );
  moments(false);
  const read = (stratum: number, act: number) => {
    const at = stratum * CATEGORIES + act;
    return {
      ...{ share: into.shareMean[at], weight: into.shareStrength[at], time: into.timeMean[at] },
      ...{ within: into.fileVariance[at], between: into.unitVariance[at] },
    };
  };
  return { read, redraw: () => moments(true) };
}
const TWO: readonly Cell[] = [
  { unit: 0, act: 3, files: 11, share: 0.6, effective: 100, log: 1, spread: 2 },
  { unit: 1, act: 3, files: 11, share: 0.4, effective: 100, log: 3, spread: 8 },
];

test("shares by the files that count for them, times by moments of their logarithm", () => {
  // Of 2 between units, 10 ÷ 20 of a file's variance ÷ 11 files is theirs.
  const { read } = fitted([0, 0], TWO);
  expect(read(0, 3)).toEqual({
    ...{ share: 0.5, weight: expect.closeTo(0.25 / 0.0175 - 1, 9), time: 2, within: 0.5 },
    between: expect.closeTo(2 - 0.5 / 11, 9),
  });
  expect(read(0, 2)).toEqual({ share: Number.NaN, weight: 0, time: Number.NaN, within: 0, between: 0 });
});

test("in a draw what the redraw adds is taken off again", () => {
  const { read, redraw } = fitted([0, 0], TWO);
  redraw();
  expect(read(0, 3)).toMatchObject({
    weight: expect.closeTo(0.25 / 0.0151 - 1, 9),
    // (2 ÷ 11² + 8 ÷ 11²) ÷ 2.
    between: expect.closeTo(2 - 0.5 / 11 - 5 / 121, 9),
  });
});

test("a sensitivity run makes both weigh more", () => {
  const { read } = fitted([0, 0], TWO, 2);
  expect(read(0, 3)).toMatchObject({ weight: expect.closeTo(2 * (0.25 / 0.0175 - 1), 9), within: 1 });
});

test("a stratum of ten units has its own priors, one of fewer the level's", () => {
  const ten: readonly Cell[] = Array.from({ length: 10 }, (_, unit) => ({
    ...{ unit, act: 0, files: 5, share: 0.5, log: 1, spread: 1 },
  }));
  const other: Cell = { unit: 10, act: 0, files: 50, share: 1, log: 3, spread: 0 };
  const strata = [...ten.map(() => 1), 0];
  const { read } = fitted(strata, [...ten, other]);
  expect(read(1, 0)).toMatchObject({ share: 0.5, time: 1, within: 0.25, between: 0 });
  expect(read(0, 0)).toMatchObject({ share: 0.75, time: 2 });
  const nine = fitted(strata, [...ten.slice(1), other]);
  expect(nine.read(1, 0)).toEqual(nine.read(0, 0));
  expect(nine.read(1, 0).time).toBeCloseTo((45 + 150) / 95, 12);
});

test("units without files bring nothing, files without a decision no time, files that none followed no share", () => {
  const cells: readonly Cell[] = [
    ...TWO,
    { unit: 0, act: 4, files: 0, share: 1, effective: 9, log: 1, spread: 1 },
    { unit: 0, act: 5, files: 4, share: 0.25, log: Number.NaN, spread: 0 },
    { unit: 0, act: 6, files: 4, share: 0.25, effective: 0, log: 2, spread: 3 },
  ];
  const { read, redraw } = fitted([0, 0], cells);
  const none = { share: Number.NaN, weight: 0, time: Number.NaN, within: 0, between: 0 };
  const untimed = { ...none, share: 0.25, weight: 200 };
  expect(read(0, 4)).toEqual(none);
  expect(read(0, 5)).toEqual(untimed);
  expect(read(0, 6)).toEqual({ ...none, time: 2, within: 1 });
  redraw();
  expect(read(0, 4)).toEqual(none);
  expect(read(0, 5)).toEqual(untimed);
});

test("one file in all has no variance of a file, and units that differ by chance alone do not differ", () => {
  const single = fitted([0], [{ unit: 0, act: 0, files: 1, share: 1, log: 0.5, spread: 0 }]);
  expect(single.read(0, 0)).toMatchObject({ time: 0.5, within: 0, between: 0 });
  const alike = TWO.map((cell) => ({ ...cell, log: 2 + cell.unit / 100, spread: 90 }));
  expect(fitted([0, 0], alike).read(0, 3).between).toBe(0);
});
