import {
  BIGINT,
  BOOLEAN,
  DOUBLE,
  type DuckDBConnection,
  type DuckDBType,
  type DuckDBValue,
  VARCHAR,
} from "@duckdb/node-api";
import { QueryError } from "../errors.ts";
import { faults } from "./faults.ts";
import type { Value } from "./sql/ast.ts";
import type { Statement } from "./sql/print.ts";
import { type Table, tableOf } from "./table.ts";

/**
 * Runs a statement and copies its rows out. Past `timeoutMs` it is interrupted and refused as `deadline`; whatever
 * else DuckDB says stays in the error's cause, for its text may hold SQL and paths.
 */
export async function execute(
  connection: DuckDBConnection,
  statement: Statement,
  timeoutMs: number,
): Promise<Table> {
  let late = false;
  let again: NodeJS.Timeout | undefined;
  const timer = setTimeout(() => {
    late = true;
    connection.interrupt();
    // An interrupt that comes between two steps of a statement is forgotten when the next begins.
    again = setInterval(() => connection.interrupt(), 50);
  }, timeoutMs);
  try {
    const result = await connection.run(
      statement.sql,
      statement.values.map(bindable),
      statement.values.map(typeOf),
    );
    return await tableOf(result);
  } catch (cause) {
    if (late) throw faults.deadline(timeoutMs, cause);
    if (cause instanceof QueryError) throw cause;
    throw faults.failed(cause);
  } finally {
    clearTimeout(timer);
    clearInterval(again);
  }
}

function bindable(given: Value): DuckDBValue {
  if (given.type === "BIGINT" || given.type === "INTEGER") return BigInt(given.value);
  return given.value;
}

function typeOf(given: Value): DuckDBType {
  switch (given.type) {
    case "BIGINT":
    case "INTEGER":
      return BIGINT;
    case "DOUBLE":
      return DOUBLE;
    case "BOOLEAN":
      return BOOLEAN;
    default:
      return VARCHAR;
  }
}
