import fc from "fast-check";
import { expect, test } from "vitest";
import { contracts } from "../../sources/index.ts";
import { automatonOf } from "./pattern.ts";

const contractPatterns = contracts.flatMap(({ tables }) =>
  tables.flatMap(({ columns }) =>
    columns.flatMap(({ type }) => (type.kind === "code" ? [type.pattern] : [])),
  ),
);
const PATTERNS = [
  ...new Set(contractPatterns),
  ...[
    "-?[0-9]{1,16}([.][0-9]{1,2})?",
    "0|-?[1-9][0-9]*",
    "true|false",
    "a*",
    "(ab|a)*b",
    "a{2,}",
    "[a-c]{0,2}x?",
  ],
  ...["20[0-9]{2}(-T[1-4])?", "(a|b)(c|d){2}", "[A-Z0-9./-]+", "x+y*"],
];

function accepted(pattern: string, text: string): boolean | null {
  const automaton = automatonOf(pattern);
  if (automaton === null) return null;
  let state = 0;
  for (const byte of Buffer.from(text)) {
    state = byte < 128 ? (automaton.next[state * 128 + byte] ?? -1) : -1;
    if (state < 0) return false;
  }
  return automaton.accepts[state] ?? false;
}

test.each(PATTERNS)("%s is told as a regular expression tells it", (pattern) => {
  const expected = new RegExp(`^(?:${pattern})$`);
  const like = fc.oneof(
    // Lookarounds and boundaries apart, all of it.
    fc.stringMatching(expected),
    fc.string({ unit: fc.constantFrom(..."aAbBxX019-./;_ éT".split("")), maxLength: 24 }),
  );
  fc.assert(
    fc.property(like, fc.nat(30), fc.constantFrom("", "a", "0", ".", "\n"), (text, at, more) => {
      for (const each of [text, text.slice(0, at) + more + text.slice(at), text.slice(1)]) {
        const told = accepted(pattern, each);
        if (told !== null) expect([each, told]).toEqual([each, expected.test(each)]);
      }
    }),
    { numRuns: 60 },
  );
});

test("the patterns of contracts are told by their bytes", () => {
  const left = contractPatterns.filter((pattern) => automatonOf(pattern) === null);
  expect([...new Set(left)]).toEqual(["ECI\\.[0-9]{3}"]);
});

test.each(["[^a]", "a.b", "(?:a)", "\\d", "a{1,500}", "é", "(a", "a)", "a**", "[a"])(
  "%s is left to SQL",
  (pattern) => expect(automatonOf(pattern)).toBeNull(),
);
