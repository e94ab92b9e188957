import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { FILE_FAULTS, ROW_FAULTS } from "./faults.ts";
import { EngineHome } from "./testing/home.ts";

const CASES = join(import.meta.dirname, "cases");
const names = readdirSync(CASES).sort();
/** Written by hand's request only: `BAYAN_WRITE_CASES=1 npx vitest run …`, and then read. */
const write = process.env.BAYAN_WRITE_CASES === "1" && process.env.CI === undefined;
/** Tried elsewhere: they take a file that no one could read in a golden folder. */
const ELSEWHERE = ["line_too_long", "unreadable_row", "unreadable_file", "records_unclear"];

describe.each(names)("%s", (name) => {
  test("gives what its folder says", async () => {
    const found = await outcomeOf(join(CASES, name, "input"));
    const expected = join(CASES, name, "expected.json");
    if (write) writeFileSync(expected, `${JSON.stringify(found, null, 1)}\n`);
    expect(found).toEqual(JSON.parse(readFileSync(expected, "utf8")));
  });
});

test("there is a case for every fault", () => {
  const told = names.map((name) => readFileSync(join(CASES, name, "expected.json"), "utf8")).join();
  const codes = [...Object.keys(ROW_FAULTS), ...Object.keys(FILE_FAULTS)];
  const missing = codes.filter((code) => !told.includes(`"${code}"`) && !ELSEWHERE.includes(code));
  expect(missing).toEqual([]);
});

/** What ingestion makes of a folder's files: rows that went in, and faults by their place. */
async function outcomeOf(input: string) {
  const at = await EngineHome.create();
  try {
    for (const file of readdirSync(input).filter((each) => !each.endsWith(".manifest.json"))) {
      const manifest = join(input, `${file}.manifest.json`);
      const said = existsSync(manifest) ? readFileSync(manifest, "utf8") : null;
      const own = said === null ? undefined : said.startsWith("{") ? JSON.parse(said) : {};
      at.drop(file, readFileSync(join(input, file)), own);
      if (said !== null && !said.startsWith("{"))
        writeFileSync(join(at.home.inbox, "toy", `${file}.manifest.json`), said);
    }
    const report = await at.ingest();
    const files = report.files.map(({ file, status, code, rows_in, rows_loaded, rows_refused }) => ({
      ...{ file, status, code, rows_in, rows_loaded, rows_refused },
    }));
    for (const each of files) expect(each.rows_in).toBe(each.rows_loaded + each.rows_refused);
    const loaded = report.rows_loaded > 0;
    return {
      files,
      raw: loaded
        ? await at.query(
            "SELECT * EXCLUDE (_export_id, person_key) FROM read_parquet('{raw}/toy/line/*.parquet') ORDER BY ALL",
          )
        : [],
      quarantine:
        report.rows_refused + report.files.filter(({ status }) => status === "refused").length > 0
          ? await at.query(`SELECT file, line::INTEGER AS line, column_name, code, value, related_line::INTEGER AS related_line
            FROM read_parquet('{quarantine}/toy/line/*.parquet') ORDER BY ALL`)
          : [],
    };
  } finally {
    at.remove();
  }
}
