import { describe, expect, test } from "vitest";
import {
  type Column,
  code,
  column,
  date,
  decimal,
  integer,
  notNegative,
  text,
} from "../../sources/contract.ts";
import { judged, judgedFiles, KEY, label, tableOf } from "../testing/judged.ts";

describe("what is told of a row that is refused", () => {
  const amounts = ["a", "b", "c"].map((name) => column(name, `${name}_mad`, decimal(9, 2), label));
  const person = (nullable: boolean) =>
    column("p", "person_key", code("[A-Z]+"), label, { personal: "pseudonym", nullable });

  test("each value that is wrong, cut to eighty letters", async () => {
    const { good, faults } = await judged(tableOf([KEY, ...amounts]), ["A;1;2;3", `B;x;2;${"9".repeat(90)}`]);
    expect(good).toEqual([["A", "1.00", "2.00", "3.00"]]);
    expect(faults).toEqual([
      [0, 2, "a", "not_a_decimal", "x", null],
      [0, 2, "c", "not_a_decimal", "9".repeat(80), null],
    ]);
  });
  test("nothing of a person, nor of a row with three faults that may have shifted a person's name", async () => {
    const of = tableOf([KEY, ...amounts, person(true)]);
    const { faults } = await judged(of, ["A;1;2;3;x", "B;x;y;3;AB", "C;x;y;z;AB", "D;;y;z;"]);
    expect(faults).toEqual([
      [0, 1, "p", "bad_pattern", "•••", null],
      ...[
        [0, 2, "a", "not_a_decimal", "x", null],
        [0, 2, "b", "not_a_decimal", "y", null],
      ],
      ...["a", "b", "c"].map((name) => [0, 3, name, "not_a_decimal", "•••", null]),
      [0, 4, "a", "required", null, null],
      ...["b", "c"].map((name) => [0, 4, name, "not_a_decimal", "•••", null]),
    ]);
    const missing = await judged(tableOf([KEY, person(false)]), ["A;"]);
    expect(missing.faults).toEqual([[0, 1, "p", "required", null, null]]);
  });
  test("all of a row with many faults where the table is of no person", async () => {
    const { faults } = await judged(tableOf([KEY, ...amounts]), ["A;x;y;z"]);
    expect(faults).toEqual(["a", "b", "c"].map((name, i) => [0, 1, name, "not_a_decimal", "xyz"[i], null]));
  });
  test("an error value of a sheet as such, and in any column; of a text as what it is", async () => {
    const of = tableOf([
      KEY,
      column("note", "note", text(), label, { nullable: true }),
      ...amounts.slice(0, 1),
    ]);
    const sheet = await judged(of, ["A;#REF!;1", "B;x;#N/A", "C;;1"], { sheet: true });
    expect(sheet.good).toEqual([["C", null, "1.00"]]);
    expect(sheet.faults).toEqual([
      [0, 1, "note", "cell_error", "#REF!", null],
      [0, 2, "a", "cell_error", "#N/A", null],
    ]);
    const csv = await judged(of, ["A;#REF!;1", "B;x;#N/A"]);
    expect(csv.good).toEqual([["A", "#REF!", "1.00"]]);
    expect(csv.faults).toEqual([[0, 2, "a", "not_a_decimal", "#N/A", null]]);
  });
});

describe("rules see good values only", () => {
  const rules = [notNegative("a_mad"), { ...notNegative("a_mad"), code: "a_over_b", sql: "a_mad <= b_mad" }];
  const columns = [
    ...[KEY, column("a", "a_mad", decimal(9, 2), label)],
    column("b", "b_mad", decimal(9, 2), label, { nullable: true }),
  ];
  test("a row is refused where one is false, not where it has nothing to say", async () => {
    const of = tableOf(columns, { rules });
    const { good, faults } = await judged(of, ["A;1;2", "B;-1;2", "C;3;2", "D;3;", "E;x;2", "F;-1;x"]);
    expect(good.map(([no]) => no)).toEqual(["A", "D"]);
    const negative = rules[0]?.code;
    expect(faults).toEqual([
      [0, 2, "a", negative, "-1", null],
      [0, 3, "a", "a_over_b", "3", null],
      [0, 5, "a", "not_a_decimal", "x", null],
      ...[
        [0, 6, "a", negative, "-1", null],
        [0, 6, "b", "not_a_decimal", "x", null],
      ],
    ]);
  });
  test("a rule of a column that there is not is a mistake of its contract", async () => {
    const of = tableOf(columns, { rules: [{ ...notNegative("a_mad"), column: "z" }] });
    await expect(judged(of, ["A;1;2"])).rejects.toThrow("no such column");
  });
});

