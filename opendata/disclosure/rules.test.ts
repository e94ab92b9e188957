import { expect, test } from "vitest";
import { isSmall, needOf } from "./rules.ts";

test("one to four persons are few, and one or two firms; zero tells of nobody", () => {
  const few = (of: "persons" | "firms") => [0, 1, 2, 3, 4, 5, 60].filter((count) => isSmall(count, of));
  expect(few("persons")).toEqual([1, 2, 3, 4]);
  expect(few("firms")).toEqual([1, 2]);
});

test("a withheld count must be able to move by a tenth, upwards to whole ones, and by one at least", () => {
  expect([0, 1, 10, 11, 50, 51].map(needOf)).toEqual([1, 1, 1, 2, 5, 6]);
});
