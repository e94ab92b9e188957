import { expect, test } from "vitest";
import { batchesOf, groupsOf } from "./batches.ts";
import { recognise } from "./inbox.ts";
import { TOY } from "./testing/toy.ts";
import type { InboxFile } from "./types.ts";

const ALONE = 100;
function file(name: string, bytes: number): InboxFile {
  const named = recognise(TOY, name);
  if (named === null) throw new RangeError(name);
  const place = { system: "toy", contract: TOY, path: `/inbox/toy/${name}`, name };
  return { ...named, ...place, bytes, stamp: "", modified: new Date(0) };
}
const names = (groups: readonly { readonly batches: readonly (readonly InboxFile[])[] }[]) =>
  groups.map(({ batches }) => batches.map((batch) => batch.map(({ name }) => name.replace(/\.csv$/, ""))));

test("small files of a table are read together, a large one alone", () => {
  const files = [file("line_2026-01.csv", 5), file("line_2026-02.csv", 5), file("line_2025.csv", ALONE)];
  const all = [...files, file("line_2026-03.csv", 5), file("unit_snapshot.csv", 5)];
  expect(batchesOf(all, ALONE).map((batch) => batch.length)).toEqual([2, 1, 1, 1]);
});

test("the large files of one table are shared out by period, with what else is of their period", () => {
  const years = [2021, 2022, 2023].map((year) => file(`line_${year}.csv`, 200));
  const again = file("line_2022_bis.csv", 200);
  const months = [file("line_2026-01.csv", 5), file("line_2026-02.csv", 5)];
  const { wide, narrow } = groupsOf([...years, again, ...months], 2, ALONE);
  expect(wide).toEqual([]);
  expect(names(narrow)).toEqual([
    [["line_2022"], ["line_2022_bis"]],
    [["line_2021"]],
    [["line_2023"]],
    [["line_2026-01", "line_2026-02"]],
  ]);
});

test("what outweighs all else goes to all threads, and with one thread there is one lane", () => {
  const files = [file("line_2021.csv", 900), file("unit_snapshot.csv", 5)];
  const two = groupsOf(files, 2, ALONE);
  expect([names(two.wide), names(two.narrow)]).toEqual([[[["line_2021"]]], [[["unit_snapshot"]]]]);
  const one = groupsOf(files, 1, ALONE);
  expect([names(one.wide), one.narrow]).toEqual([[[["line_2021"]], [["unit_snapshot"]]], []]);
});
