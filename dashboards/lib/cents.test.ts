import fc from "fast-check";
import { expect, it } from "vitest";
import { cents, dirhams, totals } from "./cents.ts";

it("dirhams and centimes are the same money", () => {
  expect(cents("1234.50")).toBe(123450n);
  expect(dirhams(-5n)).toBe("-0.05");
  expect(dirhams(null)).toBeNull();
  fc.assert(
    fc.property(fc.bigInt({ min: -(10n ** 15n), max: 10n ** 15n }), (value) => {
      expect(cents(dirhams(value))).toBe(value);
    }),
  );
});
it("a total keeps every centime, and is unknown where one part is", () => {
  expect(
    totals(
      [
        { a: 1n, b: 2n },
        { a: 10n, b: null },
      ],
      ["a", "b"],
    ),
  ).toEqual({ a: 11n, b: null });
});
