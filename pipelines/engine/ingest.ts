import type { Logger } from "pino";
import type { Clock } from "#warehouse/clock.ts";
import type { Home } from "#warehouse/home.ts";
import { folderStore, type RawStore } from "#warehouse/raw/index.ts";
import { contracts as allContracts, type Contract } from "../sources/index.ts";
import { readInbox, type Stranger } from "./inbox.ts";
import type { IngestSettings } from "./lane.ts";
import type { ExportLedger } from "./ledger.ts";
import { type SourceRow, sourcesReport } from "./report.ts";
import { type Handled, type IngestStep, stampKey, takeIn } from "./run.ts";
import type { Landed } from "./types.ts";

export interface IngestOptions {
  readonly home: Home;
  readonly ledger: ExportLedger;
  readonly clock: Clock;
  readonly log?: Pick<Logger, "info" | "warn">;
  readonly onProgress?: (step: IngestStep) => void;
  /** Only these systems. */
  readonly only?: readonly string[];
  readonly contracts?: readonly Contract[];
  readonly settings?: IngestSettings;
  /** Where loaded files go; below the home by default. */
  readonly store?: RawStore;
}

export interface IngestedFile {
  readonly system: string;
  readonly table: string;
  readonly period: string;
  readonly file: string;
  readonly export_id: string;
  /** `known`: the same bytes were taken in before. */
  readonly status: "loaded" | "refused" | "known";
  readonly code: string | null;
  readonly rows_in: number;
  readonly rows_loaded: number;
  readonly rows_refused: number;
}

export interface IngestReport {
  readonly tables: readonly SourceRow[];
  /** What this run looked into; files unchanged since the last run are not named. */
  readonly files: readonly IngestedFile[];
  /** Files that no contract knows by their name: they stay where they are. */
  readonly strangers: readonly Stranger[];
  /** Files that are still being written: the next run takes them. */
  readonly unfinished: readonly Stranger[];
  /** Of the files that are new. */
  readonly rows_in: number;
  readonly rows_loaded: number;
  readonly rows_refused: number;
}

/**
 * Takes in what is new in the inbox: keeps an encrypted copy, checks, and loads to raw Parquet and quarantine. Of
 * every file rows in = rows loaded + rows refused, or nothing of it is entered. A file is entered in the ledger once
 * its Parquet is on the disk: what a killed run left is picked up by the next.
 *
 * @throws BayanError `territory_missing` before the territory is built, `key_unusable`, `rows_lost`
 */
export async function ingest(options: IngestOptions): Promise<IngestReport> {
  const { home, ledger, clock, log } = options;
  const contracts = options.contracts ?? allContracts;
  const asked = contracts.filter(({ system }) => options.only?.includes(system) ?? true);
  const inbox = readInbox(home, asked);
  for (const stranger of inbox.strangers) log?.warn(stranger, "inbox: unknown name");
  const stamps = ledger.stamps();
  const fresh = inbox.files.filter((file) => stamps.get(stampKey(file)) !== file.stamp);
  const onProgress = options.onProgress ?? (() => undefined);
  const store = options.store ?? folderStore(home);
  const handled =
    fresh.length === 0
      ? []
      : await takeIn(fresh, { home, store, ledger, clock, onProgress, settings: options.settings ?? {} });
  const files = handled.flatMap((each) => described(each, ledger));
  for (const file of files) if (file.status === "refused") log?.warn(file, "inbox: file refused");
  const taken = files.filter(({ status }) => status !== "known");
  const total = (name: "rows_in" | "rows_loaded" | "rows_refused") =>
    taken.reduce((sum, each) => sum + each[name], 0);
  return {
    tables: sourcesReport(ledger, clock, contracts),
    files,
    strangers: inbox.strangers,
    unfinished: handled.flatMap((each) =>
      each.kind === "unfinished" ? [{ system: each.file.system, file: each.file.name }] : [],
    ),
    rows_in: total("rows_in"),
    rows_loaded: total("rows_loaded"),
    rows_refused: total("rows_refused"),
  };
}

/** Bytes of the inbox's files that no run has read yet. */
export function unseenBytes(
  home: Home,
  ledger: ExportLedger,
  contracts: readonly Contract[] = allContracts,
): number {
  const stamps = ledger.stamps();
  const unseen = readInbox(home, contracts).files.filter((file) => stamps.get(stampKey(file)) !== file.stamp);
  return unseen.reduce((sum, { bytes }) => sum + bytes, 0);
}

function described(handled: Handled, ledger: ExportLedger): IngestedFile[] {
  switch (handled.kind) {
    case "unfinished":
      return [];
    case "outcome": {
      const { landed, status, refusal, rowsIn, rowsLoaded, rowsRefused } = handled.outcome;
      const counts = { rows_in: rowsIn, rows_loaded: rowsLoaded, rows_refused: rowsRefused };
      return [{ ...nameOf(landed), status, code: refusal?.code ?? null, ...counts }];
    }
    case "known": {
      const known = ledger.find(handled.landed.exportId);
      const { rows_in = 0, rows_loaded = 0, rows_refused = 0 } = known ?? {};
      const code = handled.landed.refusal?.code ?? known?.code ?? null;
      return [{ ...nameOf(handled.landed), status: "known", code, rows_in, rows_loaded, rows_refused }];
    }
  }
}

const nameOf = ({ file, exportId }: Landed) => ({
  system: file.system,
  table: file.table.name,
  period: file.period.id,
  file: file.name,
  export_id: exportId,
});
