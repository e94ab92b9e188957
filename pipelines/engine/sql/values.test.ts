import type { Json } from "@duckdb/node-api";
import { describe, expect, test } from "vitest";
import {
  boolean,
  type ColumnType,
  code,
  column,
  date,
  decimal,
  integer,
  LENIENCIES,
  listOf,
  oneOf,
  territory,
  text,
  timestamp,
} from "../../sources/contract.ts";
import { FRENCH, judged, KEY, label, tableOf } from "../testing/judged.ts";
import type { Format } from "../types.ts";

/** What becomes of each text of a type: its value as text, or its fault. */
async function values(
  type: ColumnType,
  texts: readonly string[],
  given: Partial<Format> = {},
): Promise<Record<string, Json>> {
  const lines = texts.map((each, at) => `R${at};"${each}"`);
  const { good, faults } = await judged(tableOf([KEY, column("v", "v", type, label)]), lines, given);
  const told = new Map<string, Json>();
  for (const [no, value] of good) told.set(String(no), value ?? null);
  for (const [, rec, , code] of faults) told.set(`R${Number(rec) - 1}`, `✗ ${code}`);
  return Object.fromEntries(texts.map((each, at) => [each, told.get(`R${at}`) ?? "missing"]));
}
const same = (...texts: readonly string[]) => Object.fromEntries(texts.map((each) => [each, each]));
const faulty = (fault: string, ...texts: readonly string[]) =>
  Object.fromEntries(texts.map((each) => [each, `✗ ${fault}`]));
async function holds(type: ColumnType, expected: Record<string, string>, given: Partial<Format> = {}) {
  expect(await values(type, Object.keys(expected), given)).toEqual(expected);
}

describe("a value is good in its plain form alone", () => {
  test("text by its letters, not its bytes", () =>
    holds(text(3), { ...same("abc", "éàü", "الر"), ...faulty("too_long", "abcd", "éàüx") }));
  test("codes as a whole", async () => {
    await holds(code("[A-Z]{2}[0-9]"), {
      ...same("AB1"),
      ...faulty("bad_pattern", "AB", "AB12", "ab1", "xAB1"),
    });
    await holds(code("A|B-[0-9]+|CD"), {
      ...{ ...same("A", "B-12", "CD"), ...faulty("bad_pattern", "B", "C", "AA", "A|B") },
    });
  });
  test("territories, lists and their items", async () => {
    await holds(territory("commune"), {
      ...same("01.051.01.01"),
      ...faulty("unknown_territory", "01.051", "x"),
    });
    await holds(oneOf({ BC: label, MARCHE: label }), {
      ...same("BC", "MARCHE"),
      ...faulty("not_in_list", "bc"),
    });
    await holds(listOf(integer(1, 9)), {
      ...{
        "1|9": "[1, 9]",
        "4": "[4]",
        ...faulty("out_of_range", "1|10"),
        ...faulty("not_an_integer", "1||2"),
      },
    });
  });
  test("whole numbers within their bounds", () =>
    holds(integer(-5, 20), {
      ...{ ...same("-5", "20", "0"), "007": "7" },
      ...faulty("out_of_range", "-6", "21", "99999999999"),
      ...faulty("not_an_integer", "1e1", "10.0", "+10", " 10", "x"),
    }));
  test("decimals of so many figures", async () => {
    const taken = { "1.5": "1.50", "125": "125.00", "-0.1": "-0.10", "007.5": "7.50" };
    const refused = ["1000", "1.255", "1e2", ".5", "5.", "1,25", " 1.25"];
    await holds(decimal(5, 2), {
      ...same("1.25", "999.99"),
      ...taken,
      ...faulty("not_a_decimal", ...refused),
    });
    const french = { "1,25": "1.25", "1,5": "1.50", "999,99": "999.99" };
    await holds(decimal(5, 2), { ...french, ...faulty("not_a_decimal", "1.25", "1,255") }, FRENCH);
  });
  test("days and instants as agreed", async () => {
    await holds(date, {
      ...{
        ...same("2026-03-10"),
        ...faulty("not_a_date", "2026-02-30", "2026/03/10", "2026-3-1", "10/03/2026"),
      },
    });
    const french = { "10/03/2026": "2026-03-10" };
    await holds(date, { ...french, ...faulty("not_a_date", "31/02/2026", "1/3/2026", "2026-03-10") }, FRENCH);
    const late = [
      "2026-03-10T24:00:00Z",
      "2026-02-30T08:30:00Z",
      "2026-03-10 08:30:00",
      "2026-03-10T08:30:00",
    ];
    await holds(timestamp, {
      ...{ "2026-03-10T08:30:00Z": "2026-03-10 08:30:00", ...faulty("not_a_timestamp", ...late) },
    });
    const instant = { "10/03/2026 08:30:00": "2026-03-10 08:30:00" };
    await holds(
      timestamp,
      { ...instant, ...faulty("not_a_timestamp", "10/3/2026 8:30:00", ...late) },
      FRENCH,
    );
  });
  test("true and false", () =>
    holds(boolean, { ...same("true", "false"), ...faulty("not_a_boolean", "TRUE", "1", "oui") }));
});

describe("a contract may take other ways of writing", () => {
  const all: Partial<Format> = { values: LENIENCIES };
  test("numbers in groups, with Arabic figures, with spaces around", async () => {
    const grouped = {
      "1 250": "1250",
      "١٢": "12",
      " 7 ": "7",
      "1 250 000": "1250000",
      "-1\u202f250": "-1250",
    };
    await holds(
      integer(-1e4, 1e7),
      { ...grouped, ...faulty("not_an_integer", "1 25", "12 50", "1.250") },
      all,
    );
    const money = { "1 250,50": "1250.50", "1.250,50": "1250.50", "١٢٫٥": "12.50", "12,5": "12.50" };
    await holds(
      decimal(9, 2),
      { ...money, ...faulty("not_a_decimal", "1.25,50", "1,250.50") },
      { ...all, ...FRENCH },
    );
    await holds(
      decimal(9, 2),
      { "1 250.50": "1250.50", ...faulty("not_a_decimal", "1.250,50", "1.250.000") },
      all,
    );
  });
  test("a spreadsheet's days, by its epoch", async () => {
    await holds(date, { "46091": "2026-03-10", ...faulty("not_a_date", "2026", "19999", "80000") }, all);
    await holds(date, { "46091": "2026-03-10" }, { ...all, ...FRENCH });
    await holds(date, { "46091": "2030-03-11" }, { ...all, epoch: 1904 });
    const instant = { "46091.5": "2026-03-10 12:00:00", "46091": "2026-03-10 00:00:00" };
    await holds(timestamp, { ...instant, ...faulty("not_a_timestamp", "9.5") }, all);
    await holds(timestamp, instant, { ...all, ...FRENCH });
    await holds(integer(0, 99999), same("46091"), all);
  });
  test("words for true and false", () =>
    holds(
      boolean,
      { oui: "true", NON: "false", نعم: "true", "0": "false", ...faulty("not_a_boolean", "peut-être") },
      all,
    ));
  test("text as it is, but for what stands around it", () =>
    holds(text(9), { " a b ": "a b", "1 250": "1 250", "\u200f١٢": "١٢" }, all));
});
