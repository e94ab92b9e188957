import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import { afterAll, beforeAll, expect, it } from "vitest";
import { homeAt } from "../../home.ts";
import { folderStore } from "../../raw/index.ts";
import type { ReleaseHandle } from "../../release/types.ts";
import { createDoor } from "../door.ts";
import { createFixture, type DoorFixture } from "../testing/fixture.ts";
import { MODELS } from "../testing/manifest.ts";
import { type CellRequest, type Door, PUBLIC_VIEWER, type Viewer } from "../types.ts";

const NATIONAL: Viewer = { ...PUBLIC_VIEWER, role: "national" };
const SHA = "a".repeat(64);
let fixture: DoorFixture;
let door: Door;

/** Orders as they came: two lines for each row of the fixture's budget, a sixtieth of each in January of the next year. */
beforeAll(async () => {
  fixture = await createFixture();
  const raw = join(fixture.dir, "raw");
  mkdirSync(join(raw, "gid", "mandat"), { recursive: true });
  const instance = await DuckDBInstance.create(join(fixture.dir, "warehouse.duckdb"), {
    access_mode: "READ_ONLY",
  });
  const connection = await instance.connect();
  await connection.run(`COPY (SELECT collectivity_code, fiscal_year, line_code,
      CASE half WHEN 0 THEN (ordered_mad / 2)::DECIMAL(18,2) ELSE ordered_mad - (ordered_mad / 2)::DECIMAL(18,2) END AS gross_mad,
      CASE WHEN month(month_start) = 12 AND half = 1 THEN make_date(fiscal_year + 1, 1, 20) ELSE month_start + 4 END AS ordered_on,
      'p-' || line_code AS supplier_key, 'gid-mandat-2025' AS _export_id, row_number() OVER (ORDER BY month_start, collectivity_code, line_code, half) AS _row
    FROM fct_budget, range(2) AS h(half) WHERE fiscal_year = 2025) TO '${join(raw, "gid", "mandat", `2025__${SHA.slice(0, 12)}.parquet`)}'`);
  connection.closeSync();
  instance.closeSync();

  const typed = (name: string, data_type: string) => [name, { name, description: "", data_type }] as const;
  const keys = [
    typed("collectivity_code", "VARCHAR"),
    typed("fiscal_year", "INTEGER"),
    typed("line_code", "VARCHAR"),
  ];
  const models = structuredClone(MODELS) as {
    nodes: Record<string, object>;
    sources: Record<string, object>;
  };
  Object.assign(models.nodes["model.bayan.fct_budget"] ?? {}, {
    columns: Object.fromEntries([
      ...keys,
      typed("month_start", "DATE"),
      typed("ordered_mad", "DECIMAL(18,2)"),
    ]),
  });
  Object.assign(models.sources["source.bayan.gid.mandat"] ?? {}, {
    config: { meta: { key: ["order_no"] } },
    columns: Object.fromEntries([...keys, typed("gross_mad", "DECIMAL(18,2)"), typed("ordered_on", "DATE")]),
  });
  writeFileSync(join(fixture.dir, "models.json"), JSON.stringify(models));

  const input = {
    system: "gid",
    table: "mandat",
    period: "2025",
    export_id: "gid-mandat-2025",
    file: "mandat_2025.csv",
  };
  const counts = { sha256: SHA, extracted_at: "", rows_in: 1, rows: 1, rows_refused: 0, sample: true };
  const current = async (): Promise<ReleaseHandle> => {
    const release = await fixture.releases.current();
    return { ...release, build: { ...release.build, inputs: [{ ...input, ...counts }] } };
  };
  door = createDoor({ releases: { current }, raw: folderStore(homeAt(fixture.dir)) });
});
afterAll(() => fixture.close());

const request = (row: CellRequest["row"], more: Partial<CellRequest> = {}): CellRequest => ({
  spec: { metrics: ["ordered_mad", "execution_rate"], groupBy: ["collectivity", "month"] },
  metric: "ordered_mad",
  ...(row === undefined ? {} : { row }),
  ...more,
});

it("follows a figure to the lines that add up to it, those after the year's end among them", async () => {
  for (const month of ["2025-03", "2025-12"]) {
    const found = await door.explainCell(request({ collectivity: "01.511.01.01", month }), NATIONAL);
    const [truth] = await fixture.truth(
      `SELECT sum(ordered_mad)::VARCHAR AS v FROM fct_budget WHERE collectivity_code = '01.511.01.01' AND month_start = '${month}-01'`,
    );
    expect(found.value).toBe(truth?.v);
    expect(found.tables).toEqual([
      { system: "gid", table: "mandat", by: ["collectivity_code", "fiscal_year", "line_code"], rows: 6 },
    ]);
    const sum = found.listed.rows.reduce(
      (total, row) => total + BigInt(String(row.values.gross_mad).replace(".", "")),
      0n,
    );
    expect(sum).toBe(BigInt(String(truth?.v).replace(".", "")));
    const [first] = found.listed.rows;
    expect(first).toMatchObject({ file: "mandat_2025.csv", sha256: SHA, export_id: "gid-mandat-2025" });
    expect(first?.line).toBe((first?.record ?? 0) + 1);
    expect(Object.keys(first?.values ?? {})).not.toContain("supplier_key");
    expect(found.sql.text).toContain("fct_budget");
    expect(found.sql.values).toContain("01.511.01.01");
  }
});

it("gives its rows by pages, each once", async () => {
  const lines: number[] = [];
  for (let page = 1; page <= 4; page += 1) {
    const { listed } = await door.explainCell(
      request({ collectivity: "01", month: "2025-05" }, { page, size: 2 }),
      NATIONAL,
    );
    expect(listed.total).toBe(6);
    lines.push(...listed.rows.map((row) => row.record));
  }
  expect(lines).toHaveLength(6);
  expect(new Set(lines).size).toBe(6);
});

it("shows the public the files, and a governor the rows of the territory", async () => {
  const cell = request({ collectivity: "06", month: "2025-05" });
  const open = await door.explainCell(cell, PUBLIC_VIEWER);
  expect(open.listed.rows).toEqual([]);
  expect(open.tables).toEqual([]);
  expect(open.exports.map((one) => one.file)).toEqual(["mandat_2025.csv"]);
  const other = await door.explainCell(cell, { ...PUBLIC_VIEWER, role: "wali", territory: "01" });
  expect([other.value, other.listed.total]).toEqual([null, 0]);
});

it("refuses what is not in the answer, by its nearest name", async () => {
  const refusals: readonly (readonly [CellRequest, string, string])[] = [
    [request({ colectivity: "01" }), "unknown_dimension", "collectivity"],
    [request({}, { metric: "orderd_mad" }), "unknown_metric", "ordered_mad"],
    [
      request({ collectivity: "01", month: "2025-05" }, { table: "gid.mandats" }),
      "unknown_table",
      "gid.mandat",
    ],
  ];
  for (const [given, code, near] of refusals)
    await expect(door.explainCell(given, NATIONAL)).rejects.toMatchObject({
      code,
      message: expect.stringContaining(near),
    });
});
