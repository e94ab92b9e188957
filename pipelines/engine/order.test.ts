import { createHash } from "node:crypto";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openState } from "#warehouse/state/index.ts";
import { type ExportLedger, type ExportRow, exportLedger } from "./ledger.ts";
import { EngineHome } from "./testing/home.ts";
import { LINE_HEADER, lineOf, TOY } from "./testing/toy.ts";
import { rawViews } from "./views.ts";

/** Whole runs over files; at night more of them. */
const RUNS = Number(process.env.BAYAN_SHUFFLES ?? 6);
/** Sequences of arrivals in the ledger alone: what stands follows from it, and a content gives the same Parquet. */
const SEQUENCES = 1000;

const line = (...rows: [string, string][]) =>
  `${[LINE_HEADER, ...rows.map(([no, jour]) => lineOf(no, { jour }))].join("\n")}\n`;
const change = (...rows: [string, string][]) =>
  `no;updated_at\n${rows.map((row) => row.join(";")).join("\n")}\n`;

interface Sent {
  readonly name: string;
  readonly content: string;
  readonly drawn: string;
}
/** Corrections, late files, a year over its months, one content drawn twice, updates by key. */
const SENT: readonly Sent[] = [
  {
    name: "line_2026-01.csv",
    content: line(["A1", "2026-01-05"], ["A2", "2026-01-06"]),
    drawn: "2026-02-01",
  },
  { name: "line_2026-01_r1.csv", content: line(["A1", "2026-01-05"]), drawn: "2026-02-20" },
  {
    name: "line_2026-01_r2.csv",
    content: line(["A1", "2026-01-05"], ["A2", "2026-01-06"]),
    drawn: "2026-03-20",
  },
  { name: "line_2026-02.csv", content: line(["B1", "2026-02-05"]), drawn: "2026-03-01" },
  { name: "line_2026.csv", content: line(["Y1", "2026-01-09"], ["Y2", "2026-03-09"]), drawn: "2026-03-10" },
  {
    name: "line_2026-03.csv",
    content: line(["C1", "2026-03-01"], ["C1", "2026-03-01"], ["?", "x"]),
    drawn: "2026-03-05",
  },
  { name: "line_2026-04.csv", content: "no;rien\n1;2\n", drawn: "2026-05-01" },
  { name: "change_2026-01.csv", content: change(["K1", "2026-01-02T00:00:00Z"]), drawn: "2026-02-01" },
  { name: "change_2026-01_r1.csv", content: change(["K1", "2026-01-03T00:00:00Z"]), drawn: "2026-02-02" },
];

async function send(at: EngineHome, sent: readonly Sent[]): Promise<void> {
  for (const { name, content, drawn } of sent) at.drop(name, content, { extracted_at: `${drawn}T00:00:00Z` });
  await at.ingest();
}

/** A hash of all that schema `raw` gives: rows, with their export and number, of every view. */
async function warehouseHash(at: EngineHome): Promise<string> {
  const hash = createHash("sha256");
  for (const { name, sql } of rawViews(at.home, at.ledger, { contracts: [TOY] })) {
    // Pseudonyms hang on each home's key.
    const columns = name === "toy__line" ? "* EXCLUDE (person_key)" : "*";
    hash.update(JSON.stringify(await at.query(`SELECT ${columns} FROM (${sql}) ORDER BY ALL`)));
  }
  return hash.digest("hex");
}

describe("whatever the order in which files come, and however often", () => {
  let once: EngineHome;
  let expected: string;
  beforeAll(async () => {
    once = await EngineHome.create();
    await send(once, SENT);
    expected = await warehouseHash(once);
  });
  afterAll(() => once.remove());

  test("they leave the same warehouse", { timeout: 300_000 }, async () => {
    const runs = fc.array(fc.subarray([...SENT], { minLength: 1 }), { minLength: 0, maxLength: 3 });
    await fc.assert(
      fc.asyncProperty(
        runs,
        fc.shuffledSubarray([...SENT], { minLength: SENT.length }),
        async (early, all) => {
          const at = await EngineHome.create();
          try {
            for (const part of early) await send(at, part.toReversed());
            await send(at, all.slice(0, 4));
            await send(at, all.slice(3));
            expect(await warehouseHash(at)).toBe(expected);
          } finally {
            at.remove();
          }
        },
      ),
      { numRuns: RUNS },
    );
  });

  test("their ledger says the same", () => {
    const wanted = standing(once.ledger);
    const arrivals = once.ledger.exports().flatMap((row) => arrivalsOf(row, SENT));
    const anyOrder = fc.shuffledSubarray(arrivals, { minLength: arrivals.length });
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...arrivals), { maxLength: 8 }), anyOrder, (early, all) => {
        const state = openState(":memory:");
        const ledger = exportLedger(state);
        for (const [row, name, drawn] of [...early, ...all]) ledger.record(row, arrivalOf(row, name, drawn));
        expect(standing(ledger)).toEqual(wanted);
        state.close();
      }),
      { numRuns: SEQUENCES },
    );
  });

  const standing = (ledger: ExportLedger) =>
    rawViews(once.home, ledger, { contracts: [TOY] }).map(({ sql }) => sql);
  const arrivalsOf = (row: ExportRow, sent: readonly Sent[]): (readonly [ExportRow, string, string])[] =>
    sent
      .filter(({ content }) => createHash("sha256").update(content).digest("hex") === row.sha256)
      .filter(
        ({ name }) =>
          name.startsWith(`${row.table_name}_${row.period}.`) ||
          name.startsWith(`${row.table_name}_${row.period}_`),
      )
      .map(({ name, drawn }) => [row, name, drawn] as const);
  const arrivalOf = (row: ExportRow, file: string, drawn: string) => ({
    ...{ file, source_export_id: file, extracted_at: `${drawn}T00:00:00.000Z`, sample: row.sample },
    ...{ received_at: row.received_at, manifest_sha256: `of ${file}` },
  });
});

test("a megabyte that is known costs less than 50 ms", async () => {
  const at = await EngineHome.create();
  const rows = Array.from({ length: 11_000 }, (_, n): [string, string] => [`R${n}`, "2026-03-10"]);
  const content = line(...rows);
  expect(content.length).toBeGreaterThan(1_000_000);
  at.drop("line_2026-03.csv", content);
  await at.ingest();
  const took: number[] = [];
  for (let round = 0; round < 5; round += 1) {
    at.drop(`line_2026-03_${round}.csv`, content);
    const start = performance.now();
    const report = await at.ingest();
    took.push(performance.now() - start);
    expect(report.files).toMatchObject([{ status: "known" }]);
  }
  expect(Math.min(...took)).toBeLessThan(50);
  at.remove();
});

test("a late file for a closed period is a new revision, and the old one is kept", async () => {
  const at = await EngineHome.create();
  const [first, correction] = SENT;
  if (first === undefined || correction === undefined) throw new Error("nothing to send");
  await send(at, [first]);
  const before = at.files("raw");
  await send(at, [correction]);
  expect(at.ledger.exports()).toHaveLength(2);
  for (const [path, bytes] of before) expect(at.files("raw").get(path)).toEqual(bytes);
  at.remove();
});
