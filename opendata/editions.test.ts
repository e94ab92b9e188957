import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Home } from "#warehouse/home.ts";
import { questionOf as ckan } from "./api/ckan/datastore.ts";
import { Params } from "./api/ckan/params.ts";
import { questionOf as explore } from "./api/explore/routes.ts";
import { questionOf as tabular } from "./api/tabular/parse.ts";
import { derive, hasRows } from "./derive/derive.ts";
import { askedBy, nameOf, WHOLE } from "./derive/forms.ts";
import { apply, diff } from "./diff/diff.ts";
import { previewOf } from "./preview.ts";
import { type Engine, engineAt } from "./query/engine.ts";
import type { TableQuery } from "./query/types.ts";
import { signingKey } from "./shelf/keys.ts";
import { faultsOfLog } from "./shelf/log.ts";
import { shelfAt } from "./shelf/shelf.ts";
import { TINY, tinyHome, tinyRelease, tinyRows } from "./testing/home.ts";
import type { CatalogueEntry } from "./types.ts";
import { homeSource, verifyDerived, verifyDownload } from "./verify.ts";

let home: Home;
let engine: Engine;
let first: CatalogueEntry;
let second: CatalogueEntry;

beforeAll(async () => {
  home = tinyHome();
  engine = engineAt(home);
  first = (await tinyRelease(home, "2025-11-aaaaaaaaaaaa", tinyRows(), 1)).entry;
  const changed = tinyRows((index, amount) => (index === 9 ? null : index === 40 ? amount + 1 : amount));
  second = (await tinyRelease(home, "2025-12-bbbbbbbbbbbb", changed, 2)).entry;
});
afterAll(() => rmSync(home.root, { recursive: true, force: true }));

const text = (entry: CatalogueEntry) =>
  entry.files
    .filter(({ format }) => format === "csv")
    .map(({ sha256 }) => readFileSync(engine.pathOf(sha256), "utf8"))
    .join("");

test("only publishable columns are written, and text is safe from formulas while numbers are untouched", () => {
  const csv = text(first);
  expect(csv.split("\n")[0]).toBe(TINY.columns.join(","));
  expect(csv).not.toContain("hidden");
  expect(csv).toContain("'=1+1");
  expect(csv).toContain("'-5 %");
  expect(csv).toContain('"a ""quoted"", text"');
  expect(csv).toMatch(/,1000\.25,/);
});

test("a version changes when the bytes do, and a year that has not changed is stored once", async () => {
  expect(second.version).not.toBe(first.version);
  const again = await tinyRelease(home, "2026-01-cccccccccccc", tinyRows(), 3);
  expect(again.entry.version).toBe(first.version);
  expect(again.shelf.editions("petit-jeu").map(({ version }) => version)).toEqual([
    first.version,
    second.version,
  ]);
});

test("a diff applied to one edition gives the other, and says so in words", async () => {
  const [from, to] = shelfAt(home).editions("petit-jeu");
  if (from === undefined || to === undefined) throw new Error("two editions");
  const change = await diff(engine, from, to);
  expect(change.counts).toEqual({ added: 0, removed: 1, changed: 1 });
  expect(Object.keys(change.changed[0]?.after ?? {})).toEqual(["amount_mad"]);
  expect(change.words.fr).toContain("retirées : 1");
  const sorted = (rows: readonly object[]) =>
    rows.map((row) => JSON.stringify(Object.entries(row).sort())).sort();
  const [a, b] = await Promise.all([allText(from.entry), allText(to.entry)]);
  expect(sorted(apply(a, change))).toEqual(sorted(b));
});

/** Rows of an edition as a diff tells them: text, null where empty. */
async function allText(entry: CatalogueEntry) {
  return engine.use(async (connection) => {
    const files = entry.files
      .filter(({ format }) => format === "parquet")
      .map(({ sha256 }) => `'${engine.pathOf(sha256)}'`);
    const columns = entry.fields.map(({ name }) => `"${name}"::varchar as "${name}"`).join(", ");
    const reader = await connection.runAndReadAll(
      `select ${columns} from read_parquet([${files.join(", ")}])`,
    );
    return reader.getRowObjectsJson() as Record<string, string | null>[];
  });
}

