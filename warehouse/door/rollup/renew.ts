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

/** A rollup that is to be made again for some years. */
export interface Renewal {
  readonly model: Model;
  readonly listed: Listed;
  /** Rows of its model's table. */
  readonly base: number;
  /** Rollups of the same model that were made again: sums of them cost less. */
  readonly sources: Source[];
}

/** What is to be made again of the models: the largest first, since smaller ones are sums of them. */
export async function renewals(
  connection: DuckDBConnection,
  catalog: Catalog,
  listed: ReadonlyMap<Model, readonly Listed[]>,
): Promise<readonly Renewal[]> {
  const all: Renewal[] = [];
  for (const [model, rollups] of listed) {
    const base = await countOf(connection, { from: baseOf(catalog, model, null).from() });
    const sources: Source[] = [];
    all.push(...rollups.map((one) => ({ model, listed: one, base, sources })));
  }
  return all.sort((a, b) => b.listed.rows - a.listed.rows);
}

/**
 * Makes a rollup again for these years, in place; tells how many rows it has now. Which rollups there are is not asked
 * again: a build of everything does.
 */
export async function renew(
  connection: DuckDBConnection,
  catalog: Catalog,
  { model, listed, base, sources }: Renewal,
  years: readonly number[],
): Promise<Made> {
  const { name } = listed;
  const shape: Shape = { ...listed, measures: listed.measures.map((one) => measureOf(model, one)) };
  const from = smallestSource(catalog, sources, shape) ?? model;
  const { sql, values } = print(rollupQuery(catalog, from, shape, years));
  const ranges = years.map((year) => `${PERIOD} BETWEEN DATE '${year}-01-01' AND DATE '${year}-12-31'`);
  const old = { sql: `DELETE FROM main."${name}" WHERE ${ranges.join(" OR ")}`, values: [] };
  await execute(connection, old, MINUTES);
  await execute(connection, { sql: `INSERT INTO main."${name}" ${sql}`, values }, MINUTES);
  const rows = await countOf(connection, { from: { kind: "table", name, as: "r" } });
  sources.push({ ...shape, model: rollupModel(catalog, model, name, shape), rows });
  return { ...listed, rows, base };
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
