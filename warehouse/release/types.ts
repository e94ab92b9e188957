import type { DuckDBConnection } from "@duckdb/node-api";
import type { TableHash } from "./hash.ts";

export type ReleaseState = "provisional" | "validated" | "public";

/** What stands in a release for anyone: hashes that two builds from the same files agree on. */
export interface PublicManifest {
  readonly id: string;
  readonly sample: boolean;
  /** Last month that the data covers. */
  readonly until: string;
  /** Per public table: its rows, and the sha256 of them in key order; by year where it is kept so. */
  readonly tables: readonly TableHash[];
  readonly files: readonly { readonly path: string; readonly bytes: number; readonly sha256: string }[];
}

/** An accepted export that a release is made from. `rows` are those loaded: rows_in = rows + rows_refused. */
export interface InputExport {
  readonly system: string;
  readonly table: string;
  readonly period: string;
  readonly export_id: string;
  readonly file: string;
  readonly sha256: string;
  readonly extracted_at: string;
  readonly rows_in: number;
  readonly rows: number;
  readonly rows_refused: number;
  readonly sample: boolean;
  /** Periods inside its own that a later export has replaced; none when absent. */
  readonly without?: readonly string[];
}

/** How a release was made; never public, since it holds times and machine facts. */
export interface BuildManifest {
  readonly id: string;
  readonly built_at: string;
  /** State at the time of building; the handle gives the present one. */
  readonly state: ReleaseState;
  readonly inputs: readonly InputExport[];
  readonly models_sha256: string;
  readonly code_sha256: string;
  readonly scale: number | null;
  /** Seconds that each stage took. */
  readonly timings: Readonly<Record<string, number>>;
  /** Files of the release that are not for everyone, beside `manifest.build.json` itself. */
  readonly files: PublicManifest["files"];
  /** Tables of the release that are not published. */
  readonly tables: PublicManifest["tables"];
  /** sha256 of `manifest.public.json`. */
  readonly public_sha256: string;
  /** sha256 of `warehouse.duckdb` as written: says whether it is damaged; two builds differ in it. */
  readonly database_sha256: string;
  /** Hash of the rest of this manifest; absent from releases made before there was one. */
  readonly seal?: string | undefined;
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
