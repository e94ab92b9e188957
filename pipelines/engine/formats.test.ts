import { existsSync, rmSync } from "node:fs";
import { join } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { gzip, TOLERANT, workbook, zip, zipNamed } from "./testing/files.ts";
import { EngineHome } from "./testing/home.ts";
import { LINE_HEADER, lineOf } from "./testing/toy.ts";

let at: EngineHome;
beforeEach(async () => {
  at = await EngineHome.create([TOLERANT]);
});
afterEach(() => at.remove());

const HEADER = LINE_HEADER.split(";");
const csv = (...rows: string[]) => `${[LINE_HEADER, ...rows].join("\n")}\n`;
const cells = (no: string, over: Readonly<Record<string, unknown>> = {}): unknown[] => {
  const native = { exercice: 2026, montant: 1250.5, jour: new Date("2026-03-10T00:00:00Z"), paye: true };
  const text = lineOf(no).split(";");
  const own: Readonly<Record<string, unknown>> = {
    ...native,
    instant: new Date("2026-03-10T08:30:00Z"),
    ...over,
  };
  return HEADER.map((name, index) => (name in own ? own[name] : text[index]));
};

/** The first file of a run, what it left in the warehouse, and what in quarantine. */
async function outcome() {
  const [file] = (await at.ingest()).files;
  if (file === undefined) throw new Error("nothing taken in");
  expect(file.rows_in).toBe(file.rows_loaded + file.rows_refused);
  const rows =
    file.rows_loaded === 0
      ? []
      : await at.query(
          `SELECT * EXCLUDE (_export_id, person_key) FROM '{raw}/toy/line/*.parquet' ORDER BY _row`,
        );
  const faults = !existsSync(at.home.quarantine)
    ? []
    : await at.query(
        `SELECT sheet, line::INTEGER AS line, column_name, code, value FROM '{quarantine}/toy/line/*.parquet' ORDER BY ALL`,
      );
  return { ...file, rows, faults };
}
const plain = {
  ...{
    collectivity_code: "01.051.01.01",
    fiscal_year: 2026,
    amount_mad: "1250.50",
    happened_on: "2026-03-10",
  },
  ...{ happened_at: "2026-03-10 08:30:00", is_paid: true, kind: "BC", note: "voirie" },
  commune_codes: ["01.051.01.01", "01.051.01.03"],
};
const two = [
  { ...plain, line_no: "A1", _row: "1" },
  { ...plain, line_no: "A2", _row: "2" },
];

