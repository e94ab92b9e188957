import type { Expr } from "./sql/ast.ts";
import type { Template } from "./template.ts";
import type { CellType, DimensionInfo, Grain, MetricInfo } from "./types.ts";

/** What can be asked of one release, read once from its semantic manifest and its tables' types. */
export interface Catalog {
  readonly models: ReadonlyMap<string, Model>;
  readonly metrics: ReadonlyMap<string, Metric>;
  readonly dimensions: ReadonlyMap<string, DimensionInfo>;
  /** Smaller tables that may answer in a model's place. */
  readonly rollups: readonly Rollup[];
  /** Metrics that the manifest defines and the release cannot answer, each with its cause. */
  readonly faults: readonly { readonly metric: string; readonly cause: string }[];
}

/** A semantic model: one table, what it can be cut by and what it measures. */
export interface Model {
  readonly name: string;
  readonly table: string;
  readonly entities: ReadonlyMap<string, Entity>;
  readonly dimensions: ReadonlyMap<string, Dimension>;
  readonly times: ReadonlyMap<string, Expr>;
  readonly validity: { readonly start: Expr; readonly end: Expr } | null;
  readonly measures: ReadonlyMap<string, Measure>;
  /** An index that stands at every level of the territory: its rows are chosen, never added. */
  readonly byLevel: boolean;
}
export interface Entity {
  readonly name: string;
  readonly type: "primary" | "unique" | "foreign" | "natural";
  readonly expr: Expr;
}
export interface Dimension {
  readonly name: string;
  readonly expr: Expr;
  readonly cell: CellType;
}
export interface Measure {
  readonly name: string;
  readonly agg: string;
  readonly percentile: number | null;
  readonly expr: Expr;
  /** DuckDB's type of `expr`. */
  readonly type: string;
  readonly time: string | null;
  readonly semiAdditive: {
    readonly time: string;
    readonly choice: "min" | "max";
    readonly groupings: readonly string[];
  } | null;
}

/** Sums of a model's rows by fewer keys: the unit, the period, a few dimensions. */
export interface Rollup {
  readonly name: string;
  /** The semantic model that it sums, and the day by which it does. */
  readonly of: string;
  readonly time: string;
  /** How far its days are rounded down; `day` is not at all. */
  readonly grain: "day" | "month" | "year";
  readonly dimensions: readonly string[];
  /** Whether its rows are of one unit each; the others are of places, and have no row for whom to scope. */
  readonly byUnit: boolean;
  readonly rows: number;
  /** The same table as a model: what reads a model can read it instead. */
  readonly model: Model;
}

/** A sum (or count, mean, …) over one model's rows: what metrics are made of. */
export interface Leaf {
  readonly model: string;
  readonly measure: string;
  readonly filters: readonly Template[];
  /** Months before the asked period. */
  readonly offset: number;
  readonly cumulative: { readonly months: number | null; readonly toDate: Grain | null } | null;
  readonly fill: number | null;
}
export type Formula =
  | { readonly kind: "leaf"; readonly leaf: Leaf }
  | { readonly kind: "ratio"; readonly over: Formula; readonly under: Formula }
  | { readonly kind: "derived"; readonly expr: string; readonly inputs: ReadonlyMap<string, Formula> };

export interface Metric {
  readonly info: MetricInfo;
  readonly formula: Formula;
  readonly description: string;
  /** What must be counted at least for the public to be shown a figure. */
  readonly minCell: { readonly count: Formula; readonly least: number } | null;
}

/** How a dimension is reached from a model: through these joins, in order, to the table that has it. */
export interface Route {
  readonly joins: readonly { readonly entity: string; readonly to: string }[];
  readonly dimension: Dimension;
}

/** The leaves of a formula, left to right. */
export function leavesOf(formula: Formula): readonly Leaf[] {
  switch (formula.kind) {
    case "leaf":
      return [formula.leaf];
    case "ratio":
      return [...leavesOf(formula.over), ...leavesOf(formula.under)];
    case "derived":
      return [...formula.inputs.values()].flatMap(leavesOf);
  }
}

const MAX_JOINS = 3;

/** The shortest way from a model to a dimension: its own column, else over entities; null when there is none. */
export function routeTo(models: ReadonlyMap<string, Model>, model: Model, dimension: string): Route | null {
  return walk(models, model, (at) => {
    const found = at.dimensions.get(dimension);
    return found === undefined ? null : found;
  });
}

/** The joins from a model to the one that holds an entity column of this name. */
export function routeToEntity(
  models: ReadonlyMap<string, Model>,
  model: Model,
  entity: string,
): { readonly joins: Route["joins"]; readonly expr: Expr } | null {
  const found = walk(models, model, (at) => {
    const key = at.entities.get(entity);
    return key === undefined ? null : { name: entity, expr: key.expr, cell: "text" as const };
  });
  return found === null ? null : { joins: found.joins, expr: found.dimension.expr };
}

function walk(
  models: ReadonlyMap<string, Model>,
  start: Model,
  at: (model: Model) => Dimension | null,
): Route | null {
  let frontier: { model: Model; joins: Route["joins"] }[] = [{ model: start, joins: [] }];
  const seen = new Set([start.name]);
  for (let depth = 0; depth <= MAX_JOINS; depth += 1) {
    for (const { model, joins } of frontier) {
      const dimension = at(model);
      if (dimension !== null) return { joins, dimension };
    }
    const next: typeof frontier = [];
    for (const { model, joins } of frontier) {
      for (const entity of model.entities.values()) {
        for (const other of models.values()) {
          const key = other.entities.get(entity.name);
          if (key === undefined || key.type === "foreign" || seen.has(other.name)) continue;
          seen.add(other.name);
          next.push({ model: other, joins: [...joins, { entity: entity.name, to: other.name }] });
        }
      }
    }
    frontier = next;
  }
  return null;
}
