import type { DuckDBConnection } from "@duckdb/node-api";
import { everyOne } from "../../lanes.ts";
import { TERRITORY_ENTITY } from "../builtins.ts";
import { type Catalog, type Measure, type Model, routeToEntity } from "../catalog.ts";
import { execute } from "../execute.ts";
import { loadCatalog } from "../load.ts";
import { manifestSchema } from "../manifest.ts";
import { readRows } from "../records.ts";
import { print, type Statement } from "../sql/print.ts";
import { insertAll, isKnown, leftFrom, type Made, MINUTES, recount } from "./listed.ts";
import { keepsYears, type Renewed, renew, renewals } from "./renew.ts";
import { ROLLUPS, rollsUp, rollupModel, rollupName, rollupQuery, type Shape } from "./shape.ts";
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

export interface RollupOptions {
  readonly worth?: Worth;
  /** Tables whose rollups hold what they held when they were made. */
  readonly standing?: ReadonlySet<string>;
  /** Those whose rollups do but for some years. */
  readonly renewed?: Renewed | null;
  /** Other connections to the same file: each takes a model at a time, beside the first. */
  readonly beside?: readonly DuckDBConnection[];
}

/** Names of a release's rollups. */
export interface Rollups {
  readonly made: readonly string[];
  /** Taken over as they stood. */
  readonly kept: readonly string[];
  /** Taken over, and made again for the years that were renewed. */
  readonly renewed: readonly string[];
}

/**
 * Makes a release's rollups in its open file: for each large model and day, what it measures by unit and period,
 * with as many of its dimensions as shrink it, by month and by year. What stands there before is replaced, but for the
 * rollups of tables that stand, and for the years that stand of others. Most sums are too small for more than a core each.
 */
export async function buildRollups(
  connection: DuckDBConnection,
  semantic: unknown,
  { worth = WORTH, standing = new Set(), renewed = null, beside = [] }: RollupOptions = {},
): Promise<Rollups> {
  const manifest = manifestSchema.safeParse(semantic);
  if (!manifest.success) return { made: [], kept: [], renewed: [] };
  const catalog = await loadCatalog(manifest.data, connection);
  const byYear = new Set<string>();
  for (const model of catalog.models.values())
    if (renewed !== null && (await isByYear(connection, catalog, model, standing, renewed)))
      byYear.add(model.name);
  const before = await leftFrom(connection, (of) => {
    const model = catalog.models.get(of);
    if (model === undefined) return false;
    return byYear.has(of) || tablesOf(catalog, model).every((table) => standing.has(table));
  });
  const places = await placesOf(connection, catalog);
  const [made, again]: [Made[], Made[]] = [[], []];
  const models = [...catalog.models.values()];
  const left = Map.groupBy(before, (one) => one.of);
  const queue = models.filter(({ name }) => !left.has(name)).values();
  const due = models
    .filter(({ name }) => byYear.has(name))
    .map((one) => [one, left.get(one.name) ?? []] as const);
  const tasks = (await renewals(connection, catalog, new Map(due))).values();
  const lanes = [connection, ...beside].map(async (lane) => {
    for (const model of queue)
      for (const plan of plansOf(catalog, model))
        made.push(...(await rollModel(lane, catalog, model, plan, worth, places)));
    for (const task of tasks) again.push(await renew(lane, catalog, task, renewed?.years ?? []));
  });
  await everyOne(lanes);
  await insertAll(connection, made);
  await recount(connection, again);
  // In one order, whichever were taken over: two ways to a release are the same release.
  await connection.run(`CREATE OR REPLACE TABLE ${ROLLUPS} AS SELECT * FROM ${ROLLUPS} ORDER BY name`);
  const kept = before.filter(({ of }) => !byYear.has(of));
  return {
    made: made.map((one) => one.name).sort(),
    kept: kept.map((one) => one.name),
    renewed: again.map((one) => one.name).sort(),
  };
}

