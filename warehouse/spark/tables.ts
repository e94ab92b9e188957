import { existsSync, globSync, readdirSync } from "node:fs";
import { join } from "node:path";
import type { DuckDBConnection } from "@duckdb/node-api";
import { ident, literal } from "../quote.ts";
import { columnsOf } from "../release/tables.ts";

/** Schemas whose tables come back: a release's marts, and what warehouse/compute reads. */
const SCHEMAS = ["intermediate", "main"] as const;

/**
 * Brings the tables that Spark wrote below `folder` (`<schema>/<table>/*.parquet`) into a build file, as the models'
 * contracts cast them: from here on nothing knows which engine made them.
 */
export async function importTables(connection: DuckDBConnection, folder: string): Promise<string[]> {
  const done: string[] = [];
  for (const schema of SCHEMAS) {
    await connection.run(`CREATE SCHEMA IF NOT EXISTS ${schema}`);
    const place = join(folder, schema);
    for (const name of existsSync(place) ? readdirSync(place).sort() : []) {
      const files = globSync("*.parquet", { cwd: join(place, name) }).sort();
      if (files.length === 0) continue;
      const from = `read_parquet([${files.map((file) => literal(join(place, name, file))).join(", ")}])`;
      const values = (await columnsOf(connection, `SELECT * FROM ${from}`)).map(([column, type]) =>
        // Spark's instants carry UTC, DuckDB's raw ones are in it.
        type === "TIMESTAMP WITH TIME ZONE"
          ? `timezone('UTC', ${ident(column)}) AS ${ident(column)}`
          : ident(column),
      );
      await connection.run(
        `CREATE OR REPLACE TABLE ${schema}.${ident(name)} AS SELECT ${values.join(", ")} FROM ${from}`,
      );
      done.push(`${schema}.${name}`);
    }
  }
  return done;
}
