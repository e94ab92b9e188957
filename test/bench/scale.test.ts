import { describe, expect, it } from "vitest";
import { power } from "./scale.ts";

describe("growth", () => {
  it("is the power of the number of rows that cost goes with", () => {
    const rows = [1e5, 2e5, 4e5, 8e5];
    expect(
      power(
        rows,
        rows.map((count) => 3e-6 * count),
      ),
    ).toBeCloseTo(1, 10);
    expect(
      power(
        rows,
        rows.map((count) => 2e-9 * count ** 1.5),
      ),
    ).toBeCloseTo(1.5, 10);
    expect(
      power(
        rows,
        rows.map(() => 4),
      ),
    ).toBeCloseTo(0, 10);
  });
});
