import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { LANGS } from "#warehouse/text.ts";
import { PRINTED } from "../documents.ts";
import { messages } from "../messages.ts";
import { DATASETS } from "./index.ts";

test("at least forty datasets, each under a name of its own, described in three languages", () => {
  expect(DATASETS.length).toBeGreaterThanOrEqual(40);
  expect(new Set(DATASETS.map(({ slug }) => slug)).size).toBe(DATASETS.length);
  for (const dataset of DATASETS) {
    expect(dataset.slug).toMatch(/^[a-z][a-z0-9-]+$/);
    for (const lang of LANGS) {
      for (const text of [dataset.title, dataset.description, dataset.law, dataset.limits, dataset.quality])
        expect(text[lang].length, `${dataset.slug} ${lang}`).toBeGreaterThan(8);
      expect(dataset.keywords[lang].length).toBeGreaterThan(1);
    }
  }
});

test("a theme has its name in each language", () => {
  const themes = new Set(DATASETS.map(({ theme }) => theme));
  for (const theme of themes)
    for (const lang of LANGS) expect(messages[lang][`data.theme.${theme}`], theme).toBeTruthy();
});

test("a key stands among the columns, after the column that splits the files", () => {
  for (const { slug, columns, key, splitBy } of DATASETS) {
    expect(columns, slug).toEqual(expect.arrayContaining([...key]));
    expect(new Set(columns).size).toBe(columns.length);
    for (const name of columns) expect(name).toMatch(/^[a-z][a-z0-9_]*$/);
    if (splitBy !== null) expect(key[0], slug).toBe(splitBy);
  }
});

test("invented data carries its mark", () => {
  for (const { slug, columns, real } of DATASETS) if (!real) expect(columns.at(-1), slug).toBe("sample");
});

test("no dataset reaches around the view of publishable columns", () => {
  for (const { slug, sql } of DATASETS)
    expect(sql, slug).not.toMatch(/\b(main|warehouse|read_\w+|raw)\s*[.(]/);
});

test("a count of persons or firms is guarded, and says what is withheld", () => {
  for (const { slug, guard, columns } of DATASETS) {
    if (guard === null) continue;
    expect(columns, slug).toEqual(
      expect.arrayContaining(["status", guard.unit, guard.parent, ...guard.counts]),
    );
  }
});

test("a dataset leads to reports that there are, and a report to datasets that there are", () => {
  const slugs = new Set(DATASETS.map(({ slug }) => slug));
  const folder = join(import.meta.dirname, "../../reports/definitions");
  for (const { name, title, datasets } of PRINTED) {
    const definition: unknown = JSON.parse(readFileSync(join(folder, `${name}.json`), "utf8"));
    expect(definition, name).toMatchObject({ name, title });
    for (const slug of datasets) expect(slugs.has(slug), slug).toBe(true);
  }
});
