import type { Contract, DateFormat, Encoding, Leniency, Table } from "../sources/index.ts";
import type { Layout } from "./drift/header.ts";
import type { Profile } from "./drift/history.ts";
import type { Drift } from "./drift/rules.ts";
import type { FaultCode } from "./faults.ts";
import type { Place } from "./formats/job.ts";
import type { NamedKind } from "./formats/kinds.ts";
import type { Manifest } from "./manifest.ts";
import type { FilePeriod } from "./period.ts";
import type { Sifted } from "./sieve/sieve.ts";

/** How one file is written: from its manifest where it says, else what stands first in the contract. */
export interface Format {
  readonly delimiter: string;
  readonly encoding: Encoding;
  readonly decimal: "." | ",";
  readonly dateFormat: DateFormat;
  /** Beside the plain form of a value. */
  readonly values: readonly Leniency[];
  /** A workbook: its error values are refused; and the day that its serials count from. */
  readonly sheet: boolean;
  readonly epoch: 1900 | 1904;
  /** Where the file's columns are not the contract's, and the contract bears it. */
  readonly layout: Layout | null;
}

/** A file of the inbox that a contract knows by its name. */
export interface InboxFile {
  readonly system: string;
  readonly contract: Contract;
  readonly table: Table;
  readonly period: FilePeriod;
  readonly path: string;
  readonly name: string;
  readonly kind: NamedKind;
  readonly bytes: number;
  /** Size and time of the file and of its manifest: while they stay, the file is not read again. */
  readonly stamp: string;
  readonly modified: Date;
}

/** What is wrong with a file as a whole. */
export interface Refusal {
  readonly code: FaultCode;
  readonly line?: number;
  readonly column?: string;
  readonly value?: string;
}

/** Where physical lines and records part ways; records count from 1, the header is 0. */
export interface Structure {
  /** Records after the header. */
  readonly rows: number;
  readonly eol: "\n" | "\r\n";
  /** Blank lines, each by the record that follows it. */
  readonly blanks: readonly number[];
  /** Line breaks inside quotes, each by the record after the one that holds it. */
  readonly breaks: readonly number[];
  /** Of a converted file: where its records stood, in place of `blanks` and `breaks`. */
  readonly places: readonly Place[] | null;
  /** A quote was opened and never closed. */
  readonly open: boolean;
  /** The file's first bytes, as UTF-8, for the header. */
  readonly head: Uint8Array;
}

/** A file whose bytes are known and kept. */
export interface Landed {
  readonly file: InboxFile;
  readonly manifest: Manifest | null;
  readonly manifestSha256: string | null;
  readonly format: Format;
  readonly sha256: string;
  readonly exportId: string;
  readonly extractedAt: string;
  readonly structure: Structure;
  /** What DuckDB reads: the file itself, or a copy as UTF-8 text, which is thrown away after. */
  readonly readable: string;
  readonly refusal: Refusal | null;
  /** What the sieve knows of its records; null where it was not asked, or the file is not plain. */
  readonly sifted: Sifted | null;
  /** Changes of the file's form that the contract bears. */
  readonly drift: readonly Drift[];
}

/** What became of a file. `rows_in = rows_loaded + rows_refused`, always. */
export interface Outcome {
  readonly landed: Landed;
  readonly status: "loaded" | "refused";
  readonly rowsIn: number;
  readonly rowsLoaded: number;
  readonly rowsRefused: number;
  readonly refusal: Refusal | null;
  /** Relative to the home, with `/`; null where nothing was written. */
  readonly rawPath: string | null;
  readonly quarantinePath: string | null;
  readonly drift: readonly Drift[];
  readonly profile: readonly Profile[];
}
