import { closeSync, openSync, readSync, rmSync, writeSync } from "node:fs";
import { join } from "node:path";
import type { DuckDBConnection } from "@duckdb/node-api";
import { collectFaults } from "./collect.ts";
import type { LoadContext } from "./load.ts";
import type { Sifted } from "./sieve/sieve.ts";
import { extraLines } from "./sql/number.ts";
import type { StagePlan } from "./sql/stage.ts";
import { appendSteps, type Staged, stageBatch } from "./stage.ts";
import type { Landed } from "./types.ts";

const LF = 10;

/** Records of a file that were looked at closely. Table `asked` has their numbers in the file, by their order (`nth`). */
export interface Judged {
  readonly staged: Staged;
  /** Those that are refused, by their number in the file. */
  readonly refused: ReadonlySet<number>;
  /** Columns, by their name in the file, that a fault is told of. */
  readonly faulty: ReadonlySet<string>;
}

/**
 * Looks at some records of a plain file as at any file: what is refused stands in `fault`, by its place in the whole.
 * Null where the reader sees other records than the sieve.
 *
 * @param records in ascending order
 */
export async function judge(
  landed: Landed,
  plan: StagePlan,
  sifted: Sifted,
  records: readonly number[],
  { connection, scratch }: LoadContext,
): Promise<Judged | null> {
  const path = join(scratch, "asked.csv");
  const bytes = copyRecords(landed, sifted, records, path);
  try {
    const structure = { ...landed.structure, rows: records.length, blanks: [], breaks: [], places: null };
    const asked: Landed = { ...landed, readable: path, structure, file: { ...landed.file, bytes } };
    const staged = await stageBatch(connection, plan, [asked], false);
    if (staged.files.some(({ unclear }) => unclear)) return null;
    await collectFaults(staged, connection);
    await place(connection, landed, records);
    return { staged, ...(await refusedOf(connection)) };
  } finally {
    rmSync(path, { force: true });
  }
}

/** Gives the faults the numbers that their records have in the file. */
async function place(
  connection: DuckDBConnection,
  landed: Landed,
  records: readonly number[],
): Promise<void> {
  const places = records.map((record, at) => [at + 1, record]);
  await numberTable(connection, "asked", ["nth", "rec"], places);
  await connection.run(`UPDATE fault SET rec = asked.rec FROM asked WHERE asked.nth = fault.rec;
    UPDATE fault SET related = asked.rec FROM asked WHERE asked.nth = fault.related`);
  const { structure, readable } = landed;
  await appendSteps(connection, "extra_line", extraLines([{ index: 0, path: readable, structure }]));
}

async function refusedOf(connection: DuckDBConnection): Promise<Pick<Judged, "refused" | "faulty">> {
  const reader = await connection.runAndReadAll("SELECT DISTINCT rec::DOUBLE, column_name FROM fault");
  const rows = reader.getRows();
  return {
    refused: new Set(rows.map(([record]) => Number(record))),
    faulty: new Set(rows.map(([, column]) => String(column))),
  };
}

/** A temporary table of whole numbers. */
export async function numberTable(
  connection: DuckDBConnection,
  name: string,
  columns: readonly string[],
  rows: readonly (readonly number[])[],
): Promise<void> {
  await connection.run(`CREATE TEMP TABLE ${name} (${columns.map((each) => `${each} BIGINT`).join(", ")})`);
  const appender = await connection.createAppender(name, "main", "temp");
  for (const row of rows) {
    for (const value of row) appender.appendBigInt(BigInt(value));
    appender.endRow();
  }
  appender.closeSync();
}

/** Writes these records of a file, below a header, to a file of their own; gives its bytes. */
function copyRecords(
  { readable, file, format, structure }: Landed,
  { starts, end }: Sifted,
  records: readonly number[],
  path: string,
): number {
  const from = openSync(readable, "r");
  const to = openSync(path, "wx", 0o600);
  try {
    let bytes = writeSync(
      to,
      file.table.columns.map(({ source }) => source).join(format.delimiter) + structure.eol,
    );
    const pieces: Uint8Array[] = [];
    for (const record of records) {
      const start = starts[record - 1] ?? end;
      const piece = Buffer.alloc((starts[record] ?? end) - start);
      readSync(from, piece, 0, piece.length, start);
      // Blank lines may follow; the last line may have no end.
      const close = piece.indexOf(LF);
      pieces.push(
        close < 0 ? Buffer.concat([piece, Buffer.from(structure.eol)]) : piece.subarray(0, close + 1),
      );
    }
    const all = Buffer.concat(pieces);
    bytes += all.length === 0 ? 0 : writeSync(to, all);
    return bytes;
  } finally {
    closeSync(from);
    closeSync(to);
  }
}
