import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { code, column, date, integer, money, say, type Table, text } from "../../sources/contract.ts";
import { StructureScanner } from "../csv/structure.ts";
import { PLAIN, tableOf } from "../testing/judged.ts";
import { Sieve } from "./sieve.ts";

const label = say("Essai", "تجربة", "Trial");
const TABLE: Table = tableOf(
  [
    column("no", "no", code("[A-Z0-9]{2,8}"), label),
    column("rang", "rank", integer(0, 99), label),
    column("note", "note", text(40), label, { nullable: true }),
    column("montant", "amount_mad", money, label),
    column("personne", "person_key", code("[A-Z]{2}"), label, { nullable: true, personal: "pseudonym" }),
    column("jour", "day", date, label, { nullable: true }),
  ],
  { key: ["no", "rank"] },
);
const HEADER = "no;rang;note;montant;personne;jour";

function sifted(content: string, sizes: readonly number[] = [1 << 20], eol: "\n" | "\r\n" = "\n") {
  const bytes = Buffer.from(content);
  const sieve = Sieve.of(TABLE, PLAIN, eol, 1 + content.split("\n").length);
  if (sieve === null) throw new Error("no sieve");
  const scanner = new StructureScanner(";");
  for (let at = 0, n = 0; at < bytes.length; n += 1) {
    const piece = bytes.subarray(at, at + (sizes[n % sizes.length] ?? 1));
    sieve.push(piece);
    scanner.push(piece);
    at += piece.length;
  }
  return { end: sieve.end(), scanned: scanner.end(), bytes };
}
const of = (lines: readonly string[], eol = "\n") => [HEADER, ...lines, ""].join(eol);
const row = (no: string, more = "1;x;5.10;AB;2026-03-01") => `${no};${more}`;

describe("a plain file", () => {
  test("has records that begin where they begin, and the scanner's structure", () => {
    const { end, scanned, bytes } = sifted(of([row("A1"), "", row("A2"), row("A3", "2;é;0;;")]));
    expect(end?.structure).toEqual(scanned);
    const starts = [...(end?.sifted.starts ?? [])];
    expect(starts.map((start) => bytes.subarray(start, start + 2).toString())).toEqual(["A1", "A2", "A3"]);
    expect(end?.sifted).toMatchObject({ rows: 3, odd: [], miscounted: [], alike: [], end: bytes.length });
  });

  test("may end without a line end, and in CR and LF", () => {
    const { end, scanned } = sifted(of([row("A1"), row("A2")], "\r\n").trimEnd(), [7], "\r\n");
    expect(end?.structure).toEqual(scanned);
    expect(end?.sifted).toMatchObject({ rows: 2, odd: [] });
  });

  test.each([
    ["a form that is not the column's", "A1;1;x;5,10;AB;2026-03-01", { odd: [2], miscounted: [] }],
    ["a date that no calendar has the form of", "A1;1;x;5.10;AB;2026-13-01", { odd: [2], miscounted: [] }],
    ["nothing where something must be", "A1;;x;5.10;AB;2026-03-01", { odd: [2], miscounted: [] }],
    ["a key that has two ways to be written", "A1;01;x;5.10;AB;2026-03-01", { odd: [2], miscounted: [] }],
    ["too few columns", "A1;1;x;5.10;AB", { odd: [2], miscounted: [2] }],
    ["too many columns", "A1;1;x;5.10;AB;2026-03-01;", { odd: [2], miscounted: [2] }],
    ["too many columns, and a bad form", "A1;x;x;5.10;AB;2026-03-01;", { odd: [2], miscounted: [2] }],
  ])("tells %s", (_, bad, expected) => {
    const { end } = sifted(of([row("A0"), bad, row("A9")]));
    expect(end?.sifted).toMatchObject({ rows: 3, alike: [], ...expected });
  });

  test("tells the records whose key comes again, with the first of them", () => {
    const lines = [
      row("A1"),
      row("A1", "2;x;5;;"),
      row("B1"),
      row("A1"),
      row("A1;2".slice(0, 2)),
      row("AB", "1;;1;;"),
    ];
    expect(sifted(of(lines)).end?.sifted.alike).toEqual([1, 4, 5]);
  });

  test("gives the persons that come again and again", () => {
    const lines = Array.from({ length: 30 }, (_, n) => row(`A${n}`, `1;x;5;${["AB", "CD", ""][n % 3]};`));
    expect(sifted(of(lines)).end?.sifted.persons).toEqual(new Map([["person_key", ["AB", "CD"]]]));
  });

  test("is the same in pieces of any size, and longer than what is walked at once", () => {
    const lines = Array.from({ length: 20_000 }, (_, n) =>
      n % 977 === 5 ? row(`A${n}`, "1;x;bad;;") : n % 1500 === 7 ? row(`A${n - 1}`) : row(`A${n}`),
    );
    const whole = sifted(of(lines));
    expect(whole.bytes.length).toBeGreaterThan(2 << 18);
    expect(whole.end?.structure).toEqual(whole.scanned);
    expect(whole.end?.sifted.odd).toEqual(lines.flatMap((each, n) => (each.includes("bad") ? [n + 1] : [])));
    expect(whole.end?.sifted.alike).toEqual(
      lines.flatMap((each, n) => (lines[n - 1] === each || lines[n + 1] === each ? [n + 1] : [])),
    );
    for (const sizes of [[1 << 18], [100_003, 17]]) expect(sifted(of(lines), sizes).end).toEqual(whole.end);
  });
});

test.each([
  ["a quote", of([row("A1", '1;"x";5.10;AB;')])],
  ["a carriage return", of([row("A1", "1;x\ry;5.10;AB;")])],
  ["a zero byte", of([row("A1", "1;\0;5.10;AB;")])],
  ["lines that end in two ways", `${of([row("A1")])}${row("A2")}\r\n`],
  ["a line of a megabyte", of([row("A1", `1;${"x".repeat(1 << 20)};5.10;AB;`)])],
  ["a header without an end", HEADER],
])("a file with %s is not plain", (_, content) => expect(sifted(content, [4096]).end).toBeNull());

test("a file whose rows are odd is not plain", () => {
  const lines = Array.from({ length: 1500 }, (_, n) => row(`A${n}`, "1;x;5,10;;"));
  expect(sifted(of(lines)).end).toBeNull();
});

test("whatever the text, a file that is plain has the scanner's records", () => {
  const unit = fc.constantFrom(...'A;;\n1.\r"é\0x'.split(""));
  fc.assert(
    fc.property(fc.string({ unit, maxLength: 60 }), fc.integer({ min: 1, max: 9 }), (body, size) => {
      const { end, scanned } = sifted(`${HEADER}\n${row("A1")}\n${body}`, [size]);
      if (end !== null) expect({ ...end.structure, head: 0 }).toEqual({ ...scanned, head: 0 });
    }),
    { numRuns: 400 },
  );
});

test("there is no sieve for values that may be written in more than one way", () => {
  expect(Sieve.of(TABLE, { ...PLAIN, values: ["trimmed"] }, "\n", 10)).toBeNull();
});