/** Whether what a model's sums are made from stands, but for years that are told. */
async function isByYear(
  connection: DuckDBConnection,
  catalog: Catalog,
  model: Model,
  standing: ReadonlySet<string>,
  { tables, by }: Renewed,
): Promise<boolean> {
  if (!tables.has(model.table) || model.times.size === 0) return false;
  const others = tablesOf(catalog, model).filter((table) => table !== model.table);
  return others.every((table) => standing.has(table)) && keepsYears(connection, catalog, model, by);
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

/** A model's rollups by one of its days: the names of those that were made. */
async function rollModel(
  connection: DuckDBConnection,
  catalog: Catalog,
  model: Model,
  plan: Plan,
  worth: Worth,
  places: readonly string[],
): Promise<readonly Made[]> {
  const made: Source[] = [];
  // Of other models none could answer: they are another lane's.
  const listed: Made[] = [];
  const { rows, distinct } = await sizes(connection, catalog, model, (route) =>
    route.joins.every((join) => join.entity !== TERRITORY_ENTITY),
  );
  if (rows < worth.minRows) return [];
  const few = [...distinct].filter(([, count]) => count <= FEW).map(([name]) => name);
  const many = [...distinct].filter(([, count]) => count <= MANY).map(([name]) => name);
  /** Makes one and lists it, unless it were too large, or no better than one that is listed. */
  const create = async (shape: Shape): Promise<Model | "large" | "known"> => {
    const from = smallestSource(catalog, made, shape) ?? model;
    // A look at the keys decides: what was made and dropped again would leave its space behind in the file.
    const about = await estimated(connection, catalog, from, shape);
    if (about > rows * worth.share) return "large";
    if (isKnown(listed, shape, places, about)) return "known";
    const name = rollupName(shape.of, shape.time, made.length);
    const { sql, values } = print(rollupQuery(catalog, from, shape));
    await execute(connection, { sql: `CREATE OR REPLACE TABLE main."${name}" AS ${sql}`, values }, MINUTES);
    const kept = await counted(connection, name);
    const { of, time, grain, dimensions, byUnit } = shape;
    const measures = shape.measures.map((one) => one.name);
    listed.push({ name, of, time, grain, dimensions, byUnit, measures, rows: kept, base: rows });
    const result = rollupModel(catalog, model, name, shape);
    made.push({ ...shape, model: result, rows: kept });
    return result;
  };
  // Without one dimension after another, the largest first, until the sums are fewer than their rows by enough.
  const narrowed = async (names: readonly string[], grain: Shape["grain"]): Promise<Model | null> => {
    let left = [...names].sort((a, b) => (distinct.get(a) ?? 0) - (distinct.get(b) ?? 0) || (a < b ? -1 : 1));
    for (;;) {
      const common = { of: model.name, time: plan.time, grain, measures: plan.measures };
      const found = await create({ ...common, dimensions: [...left].sort(), byUnit: true });
      if (found === "known") return null;
      if (found !== "large") {
        await create({ ...common, dimensions: [...left, ...places].sort(), byUnit: false });
        return found;
      }
      if (left.length === 0) return null;
      left = left.slice(0, -1);
    }
  };
  const all = async (): Promise<void> => {
    if (!plan.first) {
      await narrowed([], "month");
      return;
    }
    if (plan.exact) {
      const fine = await narrowed(few, "day");
      if (fine !== null && fine.dimensions.size > 0) await narrowed([], "day");
      return;
    }
    if (many.length > few.length) await narrowed(many, "year");
    const months = await narrowed(few, "month");
    await narrowed(few, "year");
    for (const one of few.filter((name) => months?.dimensions.has(name) !== true)) {
      await narrowed([one], "month");
      await narrowed([one], "year");
    }
    await narrowed([], "month");
    await narrowed([], "year");
  };
  await all();
  return listed;
}

async function counted(connection: DuckDBConnection, name: string): Promise<number> {
  const statement: Statement = { sql: `SELECT count(*) AS rows FROM main."${name}"`, values: [] };
  return readRows(await execute(connection, statement, MINUTES), (row) => row.number("rows"))[0] ?? 0;
}
