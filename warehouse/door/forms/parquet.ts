import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import {
  BIGINT,
  BOOLEAN,
  DATE,
  DECIMAL,
  DOUBLE,
  type DuckDBConnection,
  DuckDBDataChunk,
  DuckDBDateValue,
  DuckDBDecimalValue,
  type DuckDBType,
  type DuckDBValue,
  VARCHAR,
} from "@duckdb/node-api";
import { openEngine } from "../../engine.ts";
import { headIn, type Result } from "../answer.ts";
import { type Column, isValid } from "../table.ts";

const CHUNK = 2_048;
const quoted = (text: string, mark: string): string => `${mark}${text.replaceAll(mark, mark + mark)}${mark}`;

/**
 * A Parquet file of an answer, with its release, scope, definitions, columns and null reasons as key-value metadata. The
 * engine that answers cannot write files, so that another, empty one does.
 */
export async function parquetOf(result: Result, temp: string): Promise<Uint8Array> {
  const folder = mkdtempSync(join(temp, "parquet-"));
  const instance = await openEngine(folder, { threads: "1", memory_limit: "256MiB" });
  try {
    const connection = await instance.connect();
    await fill(connection, result);
    const file = join(folder, "answer.parquet");
    const { columns, nulls } = result;
    const notes = Object.entries({ ...headIn(result), columns, nulls }).map(([name, given]) => {
      const text = typeof given === "string" ? given : JSON.stringify(given);
      return `${name}: ${quoted(text, "'")}`;
    });
    await connection.run(
      `COPY answer TO ${quoted(file, "'")} (FORMAT parquet, COMPRESSION snappy, KV_METADATA {${notes.join(", ")}})`,
    );
    connection.closeSync();
    return readFileSync(file);
  } finally {
    instance.closeSync();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function fill(connection: DuckDBConnection, { table, sample }: Result): Promise<void> {
  const types = [...table.columns.map(typeOf), ...(sample ? [BOOLEAN] : [])];
  const names = [...table.columns.map((column) => column.name), ...(sample ? ["sample"] : [])];
  await connection.run(
    `CREATE TABLE answer (${names.map((name, index) => `${quoted(name, '"')} ${String(types[index])}`).join(", ")})`,
  );
  const appender = await connection.createAppender("answer");
  for (let start = 0; start < table.rows; start += CHUNK) {
    const count = Math.min(CHUNK, table.rows - start);
    const chunk = DuckDBDataChunk.create(types, count);
    table.columns.forEach((column, index) => {
      chunk.setColumnValues(
        index,
        Array.from({ length: count }, (_, row) => valueAt(column, start + row)),
      );
    });
    if (sample) chunk.setColumnValues(table.columns.length, new Array<boolean>(count).fill(true));
    appender.appendDataChunk(chunk);
  }
  appender.closeSync();
}

function typeOf(column: Column): DuckDBType {
  switch (column.cell) {
    case "text":
      return VARCHAR;
    case "integer":
      return BIGINT;
    case "decimal":
      return DECIMAL(18, column.scale);
    case "double":
      return DOUBLE;
    case "date":
      return DATE;
    case "boolean":
      return BOOLEAN;
  }
}

function valueAt(column: Column, row: number): DuckDBValue {
  if (!isValid(column, row)) return null;
  const { data } = column;
  switch (data.kind) {
    case "words":
      return data.words[data.codes[row] ?? 0] ?? null;
    case "bigint": {
      const whole = data.values[row] ?? 0n;
      return column.cell === "decimal" ? new DuckDBDecimalValue(whole, 18, column.scale) : whole;
    }
    case "double":
      return data.values[row] ?? null;
    case "days":
      return new DuckDBDateValue(data.values[row] ?? 0);
    case "bits":
      return ((data.values[row >> 3] ?? 0) & (1 << (row & 7))) !== 0;
  }
}
