import { describe, expect, test } from "vitest";
import { column, decimal, text } from "../../sources/contract.ts";
import { parsePeriod } from "../period.ts";
import { judged, KEY, label, PLAIN, tableOf } from "../testing/judged.ts";
import { planStage, stageSql } from "./stage.ts";

const LINE = tableOf([
  ...[KEY, column("a", "a_mad", decimal(9, 2), label)],
  column("note", "note", text(9), label, { nullable: true }),
]);

describe("a file whose columns are not the contract's", () => {
  test("is read by the names of its own; what it does without is absent, what it has more is passed over", async () => {
    const { good, faults } = await judged(LINE, ["1;zzz;A", "x;;B"], { layout: ["a", null, "no"] });
    expect(good).toEqual([["A", "1.00", null]]);
    expect(faults).toEqual([[0, 2, "a", "not_a_decimal", "x", null]]);
    const turned = await judged(LINE, ["n;1;A"], { layout: ["note", "a", "no"] });
    expect(turned.good).toEqual([["A", "1.00", "n"]]);
  });
});

describe("how DuckDB reads it", () => {
  const period = parsePeriod("snapshot");
  const sqlOf = (
    files: readonly { readonly bytes: number; readonly rows: number }[],
    eol: "\n" | "\r\n" = "\n",
  ): string => {
    if (period === null) throw new RangeError("snapshot");
    const inputs = files.map((each, at) => ({ path: `/f${at}.csv`, period, ...each }));
    return stageSql(
      planStage(LINE, PLAIN, () => "commune"),
      inputs,
      eol,
    );
  };
  const bufferOf = (...files: Parameters<typeof sqlOf>[0]): number =>
    Number(/buffer_size = (\d+)/.exec(sqlOf(files))?.[1]);
  const MIB = 2 ** 20;

  test("with the line ends that it has", () => {
    expect(sqlOf([{ bytes: 9, rows: 1 }])).toContain(String.raw`new_line = '\n'`);
    expect(sqlOf([{ bytes: 9, rows: 1 }], "\r\n")).toContain(String.raw`new_line = '\r\n'`);
  });
  test("in even pieces of 130,000 rows or a little more, as many as two threads share", () => {
    // 200 bytes a row: 26 MB for 130,000; 38 pieces of a gigabyte, and a hundredth more each.
    expect(bufferOf({ bytes: 1e9, rows: 5e6 })).toBe(Math.round((1e9 / 38) * 1.01));
    // Three would fit in 90 MB: two are read.
    expect(bufferOf({ bytes: 9e7, rows: 450_000 })).toBe(Math.round((9e7 / 2) * 1.01));
    // Not even two: one piece of 130,000 rows.
    expect(bufferOf({ bytes: 5e7, rows: 250_000 })).toBe(26_000_000);
  });
  test("of 16 MiB at least and of 64 at most", () => {
    expect(bufferOf({ bytes: 1000, rows: 20 })).toBe(16 * MIB);
    expect(bufferOf({ bytes: 40, rows: 0 })).toBe(16 * MIB);
    expect(bufferOf({ bytes: 300, rows: 1 })).toBe(39_000_000);
    expect(bufferOf({ bytes: 1e9, rows: 1e6 })).toBe(64 * MIB);
  });
  test("by the largest of its files", () => {
    const [large, small] = [
      { bytes: 1e9, rows: 5e6 },
      { bytes: 4000, rows: 20 },
    ];
    for (const files of [
      [large, small],
      [small, large],
    ])
      expect(bufferOf(...files)).toBe(bufferOf(large));
  });
});
