import { rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Home } from "#warehouse/home.ts";
import type { Build } from "#warehouse/surface.ts";
import { TINY, tinyHome, tinyRelease, tinyRows } from "../testing/home.ts";
import type { CatalogueEntry, Dataset } from "../types.ts";
import { withMarts } from "./publish.ts";
import { takeOver } from "./take-over.ts";
import { type WriteOptions, writeDataset } from "./write.ts";

const BEFORE = "2025-12-aaaaaaaaaaa1";
type Renewed = NonNullable<Build["before"]>["renewed"];
const NONE: Renewed = { by: "year", tables: new Map() };
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
  const before = { id: BEFORE, dir, stands: new Set(["fct_tiny"]), renewed: NONE };
  return takeOver({ before, dir: next, home, sample: true, until: "2025-12", ...given }).whole(dataset);
};

test("a dataset whose marts stand is taken over, files and all, without a byte of disk", () => {
  expect(taken()).toEqual(entry);
  for (const { path } of entry.files)
    expect(statSync(join(home.root, "next", path)).ino).toBe(statSync(join(dir, path)).ino);
});

test("what has changed is written again", () => {
  const touched = { id: BEFORE, dir, stands: new Set<string>(), renewed: NONE };
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

test.each([
  ["an amount", (index: number, amount: number) => (index === 1 ? amount + 1 : amount)],
  ["a row less", (index: number, amount: number) => (index === 1 ? null : amount)],
])("of a dataset with %s of one year another, the other year's files are the same", async (what, change) => {
  const id = `2025-12-${what === "an amount" ? "b" : "c"}aaaaaaaaaa1`;
  const next = await tinyRelease(home, id, tinyRows(change), 2);
  const { part } = takeOver({
    ...{ before: { id: BEFORE, dir, stands: new Set<string>(), renewed: NONE }, dir: next.dir },
    ...{ home, sample: true, until: "2025-12" },
  });
  const out = join(home.root, `out-${id}`);
  const written = await withMarts(
    { dir: next.dir, database: join(next.dir, "warehouse.duckdb"), memory: "512MiB", temp: next.dir },
    ([lane], _shown, dictionary) =>
      writeDataset(lane, TINY, {
        ...{ dir: out, sample: true, until: "2025-12", dictionary, before: [], standing: part },
      }),
  );
  // What was linked is what would have been written.
  expect(written).toEqual(next.entry);
  const shared = written.files.map(({ path, part: year }) => {
    const old = entry.files.find((file) => file.path === path);
    return [year, old !== undefined && statSync(join(out, path)).ino === statSync(join(dir, path)).ino];
  });
  expect(shared).toEqual([
    ["2024", true],
    ["2024", true],
    ["2025", false],
    ["2025", false],
  ]);
});

test("of a dataset whose mart had one year replaced, that year alone is made, from its rows", async () => {
  const id = "2025-12-daaaaaaaaaa1";
  const next = await tinyRelease(
    home,
    id,
    tinyRows((index, amount) => (index % 2 === 1 ? amount + 1 : amount)),
    3,
  );
  const taking = (given: Partial<Renewed> = {}, dataset = TINY) => {
    const renewed = { by: "year", tables: new Map([["fct_tiny", [2025]]]), ...given };
    const before = { id: BEFORE, dir, stands: new Set<string>(), renewed };
    return takeOver({ before, dir: next.dir, home, sample: true, until: "2025-12" }).renewal(dataset);
  };
  expect(taking()).toMatchObject({ years: [2025], files: [{ part: "2024" }, { part: "2024" }] });
  expect(taking({ tables: new Map() })).toBeNull();
  expect(taking({ by: "fiscal_year" })).toBeNull();
  const guard = { of: "persons", level: "kind", unit: "collectivity_code", parent: "region_code" } as const;
  expect(taking({}, { ...TINY, guard: { ...guard, column: null, slice: [], counts: [] } })).toBeNull();
  // The other year of the mart is emptied: nothing reads it.
  const instance = await DuckDBInstance.create(join(next.dir, "warehouse.duckdb"));
  const connection = await instance.connect();
  await connection.run("delete from fct_tiny where year = 2024");
  connection.closeSync();
  instance.closeSync();
  const written = await withMarts(
    { dir: next.dir, database: join(next.dir, "warehouse.duckdb"), memory: "512MiB", temp: next.dir },
    ([lane], _shown, dictionary) =>
      writeDataset(lane, TINY, {
        ...{ dir: join(home.root, `out-${id}`), sample: true, until: "2025-12", dictionary, before: [] },
        renewal: () => taking(),
      }),
  );
  expect(written).toEqual(next.entry);
  const [kept] = written.files;
  expect(statSync(join(home.root, `out-${id}`, kept?.path ?? "")).ino).toBe(
    statSync(join(dir, kept?.path ?? "")).ino,
  );
});

test("a zero that has become one below nothing is written again", async () => {
  const zero = {
    ...TINY,
    slug: "zero",
    sql: "select * replace (cast(0 as double) as amount_mad) from fct_tiny",
  };
  const write = (dataset: Dataset, folder: string, standing?: WriteOptions["standing"]) =>
    withMarts(
      { dir, database: join(dir, "warehouse.duckdb"), memory: "512MiB", temp: dir },
      ([lane], _shown, dictionary) =>
        writeDataset(lane, dataset, {
          ...{ dir: join(home.root, folder), sample: true, until: "2025-12", dictionary, before: [] },
          ...(standing === undefined ? {} : { standing }),
        }),
    );
  const first = await write(zero, "zero");
  const standing: WriteOptions["standing"] = (_, part) =>
    first.files
      .filter((file) => file.part === part)
      .map((file) => ({ ...file, from: join(home.root, "zero", file.path) }));
  const below = { ...zero, sql: zero.sql.replace("cast(0 as double)", "cast('-0.0' as double)") };
  const [linked, written] = [await write(zero, "same", standing), await write(below, "below", standing)];
  expect(linked).toEqual(first);
  expect(written.version).not.toBe(first.version);
  expect(written.files).toEqual((await write(below, "anew")).files);
});
