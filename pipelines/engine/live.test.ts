import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { ExportRow } from "./ledger.ts";
import { selectLive } from "./live.ts";
import { EngineHome } from "./testing/home.ts";
import { LINE_HEADER, lineOf } from "./testing/toy.ts";
import { rawViews } from "./views.ts";

const exported = (
  period: string,
  id: string,
  extracted: string,
  more: Partial<ExportRow> = {},
): ExportRow => ({
  export_id: id,
  ...{ system: "toy", table_name: "line", period, sha256: id, status: "loaded", code: null },
  ...{ rows_in: 1, rows_loaded: 1, rows_refused: 0, raw_path: `raw/${id}`, quarantine_path: null },
  ...{ received_at: "2026-01-01", sample: false, file: id, source_export_id: null, extracted_at: extracted },
  ...more,
});
const ids = (rows: readonly ExportRow[], mode: "replace_period" | "upsert" = "replace_period") =>
  selectLive(rows, () => mode).map(({ export_id, without }) => [export_id, without]);

describe("what is live", () => {
  test("of one period, the export drawn last; of two drawn at once, the greater id", () => {
    expect(ids([exported("2025", "a", "2026-01-02"), exported("2025", "b", "2026-01-01")])).toEqual([
      ["a", []],
    ]);
    expect(ids([exported("2025", "a", "2026-01-01"), exported("2025", "b", "2026-01-01")])).toEqual([
      ["b", []],
    ]);
  });

  test("a refused correction leaves the last good one standing", () => {
    const refused = exported("2025", "b", "2026-02-01", { status: "refused", raw_path: null });
    expect(ids([exported("2025", "a", "2026-01-01"), refused])).toEqual([["a", []]]);
  });

  test("every accepted export, where rows are updated by key", () => {
    expect(ids([exported("2025-01", "a", "1"), exported("2025-01", "b", "2")], "upsert")).toEqual([
      ["a", []],
      ["b", []],
    ]);
  });

  test("a year replaces its months, and a later month its part of the year", () => {
    const months = [exported("2025-01", "jan", "2025-02-01"), exported("2025-02", "feb", "2026-03-01")];
    const year = exported("2025", "year", "2026-01-15");
    expect(ids([...months, year])).toEqual([
      ["feb", []],
      ["year", ["2025-02"]],
    ]);
    expect(ids([...months, exported("2026", "next", "2027")])).toHaveLength(3);
  });

  test("does not hang on the order of arrival", () => {
    const period = fc.constantFrom("2025", "2025-01", "2025-02", "2026");
    const row = fc.tuple(period, fc.constantFrom("1", "2", "3"), fc.boolean());
    const rows = fc
      .array(row, { maxLength: 12 })
      .map((all) =>
        all.map(([each, drawn, good], at) =>
          exported(each, `e${at}`, drawn, good ? {} : { status: "refused", raw_path: null }),
        ),
      );
    const shuffled = rows.chain((all) =>
      fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length })),
    );
    const sorted = (all: readonly ExportRow[]) => ids(all).sort();
    fc.assert(
      fc.property(shuffled, ([all, other]) => {
        expect(sorted(other)).toEqual(sorted(all));
      }),
    );
  });
});

describe("views of raw", () => {
  let at: EngineHome;
  beforeEach(async () => {
    at = await EngineHome.create();
  });
  afterEach(() => at.remove());

  const file = (...rows: [string, string][]) =>
    `${[LINE_HEADER, ...rows.map(([no, jour]) => lineOf(no, { jour }))].join("\n")}\n`;
  const numbers = async (asOf?: string) => {
    const views = rawViews(at.home, at.ledger, {
      contracts: at.contracts,
      ...(asOf === undefined ? {} : { asOf }),
    });
    const sql = views.find(({ name }) => name === "toy__line")?.sql;
    return (await at.query(`SELECT line_no FROM (${sql}) ORDER BY ALL`)).map(({ line_no }) => line_no);
  };

  test("of a table without any export are empty and typed", async () => {
    const views = rawViews(at.home, at.ledger, { contracts: at.contracts });
    expect(views.map(({ name }) => name)).toEqual(["toy__line", "toy__unit", "toy__change", "meta__export"]);
    const described = await at.query(`DESCRIBE ${views[0]?.sql}`);
    expect(described.map(({ column_name, column_type }) => `${column_name} ${column_type}`)).toContain(
      "commune_codes VARCHAR[]",
    );
    for (const { sql } of views) expect(await at.query(`SELECT * FROM (${sql})`)).toEqual([]);
  });

  test("hold the same rows whatever the order in which files came", async () => {
    const drops: [string, string, string][] = [
      ["line_2026-03.csv", file(["A1", "2026-03-01"], ["B1", "2026-03-02"]), "2026-04-10T00:00:00Z"],
      ["line_2026-03_rectifie.csv", file(["A1", "2026-03-01"], ["C1", "2026-03-02"]), "2026-04-20T00:00:00Z"],
      ["line_2026-02.csv", file(["D1", "2026-02-01"]), "2026-03-10T00:00:00Z"],
      ["line_2026.csv", file(["E1", "2026-02-02"], ["F1", "2026-03-05"]), "2026-04-15T00:00:00Z"],
    ];
    for (const order of [drops, drops.toReversed()]) {
      const home = await EngineHome.create();
      for (const [name, content, extracted_at] of order) {
        home.drop(name, content, { extracted_at });
        await home.ingest();
      }
      const sql = rawViews(home.home, home.ledger, { contracts: home.contracts })[0]?.sql;
      const found = await home.query(`SELECT line_no FROM (${sql}) ORDER BY ALL`);
      expect(found.map(({ line_no }) => line_no)).toEqual(["A1", "C1", "E1"]);
      home.remove();
    }
  });

  test("tell the rows of invented exports from the others", async () => {
    const marks = async () => {
      const [view] = rawViews(at.home, at.ledger, { contracts: at.contracts });
      const rows = await at.query(`SELECT line_no, _sample FROM (${view?.sql}) ORDER BY ALL`);
      return { sample: view?.sample?.startsWith("_export_id IN (") ?? view?.sample, rows };
    };
    at.drop("line_2026-03.csv", file(["A1", "2026-03-01"]), { sample: true });
    await at.ingest();
    expect(await marks()).toEqual({ sample: false, rows: [{ line_no: "A1", _sample: true }] });
    at.drop("line_2026-02.csv", file(["B1", "2026-02-01"]), { sample: false });
    await at.ingest();
    expect(await marks()).toEqual({
      sample: true,
      rows: [
        { line_no: "A1", _sample: true },
        { line_no: "B1", _sample: false },
      ],
    });
  });

  test("as of a day, hold what had come by then", async () => {
    at.drop("line_2026-03.csv", file(["A1", "2026-03-01"]), {});
    await at.ingest();
    at.drop("line_2026-03_rectifie.csv", file(["B1", "2026-03-01"]), {
      extracted_at: "2026-05-01T00:00:00Z",
    });
    await at.ingest({ clock: { now: () => new Date("2026-05-02T00:00:00Z"), ticks: () => 0 } });
    expect(await numbers()).toEqual(["B1"]);
    expect(await numbers("2026-04-30T23:59:59.999Z")).toEqual(["A1"]);
    expect(await numbers("2026-01-01T00:00:00.000Z")).toEqual([]);
    const meta = rawViews(at.home, at.ledger, { contracts: at.contracts }).at(-1)?.sql;
    expect(await at.query(`SELECT file, rows_in, sample FROM (${meta})`)).toEqual([
      { file: "line_2026-03_rectifie.csv", rows_in: "1", sample: false },
    ]);
  });
});
