import type { DuckDBConnection } from "@duckdb/node-api";
import { baseOf } from "../base.ts";
import { TERRITORY_ENTITY } from "../builtins.ts";
import { type Catalog, type Measure, type Model, type Route, routeTo, routeToEntity } from "../catalog.ts";
import { execute } from "../execute.ts";
import { loadCatalog } from "../load.ts";
import { manifestSchema } from "../manifest.ts";
import { readRows } from "../records.ts";
import { call, cast, column, type Expr, type Select, type SqlType, value } from "../sql/ast.ts";
import { print, type Statement } from "../sql/print.ts";
import { keysOf, ROLLUPS, rollsUp, rollupModel, rollupQuery, type Shape } from "./shape.ts";

/** A dimension with more values than this stays out of the small rollups, and with more than the second, of all. */
const FEW = 64;
const MANY = 5_000;
/** Dimensions of the territory with at most so many values stand in rollups of places: a region, not a commune. */
const PLACES = 128;
const TRIED = "rollup_tried";
/** How far an estimate is believed. */
const ROUGHLY = 1.15;
const MINUTES = 30 * 60_000;

/** When a rollup is made at all. */
export interface Worth {
  /** A table under this many rows answers at once by itself. */
  readonly minRows: number;
  /** A rollup has at most this share of the rows that it sums. */
  readonly share: number;
}
const WORTH: Worth = { minRows: 100_000, share: 1 / 5 };

/** A table made here, with the columns that tell its rows apart. */
export interface RollupTable {
  readonly name: string;
  readonly key: readonly string[];
}

/**
 * Makes a release's rollups in its open file: for each large model and day, what it measures by unit and period,
 * with as many of its dimensions as shrink it, by month and by year. What stands there before is replaced, but for the
 * rollups of tables in `standing`: those hold what they held when they were made.
 */
export async function buildRollups(
  connection: DuckDBConnection,
  semantic: unknown,
  worth: Worth = WORTH,
  standing: ReadonlySet<string> = new Set(),
): Promise<readonly RollupTable[]> {
  const manifest = manifestSchema.safeParse(semantic);
  if (!manifest.success) return [];
  const catalog = await loadCatalog(manifest.data, connection);
  const before = await leftFrom(connection, (of) => {
    const model = catalog.models.get(of);
    return model !== undefined && tablesOf(catalog, model).every((table) => standing.has(table));
  });
  const places = await placesOf(connection, catalog);
  const made: RollupTable[] = before.map((one) => ({ name: one.name, key: keysOf(one) }));
  const kept = new Set(before.map((one) => one.of));
  for (const model of [...catalog.models.values()].sort((a, b) => (a.name < b.name ? -1 : 1))) {
    if (kept.has(model.name)) continue;
    for (const plan of plansOf(catalog, model))
      made.push(...(await rollModel(connection, catalog, model, plan, worth, places)));
  }
  // In one order, whichever were taken over: two ways to a release are the same release.
  await connection.run(`CREATE OR REPLACE TABLE ${ROLLUPS} AS SELECT * FROM ${ROLLUPS} ORDER BY name`);
  return [...made.sort((a, b) => (a.name < b.name ? -1 : 1)), { name: ROLLUPS, key: ["name"] }];
}

