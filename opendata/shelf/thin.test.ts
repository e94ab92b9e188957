import { existsSync, rmSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Home } from "#warehouse/home.ts";
import { sha256File } from "#warehouse/release/index.ts";
import { derive } from "../derive/derive.ts";
import { askedBy, nameOf, WHOLE } from "../derive/forms.ts";
import { engineAt } from "../query/engine.ts";
import { tinyHome, tinyRelease, tinyRows } from "../testing/home.ts";
import type { CatalogueEntry } from "../types.ts";
import { shelfAt } from "./shelf.ts";
import { thinShelf } from "./thin.ts";

let home: Home;
const entries: CatalogueEntry[] = [];
beforeAll(async () => {
  home = tinyHome();
  // Each release changes the rows of 2025 alone.
  for (const n of [1, 2, 3]) {
    const rows = tinyRows((index, amount) => (index % 2 === 0 ? amount : amount + n));
    entries.push((await tinyRelease(home, `2025-0${n}-aaaaaaaaaaa${n}`, rows, n)).entry);
  }
});
afterAll(() => rmSync(home.root, { recursive: true, force: true }));
const csv = (entry: CatalogueEntry, part: string) => {
  const found = entry.files.find((file) => file.format === "csv" && file.part === part);
  if (found === undefined) throw new Error(part);
  return { ...found, path: shelfAt(home).pathOf(found) };
};
const made = async (entry: CatalogueEntry, name: string): Promise<string> => {
  const asked = askedBy(entry, name);
  if (asked === null) throw new Error(name);
  return (await derive(engineAt(home), join(home.root, "published"), entry, asked)).sha256;
};

test("an old edition gives the same bytes from its Parquet alone", async () => {
  const [first, second, third] = entries;
  if (first === undefined || second === undefined || third === undefined) throw new Error("releases");
  expect(await thinShelf(home)).toEqual({ files: 0, bytes: 0 });
  const zip = await made(first, nameOf(first, null, WHOLE, "zip"));
  rmSync(join(home.root, "published", "derived"), { recursive: true });
  rmSync(join(home.releases, "2025-01-aaaaaaaaaaa1"), { recursive: true });

  const would = await thinShelf(home, true);
  expect(would.files).toBe(1);
  expect(existsSync(csv(first, "2025").path)).toBe(true);
  expect(await thinShelf(home)).toEqual(would);
  expect(existsSync(csv(first, "2025").path)).toBe(false);
  // What later editions share, and those that a release still holds, stay.
  expect(existsSync(csv(first, "2024").path)).toBe(true);
  expect(existsSync(csv(second, "2025").path)).toBe(true);
  expect(await sha256File(csv(third, "2025").path)).toBe(csv(third, "2025").sha256);

  expect(await made(first, csv(first, "2025").name)).toBe(csv(first, "2025").sha256);
  expect(await made(first, nameOf(first, null, WHOLE, "csv"))).toBe(first.whole.sha256);
  expect(await made(first, nameOf(first, null, WHOLE, "zip"))).toBe(zip);
});
