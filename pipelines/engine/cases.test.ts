import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { FILE_FAULTS, ROW_FAULTS } from "./faults.ts";
import type { IngestedFile } from "./ingest.ts";
import { EngineHome } from "./testing/home.ts";

const CASES = join(import.meta.dirname, "cases");
const FILE = "line_2026-03.csv";
const names = readdirSync(CASES).sort();
/** Written by hand's request only: `BAYAN_WRITE_CASES=1 npx vitest run …`, and then read. */
const write = process.env.BAYAN_WRITE_CASES === "1" && process.env.CI === undefined;
/** Tried elsewhere: they take a file that no one could read in a golden folder, or that is no text. */
const ELSEWHERE = [
  ...["line_too_long", "unreadable_row", "unreadable_file", "records_unclear", "cell_error"],
  ...["archive_unsafe", "archive_too_large", "archive_too_many", "archive_ambiguous"],
  ...["sheet_absent", "sheets_differ", "file_too_costly"],
  ...["drift_delimiter", "drift_encoding", "drift_type", "drift_date_format", "drift_enum"],
  ...["drift_grain", "drift_unit", "drift_volume"],
];

let at: EngineHome;
let files: readonly IngestedFile[];
/** All of them in one inbox: files that are read together must not touch one another. */
beforeAll(async () => {
  at = await EngineHome.create();
  for (const name of names) {
    const file = join(CASES, name, "input", FILE);
    const manifest = existsSync(`${file}.manifest.json`)
      ? JSON.parse(readFileSync(`${file}.manifest.json`, "utf8"))
      : undefined;
    at.drop(caseFile(name), readFileSync(file), manifest);
  }
  ({ files } = await at.ingest());
});
afterAll(() => at.remove());

const caseFile = (name: string): string => FILE.replace(".csv", `_${name}.csv`);

test.each(names)("%s gives what its folder says", async (name) => {
  const found = await outcomeOf(name);
  const expected = join(CASES, name, "expected.json");
  if (write) writeFileSync(expected, `${JSON.stringify(found, null, 2)}\n`);
  expect(found).toEqual(JSON.parse(readFileSync(expected, "utf8")));
});

test("there is a case for every fault", () => {
  const told = names.map((name) => readFileSync(join(CASES, name, "expected.json"), "utf8")).join();
  const codes = [...Object.keys(ROW_FAULTS), ...Object.keys(FILE_FAULTS)];
  const missing = codes.filter((code) => !told.includes(`"${code}"`) && !ELSEWHERE.includes(code));
  expect(missing).toEqual([]);
});

/** What became of a case's file: the rows that went in, and the faults by their place. */
async function outcomeOf(name: string) {
  const file = files.find((each) => each.file === caseFile(name));
  if (file === undefined) throw new Error(`case: ${name}: not taken in`);
  const { status, code, rows_in, rows_loaded, rows_refused } = file;
  expect(rows_in).toBe(rows_loaded + rows_refused);
  const raw = await at.query(
    `SELECT * EXCLUDE (_export_id, person_key) FROM read_parquet('{raw}/toy/line/*.parquet')
     WHERE _export_id = '${file.export_id}' ORDER BY _row`,
  );
  const quarantine = await at.query(
    `SELECT line::INTEGER AS line, column_name, code, value, related_line::INTEGER AS related_line
     FROM read_parquet('{quarantine}/toy/line/*.parquet') WHERE file = '${file.file}' ORDER BY ALL`,
  );
  return { status, code, rows_in, rows_loaded, rows_refused, raw, quarantine };
}
