import { expect, test } from "vitest";
import { solver } from "../testing/solver.ts";
import { attack, isRecovered } from "./audit.ts";
import { countTable, keyOf } from "./table.ts";

const solve = solver();
const FLAT = countTable([
  { unit: "a", parent: "t", column: "", value: 3 },
  { unit: "b", parent: "t", column: "", value: 20 },
  { unit: "c", parent: "t", column: "", value: 40 },
  { unit: "t", parent: null, column: "", value: 63 },
]);
/** `a 0–23` for what the attacker finds. */
async function found(
  table: typeof FLAT,
  withheld: readonly string[],
  known: Readonly<Record<string, number>> = {},
): Promise<string[]> {
  const keyed = (cell: string) => keyOf(cell.split(".")[0] ?? "", cell.split(".")[1] ?? "");
  const told = new Map(Object.entries(known).map(([cell, value]) => [keyed(cell), value]));
  const bounds = attack(table, new Set(withheld.map(keyed)), await solve, told);
  return bounds.map(
    ({ key, low, high }) => `${key.replace("\u0000", ".").replace(/\.$/, "")} ${low}–${high}`,
  );
}

test("one cell withheld alone is worked out, two share their sum", async () => {
  expect(await found(FLAT, ["a"])).toEqual(["a 3–3"]);
  expect(await found(FLAT, ["a", "b"])).toEqual(["a 0–23", "b 0–23"]);
  expect(await found(FLAT, ["a", "t"])).toEqual(["a 0–999940", "t 60–1000000"]);
});

test("what an earlier release told is used; counts that cannot add up are no table", async () => {
  expect(await found(FLAT, ["a", "b"], { a: 3 })).toEqual(["a 3–3", "b 20–20"]);
  const wrong = countTable([
    { unit: "a", parent: "t", column: "", value: 3 },
    { unit: "b", parent: "t", column: "", value: 80 },
    { unit: "t", parent: null, column: "", value: 63 },
  ]);
  await expect(found(wrong, ["a"])).rejects.toThrow("audit: Infeasible");
});

test("columns add up in each row, units in each column", async () => {
  // A cross moves as a whole: 6 down at most on one side, 2 on the other.
  const cut = countTable(
    Object.entries({ a: [6, 2], b: [50, 60], c: [7, 8], t: [63, 70] }).flatMap(([unit, values]) =>
      values.map((value, i) => ({ unit, parent: unit === "t" ? null : "t", column: "xy"[i] ?? "", value })),
    ),
  );
  expect(await found(cut, ["a.x", "a.y", "b.x", "b.y"])).toEqual([
    ...["a.x 0–8", "a.y 0–8", "b.x 48–56", "b.y 54–62"],
  ]);
  expect(await found(cut, ["a.x", "b.x"])).toEqual(["a.x 6–6", "b.x 50–50"]);
  expect(await found(cut, ["a.x", "a.y"])).toEqual(["a.x 6–6", "a.y 2–2"]);
});

test("totals of totals are totals too", async () => {
  const nested = countTable(
    (
      [
        ...[
          ["pa", "p", 3],
          ["pb", "p", 7],
          ["p", "t", 10],
          ["qa", "q", 4],
          ["qb", "q", 8],
        ],
        ...[
          ["q", "t", 12],
          ["t", null, 22],
        ],
      ] as const
    ).map(([unit, parent, value]) => ({ unit, parent, column: "", value })),
  );
  // pa and p go up together as far as q and qa come down.
  expect(await found(nested, ["pa", "p", "qa", "q"])).toEqual(["pa 0–7", "p 7–14", "qa 0–7", "q 8–15"]);
  expect(await found(nested, ["p", "q"])).toEqual(["p 10–10", "q 12–12"]);
});

test("a cell is given away when it is known to less than a tenth, or to less than one", () => {
  const given = (value: number, low: number, high: number) => isRecovered({ key: "a", value, low, high });
  expect(given(3, 3, 3)).toBe(true);
  expect(given(3, 3, 4)).toBe(false);
  expect(given(50, 47, 51)).toBe(true);
  expect(given(50, 46, 51)).toBe(false);
  expect(given(50, 0, 900)).toBe(false);
});
