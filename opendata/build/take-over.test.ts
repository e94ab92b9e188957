import { rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Home } from "#warehouse/home.ts";
import type { Build } from "#warehouse/surface.ts";
import { TINY, tinyHome, tinyRelease, tinyRows } from "../testing/home.ts";
import type { CatalogueEntry, Dataset } from "../types.ts";
import { takeOver } from "./take-over.ts";

const BEFORE = "2025-12-aaaaaaaaaaa1";
let home: Home;
let dir: string;
let entry: CatalogueEntry;
beforeAll(async () => {
  home = tinyHome();
  ({ dir, entry } = await tinyRelease(home, BEFORE, tinyRows(), 1));
});
afterAll(() => rmSync(home.root, { recursive: true, force: true }));

const taken = (given: Partial<Build> = {}, dataset: Dataset = TINY): CatalogueEntry | null => {
  const next = join(home.root, "next");
  rmSync(next, { recursive: true, force: true });
  const before = { id: BEFORE, dir, stands: new Set(["fct_tiny"]) };
  return takeOver({ before, dir: next, home, sample: true, until: "2025-12", ...given })(dataset);
};

test("a dataset whose marts stand is taken over, files and all, without a byte of disk", () => {
  expect(taken()).toEqual(entry);
  for (const { path } of entry.files)
    expect(statSync(join(home.root, "next", path)).ino).toBe(statSync(join(dir, path)).ino);
});

test("what has changed is written again", () => {
  const touched = { id: BEFORE, dir, stands: new Set<string>() };
  expect(taken({ before: touched })).toBeNull();
  expect(taken({ before: null })).toBeNull();
  expect(taken({ until: "2026-01" })).toBeNull();
  expect(taken({ sample: false })).toBeNull();
  expect(taken({}, { ...TINY, slug: "autre" })).toBeNull();
});

test("guarded counts are taken over from what the public knows alone", () => {
  const guard = { of: "persons", level: "kind", unit: "collectivity_code", parent: "region_code" } as const;
  const guarded = { ...TINY, guard: { ...guard, column: null, slice: [], counts: [] } };
  expect(taken({}, guarded)).toBeNull();
  writeFileSync(home.current, `${BEFORE}\n`);
  expect(taken({}, guarded)).toEqual(entry);
});
