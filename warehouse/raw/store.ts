import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, renameSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import type { DuckDBConnection } from "@duckdb/node-api";
import type { Home } from "../home.ts";

/**
 * Where raw Parquet lives. Files go by the names that the ledger has: `raw/<system>/<table>/<period>__<hash>.parquet`;
 * a new content gives a new name, so that nothing that stands is ever overwritten with something else.
 */
export interface RawStore {
  /** What an engine reads a file by. */
  at(path: string): string;
  /** What all files begin with, a slash at its end: an engine that is confined to it reads raw files and nothing else. */
  readonly folder: string;
  /** Lets an engine reach the store, before anything else is asked of it. */
  open(connection: DuckDBConnection): Promise<void>;
  /** Where an engine writes a file, and then `place` says that it is whole. `scratch` is a folder on the home's disk. */
  draft(path: string, scratch: string): string;
  place(path: string, draft: string): void;
  /** Those of these files that are there; `connection` is one that was opened. */
  present(connection: DuckDBConnection, paths: readonly string[]): Promise<ReadonlySet<string>>;
  /** How the engine inside dbt gets there, once the store was opened; null where it need not be told. */
  dbt(): DbtReach | null;
  /** The same for Spark. */
  spark(): SparkReach | null;
}

/** A target of profiles.yml, and what its process must find in its environment. */
export interface DbtReach {
  readonly target: string;
  readonly environment: Readonly<Record<string, string>>;
}

/** What a Spark session on this machine must be told before it starts; a key comes by the environment alone. */
export interface SparkReach {
  readonly settings: Readonly<Record<string, string>>;
  readonly environment: Readonly<Record<string, string>>;
  /** Spark's name of a file that `at` names. */
  name(file: string): string;
}

/** The default: a folder of the home. */
export const folderStore = (home: Home): RawStore => ({
  at: (path) => join(home.root, path),
  folder: `${home.raw}/`,
  open: () => Promise.resolve(),
  draft: (path, scratch) => join(scratch, basename(path)),
  place: (path, draft) => placeFile(draft, join(home.root, path)),
  present: (_connection, paths) =>
    Promise.resolve(new Set(paths.filter((path) => existsSync(join(home.root, path))))),
  dbt: () => null,
  spark: () => null,
});

/** Moves a finished file to its place, once its bytes are on the disk. */
export function placeFile(from: string, to: string): void {
  const handle = openSync(from, "r");
  fsyncSync(handle);
  closeSync(handle);
  mkdirSync(dirname(to), { recursive: true });
  renameSync(from, to);
}
