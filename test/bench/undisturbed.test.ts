import { expect, test } from "vitest";
import { ticksOf, undisturbed } from "./undisturbed.ts";

test("what the host took is read from the first line of the system's counts", () => {
  expect(ticksOf("cpu  10 1 4 80 2 0 1 2 0 0\ncpu0 5 0 2 40 1 0 0 1 0 0\n")).toEqual({ all: 100, stolen: 2 });
});

test("a measurement that the host disturbed is made again, up to a limit", async () => {
  const run = async (stolen: readonly number[]) => {
    const readings = stolen.flatMap((taken, at) => [
      { all: at * 100, stolen: 0 },
      { all: at * 100 + 100, stolen: taken },
    ]);
    let measured = 0;
    const ticks = () => readings.shift() ?? { all: 0, stolen: 0 };
    const measure = () => {
      measured += 1;
      return Promise.resolve(measured);
    };
    return undisturbed(measure, ticks);
  };
  expect(await run([5])).toEqual({ value: 1, aside: 0 });
  expect(await run([6, 40, 0])).toEqual({ value: 3, aside: 2 });
  expect(await run(Array.from({ length: 20 }, () => 50))).toEqual({ value: 13, aside: 12 });
});
