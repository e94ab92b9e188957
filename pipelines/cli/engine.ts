import { mkdirSync } from "node:fs";
import { basename } from "node:path";
import { PROJECT_ROOT } from "#warehouse/home.ts";
import { pythonPaths } from "#warehouse/python.ts";
import { type InputExport, type ReleaseSource, sha256File } from "#warehouse/release/index.ts";
import type { Catalogue } from "../catalogue/index.ts";
import {
  type ExportLedger,
  exportLedger,
  ingest,
  isKnownFile,
  type LiveExport,
  liveExports,
  rawViews,
  unseenBytes,
} from "../engine/index.ts";
import { FETCH_FAULTS, pull } from "../fetch/index.ts";
import { buildTerritory, type TerritoryTable } from "../territory/index.ts";
import type { Cli } from "./cli.ts";
import { storeOf } from "./store.ts";

export interface IngestCounts {
  /** Files taken in by this run. */
  readonly files: number;
  readonly rows_in: number;
  readonly rows_loaded: number;
  readonly rows_refused: number;
  /** Files that no contract knows by their name. */
  readonly strangers: readonly { readonly system: string; readonly file: string }[];
  readonly unfinished: readonly { readonly system: string; readonly file: string }[];
  /** Files refused as a whole, and why. */
  readonly refused: readonly { readonly system: string; readonly file: string; readonly code: string }[];
}
export const NOTHING_TAKEN: IngestCounts = {
  ...{ files: 0, rows_in: 0, rows_loaded: 0, rows_refused: 0 },
  ...{ strangers: [], unfinished: [], refused: [] },
};

/** The reference tables of the territory, made when their package or recipe changed. */
export async function territory(cli: Cli): Promise<readonly TerritoryTable[]> {
  const stage = cli.progress.stage("territory");
  mkdirSync(cli.home.raw, { recursive: true });
  const { sitePackages } = pythonPaths(PROJECT_ROOT);
  const made = await buildTerritory({ sitePackages, rawDir: cli.home.raw, temp: cli.home.tmp });
  stage.end();
  return made;
}

/** Brings what is new at the home's connections into the inbox; a connection that fails is told, and passed over. */
export async function pullConnections(cli: Cli): Promise<void> {
  const pulled = await pull({
    ...{ home: cli.home, state: cli.state(), clock: cli.clock },
    isKnown: isKnownFile,
  });
  for (const { connection, file, status, code, what } of pulled) {
    cli.log.info({ connection, file, status, code, what }, "pull");
    if (code === null || status !== "failed") continue;
    const reason = FETCH_FAULTS[code][cli.lang];
    cli.print(cli.say("pull_failed", { connection, file: file ?? "", reason, what: what ?? "" }));
  }
}

/**
 * Takes in what is new in the inbox; the territory stands before it, since codes are checked against it. What other
 * loaders took in is known before, and what this one did is theirs after.
 */
export async function ingestInbox(
  cli: Cli,
  system: string | null,
  catalogue: Catalogue | null = null,
): Promise<IngestCounts> {
  const ledger = exportLedger(cli.state());
  await catalogue?.pull(ledger);
  const [landing, loading] = [cli.progress.stage("land"), cli.progress.stage("ingest")];
  const report = await ingest({
    home: cli.home,
    ledger,
    clock: cli.clock,
    log: cli.log,
    settings: cli.settings,
    store: storeOf(cli),
    ...(system === null ? {} : { only: [system] }),
    onProgress: ({ stage, done, total, note }) =>
      (stage === "land" ? landing : loading).update(done, total, note),
  });
  landing.end();
  loading.end();
  await catalogue?.push(ledger);
  const { rows_in, rows_loaded, rows_refused, files, strangers, unfinished } = report;
  const taken = files.filter(({ status }) => status !== "known").length;
  const refused = files
    .filter(({ status }) => status === "refused")
    .map(({ system, file, code }) => ({ system, file, code: code ?? "" }));
  return { files: taken, rows_in, rows_loaded, rows_refused, strangers, unfinished, refused };
}

/** Bytes of the inbox's files that no run has taken in. */
export const newBytes = (cli: Cli): number => unseenBytes(cli.home, exportLedger(cli.state()));

/**
 * What the release is made from: the live exports of now, or of those received by the end of a day.
 *
 * @param ledger by default the home's own
 */
export async function liveSource(
  cli: Cli,
  ref: readonly TerritoryTable[],
  asOf: string | null,
  ledger: ExportLedger = exportLedger(cli.state()),
): Promise<ReleaseSource> {
  const until = asOf === null ? {} : { asOf: `${asOf}T23:59:59.999Z` };
  const store = storeOf(cli);
  const views = rawViews(cli.home, ledger, { ...until, ref, store });
  const exports = liveExports(ledger, until).map(inputOf);
  return {
    store,
    inputs: [...exports, ...(await Promise.all(ref.map(refInput)))],
    raw: views.map(({ name, files, where, sample }) => ({ name, files, where, sample })),
    async prepare(connection) {
      await connection.run("CREATE SCHEMA IF NOT EXISTS raw");
      for (const { name, sql } of views)
        await connection.run(`CREATE OR REPLACE VIEW raw."${name}" AS ${sql}`);
    },
  };
}

const inputOf = (live: LiveExport): InputExport => ({
  system: live.system,
  table: live.table_name,
  period: live.period,
  export_id: live.export_id,
  file: live.file,
  sha256: live.sha256,
  extracted_at: live.extracted_at,
  rows_in: live.rows_in,
  rows: live.rows_loaded,
  rows_refused: live.rows_refused,
  sample: live.sample,
  ...(live.without.length === 0 ? {} : { without: live.without }),
});

/** A reference table has no export: its file's content stands for it. */
const refInput = async ({ table, file }: TerritoryTable): Promise<InputExport> => ({
  ...{ system: "ref", table, period: "snapshot", export_id: `ref.${table}`, file: basename(file) },
  ...{
    sha256: await sha256File(file),
    extracted_at: "",
    rows_in: 0,
    rows: 0,
    rows_refused: 0,
    sample: false,
  },
});