/** Drops the rollups of a file but those of the models that `stand`, and gives these; makes the list where there is none. */
async function leftFrom(connection: DuckDBConnection, stand: (model: string) => boolean) {
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

/** The tables that a model's rollups are made from: its own, and all that it joins. */
function tablesOf(catalog: Catalog, model: Model): readonly string[] {
  const found = new Set([model]);
  for (const one of found) {
    for (const entity of one.entities.keys())
      for (const other of catalog.models.values()) {
        const type = other.entities.get(entity)?.type;
        if (type !== undefined && type !== "foreign") found.add(other);
      }
  }
  return [...found].map((one) => one.table);
}

interface Plan {
  readonly time: string;
  readonly exact: boolean;
  /** Whether most is measured by it; another day gets the sums of all alone. */
  readonly first: boolean;
  readonly measures: readonly Measure[];
}

/** For each day that a model measures by: what can be summed by it. A stock keeps its days as they are. */
function plansOf(catalog: Catalog, model: Model): readonly Plan[] {
  if (model.byLevel || routeToEntity(catalog.models, model, TERRITORY_ENTITY) === null) return [];
  const plans: Omit<Plan, "first">[] = [];
  for (const time of model.times.keys()) {
    const own = [...model.measures.values()].filter((one) => one.time === time && rollsUp(one));
    const stocks = own.filter((one) => one.semiAdditive?.time === time);
    const flows = own.filter((one) => one.semiAdditive === null);
    if (stocks.length > 0) plans.push({ time, exact: true, measures: [...stocks, ...flows] });
    else if (flows.length > 0) plans.push({ time, exact: false, measures: flows });
  }
  const most = Math.max(0, ...plans.map((plan) => plan.measures.length));
  return plans.map((plan) => ({ ...plan, first: plan.measures.length === most }));
}

async function rollModel(
  connection: DuckDBConnection,
  catalog: Catalog,
  model: Model,
  plan: Plan,
  worth: Worth,
  places: readonly string[],
): Promise<readonly RollupTable[]> {
  const made: RollupTable[] = [];
  const { rows, distinct } = await sizes(connection, catalog, model, (route) =>
    route.joins.every((join) => join.entity !== TERRITORY_ENTITY),
  );
  if (rows < worth.minRows) return made;
  const few = [...distinct].filter(([, count]) => count <= FEW).map(([name]) => name);
  const many = [...distinct].filter(([, count]) => count <= MANY).map(([name]) => name);
  // Without one dimension after another, the largest first, until the sums are fewer than their rows by enough.
  const narrowed = async (
    names: readonly string[],
    grain: Shape["grain"],
    from: Model,
  ): Promise<Model | null> => {
    let left = [...names].sort((a, b) => (distinct.get(a) ?? 0) - (distinct.get(b) ?? 0) || (a < b ? -1 : 1));
    for (;;) {
      const common = { of: model.name, time: plan.time, grain, measures: plan.measures };
      const shape: Shape = { ...common, dimensions: [...left].sort(), byUnit: true };
      const most = from === model ? rows * worth.share : rows;
      const found = await create(
        connection,
        catalog,
        from,
        shape,
        made.length,
        { rows, most },
        model,
        places,
      );
      if (found === "known") return null;
      if (found !== "large") {
        made.push({ name: found.table, key: keysOf(shape) });
        const placed: Shape = { ...common, dimensions: [...left, ...places].sort(), byUnit: false };
        const smaller = await create(
          connection,
          catalog,
          found,
          placed,
          made.length,
          { rows, most: rows },
          model,
          places,
        );
        if (typeof smaller !== "string") made.push({ name: smaller.table, key: keysOf(placed) });
        return found;
      }
      if (left.length === 0) return null;
      left = left.slice(0, -1);
    }
  };
  if (!plan.first) {
    await narrowed([], "month", model);
    return made;
  }
  if (plan.exact) {
    const fine = await narrowed(few, "day", model);
    if (fine !== null && fine.dimensions.size > 0) await narrowed([], "day", fine);
    return made;
  }
  if (many.length > few.length) await narrowed(many, "year", model);
  const months = await narrowed(few, "month", model);
  await narrowed(few, "year", months ?? model);
  for (const one of few.filter((name) => months?.dimensions.has(name) !== true)) {
    await narrowed([one], "month", model);
    await narrowed([one], "year", model);
  }
  await narrowed([], "month", months ?? model);
  await narrowed([], "year", months ?? model);
  return made;
}

/** The dimensions of the territory that few enough values have. */
async function placesOf(connection: DuckDBConnection, catalog: Catalog): Promise<readonly string[]> {
  const model = [...catalog.models.values()].find((one) => {
    const type = one.entities.get(TERRITORY_ENTITY)?.type;
    return type !== undefined && type !== "foreign" && one.validity === null;
  });
  if (model === undefined) return [];
  const { distinct } = await sizes(connection, catalog, model, (route) => route.joins.length === 0);
  return [...distinct].filter(([, count]) => count <= PLACES).map(([name]) => name);
}

/** Rows of a model, and how many values (about) each dimension has that is reached in such a way. */
async function sizes(
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

/** Makes one rollup and lists it, or drops it again: too large, or no better than one that is listed. */
async function create(
  connection: DuckDBConnection,
  catalog: Catalog,
  from: Model,
  shape: Shape,
  index: number,
  limit: { readonly rows: number; readonly most: number },
  model: Model,
  places: readonly string[],
): Promise<Model | "large" | "known"> {
  const name = `rollup_${shape.of}_${shape.time}_${index}`;
  // A finer rollup may lack the dimension that this one would keep.
  if (shape.dimensions.some((one) => routeTo(catalog.models, from, one) === null)) return "large";
  if ((await estimated(connection, catalog, from, shape)) > limit.most * ROUGHLY) return "large";
  const query = rollupQuery(catalog, from, shape);
  const { sql, values } = print({ ...query, orderBy: [] });
  // Tried beside the file: what is dropped again would leave its space behind.
  await execute(connection, { sql: `CREATE OR REPLACE TEMP TABLE ${TRIED} AS ${sql}`, values }, MINUTES);
  const rows = await counted(connection);
  const verdict =
    rows > limit.most ? "large" : (await known(connection, shape, places, rows)) ? "known" : null;
  if (verdict === null) {
    const order = keysOf(shape).map((key) => `"${key}" ASC NULLS LAST`);
    await connection.run(
      `CREATE OR REPLACE TABLE main."${name}" AS FROM ${TRIED} ORDER BY ${order.join(", ")}`,
    );
  }
  await connection.run(`DROP TABLE ${TRIED}`);
  if (verdict !== null) return verdict;
  await insert(connection, [
    ...[name, shape.of, shape.time, shape.grain, JSON.stringify(shape.dimensions), shape.byUnit],
    ...[JSON.stringify(shape.measures.map((one) => one.name)), rows, limit.rows],
  ]);
  return rollupModel(catalog, model, name, shape);
}

/** About how many rows a rollup would have: a look at the keys alone, which costs a fraction of making it. */
async function estimated(
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

/** Whether a listed rollup answers the same and more, in less than twice as many rows. */
async function known(
  connection: DuckDBConnection,
  shape: Shape,
  places: readonly string[],
  rows: number,
): Promise<boolean> {
  return (await readListed(connection)).some(
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
}

async function counted(connection: DuckDBConnection): Promise<number> {
  const statement: Statement = { sql: `SELECT count(*) AS rows FROM ${TRIED}`, values: [] };
  return readRows(await execute(connection, statement, MINUTES), (row) => row.number("rows"))[0] ?? 0;
}

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
export async function readListed(connection: DuckDBConnection) {
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
