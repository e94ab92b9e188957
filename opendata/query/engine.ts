import { mkdirSync } from "node:fs";
import { join } from "node:path";
import type { DuckDBConnection, DuckDBInstance } from "@duckdb/node-api";
import { openEngine } from "#warehouse/engine.ts";
import type { Home } from "#warehouse/home.ts";
import { literal } from "#warehouse/quote.ts";
import { compile, compileCount } from "./compile.ts";
import type { Row, Table, TableQuery, Value } from "./types.ts";

/** Reads published files, and nothing else on this machine: its SQL comes from here alone, and is locked in. */
export interface Engine {
  rows(query: TableQuery): Promise<Table>;
  count(query: TableQuery): Promise<number>;
  /** For what writes a derived file: a connection that may read and write below the shelf. */
  use<T>(work: (connection: DuckDBConnection) => Promise<T>): Promise<T>;
  readonly pathOf: (sha256: string) => string;
}

const engines = new Map<string, Promise<DuckDBInstance>>();

async function start(root: string): Promise<DuckDBInstance> {
  mkdirSync(root, { recursive: true });
  const instance = await openEngine(join(root, "tmp"), {
    memory_limit: "512MiB",
    threads: "2",
    preserve_insertion_order: "true",
  });
  const connection = await instance.connect();
  await connection.run("set global timezone = 'UTC'");
  await connection.run(`set global allowed_directories = [${literal(`${root}/`)}]`);
  await connection.run("set global enable_external_access = false");
  await connection.run("set global lock_configuration = true");
  connection.closeSync();
  return instance;
}

/** The engine of a home; one for all its readers. */
export function engineAt(home: Home): Engine {
  const root = join(home.root, "published");
  const pathOf = (sha256: string): string => join(root, "files", sha256);
  const instance = () => {
    const known = engines.get(root) ?? start(root);
    engines.set(root, known);
    return known;
  };
  const use = async <T>(work: (connection: DuckDBConnection) => Promise<T>): Promise<T> => {
    const connection = await (await instance()).connect();
    try {
      return await work(connection);
    } finally {
      connection.closeSync();
    }
  };
  const run = (sql: string, values: readonly Value[]) =>
    use(async (connection) => {
      const reader = await connection.runAndReadAll(sql, [...values]);
      const types = reader.columnTypes().map(String);
      return { names: reader.deduplicatedColumnNames(), types, rows: reader.getRowsJson() };
    });
  return {
    pathOf,
    use,
    async rows(query) {
      const { sql, values } = compile(query, pathOf);
      const { names, types, rows } = await run(sql, values);
      const plain = rows.map((row) =>
        Object.fromEntries(names.map((name, at) => [name, plainOf(row[at], types[at])])),
      );
      return {
        columns: names.map((name, at) => ({ name, type: types[at] ?? "" })),
        rows: plain as readonly Row[],
      };
    },
    async count(query) {
      const free = query.where === null && query.groupBy === null && !query.distinct;
      if (free) {
        const files = query.entry.files.filter(
          ({ format, part }) => format === "parquet" && (query.part === null || part === query.part),
        );
        return files.reduce((sum, file) => sum + file.rows, 0);
      }
      const { sql, values } = compileCount(query, pathOf);
      return Number((await run(sql, values)).rows[0]?.[0] ?? 0);
    },
  };
}

/** Numbers as numbers: whole ones and money come from the engine as text. */
function plainOf(value: unknown, type: string | undefined): Value | null {
  if (value === null || value === undefined) return null;
  if (typeof value === "string" && /^(DECIMAL|U?BIGINT|U?HUGEINT)/.test(type ?? "")) return Number(value);
  return typeof value === "string" || typeof value === "number" || typeof value === "boolean"
    ? value
    : String(value);
}
