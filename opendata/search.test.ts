import { expect, test } from "vitest";
import type { Listed } from "./catalogue.ts";
import { DATASETS } from "./datasets/index.ts";
import { fold, searchDatasets } from "./search.ts";

const listed: Listed[] = DATASETS.map((dataset) => ({
  dataset,
  entry: { slug: dataset.slug, version: "v", rows: 0, sample: true, from: null, to: null, files: [] },
}));
const slugs = (question: string) => searchDatasets(listed, question).map(({ dataset }) => dataset.slug);

test("accents, case, hamza, ta marbuta and the article do not matter", () => {
  expect(fold("Dépenses")).toBe("depenses");
  expect(fold("الميزانية")).toBe(fold("ميزانيه"));
  expect(fold("إحصاء")).toBe(fold("احصاء"));
});

test("every word must stand somewhere, in any language", () => {
  expect(slugs("projets")).toContain("projets-programmes");
  expect(slugs("مشاريع")).toContain("projets-programmes");
  expect(slugs("RECETTES taxes")).toEqual(["recettes-annuelles"]);
  expect(slugs("zzz")).toEqual([]);
  expect(slugs("")).toHaveLength(DATASETS.length);
});

test("a dataset's key is among its fields, and its fields are described in three languages", () => {
  for (const dataset of DATASETS) {
    const names = dataset.fields.map(({ name }) => name);
    expect(names).toEqual(expect.arrayContaining([...dataset.key]));
    expect(new Set(names).size).toBe(names.length);
    for (const field of dataset.fields) {
      expect(/^[a-z][a-z0-9_]*$/.test(field.name)).toBe(true);
      expect(Object.values(field.label).every((text) => text.length > 0)).toBe(true);
    }
    if (dataset.real !== true) expect(names.at(-1)).toBe("sample");
  }
});