describe("every format gives the same rows", () => {
  const text = csv(lineOf("A1"), lineOf("A2"));
  const objects = [cells("A1"), cells("A2")].map((row) =>
    Object.fromEntries(
      HEADER.map((name, index) => {
        const value = row[index];
        if (name === "communes") return [name, String(value).split("|")];
        if (name === "jour") return [name, "2026-03-10"];
        return [name, value instanceof Date ? `${value.toISOString().slice(0, 19)}Z` : value];
      }),
    ),
  );
  const utf16 = (order: "le" | "be") => {
    const bytes = Buffer.from(`\ufeff${text}`, "utf16le");
    return order === "le" ? bytes : bytes.swap16();
  };
  const said = (format: Record<string, string>) => ({ format });
  test.each<[string, string, () => Promise<Buffer | string> | Buffer | string, Record<string, unknown>?]>([
    ["tab-separated", "line_2026-03.tsv", () => text.replaceAll(";", "\t")],
    [
      "any delimiter of the contract",
      "line_2026-03.csv",
      () =>
        text
          .replaceAll("|", "/")
          .replaceAll(";", "|")
          .replaceAll("/", "|")
          .replaceAll(/(01\.051\.01\.01)\|(01\.051\.01\.03)/g, '"$1|$2"'),
      said({ delimiter: "|" }),
    ],
    ["UTF-16 LE", "line_2026-03.csv", () => utf16("le"), { ...said({ encoding: "utf-16" }), row_count: 2 }],
    ["UTF-16 BE", "line_2026-03.csv", () => utf16("be"), { ...said({ encoding: "utf-16" }), row_count: 2 }],
    ["gzip", "line_2026-03.csv.gz", () => gzip(text), { row_count: 2 }],
    ["zip", "line_2026-03.zip", () => zip([{ name: "export/line.csv", content: text }])],
    [
      "zip with its manifest inside",
      "line_2026-03.csv.zip",
      () =>
        zip([
          { name: "line.csv", content: text },
          { name: "line.csv.manifest.json", content: "{}" },
        ]),
    ],
    [
      "workbook",
      "line_2026-03.xlsx",
      () => workbook([{ name: "Lignes", rows: [HEADER, cells("A1"), cells("A2")] }]),
    ],
    [
      "workbook of 1904",
      "line_2026-03.xlsx",
      () => workbook([{ name: "Lignes", rows: [HEADER, cells("A1"), cells("A2")] }], { date1904: true }),
    ],
    [
      "zipped workbook",
      "line_2026-03.xlsx.zip",
      async () =>
        zip([
          {
            name: "l.xlsx",
            content: await workbook([{ name: "L", rows: [HEADER, cells("A1"), cells("A2")] }]),
          },
        ]),
    ],
    ["JSON", "line_2026-03.json", () => JSON.stringify({ data: objects })],
    ["NDJSON", "line_2026-03.ndjson", () => objects.map((each) => JSON.stringify(each)).join("\n")],
    [
      "zipped NDJSON",
      "line_2026-03.jsonl.gz",
      () => gzip(objects.map((each) => JSON.stringify(each)).join("\n")),
    ],
    ["Parquet", "line_2026-03.parquet", () => parquet()],
  ])("%s", async (_name, file, content, manifest) => {
    at.drop(file, await content(), manifest);
    const found = await outcome();
    expect(found).toMatchObject({ status: "loaded", code: null, rows_in: 2 });
    expect(found.rows).toEqual(two);
  });

  async function parquet(): Promise<Buffer> {
    const path = join(at.home.root, "made.parquet");
    const instance = await DuckDBInstance.create(":memory:");
    const connection = await instance.connect();
    const row = (no: string) =>
      `SELECT '${no}' AS no, '01.051.01.01' AS ct_code, 2026::SMALLINT AS exercice, 1250.5::DECIMAL(10,1) AS montant,
        DATE '2026-03-10' AS jour, TIMESTAMP '2026-03-10 08:30:00' AS instant, true AS paye, 'BC' AS type, 'voirie' AS note,
        ['01.051.01.01', '01.051.01.03'] AS communes, 'AB1234' AS personne, 'Untel' AS secret`;
    await connection.run(`COPY (${row("A1")} UNION ALL ${row("A2")}) TO '${path}' (FORMAT parquet)`);
    connection.closeSync();
    instance.closeSync();
    const { readFileSync } = await import("node:fs");
    return readFileSync(path);
  }
});

