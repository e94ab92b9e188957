import { rmSync, statSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { keyAt } from "./keys.ts";
import { pseudonym } from "./sql/pseudonym.ts";
import { MASK } from "./sql/refuse.ts";
import { EngineHome } from "./testing/home.ts";
import { LINE_HEADER, lineOf } from "./testing/toy.ts";

let at: EngineHome;
beforeEach(async () => {
  at = await EngineHome.create();
});
afterEach(() => at.remove());

const good = (...numbers: string[]) => `${[LINE_HEADER, ...numbers.map((no) => lineOf(no))].join("\n")}\n`;

describe("a good file", () => {
  test("stands typed, under warehouse names, with its export and record number", async () => {
    at.drop("line_2026-03.csv", good("A1", "A2"), {});
    const report = await at.ingest();
    expect(report.files).toMatchObject([{ status: "loaded", rows_in: 2, rows_loaded: 2, rows_refused: 0 }]);
    const rows = await at.query("SELECT * FROM '{raw}/toy/line/*.parquet' ORDER BY _row");
    const key = keyAt(join(at.home.keys, "pseudonym.key"));
    expect(rows[1]).toEqual({
      line_no: "A2",
      collectivity_code: "01.051.01.01",
      fiscal_year: 2026,
      amount_mad: "1250.50",
      happened_on: "2026-03-10",
      happened_at: "2026-03-10 08:30:00",
      is_paid: true,
      kind: "BC",
      note: "voirie",
      commune_codes: ["01.051.01.01", "01.051.01.03"],
      person_key: pseudonym(key, "person_key", "AB1234"),
      _export_id: report.files[0]?.export_id,
      _row: "2",
    });
  });

  test("gives the same bytes whatever the threads, once for every content", async () => {
    at.drop("line_2026-03.csv", good("A1", "A2"));
    await at.ingest({ settings: { threads: 1 } });
    const once = at.files("raw");
    const other = await EngineHome.create();
    other.drop("line_2026-03.csv", good("A1", "A2"));
    await other.ingest({ settings: { threads: 2, pseudonymKeyFile: join(at.home.keys, "pseudonym.key") } });
    expect([...other.files("raw").keys()]).toEqual([...once.keys()]);
    for (const [path, bytes] of other.files("raw"))
      if (path.startsWith("toy")) expect(bytes).toEqual(once.get(path));
    other.remove();
  });

  test("may have no rows", async () => {
    at.drop("line_2026-03.csv", `${LINE_HEADER}\n`, {});
    expect(await at.ingest()).toMatchObject({ files: [{ status: "loaded", rows_in: 0 }] });
    expect(await at.query("SELECT count(*)::INTEGER AS n FROM '{raw}/toy/line/*.parquet'")).toEqual([
      { n: 0 },
    ]);
  });
});

describe("the same bytes again", () => {
  test("are no news: neither the file untouched, nor its copy, nor its resending", async () => {
    at.drop("line_2026-03.csv", good("A1"), {});
    await at.ingest();
    expect((await at.ingest()).files).toEqual([]);
    at.drop("line_2026-03_bis.csv", good("A1"), { export_id: "again", extracted_at: "2026-05-01T00:00:00Z" });
    const report = await at.ingest();
    expect(report.files).toMatchObject([{ status: "known", rows_in: 1 }]);
    expect(report.rows_in).toBe(0);
    expect(at.ledger.exports()).toMatchObject([
      { file: "line_2026-03.csv", extracted_at: "2026-05-01T00:00:00.000Z" },
    ]);
  });

  test("are taken once when they lie twice in one inbox", async () => {
    at.drop("line_2026-03.csv", good("A1"), {});
    at.drop("line_2026-03_bis.csv", good("A1"), {});
    const report = await at.ingest();
    expect(report.files.map(({ status }) => status).sort()).toEqual(["known", "loaded"]);
    expect(report.rows_in).toBe(1);
  });

  test("are looked at anew when their manifest is put right", async () => {
    at.drop("line_2026-03.csv", good("A1"), { row_count: 7 });
    expect(await at.ingest()).toMatchObject({
      files: [{ status: "refused", code: "row_count_mismatch", rows_in: 1, rows_loaded: 0, rows_refused: 1 }],
    });
    expect(await at.query("SELECT value FROM '{quarantine}/toy/line/*.parquet'")).toEqual([
      { value: "7 ≠ 1" },
    ]);
    at.drop("line_2026-03.csv", good("A1"), { row_count: 1 });
    expect(await at.ingest()).toMatchObject({ files: [{ status: "loaded", rows_loaded: 1 }] });
    at.drop("line_2026-03_faux.csv", good("A1"), { row_count: 8 });
    await at.ingest();
    expect(at.ledger.exports()).toMatchObject([{ status: "loaded", rows_loaded: 1 }]);
  });
});

describe("personal values", () => {
  test("stand in clear in no file but the inbox", async () => {
    const people = [
      lineOf("A1", { personne: "ZZ9876", secret: "Fatima Untelle", note: "x" }),
      lineOf("A2", { personne: "zz 9876", secret: "Fatima Untelle" }),
      lineOf("A3", { personne: "ZZ9876", montant: "-5" }),
      lineOf("A3", { personne: "ZZ9876" }),
      lineOf("A3", { personne: "ZZ9876" }),
      `${lineOf("A4", { personne: "ZZ9876", secret: "Fatima Untelle" })};trop`,
    ];
    at.drop("line_2026-03.csv", `${[LINE_HEADER, ...people].join("\n")}\n`, {});
    expect(await at.ingest()).toMatchObject({ rows_in: 6, rows_loaded: 2, rows_refused: 4 });
    for (const folder of ["raw", "quarantine", "landing", "tmp", "keys"] as const)
      for (const [path, bytes] of at.files(folder))
        for (const clear of ["ZZ9876", "zz 9876", "Fatima"])
          expect(bytes.includes(clear), `${folder}/${path}: ${clear}`).toBe(false);
    for (const folder of ["raw", "quarantine"])
      expect(await at.text(`{${folder}}/toy/**/*.parquet`)).not.toMatch(/ZZ9876|zz 9876|Fatima/);
    const faults = await at.query(
      "SELECT line::INTEGER AS line, code, value FROM '{quarantine}/toy/line/*.parquet' ORDER BY line",
    );
    expect(faults).toContainEqual({ line: 3, code: "bad_pattern", value: MASK });
    expect(statSync(join(at.home.keys, "pseudonym.key")).mode & 0o777).toBe(0o600);
  });

  test("that are missing stay missing", async () => {
    at.drop("line_2026-03.csv", `${LINE_HEADER}\n${lineOf("A1", { personne: "" })}\n`);
    await at.ingest();
    expect(await at.query("SELECT person_key FROM '{raw}/toy/line/*.parquet'")).toEqual([
      { person_key: null },
    ]);
  });
});

test("files that no contract knows are reported and left alone", async () => {
  at.drop("autre_2026-03.csv", "a;b\n1;2\n");
  at.drop("line_2026-13.csv", "a;b\n1;2\n");
  at.drop("line_2026-03.csv.partial", "a;b\n");
  at.drop("line_2026-0[3].csv", good("A1"));
  symlinkSync("/etc/hostname", join(at.home.inbox, "toy", "line_2026-05.csv"));
  expect((await at.ingest()).strangers).toEqual([
    { system: "toy", file: "autre_2026-03.csv" },
    { system: "toy", file: "line_2026-05.csv" },
    { system: "toy", file: "line_2026-0[3].csv" },
    { system: "toy", file: "line_2026-13.csv" },
  ]);
});

test("without a territory nothing is checked, and the fault says what to do", async () => {
  rmSync(join(at.home.raw, "ref"), { recursive: true });
  at.drop("line_2026-03.csv", good("A1"));
  await expect(at.ingest()).rejects.toMatchObject({ code: "territory_missing" });
});
