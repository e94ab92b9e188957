import { createHash } from "node:crypto";
import { constants, copyFileSync } from "node:fs";
import type { DuckDBConnection } from "@duckdb/node-api";
import { BayanError } from "../errors.ts";
import { openBuild, openServing, withConnection } from "../open.ts";
import type { Settings } from "../settings.ts";
import type { ReleaseTable } from "./project.ts";

export interface TableHash {
  readonly name: string;
  readonly rows: number;
  readonly sha256: string;
}

const BLOCK = 50_000;
/** Rows read by one statement: each costs a pass over the table, and holds its rows' text in memory. */
const BATCH = 10 * BLOCK;
export const quoteName = (name: string): string => `"${name.replaceAll('"', '""')}"`;
export const quoteText = (text: string): string => `'${text.replaceAll("'", "''")}'`;

/** A release whose tables were copied from the same build file, and those of them that stand unchanged. */
export interface CopyBase {
  readonly database: string;
  readonly unchanged: ReadonlySet<string>;
}

type BuildSettings = Pick<Settings, "home" | "threads" | "tempMax" | "buildMemory">;

/**
 * Copies the marts of a build file into a new file, each in the order of its key, and leaves it checkpointed and
 * closed: tables only, no log beside it. What `base` holds unchanged is taken over as it stands.
 */
export async function copyTables(
  work: string,
  target: string,
  tables: readonly ReleaseTable[],
  settings: BuildSettings,
  options: { readonly base?: CopyBase | null; readonly onTable?: (done: number, name: string) => void } = {},
): Promise<void> {
  const base = options.base ?? null;
  if (base !== null) copyFileSync(base.database, target, constants.COPYFILE_FICLONE);
  const instance = await openBuild(target, settings);
  try {
    await withConnection(instance, async (connection) => {
      const kept = new Set(
        base === null ? [] : tables.map(({ name }) => name).filter((name) => base.unchanged.has(name)),
      );
      for (const name of await tableNames(connection, null)) {
        if (!kept.has(name)) await connection.run(`DROP TABLE ${quoteName(name)}`);
      }
      await connection.run(`ATTACH ${quoteText(work)} AS work (READ_ONLY)`);
      const present = new Set(await tableNames(connection, "work"));
      for (const [index, table] of tables.entries()) {
        if (!present.has(table.name)) throw missing(table.name);
        if (!kept.has(table.name)) await copyTable(connection, table);
        options.onTable?.(index + 1, table.name);
      }
      await connection.run("DETACH work");
      await connection.run("CHECKPOINT");
    });
  } finally {
    instance.closeSync();
  }
}

async function copyTable(connection: DuckDBConnection, table: ReleaseTable): Promise<void> {
  const order = table.key.length > 0 ? table.key.map(quoteName).join(", ") : "ALL";
  const name = quoteName(table.name);
  const values = (await columnsOf(connection, `work.main.${name}`)).map(stored).join(", ");
  await connection.run(`CREATE TABLE ${name} AS SELECT ${values} FROM work.main.${name} ORDER BY ${order}`);
}

/**
 * Hashes the tables of a closed file, as its readers will find them: what storage does to a value shows here.
 * `known` are those that need no second reading.
 */
export async function hashTables(
  file: string,
  tables: readonly ReleaseTable[],
  settings: BuildSettings,
  options: {
    readonly known?: ReadonlyMap<string, TableHash>;
    readonly onTable?: (done: number, name: string) => void;
  } = {},
): Promise<TableHash[]> {
  const instance = await openServing(file, { ...settings, serverMemory: settings.buildMemory });
  try {
    return await withConnection(instance, async (connection) => {
      const hashes: TableHash[] = [];
      for (const [index, { name }] of tables.entries()) {
        hashes.push(options.known?.get(name) ?? (await hashTable(connection, name)));
        options.onTable?.(index + 1, name);
      }
      return hashes;
    });
  } finally {
    instance.closeSync();
  }
}

/**
 * Rows and sha256 of a stored table, in the order it is stored in. Each row is a JSON array of its values as
 * DuckDB's texts (null for none), rows parted by LF; the hash is over `sha256 LF` of every block of 50,000
 * rows, after a first line with the columns' names and types, so that it takes no more memory than a block.
 */
export async function hashTable(connection: DuckDBConnection, table: string): Promise<TableHash> {
  const name = quoteName(table);
  const columns = await columnsOf(connection, name);
  const values = columns.map(([column]) => `CAST(${quoteName(column)} AS VARCHAR)`).join(", ");
  const counted = await connection.runAndReadAll(`SELECT count(*)::INTEGER AS n FROM ${name}`);
  const rows = Number(counted.getRowObjectsJS()[0]?.n ?? 0);
  const hash = createHash("sha256").update(`${JSON.stringify(columns)}\n`);
  for (let start = 0; start < rows; start += BATCH) {
    const blocks = await connection.runAndReadAll(
      `SELECT place // ${BLOCK} AS block, sha256(string_agg(line, chr(10) ORDER BY place)) AS hash
       FROM (SELECT rowid AS place, CAST(to_json([${values}]) AS VARCHAR) AS line FROM ${name}
             WHERE rowid >= $start AND rowid < $end)
       GROUP BY block ORDER BY block`,
      { start, end: start + BATCH },
    );
    for (const block of blocks.getRowObjectsJS()) hash.update(`${String(block.hash)}\n`);
  }
  return { name: table, rows, sha256: hash.digest("hex") };
}

type Column = readonly [name: string, type: string];

async function columnsOf(connection: DuckDBConnection, relation: string): Promise<Column[]> {
  const described = (await connection.runAndReadAll(`DESCRIBE ${relation}`)).getRowObjectsJS();
  return described.map((row) => [String(row.column_name), String(row.column_type)]);
}

/** A zero times a negative number is minus zero: storage drops its sign at times, and nobody wants to read it. */
const stored = ([name, type]: Column): string =>
  type === "DOUBLE" || type === "FLOAT"
    ? `CASE WHEN ${quoteName(name)} = 0 THEN 0::${type} ELSE ${quoteName(name)} END AS ${quoteName(name)}`
    : quoteName(name);

/** Names of the base tables of a database's main schema, in byte order. */
export async function tableNames(connection: DuckDBConnection, database: string | null): Promise<string[]> {
  const result = await connection.runAndReadAll(
    `SELECT table_name FROM duckdb_tables()
     WHERE schema_name = 'main' AND database_name = coalesce($database, current_database()) ORDER BY table_name`,
    { database },
  );
  return result.getRowObjectsJS().map((row) => String(row.table_name));
}

const missing = (name: string): BayanError =>
  new BayanError("mart_missing", {
    fr: `table absente de la construction : ${name}`,
    ar: `جدول غائب عن البناء: ${name}`,
    en: `table missing from the build: ${name}`,
  });
