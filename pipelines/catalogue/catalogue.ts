import { setTimeout as sleep } from "node:timers/promises";
import type { DuckDBConnection, DuckDBInstance } from "@duckdb/node-api";
import { UsageError } from "#warehouse/errors.ts";
import { openBuild, withConnection } from "#warehouse/open.ts";
import { attachLake, LAKE, type LakeSettings, type RawStore } from "#warehouse/raw/index.ts";
import type { Settings } from "#warehouse/settings.ts";
import { type ExportLedger, exportLedger } from "../engine/index.ts";
import type { Contract } from "../sources/index.ts";
import { enter, prepare } from "./enter.ts";
import { type Held, heldAt, heldNow, missingHere, missingThere, takeOver } from "./entries.ts";

export interface Snapshot {
  readonly snapshot: number;
  /** UTC, ISO. */
  readonly time: string;
  /** What the loader that made it says of it; empty for the catalogue's own. */
  readonly note: string;
}

/**
 * The list of loaded exports that several loaders share, each with a home of its own: a DuckLake whose tables are the
 * contracts', over the raw files where they lie. A loader enters what it loaded and takes over what others did; which
 * of them stand is then decided from the exports' own dates, as ever, so that it does not matter who was first.
 */
export interface Catalogue {
  /** Enters what `ledger` has and the catalogue has not, in one transaction; says how many exports that was. */
  push(ledger: ExportLedger): Promise<number>;
  /** Enters into `ledger` what others loaded; says how many exports that was. */
  pull(ledger: ExportLedger): Promise<number>;
  /** The latest first. */
  snapshots(limit: number): Promise<readonly Snapshot[]>;
  /**
   * The ledger as the catalogue held it then.
   *
   * @throws UsageError `snapshot_unknown`
   */
  ledgerAt(snapshot: number, state: Parameters<typeof exportLedger>[0]): Promise<ExportLedger>;
  close(): void;
}

export interface CatalogueOptions {
  readonly url: URL;
  readonly store: RawStore;
  readonly contracts: readonly Contract[];
  readonly settings: LakeSettings & Pick<Settings, "home" | "threads" | "tempMax" | "buildMemory">;
}

/** Another's commit came between: what it changed is read again. A minute of waiting in all, and then it is told. */
const ATTEMPTS = 30;

export async function openCatalogue(options: CatalogueOptions): Promise<Catalogue> {
  const { store, contracts, settings } = options;
  const instance = await openBuild(":memory:", settings, { share: 0.25 });
  try {
    await withConnection(instance, (connection) => store.open(connection));
    // Two loaders that come first at once both make its tables, and one of them is refused.
    await again(instance, (connection) =>
      attachLake(connection, options.url, `${store.folder}lake/`, settings),
    );
    await again(instance, prepare);
  } catch (error) {
    instance.closeSync();
    throw error;
  }
  const held = (): Promise<Held> => withConnection(instance, heldNow);
  return {
    async push(ledger) {
      if (missingThere(ledger, await held()).length === 0) return 0;
      return again(instance, (connection) => enter(connection, { ledger, store, contracts }));
    },
    async pull(ledger) {
      const there = await held();
      const wanted = missingHere(ledger, there);
      takeOver(ledger, there, wanted);
      return wanted.size;
    },
    snapshots: (limit) => withConnection(instance, (connection) => snapshotsOf(connection, limit)),
    async ledgerAt(snapshot, state) {
      const known = await withConnection(instance, (connection) => snapshotsOf(connection, null));
      if (!known.some((each) => each.snapshot === snapshot)) throw unknown(snapshot);
      const then = await withConnection(instance, (connection) => heldAt(connection, snapshot));
      const ledger = exportLedger(state);
      takeOver(ledger, then, missingHere(ledger, then));
      return ledger;
    },
    close: () => instance.closeSync(),
  };
}

/** Runs `work` in a connection of its own until no other commit came between; a connection that ends takes back its transaction. */
async function again<T>(
  instance: DuckDBInstance,
  work: (connection: DuckDBConnection) => Promise<T>,
): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await withConnection(instance, work);
    } catch (error) {
      if (attempt >= ATTEMPTS || !isConflict(error)) throw error;
      await sleep(Math.min(50 * 2 ** Math.min(attempt, 6), 3000) + (process.pid % 97));
    }
  }
}

const isConflict = (error: unknown): boolean =>
  error instanceof Error && /conflict|already exists|duplicate key/i.test(error.message);

async function snapshotsOf(connection: DuckDBConnection, limit: number | null): Promise<Snapshot[]> {
  const reader = await connection.runAndReadAll(
    `SELECT snapshot_id::DOUBLE, strftime(snapshot_time AT TIME ZONE 'UTC', '%Y-%m-%dT%H:%M:%S.%gZ'), coalesce(commit_message, '')
     FROM ${LAKE}.snapshots() ORDER BY snapshot_id DESC${limit === null ? "" : ` LIMIT ${Math.trunc(limit)}`}`,
  );
  return reader
    .getRows()
    .map(([id, time, note]) => ({ snapshot: Number(id), time: String(time), note: String(note) }));
}

const unknown = (snapshot: number): UsageError =>
  new UsageError("snapshot_unknown", {
    fr: `le catalogue n'a pas d'état ${snapshot} : « bayan catalogue » les liste.`,
    ar: `لا توجد في الفهرس حالة ${snapshot}: الأمر ‎bayan catalogue‎ يسردها.`,
    en: `the catalogue has no snapshot ${snapshot}: “bayan catalogue” lists them.`,
  });
