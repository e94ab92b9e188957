import type { DuckDBConnection } from "@duckdb/node-api";
import { TERRITORY_ENTITY } from "../builtins.ts";
import { type Catalog, type Measure, type Model, routeTo, routeToEntity } from "../catalog.ts";
import { execute } from "../execute.ts";
import { loadCatalog } from "../load.ts";
import { manifestSchema } from "../manifest.ts";
import { readRows } from "../records.ts";
import { print, type Statement } from "../sql/print.ts";
import { insert, known, leftFrom, MINUTES } from "./listed.ts";
import { keysOf, ROLLUPS, rollsUp, rollupModel, rollupName, rollupQuery, type Shape } from "./shape.ts";
import { estimated, placesOf, sizes } from "./sizes.ts";
import { type Source, smallestSource } from "./source.ts";

/** A dimension with more values than this stays out of the small rollups, and with more than the second, of all. */
const FEW = 64;
const MANY = 5_000;

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
  const sources: Source[] = [];
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
        sources,
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
        const all = { rows, most: rows };
        const smaller = await create(
          connection,
          catalog,
          sources,
          found,
          placed,
          made.length,
          all,
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

/** Makes one rollup and lists it, or drops it again: too large, or no better than one that is listed. */
async function create(
  connection: DuckDBConnection,
  catalog: Catalog,
  sources: Source[],
  coarsest: Model,
  shape: Shape,
  index: number,
  limit: { readonly rows: number; readonly most: number },
  model: Model,
  places: readonly string[],
): Promise<Model | "large" | "known"> {
  const name = rollupName(shape.of, shape.time, index);
  const from = smallestSource(catalog, sources, shape) ?? coarsest;
  // A finer rollup may lack the dimension that this one would keep.
  if (shape.dimensions.some((one) => routeTo(catalog.models, from, one) === null)) return "large";
  // A look at the keys decides: what was made and dropped again would leave its space behind in the file.
  const about = await estimated(connection, catalog, from, shape);
  if (about > limit.most) return "large";
  if (await known(connection, shape, places, about)) return "known";
  const { sql, values } = print(rollupQuery(catalog, from, shape));
  await execute(connection, { sql: `CREATE OR REPLACE TABLE main."${name}" AS ${sql}`, values }, MINUTES);
  const rows = await counted(connection, name);
  await insert(connection, [
    ...[name, shape.of, shape.time, shape.grain, JSON.stringify(shape.dimensions), shape.byUnit],
    ...[JSON.stringify(shape.measures.map((one) => one.name)), rows, limit.rows],
  ]);
  const result = rollupModel(catalog, model, name, shape);
  sources.push({ ...shape, model: result, rows });
  return result;
}

async function counted(connection: DuckDBConnection, name: string): Promise<number> {
  const statement: Statement = { sql: `SELECT count(*) AS rows FROM main."${name}"`, values: [] };
  return readRows(await execute(connection, statement, MINUTES), (row) => row.number("rows"))[0] ?? 0;
}
