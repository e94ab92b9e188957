import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join, relative } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { FILE_DEFECTS, ROW_DEFECTS } from "./defects.ts";
import { makeSample, type SampleResult, sampleFiles } from "./index.ts";
import { referenceTables } from "./testing/reference.ts";

const folder = mkdtempSync(join(tmpdir(), "bayan-sample-test-"));
let rawRefDir: string;
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const make = (name: string, threads: number, seed = 1, systems?: readonly string[]): Promise<SampleResult> =>
  makeSample({
    inbox: join(folder, name),
    rawRefDir,
    scale: 0.02,
    seed,
    until: "2021-02",
    threads,
    ...(systems && { systems }),
  });
const manifestOf = (file: string): Record<string, unknown> =>
  JSON.parse(readFileSync(`${file}.manifest.json`, "utf8"));
const hashes = (made: SampleResult, name: string): Record<string, unknown> =>
  Object.fromEntries(
    made.files.map(({ file }) => [relative(join(folder, name), file), manifestOf(file).sha256]),
  );

describe("a sample", () => {
  let made: SampleResult;
  beforeAll(async () => {
    rawRefDir = await referenceTables(folder);
    made = await make("a", 2);
  });

  it("has the same bytes for the same seed, whatever the threads", async () => {
    const again = await make("b", 1);
    expect(hashes(again, "b")).toEqual(hashes(made, "a"));
  });
  it("has others for another seed", async () => {
    const other = await make("c", 2, 2, ["gir", "prdts"]);
    const before = hashes(made, "a");
    const after = hashes(other, "c");
    const full = other.files
      .filter(({ rows }) => rows > 0)
      .map(({ file }) => relative(join(folder, "c"), file));
    expect(full.length).toBeGreaterThan(10);
    expect(full.filter((file) => before[file] === after[file])).toEqual([]);
  });
  it("writes the files that it said it would", () => {
    expect(made.files.length).toBe(sampleFiles("2021-02"));
  });
  it("says of each file that it is sample, what it covers and how many rows it has", () => {
    for (const { file, rows, period } of made.files) {
      expect(manifestOf(file)).toMatchObject({ sample: true, row_count: rows, period, schema_version: "1" });
      expect(existsSync(`${file}.partial`)).toBe(false);
    }
  });
  it("gives each export an identity of its own", () => {
    const ids = made.files.map(({ file }) => manifestOf(file).export_id);
    expect(new Set(ids).size).toBe(ids.length);
  });
  it("draws an export after its period, in order of periods", () => {
    const drawn = made.files
      .filter(({ file }) => basename(file).startsWith("mandat_"))
      .map(({ file }) => String(manifestOf(file).extracted_at));
    expect(drawn).toEqual([...drawn].sort());
    expect(drawn[0] ?? "" > "2021-01-31").toBeTruthy();
  });
  it("rejects a month that is none, and a scale that is no share", async () => {
    await expect(
      makeSample({ inbox: folder, rawRefDir, scale: 0.1, seed: 1, until: "2026-13" }),
    ).rejects.toThrow("until");
    await expect(
      makeSample({ inbox: folder, rawRefDir, scale: 0, seed: 1, until: "2021-02" }),
    ).rejects.toThrow("scale");
  });
});

describe("the table of defects", () => {
  it("stays rare: no table loses a row in two hundred", () => {
    const rates = new Map<string, number>();
    for (const { table, rate } of ROW_DEFECTS) rates.set(table, (rates.get(table) ?? 0) + rate);
    for (const [table, rate] of rates) expect(rate, table).toBeLessThan(0.005);
  });
  it("spoils each file in one way only", () => {
    const places = FILE_DEFECTS.map((each) => `${each.table} ${each.period}`);
    expect(new Set(places).size).toBe(places.length);
  });
});
