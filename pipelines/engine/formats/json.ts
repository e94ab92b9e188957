import { createReadStream, readFileSync, statSync } from "node:fs";
import { createInterface } from "node:readline";
import { type ConvertJob, Refused } from "./job.ts";
import { plainNumber, TextWriter } from "./text.ts";

/** A whole JSON document stands in memory several times over: larger ones come as NDJSON. */
const JSON_BYTES = 100 << 20;
const LIST_NAMES = ["data", "rows", "records", "results", "items"];

/** A number as it was written: JavaScript's own would round 17 digits. */
class Digits {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

const parse = (text: string): unknown => {
  try {
    return JSON.parse(text, (_key, value: unknown, context?: { source?: string }) =>
      typeof value === "number" && context?.source !== undefined ? new Digits(context.source) : value,
    );
  } catch {
    throw new Refused("unreadable_file", "JSON");
  }
};

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value) && !(value instanceof Digits);

/** An array of objects, bare or under a usual name. The records' keys may stand in any order. */
export function convertJson(job: ConvertJob): TextWriter["places"] {
  if (statSync(job.source).size > JSON_BYTES) throw new Refused("archive_too_large", `> ${JSON_BYTES}`);
  const document = parse(decodeUtf8(readFileSync(job.source)));
  const list = isRecord(document)
    ? LIST_NAMES.map((name) => document[name]).find((value) => Array.isArray(value))
    : document;
  if (!Array.isArray(list)) throw new Refused("unreadable_file", "JSON");
  const records = new RecordWriter(job);
  try {
    for (const [at, item] of list.entries()) records.write(item, at + 2);
    return records.end();
  } finally {
    records.close();
  }
}

const decodeUtf8 = (bytes: Uint8Array): string => {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw new Refused("unreadable_file", "UTF-8");
  }
};

/** An object a line. */
export async function convertNdjson(job: ConvertJob): Promise<TextWriter["places"]> {
  const records = new RecordWriter(job);
  let line = 0;
  try {
    for await (const text of createInterface({ input: createReadStream(job.source), crlfDelay: Infinity })) {
      line += 1;
      const bare = line === 1 ? text.replace(/^\ufeff/, "") : text;
      if (bare.includes("\ufffd")) throw new Refused("unreadable_file", "UTF-8");
      if (bare.trim() !== "") records.write(parse(bare), line);
    }
    return records.end();
  } finally {
    records.close();
  }
}

class RecordWriter {
  readonly #job: ConvertJob;
  readonly #writer: TextWriter;
  #names: readonly string[] | null = null;

  constructor(job: ConvertJob) {
    this.#job = job;
    this.#writer = new TextWriter(job.target);
  }

  write(item: unknown, line: number): void {
    if (!isRecord(item)) throw new Refused("unreadable_file", `ligne ${line}`);
    const names = this.#names ?? this.#header(Object.keys(item));
    const extra = Object.keys(item).filter((name) => !names.includes(name));
    const values = names.map((name) => this.#text(item[name], name));
    // A key that the first record has not: one field too many, for the reader to refuse with its line.
    this.#writer.write([...values, ...extra.map((name) => this.#text(item[name], name) ?? " ")], line);
  }

  /** Absent keys are null in JSON: only names that no contract knows tell of another table. */
  #header(keys: readonly string[]): readonly string[] {
    const expected = this.#job.columns.map(({ source }) => source);
    const known = keys.some((key) => expected.includes(key)) || keys.length === 0;
    const names = known ? [...expected, ...keys.filter((key) => !expected.includes(key))] : keys;
    this.#names = names;
    this.#writer.write(names, 1);
    return names;
  }

  #text(value: unknown, name: string): string | null {
    if (value === null || value === undefined) return null;
    const column = this.#job.columns.find(({ source }) => source === name);
    if (value instanceof Digits)
      return plainNumber(value.text, column?.kind === "decimal" ? this.#job.decimal : ".");
    if (Array.isArray(value) && column?.separator != null)
      return value.map((each) => this.#text(each, "") ?? "").join(column.separator);
    return typeof value === "object" ? JSON.stringify(value) : String(value);
  }

  end(): TextWriter["places"] {
    if (this.#names === null) this.#header([]);
    return this.#writer.places;
  }

  close(): void {
    this.#writer.close();
  }
}
