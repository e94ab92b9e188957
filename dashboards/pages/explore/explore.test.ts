import { describe, expect, it } from "vitest";
import type { MetricInfo } from "#warehouse/door/types.ts";
import type { Asked } from "../../lib/answers.ts";
import { pivot } from "./pivot.ts";
import { ordered, readExplore, sharedDimensions, specOf, writeExplore } from "./state.ts";

const metric = (name: string, dimensions: readonly string[]): MetricInfo => ({
  ...{ name, unit: "count", direction: 1, publish: true, formula: "", version: "" },
  ...{ dimensions, grains: ["year", "month"], additive: true },
  label: { fr: name, ar: name, en: name },
  description: { fr: name, ar: name, en: name },
});
const METRICS = new Map([
  ["staff", metric("staff", ["region", "staff_corps"])],
  ["files", metric("files", ["region", "category"])],
]);
const DIMENSIONS = ["region", "staff_corps", "category", "year", "month"].map((name) => ({
  ...{ name, type: "category" as const },
  label: { fr: name, ar: name, en: name },
}));
const read = (query: string) => readExplore(`/fr/explorer${query}`, METRICS, DIMENSIONS, () => null);

describe("the state of a question", () => {
  it("comes back out of its own address", () => {
    const query = "?mesure=files&mesure2=staff&par=month&annee=2025&vue=tableau";
    expect(writeExplore(read(query).state)).toBe(query);
  });
  it("leaves out what cannot be combined, and names it", () => {
    const { state, dropped } = read(
      "?mesure=files&mesure2=staff&mesure3=rien&par=category&filtre=staff_corps:X",
    );
    expect(dropped).toEqual(["rien", "category", "staff_corps"]);
    expect(specOf(state)).toMatchObject({ metrics: ["files", "staff"], groupBy: ["year"] });
  });
  it("asks only cuts that all figures share", () =>
    expect(sharedDimensions([...METRICS.values()])).toEqual(["region", "year", "month"]));
});

describe("rows of a category", () => {
  it("stand in the order of its values, and their reasons with them", () => {
    const { state } = read("?mesure=staff&par=staff_corps&tri=staff_corps");
    const word = { fr: "", ar: "", en: "" };
    const dimensions = [
      { name: "staff_corps", label: word, type: "category" as const, values: { SMALL: word, LARGE: word } },
    ];
    const asked: Asked = {
      spec: { metrics: ["staff"] },
      answer: {
        ...{ release: "r", sample: true, lineage: "", definitions: [], columns: [] },
        scope: { published: true, territory: null },
        rows: [
          { staff_corps: "LARGE", staff: null },
          { staff_corps: "OTHER", staff: 2 },
          { staff_corps: "SMALL", staff: 3 },
        ],
        nulls: [{ row: 0, column: "staff", reason: "suppressed" }],
      },
    };
    const { answer } = ordered(asked, state, dimensions);
    expect(answer.rows.map((row) => row.staff_corps)).toEqual(["SMALL", "LARGE", "OTHER"]);
    expect(answer.nulls).toEqual([{ row: 1, column: "staff", reason: "suppressed" }]);
  });
});

describe("pivot", () => {
  const rows = [
    { region: "01", year: 2024, files: 3 },
    { region: "01", year: 2025, files: 5 },
    { region: "02", year: 2025, files: 9 },
  ];
  it("spreads the second dimension over columns and leaves what is not there empty", () =>
    expect(pivot(rows, "region", "year", "files", true, 12)).toEqual({
      columns: ["2024", "2025"],
      lines: [
        { key: "01", cells: [3, 5] },
        { key: "02", cells: [null, 9] },
      ],
      left: 0,
    }));
  it("keeps the latest periods, or the largest categories", () => {
    expect(pivot(rows, "region", "year", "files", true, 1).columns).toEqual(["2025"]);
    expect(pivot(rows, "year", "region", "files", false, 1)).toMatchObject({ columns: ["02"], left: 1 });
  });
});
