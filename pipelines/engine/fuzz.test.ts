import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { FILE_FAULTS, ROW_FAULTS } from "./faults.ts";
import type { IngestReport } from "./ingest.ts";
import { EngineHome } from "./testing/home.ts";
import { type Mutation, mutation } from "./testing/mutate.ts";
import { LINE_HEADER, lineOf } from "./testing/toy.ts";

/** Two thousand files where the whole is tried, fifty thousand (`BAYAN_FUZZ_RUNS=6250`) at night. */
const RUNS = Number(process.env.BAYAN_FUZZ_RUNS ?? (process.env.CI === undefined ? 14 : 250));
const FILES = 8;
const CODES = [...Object.keys(ROW_FAULTS), ...Object.keys(FILE_FAULTS), "negative_amount"];

let at: EngineHome;
beforeAll(async () => {
  at = await EngineHome.create();
});
afterAll(() => at.remove());

const content = (file: number) => {
  const rows = Array.from({ length: 12 }, (_, index) =>
    lineOf(`R${file}-${index}`, {
      note: index % 3 === 0 ? '"a;b"' : "x",
      montant: `${index}.5${index % 10}`,
    }),
  );
  return Buffer.from(`${[LINE_HEADER, ...rows].join("\n")}\n`);
};

test("of whatever file, every row is loaded or refused with its place, and nothing breaks", {
  timeout: 3_600_000,
}, async () => {
  let run = 0;
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.array(mutation, { minLength: 1, maxLength: 3 }), { minLength: FILES, maxLength: FILES }),
      async (files) => {
        run += 1;
        for (const [index, mutations] of files.entries())
          at.drop(`line_2026-03_${run}_${index}.csv`, apply(mutations, content(run * FILES + index)));
        await obeysTheLaw(await at.ingest());
      },
    ),
    { numRuns: RUNS, ...(process.env.BAYAN_FUZZ_SEED ? { seed: Number(process.env.BAYAN_FUZZ_SEED) } : {}) },
  );
});

const apply = (mutations: readonly Mutation[], bytes: Buffer): Buffer =>
  mutations.reduce((each, mutate) => mutate(each), bytes);

async function obeysTheLaw(report: IngestReport): Promise<void> {
  const taken = report.files.filter(({ status }) => status !== "known");
  for (const each of taken) expect(each.rows_in, each.file).toBe(each.rows_loaded + each.rows_refused);
  const ids = taken.map(({ export_id }) => `'${export_id}'`).join(", ");
  if (taken.length === 0) return;
  const raw = await countsOf(
    `SELECT _export_id AS id, count(*)::INTEGER AS n, count(DISTINCT _row)::INTEGER AS d
    FROM read_parquet('{raw}/toy/line/*.parquet') WHERE _export_id IN (${ids}) GROUP BY ALL`,
    "raw",
  );
  const refused = await countsOf(
    `SELECT export_id AS id, count(DISTINCT row_number)::INTEGER AS n, 0 AS d
    FROM read_parquet('{quarantine}/toy/line/*.parquet') WHERE export_id IN (${ids}) GROUP BY ALL`,
    "quarantine",
  );
  for (const each of taken.filter(({ status }) => status === "loaded")) {
    expect(raw.get(each.export_id) ?? [0, 0], each.file).toEqual([each.rows_loaded, each.rows_loaded]);
    expect(refused.get(each.export_id)?.[0] ?? 0, each.file).toBe(each.rows_refused);
  }
  if (at.files("quarantine").size === 0) return;
  const faults = await at.query(
    `SELECT * FROM read_parquet('{quarantine}/toy/line/*.parquet') WHERE export_id IN (${ids})`,
  );
  for (const fault of faults) {
    expect(CODES).toContain(fault.code);
    expect(fault.file).toMatch(/^line_/);
    expect(String(fault.value ?? "").length).toBeLessThanOrEqual(80);
    expect(fault.row_number === null || Number(fault.line) >= 2).toBe(true);
  }
}

async function countsOf(sql: string, folder: "raw" | "quarantine"): Promise<Map<string, [number, number]>> {
  if (![...at.files(folder).keys()].some((path) => path.startsWith("toy"))) return new Map();
  const rows = await at.query(sql);
  return new Map(rows.map((row) => [String(row.id), [Number(row.n), Number(row.d)]]));
}
