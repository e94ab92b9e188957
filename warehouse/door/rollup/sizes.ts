import type { DuckDBConnection } from "@duckdb/node-api";
import { baseOf } from "../base.ts";
import { TERRITORY_ENTITY } from "../builtins.ts";
import { type Catalog, type Model, type Route, routeTo } from "../catalog.ts";
import { execute } from "../execute.ts";
import { readRows } from "../records.ts";
import { call, cast, type Expr, type Select, value } from "../sql/ast.ts";
import { print } from "../sql/print.ts";
import { MINUTES } from "./listed.ts";
import { rollupQuery, type Shape } from "./shape.ts";

/** Dimensions of the territory with at most so many values stand in rollups of places: a region, not a commune. */
const PLACES = 128;

/** The dimensions of the territory that few enough values have. */
export async function placesOf(connection: DuckDBConnection, catalog: Catalog): Promise<readonly string[]> {
  const model = [...catalog.models.values()].find((one) => {
    const type = one.entities.get(TERRITORY_ENTITY)?.type;
    return type !== undefined && type !== "foreign" && one.validity === null;
  });
  if (model === undefined) return [];
  const { distinct } = await sizes(connection, catalog, model, (route) => route.joins.length === 0);
  return [...distinct].filter(([, count]) => count <= PLACES).map(([name]) => name);
}

/** Rows of a model, and how many values (about) each dimension has that is reached in such a way. */
export async function sizes(
  connection: DuckDBConnection,
  catalog: Catalog,
  model: Model,
  such: (route: Route) => boolean,
): Promise<{ rows: number; distinct: ReadonlyMap<string, number> }> {
  const base = baseOf(catalog, model, null);
  const names = [...catalog.dimensions.keys()].filter((name) => {
    const route = routeTo(catalog.models, model, name);
    if (route === null || !such(route)) return false;
    return route.joins.every((join) => catalog.models.get(join.to)?.validity === null);
  });
  const read = names.map((name): Expr => {
    const route = routeTo(catalog.models, model, name);
    return route === null ? value(0, "INTEGER") : base.at(route.joins, route.dimension.expr);
  });
  const query: Select = {
    kind: "select",
    columns: [
      { expr: cast(call("count", value(1, "INTEGER")), "BIGINT"), as: "rows" },
      ...read.map((expr, index) => ({
        expr: cast(call("approx_count_distinct", expr), "BIGINT"),
        as: `n${index}`,
      })),
    ],
    from: base.from(),
  };
  const [counts] = readRows(await execute(connection, print(query), MINUTES), (row) => ({
    rows: row.number("rows") ?? 0,
    distinct: new Map(names.map((name, index) => [name, row.number(`n${index}`) ?? 0])),
  }));
  return counts ?? { rows: 0, distinct: new Map() };
}

/** About how many rows a rollup would have: a look at the keys alone, which costs a fraction of making it. */
export async function estimated(
  connection: DuckDBConnection,
  catalog: Catalog,
  from: Model,
  shape: Shape,
): Promise<number> {
  const keys = rollupQuery(catalog, from, { ...shape, measures: [] });
  const { columns, from: rows } = keys;
  const query: Select = {
    kind: "select",
    columns: [
      { expr: call("approx_count_distinct", call("hash", ...columns.map((one) => one.expr))), as: "rows" },
    ],
    ...(rows === undefined ? {} : { from: rows }),
  };
  return readRows(await execute(connection, print(query), MINUTES), (row) => row.number("rows"))[0] ?? 0;
}
