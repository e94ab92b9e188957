import type { DuckDBConnection } from "@duckdb/node-api";
import { ident, literal } from "#warehouse/quote.ts";
import type { Field, FieldType } from "../types.ts";

/** A spreadsheet runs a text cell that opens with one of these; an apostrophe in front makes it text again. */
const FORMULA = "^[\\s]*[=+\\-@\\t\\r＝＋－＠]";

/** A field as a CSV cell: text made safe, everything else as it is. */
export const csvCell = (field: Pick<Field, "name" | "type">): string =>
  field.type === "string"
    ? `case when regexp_matches(${ident(field.name)}, ${literal(FORMULA)}) then '''' || ${ident(field.name)} else ${ident(field.name)} end as ${ident(field.name)}`
    : ident(field.name);

/** The catalogue's name of a DuckDB type; throws on one that no file form can carry. */
export function fieldType(duckdb: string): FieldType {
  if (duckdb === "VARCHAR") return "string";
  if (duckdb === "BOOLEAN") return "boolean";
  if (duckdb === "DATE") return "date";
  if (duckdb.startsWith("DECIMAL")) return "decimal";
  if (duckdb === "DOUBLE" || duckdb === "FLOAT") return "number";
  if (/^U?(TINY|SMALL|BIG)?INT(EGER)?$/.test(duckdb)) return "integer";
  throw new Error(`dataset column type: ${duckdb}`);
}

/** Rows of a query as plain values. */
export async function rowsOf(
  connection: DuckDBConnection,
  sql: string,
): Promise<readonly (readonly unknown[])[]> {
  const reader = await connection.runAndReadAll(sql);
  return reader.getRowsJson();
}
