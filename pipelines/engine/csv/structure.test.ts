import fc from "fast-check";
import { expect, test } from "vitest";
import type { Structure } from "../types.ts";
import { StructureScanner } from "./structure.ts";

function scan(content: string, cuts: readonly number[] = []): Omit<Structure, "head"> {
  const bytes = Buffer.from(content);
  const scanner = new StructureScanner(";");
  const ends = [...new Set(cuts.map((cut) => cut % (bytes.length + 1)))].sort((a, b) => a - b);
  let from = 0;
  for (const end of [...ends, bytes.length]) {
    scanner.push(bytes.subarray(from, end));
    from = end;
  }
  const { head, ...structure } = scanner.end();
  expect(Buffer.from(head).toString()).toBe(content);
  return structure;
}

const plain = { eol: "\n", blanks: [], breaks: [], places: null, open: false };

test("counts records after the header", () => {
  expect(scan("a;b\n1;2\n3;4\n")).toEqual({ ...plain, rows: 2 });
  expect(scan("a;b\n1;2\n3;4")).toEqual({ ...plain, rows: 2 });
  expect(scan("a;b\r\n1;2\r\n")).toEqual({ ...plain, rows: 1, eol: "\r\n" });
  expect(scan("a;b")).toEqual({ ...plain, rows: 0 });
  expect(scan("")).toEqual({ ...plain, rows: 0 });
});

test("a blank line is no record, and is known by the record after it", () => {
  expect(scan("a\n\n1\n\n\n2\n\n")).toEqual({ ...plain, rows: 2, blanks: [1, 2, 2, 3] });
  expect(scan("a\r\n\r\n1\r\n")).toMatchObject({ rows: 1, blanks: [1] });
});

test("a line break in quotes does not end a record", () => {
  expect(scan('a;b\n1;"x\ny\n"\n2;3\n')).toEqual({ ...plain, rows: 2, breaks: [2, 2] });
  expect(scan('a;b\n1;"x""\n";2\n2;3\n')).toMatchObject({ rows: 2, breaks: [2] });
});

test("a quote counts only at the start of a field", () => {
  expect(scan('a;b\n1;5" x\n2;3\n')).toEqual({ ...plain, rows: 2 });
  expect(scan('a;b\n1;"x\n2;3\n')).toMatchObject({ rows: 1, open: true });
});

test("is the same however the bytes are cut", () => {
  const content = fc
    .array(fc.constantFrom("a", ";", '"', "\n", "\r\n", "é", '"";', "\n\n"), { maxLength: 60 })
    .map((parts) => parts.join(""));
  fc.assert(
    fc.property(content, fc.array(fc.nat(200), { maxLength: 8 }), (each, cuts) => {
      expect(scan(each, cuts)).toEqual(scan(each));
    }),
    { numRuns: 500 },
  );
});
