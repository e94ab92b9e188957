import type { DuckDBConnection, DuckDBValue } from "@duckdb/node-api";
import { openEngine } from "#warehouse/engine.ts";
import { type Calendar, calendarOf } from "./periods.ts";
import { RANDOM_MACROS } from "./random.ts";

/** One making of the sample: an in-memory DuckDB that holds the tables the exports are written from. */
export interface Workspace {
  readonly calendar: Calendar;
  readonly scale: number;
  readonly seed: number;
  run(sql: string): Promise<void>;
  rows(sql: string): Promise<readonly (readonly DuckDBValue[])[]>;
  /** Rows that the statement wrote. */
  count(sql: string): Promise<number>;
  close(): void;
}

const MEMORY = "1536MiB";

export async function openWorkspace(options: {
  until: string;
  scale: number;
  seed: number;
  threads: number;
  temp: string;
}): Promise<Workspace> {
  const instance = await openEngine(options.temp, {
    threads: String(options.threads),
    memory_limit: MEMORY,
    preserve_insertion_order: "true",
  });
  const connection = await instance.connect();
  await connection.run("SET TimeZone = 'UTC'");
  const calendar = calendarOf(options.until);
  for (const macro of [...RANDOM_MACROS(options.seed), ...calendarMacros(calendar)])
    await connection.run(macro);
  return {
    calendar,
    scale: options.scale,
    seed: options.seed,
    run: async (sql) => {
      await explained(connection, sql);
    },
    rows: async (sql) => (await connection.runAndReadAll(sql)).getRows(),
    count: async (sql) => (await explained(connection, sql)).rowsChanged,
    close: () => {
      connection.closeSync();
      instance.closeSync();
    },
  };
}

const calendarMacros = (calendar: Calendar): readonly string[] => [
  `CREATE MACRO period_of(d) AS CAST(CASE WHEN year(d) < ${calendar.lastYear} THEN year(d) ELSE year(d) * 100 + month(d) END AS INTEGER)`,
  `CREATE MACRO until_day() AS DATE '${calendar.lastDay}'`,
  // Working hours of an office, seconds after midnight UTC.
  "CREATE MACRO at_office(d, uniform) AS make_timestamp((CAST(d - DATE '1970-01-01' AS BIGINT) * 86400 + 28800 + CAST(uniform * 28800 AS BIGINT)) * 1000000)",
];

async function explained(connection: DuckDBConnection, sql: string) {
  try {
    return await connection.run(sql);
  } catch (cause) {
    throw new Error(`sample: ${sql.replaceAll(/\s+/g, " ").slice(0, 200)}: ${String(cause)}`, { cause });
  }
}
