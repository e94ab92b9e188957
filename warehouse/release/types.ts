import type { DuckDBConnection } from "@duckdb/node-api";

export type ReleaseState = "provisional" | "validated" | "public";

/** What stands in a release for anyone: hashes that two builds from the same files agree on. */
export interface PublicManifest {
  readonly id: string;
  readonly sample: boolean;
  /** Last month that the data covers. */
  readonly until: string;
  /** Per public table: its rows, and the sha256 of them in key order. */
  readonly tables: readonly { readonly name: string; readonly rows: number; readonly sha256: string }[];
  readonly files: readonly { readonly path: string; readonly bytes: number; readonly sha256: string }[];
}

/** How a release was made; never public, since it holds times and machine facts. */
export interface BuildManifest {
  readonly id: string;
  readonly built_at: string;
  readonly state: ReleaseState;
  readonly inputs: readonly {
    readonly system: string;
    readonly table: string;
    readonly period: string;
    readonly export_id: string;
    readonly file: string;
    readonly sha256: string;
    readonly rows: number;
    readonly sample: boolean;
  }[];
  readonly models_sha256: string;
  readonly scale: number | null;
}

/** A release open for reading. `release()` lets go; the file closes when the last reader has. */
export interface ReleaseHandle {
  readonly id: string;
  readonly dir: string;
  readonly manifest: PublicManifest;
  readonly build: BuildManifest;
  /** A read-only connection from the pool; give it back with `done()`. */
  connect(): Promise<{ readonly connection: DuckDBConnection; done(): void }>;
  release(): void;
}