test("the same question in four dialects gives the same rows", async () => {
  const item = { dataset: TINY, entry: second };
  const params = new Params(
    new Map<string, unknown>([
      ["filters", { region_code: "02", year: { gte: 2025 } }],
      ["sort", "amount_mad desc"],
      ["limit", 5],
    ]),
  );
  const questions: TableQuery[] = [
    ckan(second, null, params),
    tabular(
      second,
      null,
      new URLSearchParams("region_code__exact=02&year__greater=2025&amount_mad__sort=desc&page_size=5"),
    ).query,
    explore(
      item,
      new URLSearchParams("where=region_code='02' and year>=2025&order_by=amount_mad desc&limit=5"),
      100,
    ),
  ];
  const answers = await Promise.all(questions.map((question) => engine.rows(question)));
  const preview = await previewOf(engine, second, {
    part: "2025",
    words: "",
    column: "region_code",
    value: "02",
    sort: "amount_mad",
    dir: "desc",
    page: 1,
  });
  const codes = [...answers.map(({ rows }) => rows), preview.rows.slice(0, 5)].map((rows) =>
    rows.map((row) => [row.collectivity_code, row.amount_mad, row.title]),
  );
  expect(codes[0]?.length).toBe(5);
  for (const each of codes) expect(each).toEqual(codes[0]);
  const counts = await Promise.all(questions.map((question) => engine.count(question)));
  expect(new Set(counts).size).toBe(1);
});

test("a value that would be SQL is a value, and a column that is not there is refused", async () => {
  const ask = (value: string) => tabular(second, null, new URLSearchParams({ title__exact: value })).query;
  expect((await engine.rows(ask("' or 1=1 --"))).rows).toEqual([]);
  const unknown = tabular(second, null, new URLSearchParams({ secret__exact: "hidden" })).query;
  await expect(engine.rows(unknown)).rejects.toThrow(/secret/);
  await expect(
    engine.use((connection) => connection.run("select * from read_text('/etc/hostname')")),
  ).rejects.toThrow(/Permission|disabled/i);
});

test("a derived form is the same bytes twice, and the whole CSV is what was hashed at publication", async () => {
  for (const form of ["csv", "json", "ndjson", "xlsx", "parquet", "zip"] as const) {
    const asked = askedBy(second, nameOf(second, null, WHOLE, form));
    if (asked === null) throw new Error(form);
    const one = await derive(engine, join(home.root, "published"), second, asked);
    rmSync(one.path);
    const two = await derive(engine, join(home.root, "published"), second, asked);
    expect(two.sha256, form).toBe(one.sha256);
    if (form === "csv") expect(one.sha256).toBe(second.whole.sha256);
  }
  const region = askedBy(second, nameOf(second, "2025", { region: "02", council: null }, "csv"));
  if (region === null) throw new Error("region");
  const rows = readFileSync((await derive(engine, join(home.root, "published"), second, region)).path, "utf8")
    .trim()
    .split("\n");
  expect(rows.slice(1).every((row) => row.includes(",02,"))).toBe(true);
  expect(askedBy(second, "petit-jeu-1999-exemple.csv")).toBeNull();
});

test("a council has its rows of a year in every form, and no file where it has none", async () => {
  const cut = { region: null, council: "02.001" };
  const asked = askedBy(second, nameOf(second, "2025", cut, "csv"));
  if (asked === null) throw new Error("council");
  expect(asked).toMatchObject({ part: "2025", council: "02.001", region: null });
  const { path } = await derive(engine, join(home.root, "published"), second, asked);
  const [, ...rows] = readFileSync(path, "utf8").trim().split("\n");
  expect(rows.map((row) => row.split(",").slice(0, 2))).toEqual([["2025", "02.001"]]);
  expect(await hasRows(engine, second, asked)).toBe(true);
  for (const form of ["xlsx", "json", "parquet"] as const)
    expect(askedBy(second, nameOf(second, "2025", cut, form))).not.toBeNull();
  const other = askedBy(second, nameOf(second, "2024", cut, "csv"));
  expect(other === null ? null : await hasRows(engine, second, other)).toBe(false);
  expect(askedBy(second, "petit-jeu-2025-collectivite-02' or 1=1-exemple.csv")).toBeNull();
});

test("a published file is verified, a changed one and a broken log are not", async () => {
  const { publicPem } = signingKey(home, {});
  const source = homeSource(home, publicPem);
  const [stored] = second.files;
  if (stored === undefined) throw new Error("no file");
  const found = await verifyDownload(engine.pathOf(stored.sha256), source);
  expect(found.release).toBe("2025-12-bbbbbbbbbbbb");
  const changed = join(home.root, "changed.csv");
  writeFileSync(changed, `${text(second)}\n`);
  await expect(verifyDownload(changed, source)).rejects.toThrow(/no release/);
  const asked = askedBy(second, nameOf(second, null, WHOLE, "xlsx"));
  if (asked === null) throw new Error("xlsx");
  const derived = await derive(engine, join(home.root, "published"), second, asked);
  expect((await verifyDerived(derived.path, home, publicPem, ["petit-jeu"]))?.path).toContain(second.version);
  const log = shelfAt(home).log;
  expect(faultsOfLog(log, publicPem)).toEqual([]);
  const forged = log.map((entry, index) => (index === 0 ? { ...entry, until: "2024-01" } : entry));
  expect(faultsOfLog(forged, publicPem).length).toBeGreaterThan(0);
  expect(faultsOfLog(log.slice(1), publicPem).length).toBeGreaterThan(0);
});
