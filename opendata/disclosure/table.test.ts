import { expect, test } from "vitest";
import { countTable, pathOf } from "./table.ts";

test("units are known by the way up from them and by their leaves; a parent without a row is the outside", () => {
  const table = countTable([
    { unit: "pb", parent: "p", column: "", value: 4 },
    { unit: "pa", parent: "p", column: "", value: 3 },
    { unit: "p", parent: "country", column: "", value: 7 },
    { unit: "q", parent: "country", column: "", value: 9 },
  ]);
  expect(Object.fromEntries(table.parentOf)).toEqual({ p: null, pa: "p", pb: "p", q: null });
  expect(pathOf(table, "pa")).toEqual(["pa", "p"]);
  expect(Object.fromEntries(table.leavesOf)).toEqual({
    ...{ p: ["pa", "pb"], pa: ["pa"], pb: ["pb"], q: ["q"] },
  });
  expect(Object.fromEntries(table.childrenOf)).toEqual({ p: ["pa", "pb"], pa: [], pb: [], q: [] });
});
