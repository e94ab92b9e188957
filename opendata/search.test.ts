import { expect, test } from "vitest";
import type { Listed } from "./catalogue.ts";
import { DATASETS } from "./datasets/index.ts";
import { fold, searchDatasets } from "./search.ts";
import { tinyEntry } from "./testing/entry.ts";

const listed: Listed[] = DATASETS.map((dataset) => ({ dataset, entry: tinyEntry({ slug: dataset.slug }) }));
const slugs = (question: string) => searchDatasets(listed, question).map(({ dataset }) => dataset.slug);

test("accents, case, hamza, ta marbuta and the article do not matter", () => {
  expect(fold("Dépenses")).toBe("depenses");
  expect(fold("الميزانية")).toBe(fold("ميزانيه"));
  expect(fold("إحصاء")).toBe(fold("احصاء"));
});

test("every word must stand somewhere, in any language", () => {
  expect(slugs("projets")).toContain("projets-programmes");
  expect(slugs("مشاريع")).toContain("projets-programmes");
  expect(slugs("RECETTES locales")).toContain("recettes-annuelles");
  expect(slugs("zzz")).toEqual([]);
  expect(slugs("")).toHaveLength(DATASETS.length);
});

test("a slip of the hand and a synonym still find", () => {
  expect(slugs("recouvremnet")).toContain("recouvrement-par-taxe");
  expect(slugs("spending")).toContain("depenses-par-nature");
  expect(slugs("plainte")).toContain("reclamations-par-commune");
});
