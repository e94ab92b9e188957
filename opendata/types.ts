import type { Text } from "#warehouse/text.ts";

/** Data types as a catalogue names them; money is `decimal` with two places, in dirhams. */
export type FieldType = "string" | "integer" | "decimal" | "number" | "date" | "boolean";

export interface Field {
  readonly name: string;
  readonly type: FieldType;
  readonly label: Text;
  readonly unit?: string;
}

/** One dataset of the catalogue. Its SQL reads marts only and yields exactly `fields`, in order. */
export interface Dataset {
  readonly slug: string;
  readonly title: Text;
  readonly description: Text;
  readonly keywords: Readonly<Record<"fr" | "ar" | "en", readonly string[]>>;
  /** Code of the EU data-theme authority table. */
  readonly theme: "GOVE" | "REGI" | "ECON" | "SOCI" | "TRAN";
  /** Code of the EU frequency authority table. */
  readonly frequency: "ANNUAL" | "MONTHLY" | "QUARTERLY" | "IRREG";
  readonly law: Text;
  readonly limits: Text;
  readonly fields: readonly Field[];
  /** Names of the columns that identify a row and order every file. */
  readonly key: readonly string[];
  /** Column whose values split the files, one file a year; null for a single file. */
  readonly splitBy: string | null;
  readonly sql: string;
  /** Real data stays unmarked when the rest is the sample (territory and census). */
  readonly real?: boolean;
}

export interface CatalogueFile {
  /** Relative to the release's folder. */
  readonly path: string;
  readonly name: string;
  readonly format: "csv" | "parquet";
  readonly part: string | null;
  readonly rows: number;
  readonly bytes: number;
  readonly sha256: string;
}

export interface CatalogueEntry {
  readonly slug: string;
  /** Hash of the files' hashes: it changes only when their bytes do. */
  readonly version: string;
  readonly rows: number;
  readonly sample: boolean;
  readonly from: string | null;
  readonly to: string | null;
  readonly files: readonly CatalogueFile[];
}

export interface Catalogue {
  readonly datasets: readonly CatalogueEntry[];
}
