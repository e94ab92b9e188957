import { linkSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import { z } from "zod";
import { exportLedger, ingest } from "#pipelines/engine/index.ts";
import { makeSample } from "#pipelines/sample/index.ts";
import { contracts, duckdbType, type Table } from "#pipelines/sources/index.ts";
import { buildTerritory } from "#pipelines/territory/index.ts";
import { systemClock } from "#warehouse/clock.ts";
import { homeAt, PROJECT_ROOT } from "#warehouse/home.ts";
import { pythonPaths } from "#warehouse/python.ts";
import { openState } from "#warehouse/state/index.ts";
import type { BenchContext, Figure } from "./run.ts";

const THREADS = 2;
const ROUNDS = 3;

/** What a stretch of work took, in seconds: on the wall, and of all threads of this process. */
export interface Took {
  readonly seconds: number;
  readonly cpu: number;
}

/**
 * Checked load (land, check, quarantine, load) beside DuckDB's own typed CSV → Parquet of the same files with the same
 * threads, in turns; the best of each.
 */
export async function bench({ scale, work }: BenchContext): Promise<Figure[]> {
  const home = homeAt(join(work, "home"));
  const scratch = join(work, "load");
  await prepare(home.root, scale);
  const all = csvFiles(home.inbox);
  const engagement = all.filter(({ system, table }) => system === "gid" && table.name === "engagement");
  const largest = engagement.sort((a, b) => b.bytes - a.bytes).slice(0, 1);
  const figures = [
    await compare("checked load of the largest GID engagement file ÷ bare", largest, home.raw, scratch),
    await compare("checked load of all files ÷ bare", all, home.raw, scratch),
  ];
  for (const files of largestTables(all)) {
    const [{ system, table } = { system: "", table: { name: "" } }] = files;
    const name = `checked load of ${system}.${table.name} ÷ bare`;
    figures.push(...(await compareBoth(name, files, home.raw, scratch)));
  }
  return figures;
}

/** The files of the five tables that have the most bytes. */
const largestTables = (files: readonly SampleFile[]): SampleFile[][] =>
  [...Map.groupBy(files, ({ table }) => table).values()]
    .map((each) => ({ each, bytes: each.reduce((sum, { bytes }) => sum + bytes, 0) }))
    .sort((a, b) => b.bytes - a.bytes)
    .slice(0, 5)
    .map(({ each }) => each);

/** The territory and a sample, unless they stand already. */
async function prepare(root: string, scale: number): Promise<void> {
  const home = homeAt(root);
  mkdirSync(home.raw, { recursive: true });
  await buildTerritory({ sitePackages: pythonPaths(PROJECT_ROOT).sitePackages, rawDir: home.raw });
  if (csvFiles(home.inbox).length > 0) return;
  const rawRefDir = join(home.raw, "ref");
  await makeSample({ inbox: home.inbox, rawRefDir, scale, seed: 1, until: "2026-10", threads: THREADS });
}

interface SampleFile {
  readonly system: string;
  readonly table: Table;
  readonly path: string;
  readonly name: string;
  readonly bytes: number;
}

export function csvFiles(inbox: string): SampleFile[] {
  return contracts.flatMap(({ system, tables }) => {
    const folder = join(inbox, system);
    const names = statSync(folder, { throwIfNoEntry: false }) === undefined ? [] : readdirSync(folder);
    return names
      .filter((name) => name.endsWith(".csv"))
      .flatMap((name) => {
        const table = tables.find((each) => name.replace(/_(?:20\d\d|snapshot).*$/, "") === each.name);
        const path = join(folder, name);
        return table === undefined ? [] : [{ system, table, name, path, bytes: statSync(path).size }];
      });
  });
}

export async function compare(
  name: string,
  files: readonly SampleFile[],
  raw: string,
  scratch: string,
): Promise<Figure> {
  const { ours, theirs } = await inTurns(files, raw, scratch);
  return figure(name, best(ours, "seconds"), best(theirs, "seconds"), 1.5);
}

/** A table's files together, on the wall and in seconds of processor, which other work on the machine moves less. */
async function compareBoth(
  name: string,
  files: readonly SampleFile[],
  raw: string,
  scratch: string,
): Promise<Figure[]> {
  const { ours, theirs } = await inTurns(files, raw, scratch);
  return [
    figure(name, best(ours, "seconds"), best(theirs, "seconds"), 1.3),
    figure(`${name}, seconds of processor`, best(ours, "cpu"), best(theirs, "cpu"), null),
  ];
}

async function inTurns(files: readonly SampleFile[], raw: string, scratch: string) {
  const ours: Took[] = [];
  const theirs: Took[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    theirs.push(await bareFiles(files, scratch));
    ours.push(await checkedLoad(files, raw, scratch));
  }
  rmSync(scratch, { recursive: true, force: true });
  return { ours, theirs };
}

const best = (rounds: readonly Took[], of: keyof Took): number => Math.min(...rounds.map((took) => took[of]));

const figure = (name: string, value: number, reference: number, bar: number | null): Figure => ({
  ...{ name, value, reference, ratio: value / reference, bar, unit: "s" },
});

/** Takes the files in, in a home of their own; `raw` has the territory. */
export async function checkedLoad(files: readonly SampleFile[], raw: string, scratch: string): Promise<Took> {
  rmSync(scratch, { recursive: true, force: true });
  const home = homeAt(scratch);
  for (const { system, path, name } of files) {
    mkdirSync(join(home.inbox, system), { recursive: true });
    for (const suffix of ["", ".manifest.json"])
      linkSync(`${path}${suffix}`, join(home.inbox, system, `${name}${suffix}`));
  }
  mkdirSync(home.raw, { recursive: true });
  symlinkSync(join(raw, "ref"), join(home.raw, "ref"));
  const state = openState(home.state);
  const took = await timed(async () => {
    await ingest({ home, ledger: exportLedger(state), clock: systemClock, settings: { threads: THREADS } });
  });
  state.close();
  return took;
}

/** DuckDB's own typed load of every file of an inbox to Parquet below `scratch`. */
export const bareLoad = (inbox: string, scratch: string): Promise<Took> =>
  bareFiles(csvFiles(inbox), scratch);

export async function bareFiles(files: readonly SampleFile[], scratch: string): Promise<Took> {
  rmSync(scratch, { recursive: true, force: true });
  mkdirSync(scratch, { recursive: true });
  const statements = files.map((file, at) => bareSql(file, join(scratch, `${at}.parquet`)));
  const instance = await DuckDBInstance.create(":memory:", { threads: String(THREADS) });
  const connection = await instance.connect();
  const took = await timed(async () => {
    for (const statement of statements) await connection.run(statement);
  });
  connection.closeSync();
  instance.closeSync();
  return took;
}

const manifestSchema = z.object({ format: z.object({ decimal: z.string(), date_format: z.string() }) });

/** Rows that do not fit their type are dropped: with one of them in it, the bare load would only fail. */
function bareSql({ table, path }: SampleFile, target: string): string {
  const { format } = manifestSchema.parse(JSON.parse(readFileSync(`${path}.manifest.json`, "utf8")));
  const columns = table.columns.map((column) => {
    const type = column.type.kind === "list" ? "VARCHAR" : duckdbType(column);
    return `'${column.source}': '${type}'`;
  });
  const dates =
    format.date_format === "dmy" ? ", dateformat = '%d/%m/%Y', timestampformat = '%d/%m/%Y %H:%M:%S'" : "";
  return `COPY (SELECT * FROM read_csv('${path}', delim = ';', header = true, auto_detect = false,
    ignore_errors = true, decimal_separator = '${format.decimal}'${dates}, columns = {${columns.join(", ")}}))
    TO '${target}' (FORMAT parquet)`;
}

async function timed(work: () => Promise<void>): Promise<Took> {
  const cpu = process.cpuUsage();
  const start = systemClock.ticks();
  await work();
  const seconds = (systemClock.ticks() - start) / 1000;
  const { user, system } = process.cpuUsage(cpu);
  return { seconds, cpu: (user + system) / 1e6 };
}
