import { expect, it } from "vitest";
import { bench } from "../bench/crowd.ts";
import { tell } from "./told.ts";

it("every figure of the crowd is within its bar", async () => {
  const figures = await bench({ scale: 1, work: "" });
  for (const { name, value, unit } of figures) tell(`${name}: ${value.toFixed(0)} ${unit}`);
  expect(figures.filter(({ bar, ratio }) => bar !== null && ratio > bar)).toEqual([]);
});
