import { appendFileSync, utimesSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { EngineHome } from "./testing/home.ts";
import { LINE_HEADER, lineOf } from "./testing/toy.ts";

let at: EngineHome;
beforeEach(async () => {
  at = await EngineHome.create();
});
afterEach(() => at.remove());

const ROWS = 190_000;
const text = (eol: string, bad = -1): string => {
  const rows = Array.from({ length: ROWS }, (_, n) => lineOf(`A${n}`, n === bad ? { montant: "x" } : {}));
  return [LINE_HEADER, ...rows, ""].join(eol);
};

/** A quote keeps a file from the sieve: its stage is that of any file. */
test.each([
  ["plain", (content: string) => content],
  ["quoted", (content: string) => content.replace(/;voirie;(?=[^;]*;[^;]*;[^;]*\n$)/, ';"voirie";')],
])("a large file (%s) is staged while it is sealed, and loses nothing by it", async (_, written) => {
  const content = written(text("\n", 170_000));
  expect(content.length).toBeGreaterThan(16 << 20);
  at.drop("line_2026-03.csv", content);
  expect((await at.ingest()).files).toMatchObject([
    { rows_in: ROWS, rows_loaded: ROWS - 1, rows_refused: 1 },
  ]);
  expect(await at.query("SELECT line::INTEGER AS line FROM '{quarantine}/toy/line/*.parquet'")).toEqual([
    { line: 170_002 },
  ]);
  const [order] = await at.query(
    `SELECT count(*)::INTEGER AS n, bool_and(line_no = 'A' || (_row - 1)) AS ordered FROM '{raw}/toy/line/*.parquet'`,
  );
  expect(order).toEqual({ n: ROWS - 1, ordered: true });

  at.drop("line_2026-03_bis.csv", content);
  expect((await at.ingest()).files).toMatchObject([{ status: "known" }]);
});

test("what was taken for granted and is not so is read again", async () => {
  // The header ends in one way, the rows in another: the count of the landing decides.
  at.drop("line_2026-03.csv", text("\r\n").replace("\r\n", "\n"));
  const [mixed] = (await at.ingest()).files;
  expect(mixed?.rows_in).toBe((mixed?.rows_loaded ?? 0) + (mixed?.rows_refused ?? 0));

  const wrong = { row_count: 3 };
  at.drop("line_2026-03_faux.csv", text("\n"), wrong);
  expect((await at.ingest()).files).toMatchObject([{ status: "refused", code: "row_count_mismatch" }]);
  at.drop("line_2026-03_faux.csv", text("\n"), {});
  expect((await at.ingest()).files).toMatchObject([{ status: "loaded", rows_loaded: ROWS }]);
});

test("a file that grows meanwhile is left for the next run", async () => {
  at.drop("line_2026-03.csv", text("\n"));
  const path = join(at.home.inbox, "toy", "line_2026-03.csv");
  const running = at.ingest();
  appendFileSync(path, `${lineOf("LAST")}\n`);
  utimesSync(path, 1_790_000_000, 1_790_000_000);
  const report = await running;
  if (report.unfinished.length > 0) expect(report.files).toEqual([]);
  expect((await at.ingest()).files).toMatchObject([{ status: "loaded", rows_loaded: ROWS + 1 }]);
});
