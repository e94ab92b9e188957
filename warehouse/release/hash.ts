import { createHash } from "node:crypto";
import { DuckDBBlobValue, type DuckDBConnection } from "@duckdb/node-api";
import { everyOne, IN_LANES } from "../lanes.ts";
import { openServing, withConnection } from "../open.ts";
import { ident } from "../quote.ts";
import type { Settings } from "../settings.ts";
import type { ReleaseTable } from "./project.ts";
import { type CopyBase, columnsOf, YEAR } from "./tables.ts";

/** One fiscal year of a table that is replaced by year. */
export interface HashPart {
  readonly year: number;
  readonly rows: number;
  readonly sha256: string;
}
export interface TableHash {
  readonly name: string;
  readonly rows: number;
  readonly sha256: string;
  /** Its fiscal years, in order, where it is kept by year: its hash is theirs. */
  readonly parts?: readonly HashPart[] | undefined;
}

type HashSettings = Pick<Settings, "home" | "threads" | "tempMax" | "buildMemory">;

const BLOCK = 50_000;
/** Rows read by one statement: each costs a pass over the table, and holds its rows' text in memory. */
const BATCH = 10 * BLOCK;

/**
 * Hashes the tables of a closed file, as its readers will find them: what storage does to a value shows here.
 * `base` tells what needs no second reading: a table whole, or some of its years.
 */
export async function hashTables(
  file: string,
  tables: readonly ReleaseTable[],
  settings: HashSettings,
  options: {
    readonly base?: (CopyBase & { readonly hashes: ReadonlyMap<string, TableHash> }) | null;
  } = {},
): Promise<TableHash[]> {
  const { unchanged, hashes: before } = options.base ?? {};
  const instance = await openServing(file, { ...settings, serverMemory: settings.buildMemory }, IN_LANES);
  try {
    const hashes = new Map<string, TableHash>();
    const queue = tables.values();
    const take = async (connection: DuckDBConnection): Promise<void> => {
      for (const { name, byYear } of queue) {
        const known = before?.get(name);
        const stands = known !== undefined && unchanged?.has(name) === true;
        const touched = options.base?.touchedOf(name);
        const parts = touched === undefined ? [] : (known?.parts ?? []);
        const kept = parts.filter(({ year }) => touched?.includes(year) !== true);
        hashes.set(name, stands ? known : await hashTable(connection, name, byYear, kept));
      }
    };
    // Text of one block after another is made on one core: as many tables at a time as there are cores.
    await everyOne(Array.from({ length: settings.threads }, () => withConnection(instance, take)));
    return tables.flatMap(({ name }) => hashes.get(name) ?? []);
  } finally {
    instance.closeSync();
  }
}

/**
 * Rows and sha256 of a stored table, in the order it is stored in: the key's; in a table kept by year, fiscal year and
 * key. A row is its values as DuckDB's texts (`NUL` for null) with `US` (0x1F) between them, rows are parted by LF. The
 * hash is over a first line with the columns' names and types as JSON, then `sha256 LF` of every block of 50,000 rows; in
 * a table kept by year, `year sha256 LF` of every year, whose hash is made so of its rows. No more memory than a block.
 */
export async function hashTable(
  connection: DuckDBConnection,
  name: string,
  byYear = false,
  known: readonly HashPart[] = [],
): Promise<TableHash> {
  const columns = await columnsOf(connection, ident(name));
  const head = `${JSON.stringify(columns)}\n`;
  const values = columns.map(([column]) => `coalesce(CAST(${ident(column)} AS VARCHAR), chr(0))`);
  const line = `concat(${values.join(", chr(31), ")})`;
  if (!byYear) {
    const counted = await connection.runAndReadAll(`SELECT count(*)::DOUBLE AS n FROM ${ident(name)}`);
    const rows = Number(counted.getRowObjectsJS()[0]?.n ?? 0);
    return { name, rows, sha256: await hashRange(connection, { name, line, head, first: 0, rows }) };
  }
  const found = await connection.runAndReadAll(
    `SELECT ${YEAR} AS year, count(*)::DOUBLE AS rows, min(rowid)::DOUBLE AS first, max(rowid)::DOUBLE AS last
     FROM ${ident(name)} GROUP BY ${YEAR} ORDER BY ${YEAR}`,
  );
  const parts: HashPart[] = [];
  for (const each of found.getRowObjectsJS()) {
    const [year, rows] = [Number(each.year), Number(each.rows)];
    const [first, last] = [Number(each.first), Number(each.last)];
    if (last - first + 1 !== rows) throw new Error(`${name}: the rows of ${year} do not lie together`);
    const part = known.find((one) => one.year === year);
    const sha256 = part?.sha256 ?? (await hashRange(connection, { name, line, head, first, rows }));
    parts.push({ year, rows, sha256 });
  }
  const whole = createHash("sha256").update(head);
  for (const { year, sha256 } of parts) whole.update(`${year} ${sha256}\n`);
  return { name, rows: parts.reduce((sum, { rows }) => sum + rows, 0), sha256: whole.digest("hex"), parts };
}

async function hashRange(
  connection: DuckDBConnection,
  of: {
    readonly name: string;
    readonly line: string;
    readonly head: string;
    readonly first: number;
    readonly rows: number;
  },
): Promise<string> {
  const hash = createHash("sha256").update(of.head);
  for (let start = of.first; start < of.first + of.rows; start += BATCH) {
    // Hashed by OpenSSL, at eight times the speed of DuckDB's own sha256 (measured); as bytes, which need no decoding.
    const blocks = await connection.runAndReadAll(
      `SELECT (place - ${of.first}) // ${BLOCK} AS block, encode(string_agg(line, chr(10) ORDER BY place)) AS text
       FROM (SELECT rowid AS place, ${of.line} AS line FROM ${ident(of.name)}
             WHERE rowid >= $start AND rowid < $end)
       GROUP BY block ORDER BY block`,
      { start, end: Math.min(start + BATCH, of.first + of.rows) },
    );
    for (const [, text] of blocks.getRows()) {
      if (!(text instanceof DuckDBBlobValue)) throw new Error(`${of.name}: a block without text`);
      hash.update(`${createHash("sha256").update(text.bytes).digest("hex")}\n`);
    }
  }
  return hash.digest("hex");
}
