// biome-ignore-all lint/complexity/useLiteralKeys: a bracket is how TypeScript lets one read a private array, and getItem() on each cell costs ten times as much
import {
  type DuckDBConnection,
  DuckDBDoubleVector,
  DuckDBIntegerVector,
  DuckDBVarCharVector,
} from "@duckdb/node-api";

/** Columns of a result: integers and doubles as typed arrays, null as −2³¹ and NaN; texts as they are. */
export interface Columns {
  readonly rows: number;
  int(name: string): Int32Array;
  double(name: string): Float64Array;
  text(name: string): readonly string[];
}

export const NO_INT = -(2 ** 31);

/** Reads a query whole. Its columns must be INTEGER, DOUBLE or VARCHAR: cast them in the query. */
export async function readColumns(connection: DuckDBConnection, sql: string): Promise<Columns> {
  const result = await connection.stream(sql);
  const names = result.columnNames();
  const parts = names.map((): (Int32Array | Float64Array | string[])[] => []);
  let rows = 0;
  for (
    let chunk = await result.fetchChunk();
    chunk !== null && chunk.rowCount > 0;
    chunk = await result.fetchChunk()
  ) {
    const count = chunk.rowCount;
    rows += count;
    for (const [at, name] of names.entries()) {
      const vector = chunk.getColumnVector(at);
      if (vector instanceof DuckDBIntegerVector) {
        const values = vector["items"].slice(0, count);
        eachNull(vector["validity"], count, (row) => {
          values[row] = NO_INT;
        });
        parts[at]?.push(values);
      } else if (vector instanceof DuckDBDoubleVector) {
        const values = vector["items"].slice(0, count);
        eachNull(vector["validity"], count, (row) => {
          values[row] = Number.NaN;
        });
        parts[at]?.push(values);
      } else if (vector instanceof DuckDBVarCharVector) {
        parts[at]?.push(Array.from({ length: count }, (_, row) => vector.getItem(row) ?? ""));
      } else throw new TypeError(`compute: column ${name}: type ${String(vector.type)}`);
    }
  }
  const partsOf = (name: string) => {
    const found = parts[names.indexOf(name)];
    if (found === undefined) throw new TypeError(`compute: column ${name}: unknown`);
    return found;
  };
  return {
    rows,
    int(name) {
      const whole = new Int32Array(rows);
      let at = 0;
      for (const part of partsOf(name)) {
        if (!(part instanceof Int32Array)) throw new TypeError(`compute: column ${name}: not an INTEGER`);
        whole.set(part, at);
        at += part.length;
      }
      return whole;
    },
    double(name) {
      const whole = new Float64Array(rows);
      let at = 0;
      for (const part of partsOf(name)) {
        if (!(part instanceof Float64Array)) throw new TypeError(`compute: column ${name}: not a DOUBLE`);
        whole.set(part, at);
        at += part.length;
      }
      return whole;
    },
    text(name) {
      return partsOf(name).flatMap((part) => {
        if (!Array.isArray(part)) throw new TypeError(`compute: column ${name}: not a VARCHAR`);
        return part;
      });
    },
  };
}

function eachNull(
  validity: { itemValid(row: number): boolean; readonly data?: unknown },
  count: number,
  use: (row: number) => void,
): void {
  for (let row = 0; row < count; row += 1) if (!validity.itemValid(row)) use(row);
}

/** Writes rows into a table that stands, columns by name; every row has them all. */
export async function appendRows(
  connection: DuckDBConnection,
  schema: string,
  table: string,
  rows: readonly (readonly (string | number | boolean | null)[])[],
  types: readonly ("VARCHAR" | "INTEGER" | "DOUBLE" | "BOOLEAN")[],
): Promise<void> {
  const appender = await connection.createAppender(table, schema);
  for (const row of rows) {
    for (const [at, value] of row.entries()) {
      const type = types[at];
      if (value === null) appender.appendNull();
      else if (type === "VARCHAR") appender.appendVarchar(String(value));
      else if (type === "INTEGER") appender.appendInteger(Number(value));
      else if (type === "DOUBLE") appender.appendDouble(Number(value));
      else appender.appendBoolean(value === true);
    }
    appender.endRow();
  }
  appender.closeSync();
}
