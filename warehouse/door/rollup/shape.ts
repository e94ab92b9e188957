import { baseOf } from "../base.ts";
import { TERRITORY_ENTITY } from "../builtins.ts";
import { type Catalog, type Measure, type Model, type Rollup, routeTo, routeToEntity } from "../catalog.ts";
import { COUNTED, inputOf, leafType, summed } from "../measure.ts";
import { periodStart } from "../predicates.ts";
import {
  allOf,
  binary,
  cast,
  column,
  type Expr,
  either,
  type Output,
  type Select,
  value,
} from "../sql/ast.ts";

/** Table in which a release lists its rollups. */
export const ROLLUPS = "meta_rollup";
const PREFIX = "rollup_";
/** Whether a release's table holds sums of its others, or lists them. */
export const isRollup = (table: string): boolean => table === ROLLUPS || table.startsWith(PREFIX);
export const rollupName = (of: string, time: string, index: number): string =>
  `${PREFIX}${of}_${time}_${index}`;
export const UNIT = "unit";
export const PERIOD = "period";
export const dimensionColumn = (name: string): string => `d_${name}`;
export const measureColumn = (name: string): string => `m_${name}`;

/** What a rollup keeps of a model: the sums of `measures` by unit, period and `dimensions`. */
export interface Shape {
  readonly of: string;
  readonly time: string;
  readonly grain: Rollup["grain"];
  readonly dimensions: readonly string[];
  readonly byUnit: boolean;
  readonly measures: readonly Measure[];
}

/** Whether the sums of sums of a measure are its sums, to the digit: a sum of doubles is not. */
export function rollsUp(measure: Measure): boolean {
  const groupings = measure.semiAdditive?.groupings ?? [];
  if (groupings.some((entity) => entity !== TERRITORY_ENTITY)) return false;
  switch (measure.agg) {
    case "sum":
      return leafType(measure) !== "DOUBLE";
    case "sum_boolean":
    case "count":
    case COUNTED:
    case "min":
    case "max":
      return true;
    default:
      return false;
  }
}

export const keysOf = (shape: Pick<Shape, "dimensions" | "byUnit">): readonly string[] => [
  ...(shape.byUnit ? [UNIT] : []),
  PERIOD,
  ...shape.dimensions.map(dimensionColumn),
];

/** Whether a day falls in one of these years, as ranges: no function stands on the column. */
export const inYears = (day: Expr, years: readonly number[]): Expr =>
  either(
    ...years.map((year) => {
      const since = binary(">=", day, value(`${year}-01-01`, "DATE"));
      return allOf([since, binary("<", day, value(`${year + 1}-01-01`, "DATE"))]) ?? since;
    }),
  );

/**
 * The query that makes a rollup, out of the model's own table or of a finer rollup of it.
 *
 * @param years of which its rows are; all when absent
 */
export function rollupQuery(catalog: Catalog, from: Model, shape: Shape, years?: readonly number[]): Select {
  const day = from.times.get(shape.time);
  if (day === undefined) throw new TypeError(`rollup: ${shape.of}: time ${shape.time}`);
  const base = baseOf(catalog, from, day);
  const on = cast(base.own(day), "DATE");
  const unit = routeToEntity(catalog.models, from, TERRITORY_ENTITY);
  if (unit === null) throw new TypeError(`rollup: ${shape.of}: no territory`);
  const rows: Output[] = [
    ...(shape.byUnit ? [{ expr: base.at(unit.joins, unit.expr), as: UNIT }] : []),
    { expr: shape.grain === "day" ? on : periodStart(shape.grain, on), as: PERIOD },
    ...shape.dimensions.map((name): Output => {
      const route = routeTo(catalog.models, from, name);
      if (route === null) throw new TypeError(`rollup: ${shape.of}: dimension ${name}`);
      return { expr: base.at(route.joins, route.dimension.expr), as: dimensionColumn(name) };
    }),
    ...shape.measures.map((measure): Output => {
      const own = from.measures.get(measure.name);
      if (own === undefined) throw new TypeError(`rollup: ${shape.of}: measure ${measure.name}`);
      return { expr: base.own(inputOf(own)), as: measureColumn(measure.name) };
    }),
  ];
  const keys = keysOf(shape);
  const at = (name: string): Expr => column("r", name);
  return {
    kind: "select",
    columns: [
      ...keys.map((name) => ({ expr: at(name), as: name })),
      ...shape.measures.map((measure) => {
        const own = from.measures.get(measure.name) ?? measure;
        return { expr: summed(own, at(measureColumn(measure.name))), as: measureColumn(measure.name) };
      }),
    ],
    from: {
      kind: "query",
      query: {
        ...{ kind: "select", columns: rows, from: base.from() },
        where: years === undefined ? null : inYears(on, years),
      },
      as: "r",
    },
    groupBy: keys.map(at),
    orderBy: keys.map((name) => ({ expr: column(null, name), dir: "asc" })),
  };
}

/** A rollup's table as a model. Its dimensions are its own columns; places are reached by the unit, as ever. */
export function rollupModel(catalog: Catalog, base: Model, table: string, shape: Shape): Model {
  const period = column(null, PERIOD);
  return {
    name: base.name,
    table,
    entities: new Map(
      shape.byUnit
        ? [[TERRITORY_ENTITY, { name: TERRITORY_ENTITY, type: "foreign", expr: column(null, UNIT) }]]
        : [],
    ),
    dimensions: new Map(
      shape.dimensions.map((name) => {
        const cell = routeTo(catalog.models, base, name)?.dimension.cell ?? "text";
        return [name, { name, expr: column(null, dimensionColumn(name)), cell }];
      }),
    ),
    times: new Map([[shape.time, period]]),
    validity: null,
    measures: new Map(
      shape.measures.map((measure): [string, Measure] => {
        const agg = measure.agg === "count" ? COUNTED : measure.agg === "sum_boolean" ? "sum" : measure.agg;
        const expr = column(null, measureColumn(measure.name));
        return [measure.name, { ...measure, agg, expr, type: leafType(measure) }];
      }),
    ),
    byLevel: false,
  };
}
