import { createHash } from "node:crypto";
import { createReadStream, createWriteStream } from "node:fs";
import { rename, rm, stat, writeFile } from "node:fs/promises";
import { pipeline } from "node:stream/promises";
import type { DateFormat, Encoding } from "../sources/contract.ts";
import { encoderFor } from "./encode.ts";
import type { Period } from "./periods.ts";

/** A file that is written and not yet sealed: it has neither its name nor its manifest. */
export interface Drawn {
  readonly system: string;
  readonly table: string;
  readonly period: Period;
  readonly suffix: string;
  readonly file: string;
  readonly partial: string;
  readonly rows: number;
  /** Day on which the source system drew it. */
  readonly extractedOn: string;
  readonly encoding: Encoding;
  readonly decimal: "." | ",";
  readonly dateFormat: DateFormat;
}

export interface Written {
  readonly system: string;
  readonly table: string;
  readonly period: string;
  readonly file: string;
  readonly rows: number;
  readonly bytes: number;
}

/** Hashes a file, gives it its name and writes its manifest, in this order: a manifest never speaks of a file in the making. */
export async function seal(drawn: Drawn): Promise<Written> {
  const sha256 = await sha256Of(drawn.partial);
  const bytes = (await stat(drawn.partial)).size;
  await rename(drawn.partial, drawn.file);
  await writeFile(`${drawn.file}.manifest.json`, `${JSON.stringify(manifestOf(drawn, sha256), null, 2)}\n`);
  const { system, table, period, file, rows } = drawn;
  return { system, table, period: period.id, file, rows, bytes };
}

const manifestOf = (drawn: Drawn, sha256: string) => ({
  export_id: `${drawn.system}-${drawn.table}-${drawn.period.id}${drawn.suffix}`
    .toUpperCase()
    .replaceAll("_", "-"),
  source_system: drawn.system,
  table: drawn.table,
  schema_version: "1",
  extracted_at: `${drawn.extractedOn}T05:30:00Z`,
  period: drawn.period.id,
  period_start: drawn.period.start,
  period_end: drawn.period.end,
  row_count: drawn.rows,
  sha256,
  sample: true,
  format: {
    delimiter: ";",
    encoding: drawn.encoding,
    decimal: drawn.decimal,
    date_format: drawn.dateFormat,
  },
});

async function sha256Of(file: string): Promise<string> {
  const hash = createHash("sha256");
  await pipeline(createReadStream(file, { highWaterMark: 1 << 20 }), hash);
  return hash.digest("hex");
}

/** DuckDB writes UTF-8; a legacy file is written over in its own encoding, a block at a time. */
export async function transcode(file: string, encoding: Encoding): Promise<void> {
  const encode = encoderFor(encoding);
  const target = `${file}.coded`;
  await pipeline(
    createReadStream(file, { encoding: "utf-8", highWaterMark: 1 << 20 }),
    async function* (blocks: AsyncIterable<string>) {
      for await (const block of blocks) yield encode(block);
    },
    createWriteStream(target),
  );
  await rm(file);
  await rename(target, file);
}
