import type { Text } from "#warehouse/text.ts";

/** Data types as a catalogue names them; money is `decimal` with two places, in dirhams. */
export type FieldType = "string" | "integer" | "decimal" | "number" | "date" | "boolean";

export interface Field {
  readonly name: string;
  readonly type: FieldType;
  readonly label: Text;
  readonly unit?: string;
}

/** Code of the EU data-theme authority table. */
export type Theme = "GOVE" | "REGI" | "ECON" | "SOCI" | "TRAN" | "JUST" | "ENVI";
/** Code of the EU frequency authority table. */
export type Frequency = "ANNUAL" | "MONTHLY" | "QUARTERLY" | "IRREG" | "DAILY";
/** Key of `LICENCES`. */
export type LicenceKey = "loi-31-13" | "cc-by-4.0" | "odbl-1.0";

/**
 * Counts of persons or firms, guarded before anything is written: `level` and `unit` place a row, `parent` names
 * the unit just above it, `column` (when there is one) cuts the count, `slice` tells apart tables that share no
 * total, `counts` are emptied where the first of them is small.
 */
export interface Guard {
  readonly of: "persons" | "firms";
  readonly level: string;
  readonly unit: string;
  readonly parent: string;
  readonly column: string | null;
  readonly slice: readonly string[];
  readonly counts: readonly string[];
}

/** One dataset of the catalogue. Its SQL sees only the columns of marts that may be published. */
export interface Dataset {
  readonly slug: string;
  readonly title: Text;
  readonly description: Text;
  readonly keywords: Readonly<Record<"fr" | "ar" | "en", readonly string[]>>;
  readonly theme: Theme;
  readonly frequency: Frequency;
  readonly licence: LicenceKey;
  readonly law: Text;
  readonly limits: Text;
  /** What is checked before it is published. */
  readonly quality: Text;
  /** Marts that it reads: their columns' names and units are those of the dictionary. */
  readonly marts: readonly string[];
  /** Names of the columns, in the order of the files. */
  readonly columns: readonly string[];
  /** Names of the columns that identify a row and order every file; the splitting column first, where there is one. */
  readonly key: readonly string[];
  /** Column whose values split the files, one file a year; null for a single file. */
  readonly splitBy: string | null;
  readonly sql: string;
  /** Real data stays unmarked when the rest is the sample (territory and census). */
  readonly real: boolean;
  readonly guard: Guard | null;
  /** First and last day that it speaks of, where no column tells; null: as of the release's last month. */
  readonly coverage: readonly [from: string, to: string] | null;
  /** Columns of longitude and latitude, where rows are places. */
  readonly point: readonly [lon: string, lat: string] | null;
}

export type StoredFormat = "csv" | "parquet";

/** A file that a version stores: one CSV and one Parquet a part. */
export interface CatalogueFile {
  /** Relative to the release's folder. */
  readonly path: string;
  readonly name: string;
  readonly format: StoredFormat;
  readonly part: string | null;
  readonly rows: number;
  readonly bytes: number;
  readonly sha256: string;
}

/** A dataset as one release publishes it: whatever a later reader needs, even when the code has moved on. */
export interface CatalogueEntry {
  readonly slug: string;
  /** Hash of the schema and of the files' hashes: it changes only when they do. */
  readonly version: string;
  readonly title: Text;
  readonly rows: number;
  readonly sample: boolean;
  /** First and last day that the data covers. */
  readonly from: string;
  readonly to: string;
  readonly fields: readonly Field[];
  readonly key: readonly string[];
  readonly splitBy: string | null;
  /** The column that files by region are cut by, where there is one. */
  readonly region: string | null;
  readonly point: readonly [lon: string, lat: string] | null;
  readonly files: readonly CatalogueFile[];
  /** The whole as one CSV: the parts under one header. Derived when asked; its size and hash are known here. */
  readonly whole: { readonly bytes: number; readonly sha256: string };
  /** Share of cells that are not empty, 0–1, by column, in the order of the fields. */
  readonly completeness: readonly number[];
  /** Rows whose counts are withheld, of those that were examined. */
  readonly withheld: { readonly rows: number; readonly examined: number } | null;
  /** Marts that it was made from, with the hash of their rows where the release tells it. */
  readonly marts: readonly string[];
  readonly sql_sha256: string;
}

export interface Catalogue {
  readonly datasets: readonly CatalogueEntry[];
}
