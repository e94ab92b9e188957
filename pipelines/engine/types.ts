import type { Contract, DateFormat, Encoding, Table } from "../sources/index.ts";
import type { FaultCode } from "./faults.ts";
import type { Manifest } from "./manifest.ts";
import type { FilePeriod } from "./period.ts";

/** How one file is written: from its manifest where it says, else what stands first in the contract. */
export interface Format {
  readonly delimiter: string;
  readonly encoding: Encoding;
  readonly decimal: "." | ",";
  readonly dateFormat: DateFormat;
}

/** A file of the inbox that a contract knows by its name. */
export interface InboxFile {
  readonly system: string;
  readonly contract: Contract;
  readonly table: Table;
  readonly period: FilePeriod;
  readonly path: string;
  readonly name: string;
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
  /** What DuckDB reads: the file itself, or its UTF-8 copy, which is thrown away after. */
  readonly readable: string;
  readonly refusal: Refusal | null;
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
}
