import type { DuckDBConnection } from "@duckdb/node-api";
import { baseOf } from "../base.ts";
import type { Catalog, Measure, Model } from "../catalog.ts";
import { execute } from "../execute.ts";
import { readRows } from "../records.ts";
import { binary, call, cast, column, not, type Select, value } from "../sql/ast.ts";
import { print } from "../sql/print.ts";
import { type Listed, type Made, MINUTES } from "./listed.ts";
import { PERIOD, rollupModel, rollupQuery, type Shape } from "./shape.ts";
import { type Source, smallestSource } from "./source.ts";

/** Tables of which only some years were replaced since the release before. */
export interface Renewed {
  readonly tables: ReadonlySet<string>;
  readonly years: readonly number[];
  /** The column that tells a row's year. */
  readonly by: string;
}

/** Whether each row of a model has all its days in the year that its table is kept by: so has then each of its sums. */
export async function keepsYears(
  connection: DuckDBConnection,
  catalog: Catalog,
  model: Model,
  by: string,
): Promise<boolean> {
  const base = baseOf(catalog, model, null);
  const year = cast(base.own(column(null, by)), "BIGINT");
  for (const day of model.times.values()) {
    const same = binary("IS NOT DISTINCT FROM", call("year", cast(base.own(day), "DATE")), year);
    if ((await countOf(connection, { from: base.from(), where: not(same) })) > 0) return false;
  }
  return true;
}

/**
 * Makes a model's rollups again for these years, in place; gives how many rows each has now. Which rollups there are is
 * not asked again: a build of everything does.
 */
export async function renewRollups(
  connection: DuckDBConnection,
  catalog: Catalog,
  model: Model,
  listed: readonly Listed[],
  years: readonly number[],
): Promise<readonly Made[]> {
  const base = await countOf(connection, { from: baseOf(catalog, model, null).from() });
  const sources: Source[] = [];
  const renewed: Made[] = [];
  // The largest first: smaller ones are sums of it.
  for (const one of [...listed].sort((a, b) => b.rows - a.rows)) {
    const shape: Shape = { ...one, measures: one.measures.map((name) => measureOf(model, name)) };
    const { sql, values } = print(
      rollupQuery(catalog, smallestSource(catalog, sources, shape) ?? model, shape, years),
    );
    const table = `main."${one.name}"`;
    const ranges = years.map((year) => `${PERIOD} BETWEEN DATE '${year}-01-01' AND DATE '${year}-12-31'`);
    await execute(
      connection,
      { sql: `DELETE FROM ${table} WHERE ${ranges.join(" OR ")}`, values: [] },
      MINUTES,
    );
    await execute(connection, { sql: `INSERT INTO ${table} ${sql}`, values }, MINUTES);
    const rows = await countOf(connection, { from: { kind: "table", name: one.name, as: "r" } });
    sources.push({ ...shape, model: rollupModel(catalog, model, one.name, shape), rows });
    renewed.push({ ...one, rows, base });
  }
  return renewed;
}

function measureOf(model: Model, name: string): Measure {
  const measure = model.measures.get(name);
  if (measure === undefined) throw new TypeError(`rollup: ${model.name}: measure ${name}`);
  return measure;
}

async function countOf(connection: DuckDBConnection, of: Pick<Select, "from" | "where">): Promise<number> {
  const count = { expr: cast(call("count", value(1, "INTEGER")), "BIGINT"), as: "rows" };
  const table = await execute(connection, print({ kind: "select", columns: [count], ...of }), MINUTES);
  return readRows(table, (row) => row.number("rows"))[0] ?? 0;
}
