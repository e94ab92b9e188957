import { expect, test } from "vitest";
import type { Answer, Door, QuerySpec, Row } from "#warehouse/door/types.ts";
import { PUBLIC_VIEWER } from "#warehouse/door/types.ts";
import { change, monthlyFigures } from "./figures.ts";
import { monthlySpecs, scopeOf, windowOf } from "./specs.ts";

const answer = (rows: readonly Row[]): Answer => ({
  release: "r",
  sample: true,
  columns: [],
  rows,
  nulls: [],
});
const flow = (month: string, amount: string): Row => ({
  month,
  committed_mad: amount,
  ordered_mad: amount,
  paid_mad: amount,
  raised_mad: amount,
  collected_mad: amount,
});

function doorOf(answers: (spec: QuerySpec) => readonly Row[]): Door {
  const refuse = () => Promise.reject(new Error("not asked"));
  return {
    ask: async (spec) => answer(answers(spec)),
    stream: refuse,
    metrics: refuse,
    dimensions: refuse,
    territories: refuse,
    rankings: refuse,
    explain: refuse,
    sources: refuse,
    status: () => ({ running: 0, waiting: 0, cacheBytes: 0, cacheHits: 0, cacheMisses: 0 }),
  };
}

test("a month's window runs from January, and the same a year before", () => {
  expect(windowOf("2026-09")).toEqual({
    year: "2026",
    month: "2026-09",
    from: "2026-01",
    before: { year: "2025", from: "2025-01", month: "2025-09" },
  });
  expect(windowOf("2026-13")).toBeNull();
  expect(windowOf("2026")).toBeNull();
});

test("the nation is not filtered; a region is, by where the money is", () => {
  expect(scopeOf({ code: "MA", level: "nation" })).toEqual([]);
  expect(scopeOf({ code: "06", level: "region" })).toEqual([{ dimension: "region", op: "=", value: "06" }]);
});

test("sums of decimal text stay exact where floating point would not", async () => {
  const window = windowOf("2026-03");
  if (window === null) throw new Error("window");
  const specs = monthlySpecs(window, []);
  const door = doorOf((spec) => {
    if (spec.time?.from === specs.flows.time?.from) {
      return [flow("2026-02", "0.20"), flow("2026-01", "0.10"), flow("2026-03", "9007199254740993.01")];
    }
    if (spec.time !== undefined) return [flow("2025-01", "100.00")];
    if (spec.groupBy === undefined) return [{ credit_initial_mad: "1.00", credit_final_mad: "0" }];
    return [];
  });
  const figures = await monthlyFigures(door, PUBLIC_VIEWER, { code: "MA", level: "nation" }, window);
  expect(figures.now.ordered).toBe("9007199254740993.31");
  expect(figures.months.map((point) => point.month)).toEqual(["2026-01", "2026-02", "2026-03"]);
  expect(figures.months[1]?.ordered).toBe(0.3);
  expect(figures.executionRate).toBeNull();
});

test("a chapter with credits and no flow still has its row", async () => {
  const window = windowOf("2026-01");
  if (window === null) throw new Error("window");
  const door = doorOf((spec) => {
    if (spec.time !== undefined) return [];
    if (spec.groupBy === undefined) return [{ credit_initial_mad: "5.00", credit_final_mad: "10.00" }];
    if (spec.metrics[0] === "credit_final_mad") {
      return [
        { part: "1", chapter: "10", credit_final_mad: "10.00" },
        { part: "2", chapter: "30", credit_final_mad: "0.00" },
      ];
    }
    return [{ part: "1", chapter: "10", committed_mad: "4.00", ordered_mad: "2.50", paid_mad: "1.00" }];
  });
  const { chapters } = await monthlyFigures(door, PUBLIC_VIEWER, { code: "06", level: "region" }, window);
  expect(chapters).toEqual([
    {
      part: "1",
      chapter: "10",
      credit: "10.00",
      committed: "4.00",
      ordered: "2.50",
      paid: "1.00",
      rate: 0.25,
    },
    {
      part: "2",
      chapter: "30",
      credit: "0.00",
      committed: "0.00",
      ordered: "0.00",
      paid: "0.00",
      rate: null,
    },
  ]);
});

test("a change without a before is no change", () => {
  expect(change("10.00", "0.00")).toBeNull();
  expect(change("90.00", "100.00")).toBe(-0.1);
});