describe("a workbook", () => {
  test("is read below titles and under merged headers, over several sheets, with its places", async () => {
    const upper = HEADER.map((name, index) => (index < 2 ? name : index === 2 ? "Budget" : ""));
    const lower = HEADER.map((name, index) => (index < 2 ? "" : name));
    const head = [["Situation des lignes"], [], upper, lower];
    at.drop(
      "line_2026-03.xlsx",
      await workbook([
        { name: "Notice", rows: [["Lisez-moi"], ["rien"]] },
        {
          name: "Nord",
          rows: [...head, cells("A1"), [], cells("A2", { montant: "abc" })],
          merge: ["A3:A4", "B3:B4", "C3:L3"],
        },
        { name: "Sud", rows: [HEADER, cells("A3"), cells("A4", { ct_code: "99" })] },
      ]),
    );
    const found = await outcome();
    expect(found).toMatchObject({ rows_in: 4, rows_loaded: 2 });
    expect(found.rows.map((row) => [row.line_no, row._row])).toEqual([
      ["A1", "1"],
      ["A3", "3"],
    ]);
    expect(found.faults).toEqual([
      { sheet: "Nord", line: 7, column_name: "montant", code: "not_a_decimal", value: "abc" },
      { sheet: "Sud", line: 3, column_name: "ct_code", code: "unknown_territory", value: "99" },
    ]);
  });

  test("counts formulas by what they gave, refuses their errors, and rounds no money", async () => {
    at.drop(
      "line_2026-03.xlsx",
      await workbook([
        {
          name: "L",
          rows: [
            HEADER,
            cells("A1", { montant: { formula: "0.1+0.2", result: 0.1 + 0.2 } }),
            cells("A2", { note: { error: "#REF!" } }),
            cells("A3", { montant: { formula: "1/3", result: 1 / 3 } }),
            cells("A4", { montant: { formula: "1/0", result: { error: "#DIV/0!" } } }),
            cells("A5", { jour: 46091 }),
            cells("A6", { montant: new Date("2026-03-10T00:00:00Z") }),
          ],
        },
      ]),
    );
    const found = await outcome();
    expect(found.rows.map((row) => [row.line_no, row.amount_mad, row.happened_on])).toEqual([
      ["A1", "0.30", "2026-03-10"],
      ["A5", "1250.50", "2026-03-10"],
    ]);
    expect(found.faults.map(({ line, column_name, code }) => [line, column_name, code])).toEqual([
      [3, "note", "cell_error"],
      [4, "montant", "not_a_decimal"],
      [5, "montant", "cell_error"],
      [7, "montant", "not_a_decimal"],
    ]);
  });

  test("without the contract's columns is refused, and says so", async () => {
    at.drop(
      "line_2026-03.xlsx",
      await workbook([
        { name: "A", rows: [["x"]] },
        { name: "B", rows: [["y"]] },
      ]),
    );
    expect(await outcome()).toMatchObject({ status: "refused", code: "sheet_absent" });
  });

  test("whose sheets have other columns is refused", async () => {
    const rows = (names: unknown[]) => [names, cells("A1")];
    at.drop(
      "line_2026-03.xlsx",
      await workbook([
        { name: "A", rows: rows(HEADER) },
        { name: "B", rows: rows(HEADER.with(8, "remarque")) },
      ]),
    );
    expect(await outcome()).toMatchObject({ status: "refused", code: "sheets_differ" });
  });
});

describe("values are taken as the contract says, and no other way", () => {
  const rows: readonly (readonly [Record<string, string>, Record<string, unknown>])[] = [
    [{ montant: "1 250.50" }, { amount_mad: "1250.50" }],
    [{ montant: "1\u00a0250\u00a0000.5" }, { amount_mad: "1250000.50" }],
    [{ montant: "-1\u202f250.50" }, { amount_mad: null }],
    [{ montant: "١٢٥٠٫٥٠" }, { amount_mad: "1250.50" }],
    [{ montant: "12 50.50" }, { amount_mad: null }],
    [{ montant: "1,250.50" }, { amount_mad: null }],
    [{ jour: "46091" }, { happened_on: "2026-03-10" }],
    [{ jour: "٢٠٢٦-٠٣-١٠" }, { happened_on: "2026-03-10" }],
    [{ jour: "10/03/2026" }, { happened_on: null }],
    [{ instant: "46091.354166666667" }, { happened_at: "2026-03-10 08:30:00" }],
    [{ paye: "oui" }, { is_paid: true }],
    [{ paye: "Faux" }, { is_paid: false }],
    [{ paye: "نعم" }, { is_paid: true }],
    [{ paye: "peut-être" }, { is_paid: null }],
    [{ ct_code: " 01.051.01.03\u00a0" }, { collectivity_code: "01.051.01.03" }],
    [{ ct_code: "\u200f01.051.01.03\u200e" }, { collectivity_code: "01.051.01.03" }],
    [{ note: "   " }, { note: null }],
  ];
  const text = csv(...rows.map(([over], index) => lineOf(`V${index + 10}`, over)));

  test("with every way allowed", async () => {
    at.drop("line_2026-03.csv", text);
    const found = await outcome();
    const byNo = new Map(found.rows.map((row) => [row.line_no, row]));
    for (const [index, [over, value]] of rows.entries()) {
      const [name = "", wanted = null] = Object.entries(value)[0] ?? [];
      const row = byNo.get(`V${index + 10}`);
      const refused = wanted === null && name !== "note";
      if (refused) expect(row, JSON.stringify(over)).toBeUndefined();
      else expect(row?.[name], JSON.stringify(over)).toBe(wanted);
    }
  });

  test("with none allowed, each is refused as it came", async () => {
    at.remove();
    at = await EngineHome.create();
    at.drop("line_2026-03.csv", text);
    const found = await outcome();
    expect(found.rows.map((row) => row.line_no)).toEqual(["V26"]);
    expect(found.faults).toContainEqual(
      expect.objectContaining({ code: "not_a_decimal", value: "1\u00a0250\u00a0000.5" }),
    );
  });
});

