import { constants, copyFileSync, existsSync } from "node:fs";
import { basename, extname } from "node:path";
import type { DuckDBConnection } from "@duckdb/node-api";
import { isRollup } from "../door/index.ts";
import { BayanError } from "../errors.ts";
import { everyOne, IN_LANES } from "../lanes.ts";
import { openBuild, withConnection } from "../open.ts";
import { ident, literal } from "../quote.ts";
import type { Settings } from "../settings.ts";
import type { ReleaseTable } from "./project.ts";

/** What tables that are replaced by year are cut by, and ordered by before their key. */
export const YEAR = "fiscal_year";

/** A release whose tables were copied from the same build file, and those of them that stand unchanged. */
export interface CopyBase {
  readonly database: string;
  readonly unchanged: ReadonlySet<string>;
  /** Years that differ in a table kept by year; undefined: it stands anew, whole. */
  touchedOf(table: string): readonly number[] | undefined;
}

type BuildSettings = Pick<Settings, "home" | "threads" | "tempMax" | "buildMemory">;

/**
 * Copies the marts of a build file into a new file, each in the order of its key, and leaves it checkpointed and
 * closed: tables only, no log beside it. What `base` holds unchanged is taken over as it stands; the new file may be a copy
 * of it already.
 */
export async function copyTables(
  work: string,
  target: string,
  tables: readonly ReleaseTable[],
  settings: BuildSettings,
  options: { readonly base?: CopyBase | null; readonly onTable?: (done: number, name: string) => void } = {},
): Promise<void> {
  const base = options.base ?? null;
  if (base !== null && !existsSync(target)) copyFileSync(base.database, target, constants.COPYFILE_FICLONE);
  const instance = await openBuild(target, settings, IN_LANES);
  try {
    await withConnection(instance, async (connection) => {
      const standing = await tableNames(connection);
      // Which sums still stand is told where they are made.
      const kept = new Set(standing.filter((name) => base?.unchanged.has(name) === true || isRollup(name)));
      const renewed = new Map<string, readonly number[]>();
      for (const { name, byYear } of tables) {
        const touched = base?.touchedOf(name);
        if (touched === undefined || !byYear || kept.has(name) || !standing.includes(name)) continue;
        if (await endsWith(connection, name, touched)) renewed.set(name, touched);
      }
      for (const name of standing)
        if (!kept.has(name) && !renewed.has(name)) await connection.run(`DROP TABLE ${ident(name)}`);
      const from = await attachBuild(connection, work);
      const sizes = await martSizes(connection, from);
      for (const { name } of tables) if (!sizes.has(name)) throw missing(name);
      const bySize = [...tables].sort((a, b) => (sizes.get(b.name) ?? 0) - (sizes.get(a.name) ?? 0));
      const queue = bySize.values();
      let done = 0;
      const take = async (lane: DuckDBConnection): Promise<void> => {
        for (const table of queue) {
          if (!kept.has(table.name)) await copyTable(lane, from, table, renewed.get(table.name));
          done += 1;
          options.onTable?.(done, table.name);
        }
      };
      // Rows are written in order by one core: as many tables at a time as there are cores, the largest first.
      await everyOne(Array.from({ length: settings.threads }, () => withConnection(instance, take)));
      await connection.run(`DETACH ${ident(from)}`);
      await connection.run("CHECKPOINT");
    });
  } finally {
    instance.closeSync();
  }
}

/** Attaches a build file under its own name, by which its views name its tables; gives the name. */
export async function attachBuild(connection: DuckDBConnection, work: string): Promise<string> {
  const name = basename(work, extname(work));
  await connection.run(`ATTACH ${literal(work)} AS ${ident(name)} (READ_ONLY)`);
  return name;
}

/** Copies a table whole, or its `years`, which are then its last ones, in place of those that stand. */
async function copyTable(
  connection: DuckDBConnection,
  from: string,
  table: ReleaseTable,
  years?: readonly number[],
): Promise<void> {
  const order = (table.byYear ? [YEAR, ...table.key] : table.key).map(ident).join(", ");
  const name = ident(table.name);
  const source = `${ident(from)}.main.${name}`;
  const values = (await columnsOf(connection, source)).map(stored).join(", ");
  const among = years === undefined ? "" : `WHERE ${YEAR} IN (${years.join(", ")})`;
  if (years !== undefined) await connection.run(`DELETE FROM ${name} ${among}`);
  const target = years === undefined ? `CREATE TABLE ${name} AS` : `INSERT INTO ${name}`;
  await connection.run(
    `${target} SELECT ${values} FROM ${source} ${among} ORDER BY ${order === "" ? "ALL" : order}`,
  );
}

/** Whether no other year of a table comes after these, so that replacing them keeps its order. */
async function endsWith(
  connection: DuckDBConnection,
  name: string,
  years: readonly number[],
): Promise<boolean> {
  if (years.length === 0) return false;
  const later = await connection.runAndReadAll(
    `SELECT 1 FROM ${ident(name)} WHERE ${YEAR} > ${Math.min(...years)} AND ${YEAR} NOT IN (${years.join(", ")}) LIMIT 1`,
  );
  return later.currentRowCount === 0;
}

type Column = readonly [name: string, type: string];

export async function columnsOf(connection: DuckDBConnection, relation: string): Promise<Column[]> {
  const described = (await connection.runAndReadAll(`DESCRIBE ${relation}`)).getRowObjectsJS();
  return described.map((row) => [String(row.column_name), String(row.column_type)]);
}

/** A zero times a negative number is minus zero: storage drops its sign at times, and nobody wants to read it. */
export const stored = ([name, type]: Column): string =>
  type === "DOUBLE" || type === "FLOAT"
    ? `CASE WHEN ${ident(name)} = 0 THEN 0::${type} ELSE ${ident(name)} END AS ${ident(name)}`
    : ident(name);

/** Tables and views of a database's main schema, each with about how many rows it has; of a view nobody knows. */
async function martSizes(
  connection: DuckDBConnection,
  database: string,
): Promise<ReadonlyMap<string, number>> {
  const result = await connection.runAndReadAll(
    `SELECT table_name, estimated_size::DOUBLE AS rows FROM duckdb_tables()
     WHERE schema_name = 'main' AND database_name = $database
     UNION ALL SELECT view_name, 'inf'::DOUBLE FROM duckdb_views()
     WHERE schema_name = 'main' AND database_name = $database AND NOT internal`,
    { database },
  );
  return new Map(result.getRowObjectsJS().map((row) => [String(row.table_name), Number(row.rows)]));
}

/** Names of the base tables of a database's main schema, in byte order; of the one in use by default. */
export async function tableNames(
  connection: DuckDBConnection,
  database: string | null = null,
): Promise<string[]> {
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
