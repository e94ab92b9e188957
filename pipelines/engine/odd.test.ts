import { afterEach, beforeEach, expect, test } from "vitest";
import { EngineHome } from "./testing/home.ts";
import { LINE_HEADER, lineOf } from "./testing/toy.ts";

let at: EngineHome;
beforeEach(async () => {
  at = await EngineHome.create();
});
afterEach(() => at.remove());
const faults = () =>
  at.query(
    "SELECT row_number::INTEGER AS row, line::INTEGER AS line, code FROM '{quarantine}/toy/line/*.parquet' ORDER BY ALL",
  );

test("a line of many megabytes is refused by itself", async () => {
  const long = lineOf("A2", { note: "x".repeat(3_000_000) });
  at.drop("line_2026-03.csv", `${[LINE_HEADER, lineOf("A1"), long, lineOf("A3")].join("\n")}\n`);
  expect(await at.ingest()).toMatchObject({ rows_in: 3, rows_loaded: 2, rows_refused: 1 });
  expect(await faults()).toEqual([{ row: 2, line: 3, code: "too_long" }]);
});

test("a file whose line ends are mixed is refused whole: its division into rows is unclear", async () => {
  at.drop("line_2026-03.csv", `${LINE_HEADER}\n${lineOf("A1")}\r${lineOf("A2")}\n${lineOf("A3")}\n`);
  at.drop("line_2026-04.csv", `${LINE_HEADER}\n${lineOf("A4", { jour: "2026-04-01" })}\n`);
  const { files } = await at.ingest();
  expect(files.map(({ status, rows_in, rows_loaded }) => [status, rows_in, rows_loaded]).sort()).toEqual([
    ["loaded", 1, 1],
    ["refused", 2, 0],
  ]);
});

test("no row is lost where the reader's pieces meet", async () => {
  const rows = Array.from({ length: 260_000 }, (_, n) => lineOf(`A${n}`, { note: "x".repeat(n % 20) }));
  at.drop("line_2026-03.csv", `${[LINE_HEADER, ...rows].join("\n")}\n`);
  expect(await at.ingest()).toMatchObject({ rows_in: 260_000, rows_loaded: 260_000 });
});

test("records keep their numbers around those that the reader refuses, over many row groups", async () => {
  const rows = Array.from({ length: 150_000 }, (_, n) =>
    n % 1000 === 7 ? `A${n};x` : lineOf(`A${n}`, { communes: "" }),
  );
  at.drop("line_2026-03.csv", `${[LINE_HEADER, ...rows].join("\n")}\n`);
  expect(await at.ingest()).toMatchObject({ rows_in: 150_000, rows_refused: 150 });
  const wrong = await at.query(
    "SELECT count(*)::INTEGER AS n FROM '{raw}/toy/line/*.parquet' WHERE line_no <> 'A' || (_row - 1)",
  );
  expect(wrong).toEqual([{ n: 0 }]);
  const order = await at.query(
    "SELECT count(*)::INTEGER AS n FROM (SELECT _row < lag(_row) OVER (ORDER BY file_row_number) AS back FROM read_parquet('{raw}/toy/line/*.parquet', file_row_number = true)) WHERE back",
  );
  expect(order).toEqual([{ n: 0 }]);
  expect((await faults()).slice(0, 2)).toEqual([
    { row: 8, line: 9, code: "column_count" },
    { row: 1008, line: 1009, code: "column_count" },
  ]);
});

test("lines are told right where free text holds line breaks in every row", async () => {
  const rows = Array.from({ length: 30_000 }, (_, n) =>
    lineOf(`A${n}`, { note: '"a\nb"', communes: "", montant: n % 10_000 === 9 ? "x" : "1.00" }),
  );
  at.drop("line_2026-03.csv", `${[LINE_HEADER, ...rows].join("\n")}\n`);
  expect(await at.ingest()).toMatchObject({ rows_in: 30_000, rows_refused: 3 });
  expect(await faults()).toEqual([
    { row: 10, line: 20, code: "not_a_decimal" },
    { row: 10_010, line: 20_020, code: "not_a_decimal" },
    { row: 20_010, line: 40_020, code: "not_a_decimal" },
  ]);
});
