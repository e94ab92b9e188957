import { expect, it } from "vitest";
import type { MetricInfo } from "#warehouse/door/types.ts";
import { type Moved, moveOf, worsened } from "./rows.ts";

const row = (
  name: string,
  unit: string,
  direction: MetricInfo["direction"],
  before: number | null,
  now: number | null,
): Moved => ({
  metric: {
    ...{ name, unit, direction, publish: true, formula: "", version: "", additive: false },
    ...{ dimensions: [], grains: [], label: { fr: name, ar: name, en: name } },
    description: { fr: name, ar: name, en: name },
  },
  ...{ subject: "budget", source: "", before, now },
});

it("moves rates in points and the rest in shares", () => {
  expect(moveOf(row("rate", "ratio", 1, 0.5, 0.4))).toBeCloseTo(-0.1, 12);
  expect(moveOf(row("days", "days", -1, 10, 12))).toBeCloseTo(0.2, 12);
  expect(moveOf(row("none", "days", -1, 0, 12))).toBeNull();
});

it("tells what moved the wrong way, the furthest first, and no amount", () => {
  const rows = [
    row("rate", "ratio", 1, 0.5, 0.4),
    row("days", "days", -1, 10, 12),
    row("better", "ratio", 1, 0.5, 0.6),
    row("neither", "ratio", 0, 0.5, 0.1),
    row("amount", "MAD", 1, 100, 50),
    row("hardly", "ratio", 1, 0.5, 0.495),
    row("unknown", "ratio", 1, null, 0.4),
  ];
  expect(worsened(rows, 5).map(({ metric }) => metric.name)).toEqual(["days", "rate"]);
});
