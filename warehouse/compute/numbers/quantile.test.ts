import { expect, it } from "vitest";
import { quantile, quantiles } from "./quantile.ts";
import { seeded } from "./random.ts";

it.each([1, 2, 3, 10, 100, 1000])("gives of %i values in any order what it gives in order", (count) => {
  const random = seeded(3, count);
  for (let round = 0; round < 20; round += 1) {
    // Half of the rounds with many equals.
    const values = Float64Array.from({ length: count }, () => random() % (round % 2 === 0 ? 7 : 2 ** 31));
    const sorted = values.slice().sort();
    expect(quantiles(values, 0.05, 0.95)).toEqual([quantile(sorted, 0.05), quantile(sorted, 0.95)]);
  }
});
