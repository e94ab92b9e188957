import { createHmac, randomBytes } from "node:crypto";
import fc from "fast-check";
import { expect, test } from "vitest";
import { contracts } from "../../sources/index.ts";
import { withDuckDB } from "../testing/home.ts";
import { globOf, matches } from "./pattern.ts";
import { columnKey, hmacSql, pseudonym } from "./pseudonym.ts";
import { literal } from "./quote.ts";

test("a pseudonym in SQL is the HMAC-SHA256 of node:crypto, cut to 128 bits", async () => {
  const key = randomBytes(32);
  const values = ["", "AB1234", "001234567000089", "الرباط", "é'\"\\ \n", "a\0'b\0", "x".repeat(300)];
  await withDuckDB(async (connection) => {
    for (const value of values) {
      const reader = await connection.runAndReadAll(
        `SELECT ${hmacSql(columnKey(key, "person_key"), "v")} FROM (VALUES (${literal(value)})) AS t (v)`,
      );
      expect(reader.getRows()[0]?.[0]).toBe(pseudonym(key, "person_key", value));
    }
    const nothing = await connection.runAndReadAll(`SELECT ${hmacSql(key, "NULL::VARCHAR")}`);
    expect(nothing.getRows()[0]?.[0]).toBeNull();
  });
  const derived = columnKey(key, "person_key");
  expect(pseudonym(key, "person_key", "A")).toBe(
    createHmac("sha256", derived).update("A").digest("hex").slice(0, 32),
  );
  expect(pseudonym(key, "person_key", "A")).not.toBe(pseudonym(key, "debtor_key", "A"));
});

test("a pattern means in SQL what it means in JavaScript, whichever way it is checked", async () => {
  const patterns = new Set(
    contracts.flatMap(({ tables }) =>
      tables.flatMap(({ columns }) =>
        columns.flatMap(({ type }) => (type.kind === "code" ? [type.pattern] : [])),
      ),
    ),
  );
  for (const more of ["A|B-[0-9]+|CD", "[12][0-9]{3}", "X[A-C]{2}-?", "[a-z]"]) patterns.add(more);
  const odd = fc.string({ unit: fc.constantFrom(..."AB12-./ *?[]é\n"), maxLength: 12 });
  await withDuckDB(async (connection) => {
    for (const pattern of patterns) {
      const whole = new RegExp(`^(?:${pattern})$`);
      const texts = fc.sample(fc.oneof(fc.stringMatching(whole), odd), 60);
      const rows = texts.map((each) => `(${literal(each)})`).join(", ");
      const reader = await connection.runAndReadAll(
        `SELECT v, ${matches("v", pattern)} FROM (VALUES ${rows}) AS t (v)`,
      );
      for (const [value, is] of reader.getRows())
        expect([value, is]).toEqual([value, whole.test(String(value))]);
    }
  });
});

test("what stands between brackets is no alternative of the whole", async () => {
  const cases = {
    "A(B|CD|E)F": { ABF: true, ACDF: true, CD: false, AB: false, EF: false },
    "[A|B|C]X|DE": { AX: true, "|X": true, DE: true, B: false, CX: true },
    "(AB)|(CD)|EF": { AB: true, CD: true, EF: true, "AB|CD": false, ABEF: false },
    "(A)B|C": { AB: true, C: true, B: false, A: false },
  };
  await withDuckDB(async (connection) => {
    for (const [pattern, texts] of Object.entries(cases)) {
      const rows = Object.keys(texts).map((each) => `(${literal(each)})`);
      const reader = await connection.runAndReadAll(
        `SELECT v, ${matches("v", pattern)} FROM (VALUES ${rows.join(", ")}) AS t (v)`,
      );
      expect([pattern, Object.fromEntries(reader.getRows())]).toEqual([pattern, texts]);
    }
  });
  // A plain word is compared before the pattern is tried, and only a plain word.
  expect(matches("v", "A|B-[0-9]+")).toBe(
    "(CASE WHEN v = 'A' THEN true ELSE regexp_full_match(v, 'A|B-[0-9]+') END)",
  );
  for (const none of ["A(B|CD)F", "[A|B|C]X", "A+|(B|C)"]) expect(matches("v", none)).not.toContain("CASE");
});

test("only a pattern of fixed length becomes a GLOB", () => {
  expect(globOf("[12][0-9]{3}")).toBe("[12][0-9][0-9][0-9]");
  for (const other of ["[0-9]+", "A?", "[0-9]{1,3}", "A|B", "(A)", "A.B", "[^A]"])
    expect(globOf(other)).toBeNull();
});
