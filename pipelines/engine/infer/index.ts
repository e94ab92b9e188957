import { readFileSync } from "node:fs";
import { basename } from "node:path";
import { BayanError } from "#warehouse/errors.ts";
import { readHeader } from "../csv/header.ts";
import { fieldsOf } from "../csv/records.ts";
import { decoderFor, EncodingFault } from "../decode.ts";
import { draftContract } from "./draft.ts";
import { type ColumnGuess, guessColumn } from "./values.ts";

/** So much of a file is looked at: a draft is checked by a person, and then by `contract check`. */
const BYTES = 16 << 20;
const DELIMITERS = [";", ",", "\t", "|"];

export interface Inferred {
  readonly columns: readonly ColumnGuess[];
  readonly delimiter: string;
  readonly encoding: string;
  /** The text of a `contract.ts`. */
  readonly draft: string;
}

/**
 * Drafts a contract from a delimited file. This is the one place where anything is guessed, and nothing is loaded by
 * it: what it gives is for a person to read.
 *
 * @throws BayanError `not_delimited`
 */
export function inferContract(path: string, system: string): Inferred {
  const bytes = readFileSync(path).subarray(0, BYTES);
  const { text, encoding } = decoded(bytes);
  const delimiter = DELIMITERS.map((each) => ({
    each,
    columns: readHeader(Buffer.from(text), each).length,
  })).reduce((best, next) => (next.columns > best.columns ? next : best));
  if (delimiter.columns < 2) throw notDelimited(path);
  const [header = [], ...rows] = recordsOf(text, delimiter.each);
  const columns = header.map((name, at) =>
    guessColumn(
      name,
      rows.filter((row) => row.length === header.length).map((row) => row[at] ?? ""),
    ),
  );
  const [, table = "table", period = "snapshot"] =
    /^([a-z][a-z0-9_]*?)_(\d{4}(?:-\d\d)?|snapshot)/.exec(basename(path).toLowerCase()) ?? [];
  const grain = period === "snapshot" ? "snapshot" : period.length === 4 ? "year" : "month";
  return {
    ...{ columns, delimiter: delimiter.each, encoding },
    draft: draftContract(system, table, grain, columns, delimiter.each, encoding),
  };
}

/** UTF-8 where it is UTF-8. Else Arabic where letters beyond ASCII stand in a row: French ones stand alone. */
function decoded(bytes: Uint8Array): { text: string; encoding: string } {
  try {
    const check = decoderFor("utf-8");
    check.push(bytes);
    return { text: new TextDecoder("utf-8").decode(bytes), encoding: "utf-8" };
  } catch (error) {
    if (!(error instanceof EncodingFault)) throw error;
  }
  const latin = new TextDecoder("windows-1252").decode(bytes);
  const beyond = latin.match(/[\u0080-\uffff]/g)?.length ?? 0;
  const inRows = (latin.match(/[\u00c0-\u00ff]{3,}/g) ?? []).join("").length;
  return inRows * 2 > beyond
    ? { text: new TextDecoder("windows-1256").decode(bytes), encoding: "windows-1256" }
    : { text: latin, encoding: "windows-1252" };
}

/** The records that are whole: the last may be cut by the end of what was read. */
function recordsOf(text: string, delimiter: string): string[][] {
  const records: string[][] = [];
  let record = "";
  for (const line of text.replace(/^\ufeff/, "").split(/\r?\n/)) {
    record = record === "" ? line : `${record}\n${line}`;
    if ((record.match(/"/g) ?? []).length % 2 === 1) continue;
    if (record !== "") records.push(fieldsOf(record, delimiter));
    record = "";
  }
  return records;
}

const notDelimited = (path: string): BayanError =>
  new BayanError("not_delimited", {
    fr: `${basename(path)} : ce fichier n'a pas de colonnes séparées ; exportez-le en CSV`,
    ar: `${basename(path)}: ليس في هذا الملف أعمدة مفصولة؛ صدّره بصيغة CSV`,
    en: `${basename(path)}: this file has no delimited columns; export it as CSV`,
  });
