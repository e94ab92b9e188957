import { afterEach, describe, expect, test } from "vitest";
import { fixedClock } from "#warehouse/clock.ts";
import { DRIFT_KINDS, type DriftKind, type DriftRule } from "../sources/contract.ts";
import type { Contract } from "../sources/index.ts";
import { driftCode } from "./drift/rules.ts";
import { sourcesReport } from "./report.ts";
import { EngineHome } from "./testing/home.ts";
import { LINE_HEADER, lineOf, TOY } from "./testing/toy.ts";

const ROWS = 60;
const homes: EngineHome[] = [];
afterEach(() => {
  for (const home of homes.splice(0)) home.remove();
});

/** The trial contract with one rule for every kind of drift; null leaves the engine's own. */
function contractWith(rule: DriftRule | null): Contract {
  const drift = rule === null ? {} : Object.fromEntries(DRIFT_KINDS.map((kind) => [kind, rule]));
  return { ...TOY, tables: TOY.tables.map((table) => ({ ...table, drift })) };
}
async function home(rule: DriftRule | null): Promise<EngineHome> {
  const at = await EngineHome.create([contractWith(rule)]);
  homes.push(at);
  return at;
}

type Over = (row: number) => Partial<Record<string, string>>;
const file = (over: Over = () => ({}), rows = ROWS, month = "03") =>
  `${[LINE_HEADER, ...Array.from({ length: rows }, (_, row) => lineOf(`A${row}`, { jour: `2026-${month}-10`, ...over(row) }))].join("\n")}\n`;
const renamed = (from: string, to: string) => file().replace(LINE_HEADER, LINE_HEADER.replace(from, to));
const everyLine = (change: (fields: string[]) => string[]) =>
  file()
    .trimEnd()
    .split("\n")
    .map((row) => change(row.split(";")).join(";"))
    .join("\n");

/** A file of each kind of drift, and the manifest that it comes with where one is needed. */
const DRIFTED: Readonly<Record<DriftKind, { content: string | Buffer; manifest?: Record<string, unknown> }>> =
  {
    column_added: {
      content: everyLine((row) => [...row.slice(0, 3), row[0] === "no" ? "nouveau" : "1", ...row.slice(3)]),
    },
    column_removed: { content: everyLine((row) => row.toSpliced(LINE_HEADER.split(";").indexOf("note"), 1)) },
    column_renamed: { content: renamed("note", "remarque") },
    column_reordered: {
      content: everyLine((row) => [...row.slice(2, 4), ...row.slice(0, 2), ...row.slice(4)]),
    },
    type: { content: file((row) => (row % 3 === 0 ? {} : { exercice: "vingt-six" })) },
    enum: { content: file((row) => (row % 3 === 0 ? { type: "MARCHE_CADRE" } : {})) },
    unit: { content: file(() => ({ montant: "125050" })) },
    date_format: { content: file(() => ({ jour: "10/03/2026" })) },
    encoding: {
      content: file(() => ({ note: "équipé" })),
      manifest: { format: { encoding: "windows-1252" } },
    },
    delimiter: { content: file().replaceAll(";", ",") },
    grain: { content: file((row) => ({ no: `A${row % 20}`, montant: `${row}.00` })) },
    volume: { content: file(() => ({}), 1200) },
  };
/** What the others say is usual: only against them have amounts another unit and files another size. */
async function usual(at: EngineHome): Promise<void> {
  for (const month of ["01", "02", "04", "05"])
    at.drop(
      `line_2026-${month}.csv`,
      file(() => ({}), ROWS, month),
    );
  expect((await at.ingest()).rows_loaded).toBe(4 * ROWS);
}
async function taken(at: EngineHome, kind: DriftKind) {
  const { content, manifest } = DRIFTED[kind];
  at.drop("line_2026-03.csv", content, manifest);
  const [outcome] = (await at.ingest()).files;
  const [line] = sourcesReport(at.ledger, fixedClock("2026-06-01T00:00:00Z"), at.contracts);
  expect(outcome?.rows_in).toBe((outcome?.rows_loaded ?? 0) + (outcome?.rows_refused ?? 0));
  return { outcome, drift: line?.drift ?? [] };
}

describe.each(DRIFT_KINDS)("drift: %s", (kind) => {
  test("is told by its code, with the rule that the engine has by itself", async () => {
    const at = await home(null);
    await usual(at);
    const { drift } = await taken(at, kind);
    expect(drift.map(({ code, file: name }) => [code, name])).toEqual([
      [driftCode(kind), "line_2026-03.csv"],
    ]);
  });

  test("stops the file where the contract says so", async () => {
    const at = await home("stop");
    await usual(at);
    const { outcome, drift } = await taken(at, kind);
    expect(drift).toMatchObject([{ code: driftCode(kind), rule: "stop" }]);
    // Against the others of its table, a file is judged once all stand: it is held back from publishing.
    if (kind !== "unit" && kind !== "volume")
      expect(outcome).toMatchObject({ status: "refused", code: driftCode(kind) });
  });
});

const LOADED_UNDER_WARNING: Readonly<Partial<Record<DriftKind, number>>> = {
  ...{ column_added: ROWS, column_removed: ROWS, column_renamed: ROWS, column_reordered: ROWS },
  ...{ type: 20, enum: 40, unit: ROWS, date_format: 0, grain: 20, volume: 1200 },
};
test.each(Object.entries(LOADED_UNDER_WARNING))(
  "%s: under a warning, what can be read goes in",
  async (name, rows) => {
    const kind = DRIFT_KINDS.find((each) => each === name) ?? "type";
    const at = await home("warn");
    await usual(at);
    const { outcome, drift } = await taken(at, kind);
    expect(outcome).toMatchObject({ status: "loaded", rows_loaded: rows });
    expect(drift).toMatchObject([{ code: driftCode(kind), rule: "warn" }]);
    if (rows !== ROWS) return;
    const own =
      await at.query(`SELECT DISTINCT line_no[1:1] AS l, happened_on, amount_mad > 1000 AS m, kind, note
    FROM '{raw}/toy/line/2026-03*.parquet'`);
    const note = kind === "column_removed" ? null : "voirie";
    expect(own).toEqual([{ l: "A", happened_on: "2026-03-10", m: true, kind: "BC", note }]);
  },
);

test("a column that a row cannot do without is not borne", async () => {
  const at = await home("warn");
  at.drop(
    "line_2026-03.csv",
    everyLine((row) => row.toSpliced(3, 1)),
  );
  expect((await at.ingest()).files).toMatchObject([{ status: "refused", code: "header_missing" }]);
});
