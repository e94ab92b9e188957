import fc from "fast-check";
import { expect, it } from "vitest";
import { explainChange } from "./changes.ts";

it("lists the largest movements, up or down, and tells what is left", () => {
  const found = explainChange(
    [
      { key: "a", before: 100n, after: 150n },
      { key: "b", before: 500n, after: 300n },
      { key: "c", before: 10n, after: 15n },
      { key: "d", before: 7n, after: 7n },
    ],
    2,
  );
  expect(found.movements.map((row) => [row.key, row.change])).toEqual([
    ["b", -200n],
    ["a", 50n],
  ]);
  expect(found.change).toBe(-145n);
  expect(found.rest).toEqual({ count: 1, change: 5n });
  expect(found.explained).toBeCloseTo(250 / 255, 12);
});
it("adds up to the difference for any k, whatever the order of the rows", () => {
  const rows = fc.uniqueArray(
    fc.record({
      key: fc.string(),
      before: fc.bigInt({ min: 0n, max: 10n ** 13n }),
      after: fc.bigInt({ min: 0n, max: 10n ** 13n }),
    }),
    { selector: (row) => row.key },
  );
  fc.assert(
    fc.property(rows, fc.nat(20), (given, k) => {
      const found = explainChange(given, k);
      const listed = found.movements.reduce((sum, row) => sum + row.change, 0n);
      expect(listed + found.rest.change).toBe(found.change);
      expect(explainChange(given.toReversed(), k)).toEqual(found);
      expect(found.explained === null || (found.explained >= 0 && found.explained <= 1)).toBe(true);
    }),
  );
});
