import type { SqlType } from "./sql/ast.ts";
import type { CellType } from "./types.ts";

/** How a DuckDB type travels. Money and other decimals keep their digits; wide integers stay whole numbers. */
export function cellTypeOf(duckdb: string): CellType {
  if (duckdb.startsWith("DECIMAL")) return "decimal";
  switch (duckdb) {
    case "BOOLEAN":
      return "boolean";
    case "DATE":
      return "date";
    case "DOUBLE":
    case "FLOAT":
      return "double";
    case "TINYINT":
    case "SMALLINT":
    case "INTEGER":
    case "BIGINT":
    case "HUGEINT":
    case "UTINYINT":
    case "USMALLINT":
    case "UINTEGER":
    case "UBIGINT":
      return "integer";
    default:
      return duckdb.startsWith("TIMESTAMP") ? "date" : "text";
  }
}

/** The SQL type in which a column of an answer leaves DuckDB, so that six vector kinds cover them all. */
export function sqlTypeOf(cell: CellType): SqlType {
  switch (cell) {
    case "text":
      return "VARCHAR";
    case "integer":
      return "BIGINT";
    case "decimal":
      return "DECIMAL(18,2)";
    case "double":
      return "DOUBLE";
    case "date":
      return "DATE";
    case "boolean":
      return "BOOLEAN";
  }
}