describe("an archive", () => {
  const good = csv(lineOf("A1"));
  const names = [
    ...[
      "../line.csv",
      "../../etc/line.csv",
      "a/../../line.csv",
      "/etc/line.csv",
      "C:/line.csv",
      "C:\\line.csv",
    ],
    ...[
      "..\\line.csv",
      "\\\\host\\share\\line.csv",
      "a\\..\\..\\line.csv",
      "line\0.csv",
      "./../line.csv",
      "a/..",
    ],
  ];
  test.each(names.map((name) => [JSON.stringify(name), name]))(
    "with the name %s is refused",
    async (_said, name) => {
      at.drop("line_2026-03.zip", await zipNamed(name, good));
      const found = await outcome();
      expect(found.status).toBe("refused");
      expect(found.code).toBe("archive_unsafe");
    },
  );

  test.each<[string, string, () => Promise<Buffer> | Buffer]>([
    [
      "archive_unsafe",
      "line_2026-03.zip",
      () => zip([{ name: "line.csv", content: "/etc/passwd", mode: 0o120777 }]),
    ],
    [
      "archive_too_many",
      "line_2026-03.zip",
      () => zip(Array.from({ length: 1001 }, (_, n) => ({ name: `${n}.csv`, content: "" }))),
    ],
    [
      "archive_too_large",
      "line_2026-03.zip",
      () => zip([{ name: "line.csv", content: Buffer.alloc(20 << 20) }]),
    ],
    ["archive_too_large", "line_2026-03.csv.gz", () => gzip(Buffer.alloc(20 << 20))],
    [
      "archive_ambiguous",
      "line_2026-03.zip",
      () =>
        zip([
          { name: "a.csv", content: good },
          { name: "b.csv", content: good },
        ]),
    ],
    ["archive_ambiguous", "line_2026-03.zip", () => zip([{ name: "a.exe", content: good }])],
    [
      "archive_ambiguous",
      "line_2026-03.zip",
      async () => zip([{ name: "a.csv.zip", content: await zip([{ name: "a.csv", content: good }]) }]),
    ],
    [
      "unreadable_file",
      "line_2026-03.zip",
      async () => (await zip([{ name: "line.csv", content: good }])).subarray(0, 60),
    ],
    ["unreadable_file", "line_2026-03.csv.gz", () => gzip(good).subarray(0, 30)],
    ["unreadable_file", "line_2026-03.xlsx", () => Buffer.from("PK")],
    ["unreadable_file", "line_2026-03.parquet", () => Buffer.from("PAR1")],
    ["unreadable_file", "line_2026-03.json", () => Buffer.from("[{")],
    ["header_absent", "line_2026-03.json", () => Buffer.from('[{"x":1}]')],
    ["archive_unsafe", "line_2026-03.xlsx", () => hostile()],
  ])("is refused: %s %s", async (code, file, content) => {
    at.drop(file, await content());
    expect(await outcome()).toMatchObject({ status: "refused", code });
  });

  /** A workbook whose XML declares entities that would grow without end. */
  const hostile = () =>
    zip([
      {
        name: "xl/workbook.xml",
        content: '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa">]><workbook>&a;</workbook>',
      },
      { name: "xl/_rels/workbook.xml.rels", content: "<Relationships/>" },
    ]);
});

test("what is known is not converted again", async () => {
  at.drop("line_2026-03.xlsx", await workbook([{ name: "L", rows: [HEADER, cells("A1")] }]));
  await at.ingest();
  at.drop("line_2026-03_bis.xlsx", at.files("inbox").get("toy/line_2026-03.xlsx") ?? "");
  rmSync(join(at.home.inbox, "toy", "line_2026-03.xlsx"));
  expect((await at.ingest()).files).toMatchObject([{ status: "known", rows_loaded: 1 }]);
});
