import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { FilterFault, parseFilter } from "./cql2.ts";

const NAMES = new Set(["name", "n", "late"]);
const square = {
  type: "Polygon" as const,
  coordinates: [
    [
      [0, 0],
      [4, 0],
      [0, 4],
      [0, 0],
    ],
  ],
};
const holds = (filter: string, properties: Record<string, unknown>): boolean =>
  parseFilter(filter, NAMES, (x, y) => [x, y])({ properties, geometry: square });

describe("filters in CQL2 text", () => {
  const tanger = { name: "Tanger-Assilah", n: 12, late: true };
  it.each([
    ["name = 'Tanger-Assilah'", true],
    ["name <> 'Tanger-Assilah'", false],
    ["n > 11 AND n <= 12", true],
    ["n < 12 OR late = TRUE", true],
    ["NOT (n = 12)", false],
    ["NOT n = 12 OR n = 12", true],
    ["name LIKE 'Tan%' AND name LIKE '%Ass_lah'", true],
    ["name NOT LIKE '%x%'", true],
    ["n IN (1, 2, 12)", true],
    ["n NOT IN (1, 2)", true],
    ["n BETWEEN 12 AND 13", true],
    ["name IS NULL", false],
    ['"name" IS NOT NULL', true],
    ["S_INTERSECTS(geometry, POINT(1 1))", true],
    ["S_INTERSECTS(geometry, POINT(3 3))", false],
    ["S_INTERSECTS(geometry, BBOX(3, 3, 9, 9))", false],
    ["S_INTERSECTS(geometry, BBOX(1, 1, 9, 9))", true],
    ["S_INTERSECTS(geometry, POLYGON((1 1, 9 1, 9 9, 1 9, 1 1)))", true],
  ])("%s: %s", (filter, expected) => {
    expect(holds(filter.replace(/(\d) (\d)/gu, "$1 $2"), tanger)).toBe(expected);
  });

  it("finds no row by what is unknown, as SQL does", () => {
    expect(["n = 1", "n <> 1", "n NOT IN (1)", "n > 0"].map((filter) => holds(filter, { n: null }))).toEqual([
      false,
      false,
      false,
      false,
    ]);
  });

  it.each([
    "",
    "n",
    "n =",
    "n = 1 AND",
    "couleur = 'bleu'",
    "n = 1; DROP TABLE x",
    "(n = 1",
    "n LIKE",
    "S_INTERSECTS(geometry, LINESTRING(0 0, 1 1))",
  ])("refuses “%s” and says where", (filter) => expect(() => holds(filter, tanger)).toThrow(FilterFault));

  it("takes no time for a pattern that repeats, nor any text down with it", () => {
    const started = performance.now();
    expect(holds(`name LIKE '${"%a".repeat(200)}%b'`, { name: "a".repeat(300) })).toBe(false);
    expect(performance.now() - started).toBeLessThan(200);
    fc.assert(
      fc.property(fc.string({ maxLength: 60 }), (text) => {
        try {
          holds(text, tanger);
        } catch (error) {
          expect(error).toBeInstanceOf(FilterFault);
        }
      }),
    );
  });
});
