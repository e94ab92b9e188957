import type { DuckDBConnection } from "@duckdb/node-api";
import type { Progress } from "../progress.ts";
import { fillIndex } from "./rokhas/index.ts";

export interface ComputeOptions {
  readonly threads: number;
  /** Bootstraps, where fewer than a release's will do. */
  readonly draws?: number;
  readonly progress?: Progress;
}

/**
 * What SQL cannot say well, from tables to tables of a build that dbt has made: a mart that it fills is dbt's, with its
 * contract and its description, and stands empty until then. One that a partial build left as it was stays as it is.
 */
export async function compute(connection: DuckDBConnection, options: ComputeOptions): Promise<void> {
  if (!(await isOpen(connection, "idx_rokhas_band"))) return;
  const stage = options.progress?.stage("compute");
  await fillIndex(connection, options);
  stage?.end();
}

async function isOpen(connection: DuckDBConnection, table: string): Promise<boolean> {
  const found = await connection.runAndReadAll(
    `SELECT count(*)::INTEGER AS n FROM duckdb_tables() WHERE schema_name = 'main' AND table_name = $table`,
    { table },
  );
  if (found.getRowObjectsJS()[0]?.n !== 1) return false;
  const rows = await connection.runAndReadAll(`SELECT count(*)::INTEGER AS n FROM main.${table}`);
  return rows.getRowObjectsJS()[0]?.n === 0;
}
