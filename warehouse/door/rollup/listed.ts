import type { DuckDBConnection } from "@duckdb/node-api";
import { execute } from "../execute.ts";
import { readRows } from "../records.ts";
import { column, type Expr, type Select, type SqlType, value } from "../sql/ast.ts";
import { print, type Statement } from "../sql/print.ts";
import { ROLLUPS, type Shape } from "./shape.ts";

/** A release is made at leisure: milliseconds that one of its statements may take. */
export const MINUTES = 30 * 60_000;

/** Drops the rollups of a file but those of the models that `stand`, and gives these; makes the list where there is none. */
export async function leftFrom(connection: DuckDBConnection, stand: (model: string) => boolean) {
  const tables = await connection.runAndReadAll(
    "SELECT table_name FROM duckdb_tables() WHERE schema_name = 'main' AND starts_with(table_name, 'rollup_') ORDER BY 1",
  );
  await connection.run(
    `CREATE TABLE IF NOT EXISTS ${ROLLUPS} (name VARCHAR, model VARCHAR, time VARCHAR, grain VARCHAR,
       dimensions VARCHAR, by_unit BOOLEAN, measures VARCHAR, rows BIGINT, base_rows BIGINT)`,
  );
  const listed = (await readListed(connection)).filter((one) => stand(one.of));
  const names = new Set(listed.map((one) => one.name));
  for (const [name] of tables.getRowsJson())
    if (!names.has(String(name))) await connection.run(`DROP TABLE "${String(name)}"`);
  const left = [...names].map((name) => `'${name}'`).join(", ");
  await connection.run(`DELETE FROM ${ROLLUPS} WHERE ${left === "" ? "true" : `name NOT IN (${left})`}`);
  return listed;
}

/** A rollup as the list tells of it. */
export interface Listed extends Pick<Shape, "of" | "time" | "grain" | "dimensions" | "byUnit"> {
  readonly name: string;
  /** Names of its measures. */
  readonly measures: readonly string[];
  readonly rows: number;
}
/** One that is not in the list yet: `base` rows are those that it sums. */
export interface Made extends Listed {
  readonly base: number;
}

/** Whether a listed rollup answers the same and more, in less than twice as many rows. */
export const isKnown = (
  listed: readonly Listed[],
  shape: Shape,
  places: readonly string[],
  rows: number,
): boolean =>
  listed.some(
    (one) =>
      one.of === shape.of &&
      one.time === shape.time &&
      (one.byUnit || !shape.byUnit) &&
      (one.grain === shape.grain || shape.grain === "year") &&
      shape.dimensions.every(
        (name) => (one.byUnit && places.includes(name)) || one.dimensions.includes(name),
      ) &&
      one.rows < rows * 2,
  );

/** Adds rollups to the list, one after the other: a table that is added to is not read meanwhile. */
export async function insertAll(connection: DuckDBConnection, made: readonly Made[]): Promise<void> {
  for (const { name, of, time, grain, dimensions, byUnit, measures, rows, base } of made)
    await insert(connection, [
      ...[name, of, time, grain, JSON.stringify(dimensions), byUnit, JSON.stringify(measures)],
      ...[rows, base],
    ]);
}

/** Tells of rollups in the list that they have other rows now. */
export async function recount(connection: DuckDBConnection, renewed: readonly Made[]): Promise<void> {
  for (const { name, rows, base } of renewed)
    await execute(
      connection,
      {
        sql: `UPDATE ${ROLLUPS} SET rows = $1, base_rows = $2 WHERE name = $3`,
        values: [value(rows, "BIGINT"), value(base, "BIGINT"), value(name, "VARCHAR")],
      },
      MINUTES,
    );
}

/** Adds one: its cells in the list's own order. */
async function insert(
  connection: DuckDBConnection,
  cells: readonly (string | number | boolean)[],
): Promise<void> {
  const statement: Statement = {
    sql: `INSERT INTO ${ROLLUPS} VALUES (${cells.map((_, index) => `$${index + 1}`).join(", ")})`,
    values: cells.map((cell) => value(cell, CELLS[typeof cell] ?? "VARCHAR")),
  };
  await execute(connection, statement, MINUTES);
}

const CELLS: Readonly<Record<string, SqlType>> = { string: "VARCHAR", number: "BIGINT", boolean: "BOOLEAN" };

/** What a release lists of its rollups, by name. */
export async function readListed(connection: DuckDBConnection): Promise<Listed[]> {
  const at = (name: string): Expr => column("r", name);
  const texts = ["name", "model", "time", "grain", "dimensions", "measures"];
  const query: Select = {
    kind: "select",
    columns: [...texts, "by_unit", "rows"].map((name) => ({ expr: at(name), as: name })),
    from: { kind: "table", name: ROLLUPS, as: "r" },
    orderBy: [{ expr: at("name"), dir: "asc" }],
  };
  const names = (text: string | null): readonly string[] => {
    const list: unknown = JSON.parse(text ?? "[]");
    return Array.isArray(list) ? list.map(String) : [];
  };
  return readRows(await execute(connection, print(query), MINUTES), (row) => ({
    name: row.text("name") ?? "",
    of: row.text("model") ?? "",
    time: row.text("time") ?? "",
    grain: GRAINS.find((one) => one === row.text("grain")) ?? "day",
    dimensions: names(row.text("dimensions")),
    measures: names(row.text("measures")),
    byUnit: row.flag("by_unit") ?? false,
    rows: row.number("rows") ?? 0,
  }));
}
const GRAINS = ["day", "month", "year"] as const;
