import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { fixedClock } from "#warehouse/clock.ts";
import { keyAt } from "./keys.ts";
import { exportRefused, releaseRows } from "./readmit.ts";
import { MASK } from "./sql/refuse.ts";
import { TOLERANT, workbook } from "./testing/files.ts";
import { EngineHome } from "./testing/home.ts";
import { LINE_HEADER, lineOf } from "./testing/toy.ts";

let at: EngineHome;
let fix: string;
beforeEach(async () => {
  at = await EngineHome.create([TOLERANT]);
  fix = join(at.home.root, "fix.csv");
});
afterEach(() => at.remove());

const context = () => ({
  ...{ home: at.home, ledger: at.ledger, clock: fixedClock("2026-05-01T00:00:00Z"), contracts: at.contracts },
  landingKey: keyAt(join(at.home.keys, "landing.key")),
});
const loaded = async () =>
  await at.query(`SELECT line_no, amount_mad, note, _row FROM '{raw}/toy/line/*.parquet'
    WHERE _export_id = '${at.ledger.exports().reduce((a, b) => (b.extracted_at > a.extracted_at ? b : a)).export_id}' ORDER BY _row`);

test("refused rows go out masked, come back corrected, and stand in a new revision", async () => {
  const rows = [
    lineOf("A1", { note: '"a;b"' }),
    lineOf("A2", { montant: "x" }),
    lineOf("A3"),
    lineOf("A4", { ct_code: "9" }),
  ];
  at.drop("line_2026-03.csv", `${[LINE_HEADER, ...rows].join("\n")}\n`);
  expect((await at.ingest()).files).toMatchObject([{ rows_loaded: 2, rows_refused: 2 }]);

  expect(await exportRefused(context(), { system: "toy", table: "line", target: fix })).toBe(2);
  const text = readFileSync(fix, "utf8");
  expect(text).toContain("montant:not_a_decimal");
  expect(text).not.toContain("AB1234");
  expect(text).toContain(MASK);

  writeFileSync(fix, text.replace(";x;", ";77.70;"));
  const [file] = await releaseRows(context(), fix);
  expect(file).toMatchObject({ system: "toy", rows: 2 });
  expect((await at.ingest()).files).toMatchObject([
    { status: "loaded", rows_in: 4, rows_loaded: 3, rows_refused: 1 },
  ]);
  expect(await loaded()).toEqual([
    { line_no: "A1", amount_mad: "1250.50", note: "a;b", _row: "1" },
    { line_no: "A2", amount_mad: "77.70", note: "voirie", _row: "2" },
    { line_no: "A3", amount_mad: "1250.50", note: "voirie", _row: "3" },
  ]);
  const persons = await at.query(
    "SELECT count(DISTINCT person_key)::INTEGER AS n FROM '{raw}/toy/line/*.parquet'",
  );
  expect(persons).toEqual([{ n: 1 }]);
  expect(at.ledger.exports()).toHaveLength(2);
});

test("rows of a workbook come back too", async () => {
  const cells = (no: string, montant: unknown) =>
    LINE_HEADER.split(";").map((name, index) =>
      name === "montant" ? montant : lineOf(no).split(";")[index],
    );
  at.drop(
    "line_2026-03.xlsx",
    await workbook([{ name: "L", rows: [LINE_HEADER.split(";"), cells("A1", 5), cells("A2", "?")] }]),
  );
  await at.ingest();
  expect(await exportRefused(context(), { system: "toy", table: "line", target: fix })).toBe(1);
  writeFileSync(fix, readFileSync(fix, "utf8").replace(";?;", ";6.00;"));
  await releaseRows(context(), fix);
  await at.ingest();
  expect((await loaded()).map(({ amount_mad }) => amount_mad)).toEqual(["5.00", "6.00"]);
});

test("a file that is none of ours is not taken", async () => {
  writeFileSync(fix, "a;b\n1;2\n");
  await expect(releaseRows(context(), fix)).rejects.toMatchObject({ code: "fix_unreadable" });
});
