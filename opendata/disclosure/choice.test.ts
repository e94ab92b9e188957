import { describe, expect, it } from "vitest";
import { solver } from "../testing/solver.ts";
import { attack, isRecovered } from "./audit.ts";
import { type Past, protect } from "./protect.ts";
import { isSmall } from "./rules.ts";
import { countTable, keyOf } from "./table.ts";

/** Units with the unit above them and their counts by column: x, y, z where there are several. */
type Counts = Readonly<Record<string, readonly [parent: string | null, ...counts: number[]]>>;
interface Given {
  readonly withheld?: string;
  readonly known?: string;
  readonly of?: "persons" | "firms";
}

const solve = solver();
/** `a` or `a.x`: a unit, and its column where there are several. */
const cellsOf = (list = ""): Set<string> =>
  new Set(
    list
      .split(" ")
      .filter((cell) => cell !== "")
      .map((cell) => keyOf(cell.split(".")[0] ?? "", cell.split(".")[1] ?? "")),
  );
const tableOf = (counts: Counts) => {
  const rows = Object.entries(counts).flatMap(([unit, [parent, ...values]]) =>
    values.map((value, i) => ({ unit, parent, column: values.length === 1 ? "" : ("xyz"[i] ?? ""), value })),
  );
  for (const { unit, column, value } of rows) {
    const parts = rows.filter((row) => row.parent === unit && row.column === column);
    if (parts.length > 0) expect(parts.reduce((sum, part) => sum + part.value, 0)).toBe(value);
  }
  return countTable(rows);
};
const chosen = (counts: Counts, { withheld, known, of = "persons" }: Given = {}) => {
  const past: Past = { withheld: cellsOf(withheld), known: cellsOf(known) };
  return protect(tableOf(counts), (value) => isSmall(value, of), past);
};
/** What is withheld, and that it hides what it should. */
async function withholds(counts: Counts, expected: string, given: Given = {}): Promise<void> {
  const found = chosen(counts, given);
  expect([...found.withheld].sort()).toEqual([...cellsOf(expected)].sort());
  expect(found.weak).toEqual([]);
  expect(attack(tableOf(counts), found.withheld, await solve).filter(isRecovered)).toEqual([]);
}

describe("a small count hides behind what costs the reader least", () => {
  it("its total, when it has no neighbour", () => withholds({ t: [null, 4], a: ["t", 4] }, "a t"));
  it("a nought before a dozen", () =>
    withholds({ t: [null, 13], a: ["t", 1], b: ["t", 12], c: ["t", 0] }, "a c"));
  it("a nought is worth five: as much as a count of five, then the first of the two goes", async () => {
    await withholds({ t: [null, 8], a: ["t", 3], b: ["t", 0], c: ["t", 5] }, "a b");
    await withholds({ t: [null, 8], a: ["t", 3], b: ["t", 5], c: ["t", 0] }, "a b");
  });
  it("a count of four firms is worth less than a nought", () =>
    withholds({ t: [null, 6], a: ["t", 2], b: ["t", 0], c: ["t", 4] }, "a c", { of: "firms" }));
  it("the first of two in another province when both cost twelve: two fives, or a five and a nought", () =>
    // p and pa cost 6 + 6, p and pb 6 + 6, q and qa 82, t 47.
    withholds(
      {
        ...{ t: [null, 46], p: ["t", 5], pa: ["p", 5], pb: ["p", 0] },
        ...{ q: ["t", 40], qa: ["q", 40], r: ["t", 1], ra: ["r", 1] },
      },
      "r ra p pa",
    ));
  it("the country's total before two cells of another province, and then a neighbour of its own", () =>
    // q and qa: t costs 45, pa and p 55. pc: pa 11, pb 31.
    withholds(
      { t: [null, 44], p: ["t", 43], pa: ["p", 10], pb: ["p", 30], pc: ["p", 3], q: ["t", 1], qa: ["q", 1] },
      "q qa t pc pa",
    ));
  it("what is withheld already costs nothing", () =>
    withholds({ t: [null, 42], a: ["t", 40], b: ["t", 2] }, "b t", { withheld: "t" }));
});

describe("a table of two columns: totals of each row stand too", () => {
  it("alone: its row and the total's", () =>
    withholds({ t: [null, 30, 4], a: ["t", 30, 4] }, "a.x a.y t.x t.y"));
  it("two rows of two: 109 with the neighbour, 117 with the total", () =>
    // a.y may rise by as much as a.x has, 6; the neighbour's fifties need 5.
    withholds({ t: [null, 56, 52], a: ["t", 6, 2], b: ["t", 50, 50] }, "a.x a.y b.x b.y"));
  it("totals of a small count first, by way of the part that costs least, and the count behind that part", () =>
    // p and t: 129 by way of pb, 133 by way of pa; pa then needs its thirty alone.
    withholds(
      { t: [null, 4, 50], p: ["t", 4, 50], pa: ["p", 4, 30], pb: ["p", 0, 20] },
      "pa.x pa.y pb.x pb.y p.x p.y t.x t.y",
    ));
  it("a nought beside it stops one direction, not the other", () =>
    withholds({ t: [null, 9, 12], a: ["t", 3, 0], b: ["t", 6, 12] }, "a.x a.y b.x b.y"));
  it("fifty beside two and four cannot move by the five that it needs, so that the total goes as well", () =>
    withholds({ t: [null, 6, 90], a: ["t", 2, 50], b: ["t", 4, 40] }, "a.x a.y b.x b.y t.x t.y"));
  it("a move that goes exactly as far as a count needs is enough for it", () =>
    // a.x and d.x need one and move by one, against each other. The fifty beside a needs five: the total gives them.
    withholds(
      { t: [null, 2, 123], a: ["t", 1, 50], b: ["t", 0, 50], c: ["t", 0, 20], d: ["t", 1, 3] },
      "a.x a.y d.x d.y t.x t.y",
    ));
});

describe("what was published before", () => {
  it("a total stays withheld behind the cheapest of its three greatest parts", () =>
    // c is no part to hide behind: of nought, nothing can be taken away.
    withholds(
      { t: [null, 36, 42], a: ["t", 9, 10], b: ["t", 9, 12], c: ["t", 9, 0], d: ["t", 9, 20] },
      "t.x t.y a.x a.y",
      { withheld: "t.y" },
    ));
  it("stays withheld, were it ever so great", () =>
    withholds({ t: [null, 120], a: ["t", 40], b: ["t", 30], c: ["t", 50] }, "a b", { withheld: "a" }));
  it("hides nothing once it is known: the next cheapest does", () =>
    withholds({ t: [null, 63], a: ["t", 3], b: ["t", 20], c: ["t", 40] }, "a c", { known: "b" }));
  it("sends a count to another province when its neighbour and the total are known", () =>
    withholds(
      { t: [null, 53], p: ["t", 23], pa: ["p", 3], pb: ["p", 20], q: ["t", 30], qa: ["q", 30] },
      "pa p q qa",
      { known: "pb t" },
    ));
  it("leaves a count weak when everything else is known", () => {
    const found = chosen({ t: [null, 0], a: ["t", 0] }, { withheld: "a", known: "t" });
    expect(found).toEqual({ withheld: cellsOf("a"), weak: [...cellsOf("a")] });
  });
});
