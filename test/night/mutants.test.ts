import { expect, it } from "vitest";
import { mutantsOf } from "./mutants.ts";

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
