import { mkdirSync } from "node:fs";
import { type DuckDBConnection, DuckDBInstance } from "@duckdb/node-api";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type Postgres, postgresPrograms, startPostgres } from "#test/fixture/postgres.ts";
import { rawMissing } from "#test/fixture/raw.ts";
import { scratchFolder } from "#test/fixture/scratch.ts";
import { homeAt } from "#warehouse/home.ts";
import { attachLake, folderStore } from "#warehouse/raw/index.ts";
import { openState } from "#warehouse/state/index.ts";
import { liveExports, rawViews } from "../engine/index.ts";
import { EngineHome } from "../engine/testing/home.ts";
import { LINE_HEADER, lineOf, TOY } from "../engine/testing/toy.ts";
import { type Catalogue, openCatalogue } from "./index.ts";

const programs = postgresPrograms();
const missing = programs === null ? "no PostgreSQL on this machine" : await rawMissing();
const reason = missing === null ? "" : ` (skipped: ${missing})`;

describe.skipIf(missing !== null)(`the catalogue of several loaders${reason}`, () => {
  let server: Postgres;
  let database = 0;
  /** Where both write: raw files of several loaders are in one place, here a folder. */
  const shared = homeAt(scratchFolder("lake"));
  let loaders: readonly EngineHome[];
  const opened: { close(): void }[] = [];
  let reader: DuckDBConnection | null = null;

  beforeAll(async () => {
    if (programs === null) return;
    mkdirSync(shared.raw);
    server = await startPostgres(programs);
    server.create("lake0");
    await open();
    for (const each of opened.splice(0)) each.close();
  });
  afterAll(() => server?.close());
  beforeEach(async () => {
    database += 1;
    // The first starts from nothing, the others from what a catalogue without exports looks like.
    server.create(`lake${database}`, database === 1 ? undefined : "lake0");
    loaders = [await EngineHome.create(), await EngineHome.create()];
  });
  afterEach(() => {
    reader?.closeSync();
    reader = null;
    for (const each of opened.splice(0)) each.close();
    for (const each of loaders) each.remove();
  });

  const url = () => new URL(`${server.url(`lake${database}`)}?sslmode=disable`);
  const trust = () => ({
    ...{ rawCatalogue: null, rawCaFile: null, rawCataloguePasswordFile: server.passwordFile },
  });
  async function open(): Promise<Catalogue> {
    const limits = { home: shared.root, threads: 1, tempMax: "1GiB", buildMemory: "1GiB" };
    const catalogue = await openCatalogue({
      ...{ url: url(), store: folderStore(shared), contracts: [TOY] },
      settings: { ...limits, ...trust() },
    });
    opened.push(catalogue);
    return catalogue;
  }
  /** As a loader does: takes over what others did, loads its inbox, enters what it did. */
  async function load(at: EngineHome, catalogue: Catalogue): Promise<number> {
    await catalogue.pull(at.ledger);
    await at.ingest({ store: folderStore(shared) });
    return catalogue.push(at.ledger);
  }
  const file = (...numbers: string[]) => `${[LINE_HEADER, ...numbers.map((no) => lineOf(no))].join("\n")}\n`;
  const february = `${LINE_HEADER}\n${lineOf("F1", { jour: "2026-02-03" })}\n`;
  const units = (...numbers: string[]) => `${["no;name", ...numbers.map((no) => `${no};x`)].join("\n")}\n`;
  /** What any reader of the lake sees, now or then. */
  async function inLake(sql: string): Promise<unknown[]> {
    if (reader === null) {
      const instance = await DuckDBInstance.create(":memory:", { threads: "1" });
      reader = await instance.connect();
      opened.push({ close: () => instance.closeSync() });
      await attachLake(reader, url(), `${folderStore(shared).folder}lake/`, trust());
    }
    const rows = (await reader.runAndReadAll(sql)).getRows();
    return rows.map((row) => row[0]);
  }
  const standing = async (at: EngineHome, ledger = at.ledger): Promise<unknown[]> => {
    const options = { contracts: [TOY], store: folderStore(shared) };
    const [view] = rawViews(at.home, ledger, options);
    return (await at.query(`SELECT line_no FROM (${view?.sql}) ORDER BY ALL`)).map((row) => row.line_no);
  };

  it("loses nothing of two that load at once, the first of all included", async () => {
    const [one, two] = loaders;
    if (one === undefined || two === undefined) return;
    one.drop("line_2026-03.csv", file("A1", "B1", "??"), {});
    one.drop("line_2026-02.csv", february, {});
    two.drop("unit_snapshot.csv", units("U1", "U2"), {});
    const catalogues = await Promise.all([open(), open()]);
    const entered = await Promise.all(loaders.map((each, at) => load(each, catalogues[at] ?? catalogues[0])));
    expect(entered).toEqual([2, 1]);
    for (const [at, each] of loaders.entries()) await catalogues[at]?.pull(each.ledger);
    const exports = loaders.map((each) => each.ledger.exports());
    expect(exports[0]).toEqual(exports[1]);
    expect(exports[0]?.map(({ rows_loaded, rows_refused }) => [rows_loaded, rows_refused])).toEqual([
      ...[
        [1, 0],
        [2, 1],
        [2, 0],
      ],
    ]);
    expect(liveExports(one.ledger, { modeOf: () => "replace_period" })).toHaveLength(3);
    expect(await standing(two)).toEqual(["A1", "B1", "F1"]);
    expect(await inLake("SELECT line_no FROM lake.toy.line ORDER BY line_no")).toEqual(["A1", "B1", "F1"]);
    expect(await inLake("SELECT unit_no FROM lake.toy.unit ORDER BY unit_no")).toEqual(["U1", "U2"]);
  });

  it("enters an export once, whoever else brings it", async () => {
    for (const each of loaders) each.drop("line_2026-03.csv", file("A1"), {});
    const catalogues = [await open(), await open()];
    await Promise.all(loaders.map((each) => each.ingest({ store: folderStore(shared) })));
    const entered = await Promise.all(loaders.map((each, at) => catalogues[at]?.push(each.ledger)));
    expect(entered.toSorted()).toEqual([0, 1]);
    expect(await inLake("SELECT line_no FROM lake.toy.line")).toEqual(["A1"]);
    expect(await catalogues[0]?.push(loaders[0]?.ledger ?? expect.fail())).toBe(0);
  });

  it("holds the rows of every earlier snapshot, and the exports that stood then", async () => {
    const [one] = loaders;
    if (one === undefined) return;
    const catalogue = await open();
    one.drop("line_2026-03.csv", file("A1"), { extracted_at: "2026-04-10T00:00:00Z" });
    await load(one, catalogue);
    const [before] = await catalogue.snapshots(1);
    one.drop("line_2026-03_rectifie.csv", file("A1", "C1"), { extracted_at: "2026-04-11T00:00:00Z" });
    await load(one, catalogue);
    const [after] = await catalogue.snapshots(1);
    expect(before?.note).toBe("1 exports, 1 rows: toy.line");
    expect(after?.snapshot).toBeGreaterThan(before?.snapshot ?? Number.MAX_SAFE_INTEGER);
    const state = openState(":memory:");
    const then = await catalogue.ledgerAt(before?.snapshot ?? -1, state);
    expect([await standing(one), await standing(one, then)]).toEqual([["A1", "C1"], ["A1"]]);
    state.close();
    const at = `SELECT line_no FROM lake.toy.line AT (VERSION => ${before?.snapshot}) ORDER BY line_no`;
    expect(await inLake(at)).toEqual(["A1"]);
    expect(await inLake("SELECT line_no FROM lake.toy.line ORDER BY line_no")).toEqual(["A1", "A1", "C1"]);
    await expect(catalogue.ledgerAt(9999, openState(":memory:"))).rejects.toThrow("snapshot_unknown");
  });

  it("is not opened without its password", async () => {
    const none = { ...trust(), rawCataloguePasswordFile: null };
    const instance = await DuckDBInstance.create(":memory:", { threads: "1" });
    const connection = await instance.connect();
    await expect(attachLake(connection, url(), "/nowhere/", none)).rejects.toThrow("no password supplied");
    connection.closeSync();
    instance.closeSync();
  });

  it("tells a file that was refused, and takes it once it is good", async () => {
    const [one, two] = loaders;
    if (one === undefined || two === undefined) return;
    const [mine, theirs] = [await open(), await open()];
    one.drop("line_2026-03.csv", file("A1"), { row_count: 7 });
    await load(one, mine);
    await theirs.pull(two.ledger);
    expect(two.ledger.exports().map(({ status, code }) => [status, code])).toEqual([
      ["refused", "row_count_mismatch"],
    ]);
    one.drop("line_2026-03.csv", file("A1"), {});
    await load(one, mine);
    await theirs.pull(two.ledger);
    expect(two.ledger.exports().map(({ status, rows_loaded }) => [status, rows_loaded])).toEqual([
      ["loaded", 1],
    ]);
    expect(await standing(two)).toEqual(["A1"]);
    expect(await inLake("SELECT status FROM lake.bayan.export")).toEqual(["loaded"]);
  });
});
