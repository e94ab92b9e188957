import { tableFromIPC } from "apache-arrow";
import ExcelJS from "exceljs";
import { parquetMetadata, parquetReadObjects } from "hyparquet";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createDoor } from "../door.ts";
import { decimalText } from "../table.ts";
import { createFixture, type DoorFixture } from "../testing/fixture.ts";
import {
  type Answer,
  type Cell,
  type Door,
  type Format,
  PUBLIC_VIEWER,
  type QuerySpec,
  type Viewer,
} from "../types.ts";
import { csvCell } from "./csv.ts";

const NATIONAL: Viewer = { ...PUBLIC_VIEWER, role: "national" };
let fixture: DoorFixture;
let door: Door;
beforeAll(async () => {
  fixture = await createFixture();
  door = createDoor({ releases: fixture.releases });
});
afterAll(() => fixture.close());

const SPECS: readonly QuerySpec[] = [
  { metrics: ["ordered_mad", "execution_rate", "collected_mad"], groupBy: ["province", "commune", "year"] },
  { metrics: ["permit_files", "on_time_rate"], groupBy: ["permit_category", "e_signed", "month"] },
  {
    metrics: ["balance_mad"],
    groupBy: ["collectivity", "month"],
    time: { grain: "month", from: "2025-01", to: "2026-10", compare: "year_ago" },
  },
  {
    metrics: ["ordered_mad"],
    where: [{ dimension: "region", op: "=", value: "nowhere" }],
    groupBy: ["region"],
  },
];

