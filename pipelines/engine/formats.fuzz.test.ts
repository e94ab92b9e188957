import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { FILE_FAULTS, ROW_FAULTS } from "./faults.ts";
import { gzip, TOLERANT, workbook, zip } from "./testing/files.ts";
import { EngineHome } from "./testing/home.ts";
import { LINE_HEADER, lineOf } from "./testing/toy.ts";

/** Runs of as many files as there are formats; more at night. */
const RUNS = Number(process.env.BAYAN_FUZZ_FORMATS ?? 3);
const CODES = [...Object.keys(ROW_FAULTS), ...Object.keys(FILE_FAULTS), "negative_amount"];

let at: EngineHome;
let originals: readonly (readonly [string, Buffer])[];
beforeAll(async () => {
  at = await EngineHome.create([TOLERANT]);
  const header = LINE_HEADER.split(";");
  const rows = Array.from({ length: 12 }, (_, n) => lineOf(`R${n}`));
  const text = `${[LINE_HEADER, ...rows].join("\n")}\n`;
  const objects = rows.map((row) =>
    Object.fromEntries(row.split(";").map((value, n) => [header[n] ?? "", value])),
  );
  const book = await workbook([
    { name: "L", rows: [["Titre"], header, ...rows.map((row) => row.split(";"))] },
  ]);
  originals = [
    ["xlsx", book],
    ["json", Buffer.from(JSON.stringify(objects))],
    ["ndjson", Buffer.from(objects.map((each) => JSON.stringify(each)).join("\n"))],
    ["csv.gz", gzip(text)],
    ["zip", await zip([{ name: "line.csv", content: text }])],
    ["parquet", Buffer.from(text)],
  ];
});
afterAll(() => at.remove());

/** What befalls files on their way: bytes changed, cut off, doubled, put in. */
const damage = fc.array(
  fc.oneof(
    fc.tuple(fc.nat(1_000_000), fc.nat(255)).map(([place, byte]) => (bytes: Buffer) => {
      const copy = Buffer.from(bytes);
      if (copy.length > 0) copy[place % copy.length] = byte;
      return copy;
    }),
    fc.nat(1_000_000).map((place) => (bytes: Buffer) => bytes.subarray(0, place % (bytes.length + 1))),
    fc
      .tuple(fc.nat(1_000_000), fc.uint8Array({ minLength: 1, maxLength: 30 }))
      .map(([place, more]) => (bytes: Buffer) => {
        const from = place % (bytes.length + 1);
        return Buffer.concat([bytes.subarray(0, from), more, bytes.subarray(from)]);
      }),
  ),
  { minLength: 1, maxLength: 3 },
);

test("of a damaged workbook, document or archive, every row is loaded or refused, and nothing breaks", {
  timeout: 600_000,
}, async () => {
  let run = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(damage, { minLength: 6, maxLength: 6 }), async (all) => {
      run += 1;
      for (const [index, [extension, bytes]] of originals.entries()) {
        const spoilt = (all[index] ?? []).reduce((each, spoil) => spoil(each), bytes);
        at.drop(`line_2026-03_${run}_${index}.${extension}`, spoilt);
      }
      const report = await at.ingest();
      for (const each of report.files) {
        expect(each.rows_in, each.file).toBe(each.rows_loaded + each.rows_refused);
        if (each.status === "refused") expect(CODES).toContain(each.code);
      }
    }),
    { numRuns: RUNS },
  );
});
