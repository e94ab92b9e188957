import { describe, expect, it } from "vitest";
import { type Columns, Cube, type Filters, RATE_CLASSES, rateClass, VIEWS, type View } from "./cube.ts";

/** Numbers that are the same every time. */
function chance(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

/** Expenditure and its credits, which have no months; or files, of which some are closed. */
function sample(councils: number, years: number, wholeHasMonths: boolean): Columns {
  const next = chance(7);
  const size = councils * years * 4 * 3;
  const columns = {
    ...{ rows: size, councils },
    ...{ year: new Uint8Array(size), month: new Uint8Array(size), kind: new Uint8Array(size) },
    ...{ council: new Uint16Array(size), wholeHasMonths },
    ...{ amount: new Float64Array(size), part: new Float64Array(size), whole: new Float64Array(size) },
    region: Uint8Array.from({ length: councils }, () => Math.floor(next() * 5)),
    segment: Uint8Array.from({ length: councils }, () => Math.floor(next() * 3)),
    sizes: { year: years, month: 4, kind: 3, region: 5, segment: 3, rate: RATE_CLASSES + 1 },
  };
  let at = 0;
  for (let c = 0; c < councils; c += 1)
    for (let y = 0; y < years; y += 1)
      for (let m = 0; m < 4; m += 1)
        for (let k = 0; k < 3; k += 1) {
          columns.council[at] = c;
          columns.year[at] = y;
          columns.month[at] = m;
          columns.kind[at] = k;
          columns.amount[at] = Math.floor(next() * 100);
          const closed = Math.floor(next() * (columns.amount[at] ?? 0));
          columns.part[at] = wholeHasMonths ? closed : (columns.amount[at] ?? 0);
          const credit = m === 0 ? 200 + Math.floor(next() * 300) : 0;
          columns.whole[at] = wholeHasMonths ? (columns.amount[at] ?? 0) : credit;
          at += 1;
        }
  return columns;
}

const NONE: Filters = { year: null, month: null, kind: null, region: null, segment: null, rate: null };
const choose = (size: number, ...chosen: number[]): Uint8Array =>
  Uint8Array.from({ length: size }, (_, at) => (chosen.includes(at) ? 1 : 0));

/** The same answer worked out row by row, one question at a time. */
function slow(columns: Columns, filters: Filters, skip: View | null) {
  const passes = (i: number, but: readonly View[]): boolean => {
    const c = columns.council[i] ?? 0;
    const code: Record<View, number> = {
      year: columns.year[i] ?? 0,
      month: columns.month[i] ?? 0,
      kind: columns.kind[i] ?? 0,
      region: columns.region[c] ?? 0,
      segment: columns.segment[c] ?? 0,
      rate: c,
    };
    return VIEWS.every(
      (view) => but.includes(view) || filters[view] === null || filters[view]?.[code[view]] === 1,
    );
  };
  const spent = new Map<number, number>();
  const credit = new Map<number, number>();
  let [total, part] = [0, 0];
  const bar = new Float64Array(skip === null ? 0 : columns.sizes[skip]);
  for (let i = 0; i < columns.rows; i += 1) {
    const c = columns.council[i] ?? 0;
    const value = columns.amount[i] ?? 0;
    if (passes(i, ["rate"])) spent.set(c, (spent.get(c) ?? 0) + (columns.part[i] ?? 0));
    if (passes(i, columns.wholeHasMonths ? ["rate"] : ["rate", "month"]))
      credit.set(c, (credit.get(c) ?? 0) + (columns.whole[i] ?? 0));
    if (passes(i, [])) {
      total += value;
      part += columns.part[i] ?? 0;
    }
    if (skip !== null && skip !== "rate" && passes(i, [skip])) {
      const at = skip === "region" || skip === "segment" ? columns[skip][c] : columns[skip][i];
      bar[at ?? 0] = (bar[at ?? 0] ?? 0) + value;
    }
  }
  const rates = [...credit]
    .filter(([c, under]) => under > 0 && (filters.rate === null || filters.rate[c] === 1))
    .map(([c, under]) => (spent.get(c) ?? 0) / under)
    .sort((a, b) => a - b);
  const middle = rates.length >> 1;
  const median =
    rates.length % 2 === 1 ? rates[middle] : ((rates[middle - 1] ?? 0) + (rates[middle] ?? 0)) / 2;
  return { total, part, median, counted: rates.length, bar };
}

describe.each([
  ["expenditure, its credits without months", false],
  ["files, some of them closed", true],
] as const)("a cube of %s", (_, wholeHasMonths) => {
  const columns = sample(41, 3, wholeHasMonths);
  const cases: readonly [View, Filters][] = [
    ["year", { ...NONE, region: choose(5, 1, 2) }],
    ["month", { ...NONE, year: choose(3, 0, 2), segment: choose(3, 0) }],
    ["kind", { ...NONE, month: choose(4, 1), region: choose(5, 0, 3, 4) }],
    ["region", { ...NONE, year: choose(3, 1) }],
    [
      "segment",
      { ...NONE, kind: choose(3, 2), rate: choose(41, ...Array.from({ length: 30 }, (_, at) => at)) },
    ],
  ];
  it.each(cases)("gives what the rows give, the %s held", (active, filters) => {
    const cube = new Cube(columns, filters, active);
    for (const chosen of [null, choose(columns.sizes[active], 0), choose(columns.sizes[active], 0, 2)]) {
      const found = cube.answer(chosen);
      const all = { ...filters, [active]: chosen };
      const wanted = slow(columns, all, null);
      expect(found.amount).toBeCloseTo(wanted.total, 6);
      expect(found.part).toBeCloseTo(wanted.part, 6);
      expect(found.counted).toBe(wanted.counted);
      expect(found.median).toBeCloseTo(wanted.median ?? 0, 12);
      for (const view of VIEWS)
        if (view !== "rate") expect([...found.bars[view]]).toEqual([...slow(columns, all, view).bar]);
    }
  });
  it("keeps the councils of a class of rates when another chart is taken", () => {
    const held = new Cube(columns, NONE, "rate");
    const whole = held.answer(null);
    const class0 = rateClass([...whole.rates].find((rate) => !Number.isNaN(rate)) ?? 0);
    const chosen = choose(columns.sizes.rate, class0);
    const councils = held.councilsOf(chosen);
    expect([...(councils ?? [])].filter((on) => on === 1)).toHaveLength(whole.bars.rate[class0] ?? 0);
    const next = new Cube(columns, { ...NONE, rate: councils }, "year").answer(null);
    expect(next.amount).toBeCloseTo(held.answer(chosen).amount, 6);
    expect(next.median).toBeCloseTo(slow(columns, { ...NONE, rate: councils }, null).median ?? 0, 12);
  });
});