/** Reads RFC 4180 back: quotes, doubled quotes, CRLF. */
function parseCsv(text: string): string[][] {
  return text
    .split("\r\n")
    .slice(0, -1)
    .map((line) =>
      [...`,${line}`.matchAll(/,(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(
        (match) => match[1]?.replaceAll('""', '"') ?? match[2] ?? "",
      ),
    );
}

/** A number as far as its reader keeps it: this one of Parquet takes decimals through doubles. */
const near = (cell: unknown): unknown =>
  typeof cell === "number" || typeof cell === "bigint" ? Number(Number(cell).toPrecision(13)) : cell;

function arrowRows(bytes: Uint8Array, answer: Answer): Record<string, Cell>[] {
  const table = tableFromIPC(bytes);
  return Array.from({ length: table.numRows }, (_, row) => {
    const cells: Record<string, Cell> = {};
    for (const { name, type } of answer.columns) {
      const value: unknown = table.getChild(name)?.get(row);
      if (value === null || value === undefined) cells[name] = null;
      else if (type === "decimal") cells[name] = decimalText(BigInt.asIntN(64, BigInt(String(value))), 2);
      else cells[name] = typeof value === "bigint" ? Number(value) : (value as Cell);
    }
    return cells;
  });
}

describe.each(SPECS.map((spec, index) => ({ index, spec })))("question $index", ({ spec }) => {
  it("is the same in JSON, CSV and Arrow", async () => {
    const answer = await door.ask(spec, NATIONAL);
    const [json, csv, arrow] = await Promise.all(
      (["json", "csv", "arrow"] as const).map((format) => door.stream(spec, NATIONAL, format)),
    );
    const text = (bytes: Uint8Array | undefined) => new TextDecoder().decode(bytes);
    expect(JSON.parse(text(json))).toEqual(answer);

    const [header, ...lines] = parseCsv(text(csv));
    expect(header).toEqual([...answer.columns.map((column) => column.name), "release", "sample"]);
    expect(lines).toEqual(
      answer.rows.map((row) => [
        ...answer.columns.map(({ name }) =>
          row[name] === null ? "" : String(row[name]).replace(/^=/, "'="),
        ),
        answer.release,
        "true",
      ]),
    );

    expect(arrow).toBeDefined();
    expect(arrowRows(arrow ?? new Uint8Array(), answer)).toEqual(answer.rows);
    const schema = tableFromIPC(arrow ?? new Uint8Array()).schema;
    expect(schema.metadata.get("release")).toBe(answer.release);
    expect(schema.metadata.get("sample")).toBe("true");
    expect(JSON.parse(schema.metadata.get("nulls") ?? "")).toEqual(answer.nulls);
  });

  it("is the same by columns, in a workbook and in Parquet, each with its head", async () => {
    const answer = await door.ask(spec, NATIONAL);
    const { rows, nulls, columns, ...head } = answer;
    const bytes = (format: Format) => door.stream(spec, NATIONAL, format);
    const byColumns = JSON.parse(new TextDecoder().decode(await bytes("columns")));
    const values = columns.map((column) => ({ ...column, values: rows.map((row) => row[column.name]) }));
    expect(byColumns).toEqual({ ...head, rows: rows.length, columns: values, nulls });

    const names = [...columns.map((column) => column.name), "sample"];
    const workbook = new ExcelJS.Workbook();
    await workbook.xlsx.load(Buffer.from(await bytes("xlsx")) as never);
    const sheet: unknown[][] = [];
    workbook.getWorksheet("data")?.eachRow((row) => {
      sheet.push(names.map((_, index) => row.getCell(index + 1).value));
    });
    const typed = (row: Answer["rows"][number]) =>
      columns.map(({ name, type }) =>
        type === "decimal" && row[name] !== null ? Number(row[name]) : row[name],
      );
    expect(sheet).toEqual([names, ...rows.map((row) => [...typed(row), "true"])]);
    const about = workbook.getWorksheet("about")?.getSheetValues().flat().join(" ") ?? "";
    for (const said of [head.release, head.lineage, head.definitions[0]?.version])
      expect(about).toContain(said);

    const parquet = await bytes("parquet");
    const file = parquet.buffer.slice(
      parquet.byteOffset,
      parquet.byteOffset + parquet.byteLength,
    ) as ArrayBuffer;
    const meta = Object.fromEntries(
      (parquetMetadata(file).key_value_metadata ?? []).map(({ key, value }) => [key, value]),
    );
    expect([meta.release, meta.lineage, JSON.parse(meta.definitions ?? "")]).toEqual([
      head.release,
      head.lineage,
      head.definitions,
    ]);
    const read = await parquetReadObjects({ file });
    expect(read.map((row) => names.map((name) => near(row[name])))).toEqual(
      rows.map((row) => [...typed(row).map(near), true]),
    );
  });
});

it("a long answer is made as it is read, to the same bytes", async () => {
  const spec: QuerySpec = {
    metrics: ["ordered_mad", "paid_mad"],
    groupBy: ["collectivity", "line", "month"],
  };
  const parted = createDoor({ releases: fixture.releases, wholeRows: 100 });
  for (const format of ["json", "columns", "csv", "xlsx"] as const) {
    const { bytes, chunks } = await parted.encode(spec, NATIONAL, format);
    expect(bytes).toBeNull();
    const parts: Uint8Array[] = [];
    for await (const part of chunks()) parts.push(part);
    expect(parts.length).toBeGreaterThan(1);
    expect(Buffer.concat(parts).equals(Buffer.from(await door.stream(spec, NATIONAL, format)))).toBe(true);
  }
});

describe("a CSV cell", () => {
  it.each(["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", " =1", "\u00a0=1", "＝1", "＋1", "|cmd", "%0A", "\r\n=1"])(
    "disarms the text %j",
    (text) => {
      const cell = csvCell(text, "text");
      expect(cell.replace(/^"/, "")).toMatch(/^'/);
    },
  );
  it("leaves numbers alone, negative ones too", () => {
    expect(csvCell("-1234.50", "decimal")).toBe("-1234.50");
    expect(csvCell(-0.5, "double")).toBe("-0.5");
  });
  it("quotes what would break a line, and tells an empty text from none", () => {
    expect(csvCell('a,"b"\nc', "text")).toBe('"a,""b""\nc"');
    expect(csvCell("", "text")).toBe('""');
    expect(csvCell(null, "text")).toBe("");
  });
});

it("writes decimals whole", () => {
  expect([0n, 5n, -5n, 123450n, -123456789012345678n].map((scaled) => decimalText(scaled, 2))).toEqual([
    "0.00",
    "0.05",
    "-0.05",
    "1234.50",
    "-1234567890123456.78",
  ]);
});
