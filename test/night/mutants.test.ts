import { expect, it } from "vitest";
import { mutantsOf } from "./mutants.ts";

it("changes SQL that is built of operators or written in lower case, and leaves prose alone", () => {
  const source = [
    'const where = binary("<=", day, "text");',
    `const sql = \`update t set x = null where a > 3 and not b or c is null\`;`,
    `const said = \`this and that or \${a} < 3\`;`,
    `const held = \`\${a} <> 1 AND NOT b OR c IN (2) AND d NOT IN (3)\`;`,
  ].join("\n");
  expect(mutantsOf(source).map(({ what }) => what)).toEqual([
    '1: "<=" → "<"',
    ...[
      "2:  =  →  <> ",
      "2:  >  →  >= ",
      "2:  and  →  OR ",
      "2: not  → ",
      "2:  or  →  AND ",
      "2:  is null →  IS NOT NULL",
    ],
    "3:  <  →  <= ",
    ...[
      "4:  <>  →  = ",
      "4:  AND  →  OR ",
      "4: NOT  → ",
      "4:  OR  →  AND ",
      "4:  IN  →  NOT IN ",
      "4:  AND  →  OR ",
      "4: NOT  → ",
    ],
  ]);
});

it("changes operators, numbers, truths and conditions, and the words of SQL in templates", () => {
  const source = [
    'import { a } from "a";',
    "interface Shape { readonly kind: 1 }",
    "export const f = (x: number): boolean => x >= 10 && !a;",
    "if (f(1)) a();",
    `const sql = \`SELECT 1 WHERE \${a} AND b IS NULL\`;`,
  ].join("\n");
  expect(mutantsOf(source).map(({ what }) => what)).toEqual([
    "3: >= → >",
    "3: 10 → 11",
    "3: && → ||",
    "3: !a → a",
    "4: f(1) → true",
    "4: f(1) → false",
    "4: 1 → 2",
    "5:  AND  →  OR ",
    "5:  IS NULL →  IS NOT NULL",
  ]);
});