describe("a row lies in its file's period", () => {
  const dated = tableOf([KEY, column("d", "d", date, label, { nullable: true })], {
    period: { grains: ["snapshot", "month", "year"], column: "d" },
  });
  test("from the first day to the last, each file by its own", async () => {
    const { good, faults } = await judgedFiles(dated, {
      "2026-02": ["A;2026-01-31", "B;2026-02-01", "C;2026-02-28", "D;2026-03-01", "E;"],
      "2026-03": ["F;2026-02-28", "G;2026-03-31", "H;2026-04-01"],
    });
    expect(good.map(([no]) => no)).toEqual(["B", "C", "E", "G"]);
    expect(faults).toEqual([
      [0, 1, "d", "outside_period", "2026-01-31", null],
      [0, 4, "d", "outside_period", "2026-03-01", null],
      [1, 1, "d", "outside_period", "2026-02-28", null],
      [1, 3, "d", "outside_period", "2026-04-01", null],
    ]);
    expect((await judgedFiles(dated, { "2026-03": ["A;2026-04-01"] })).faults).toHaveLength(1);
    expect((await judged(dated, ["A;2026-04-01"])).faults).toEqual([]);
  });
  test("a year by its number, and files without a period beside others by nothing", async () => {
    const yearly = tableOf([KEY, column("y", "y", integer(2000, 2100), label)], {
      period: { grains: ["year", "snapshot"], column: "y" },
    });
    const { faults } = await judgedFiles(yearly, { "2025": ["A;2025", "B;2026"], snapshot: ["C;2026"] });
    expect(faults).toEqual([[0, 2, "y", "outside_period", "2026", null]]);
    const { faults: both } = await judgedFiles(dated, {
      "2026-03": ["A;2026-04-01"],
      snapshot: ["B;2026-04-01"],
    });
    expect(both).toEqual([[0, 1, "d", "outside_period", "2026-04-01", null]]);
  });
});

describe("of rows with one key in a file the first stays", () => {
  const of = (key: readonly string[], personal: Column["personal"] = null) =>
    tableOf(
      [
        column("no", "line_no", code("[A-Z0-9]+"), label, { personal }),
        column("year", "year", integer(0, 9999), label),
        column("note", "note", text(90), label, { nullable: true }),
      ],
      { key },
    );
  test("the others name it, as the same row or another with its key", async () => {
    const lines = ["A;1;x", "B;1;x", "A;1;x", "A;2;x", "C;x;x", "C;1;x"];
    expect((await judged(of(["line_no"]), lines)).duplicates).toEqual([
      [0, 3, "no", "duplicate_row", "A", 1],
      [0, 4, "no", "duplicate_key", "A", 1],
    ]);
    expect((await judged(of(["line_no", "year"]), lines)).duplicates).toEqual([
      [0, 3, "no", "duplicate_row", "A · 1", 1],
    ]);
  });
  test("absent values are the same; other files are other rows", async () => {
    const files = { "2025": ["A;1;", "A;1;"], "2026": ["A;1;", "A;1;y"] };
    expect((await judgedFiles(of(["line_no"]), files)).duplicates).toEqual([
      [0, 2, "no", "duplicate_row", "A", 1],
      [1, 2, "no", "duplicate_key", "A", 1],
    ]);
  });
  test("a person's key is not told, and a long one is cut", async () => {
    const { duplicates } = await judged(of(["line_no", "year"], "pseudonym"), ["A;1;x", "A;1;x"]);
    expect(duplicates).toEqual([[0, 2, "no", "duplicate_row", "••• · 1", 1]]);
    const long = "A".repeat(90);
    const { duplicates: cut } = await judged(of(["line_no"]), [`${long};1;x`, `${long};1;x`]);
    expect(cut).toEqual([[0, 2, "no", "duplicate_row", "A".repeat(80), 1]]);
  });
});
