import { expect, test } from "vitest";
import { cover } from "./coverage.ts";

// Two hundred countries are tried by `npm run bench -- index`; a few tell a broken band here.
test("bands hold the truth of simulated countries, and shrinking brings small communes nearer to it", () => {
  const { units, r500, delai, errorRatio } = cover(5, 120, 11);
  expect(units).toBeGreaterThan(500);
  expect(r500).toBeGreaterThan(0.82);
  expect(r500).toBeLessThan(0.96);
  expect(delai).toBeGreaterThan(0.82);
  expect(delai).toBeLessThan(0.96);
  expect(errorRatio).toBeLessThan(0.75);
});
