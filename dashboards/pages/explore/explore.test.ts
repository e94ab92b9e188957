import { describe, expect, it } from "vitest";
import type { MetricInfo } from "#warehouse/door/types.ts";
import type { Asked } from "../../lib/answers.ts";
import { addMessages } from "../../lib/i18n.ts";
import { messages } from "../../lib/messages/index.ts";
import { feedOf } from "./feed.ts";
import { pivot } from "./pivot.ts";
import { ordered, readExplore, sharedDimensions, specOf, writeExplore } from "./state.ts";

addMessages(messages);

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

describe("the feed of a question", () => {
  const { state } = read("?mesure=staff&par=region");
  const feed = (value: number, lang: "fr" | "ar" = "fr") =>
    feedOf({
      ...{ lang, base: "https://b.ma", until: "2026-10" },
      question: { state, nameOf: (_, code) => `<${code}>`, labelOf: (name) => name },
      answer: {
        ...{ release: "r", sample: true, lineage: "", definitions: [], columns: [], nulls: [] },
        scope: { published: true, territory: null },
        rows: [{ region: "01", staff: value }],
      },
    });
  const ids = (xml: string) => [...xml.matchAll(/<id>([^<]+)<\/id>/gu)].map((found) => found[1]);

  it("has one entry, named anew when a figure changes and by nothing else", () => {
    const [one, again, other] = [feed(7), feed(7), feed(8)].map(ids);
    expect(one).toHaveLength(2);
    expect(again).toEqual(one);
    expect(other?.[0]).toBe(one?.[0]);
    expect(other?.[1]).not.toBe(one?.[1]);
  });
  it("escapes what it tells, bears the sample's mark, and leads to the question's page", () => {
    expect(feed(7)).toContain("&lt;01&gt; – 7");
    expect(feed(7)).toContain("[Données d’exemple]");
    expect(feed(7, "ar")).toContain('href="https://b.ma/ar/explorer?mesure=staff&amp;par=region"');
    expect(feed(7)).toContain("<updated>2026-10-31T00:00:00.000Z</updated>");
  });
});
