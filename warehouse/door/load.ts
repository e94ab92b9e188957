import { createHash } from "node:crypto";
import type { DuckDBConnection } from "@duckdb/node-api";
import { asIs } from "../text.ts";
import { LEVEL_DIMENSION, PERIODS, TERRITORY_ENTITY } from "./builtins.ts";
import type { Catalog, Dimension, Entity, Formula, Measure, Metric, Model } from "./catalog.ts";
import { leavesOf, routeTo } from "./catalog.ts";
import { cellTypeOf } from "./cells.ts";
import { formulaOf } from "./formula.ts";
import {
  dimensionMeta,
  type Manifest,
  type ManifestMetric,
  type ManifestModel,
  metricMeta,
} from "./manifest.ts";
import type { Expr } from "./sql/ast.ts";
import { print } from "./sql/print.ts";
import { authored } from "./template.ts";
import type { DimensionInfo, Grain } from "./types.ts";

/**
 * Reads what can be asked: the manifest says the names, the release's tables say the types.
 * A model whose table or column is missing is left out with its metrics, each named in `faults`.
 */
export async function loadCatalog(manifest: Manifest, connection: DuckDBConnection): Promise<Catalog> {
  const models = new Map<string, Model>();
  const broken = new Map<string, string>();
  for (const given of manifest.semantic_models) {
    try {
      models.set(given.name, await modelOf(given, connection));
    } catch (cause) {
      broken.set(given.name, cause instanceof Error ? (cause.message.split("\n")[0] ?? "") : String(cause));
    }
  }

  const byName = new Map(manifest.metrics.map((metric) => [metric.name, metric]));
  const metrics = new Map<string, Metric>();
  const faults: { metric: string; cause: string }[] = [...broken].map(([metric, cause]) => ({
    metric,
    cause,
  }));
  for (const given of manifest.metrics) {
    try {
      metrics.set(given.name, metricOf(given, byName, models));
    } catch (cause) {
      faults.push({ metric: given.name, cause: cause instanceof Error ? cause.message : String(cause) });
    }
  }
  return { models, metrics, dimensions: dimensionsOf(manifest, models), rollups: [], faults };
}

async function modelOf(given: ManifestModel, connection: DuckDBConnection): Promise<Model> {
  const table = given.node_relation.alias;
  const entities = new Map<string, Entity>();
  for (const entity of given.entities) {
    const type =
      entity.type === "primary" || entity.type === "unique" || entity.type === "natural"
        ? entity.type
        : "foreign";
    entities.set(entity.name, { name: entity.name, type, expr: authored(entity.expr, entity.name) });
  }
  const times = new Map<string, Expr>();
  const categories: { name: string; expr: Expr }[] = [];
  const bounds: { start?: Expr; end?: Expr } = {};
  for (const dimension of given.dimensions) {
    const expr = authored(dimension.expr, dimension.name);
    if (dimension.type === "time") times.set(dimension.name, expr);
    else categories.push({ name: dimension.name, expr });
    const validity = dimension.type_params?.validity_params;
    if (validity?.is_start === true) bounds.start = expr;
    if (validity?.is_end === true) bounds.end = expr;
  }
  const measured = given.measures.map((measure) => ({ measure, expr: authored(measure.expr, measure.name) }));

  const types = await typesOf(connection, table, [
    ...[...entities.values()].map((entity) => entity.expr),
    ...times.values(),
    ...categories.map((category) => category.expr),
    ...measured.map((one) => one.expr),
  ]);
  const first = entities.size + times.size;
  const dimensions = new Map<string, Dimension>();
  categories.forEach(({ name, expr }, index) => {
    dimensions.set(name, { name, expr, cell: cellTypeOf(types[first + index] ?? "VARCHAR") });
  });
  const measures = new Map<string, Measure>();
  measured.forEach(({ measure, expr }, index) => {
    measures.set(measure.name, {
      name: measure.name,
      agg: measure.agg,
      percentile: measure.agg_params?.percentile ?? null,
      expr,
      type: types[first + categories.length + index] ?? "DOUBLE",
      time: measure.agg_time_dimension ?? given.defaults?.agg_time_dimension ?? null,
      semiAdditive:
        measure.non_additive_dimension == null
          ? null
          : {
              time: measure.non_additive_dimension.name,
              choice: measure.non_additive_dimension.window_choice,
              groupings: measure.non_additive_dimension.window_groupings,
            },
    });
  });
  return {
    name: given.name,
    table,
    entities,
    dimensions,
    times,
    validity:
      bounds.start !== undefined && bounds.end !== undefined
        ? { start: bounds.start, end: bounds.end }
        : null,
    measures,
    byLevel: dimensions.has(LEVEL_DIMENSION) && entities.get(TERRITORY_ENTITY)?.type === "foreign",
  };
}

async function typesOf(
  connection: DuckDBConnection,
  table: string,
  exprs: readonly Expr[],
): Promise<readonly string[]> {
  const columns = exprs.map((expr, index) => ({ expr, as: `c${index}` }));
  if (columns.length === 0) return [];
  const { sql } = print({
    kind: "select",
    columns,
    from: { kind: "table", name: table, as: "f" },
    where: { kind: "written", parts: ["false"] },
  });
  const result = await connection.run(sql);
  return result.columnTypes().map(String);
}

function metricOf(
  given: ManifestMetric,
  all: ReadonlyMap<string, ManifestMetric>,
  models: ReadonlyMap<string, Model>,
): Metric {
  const meta = metricMeta.parse(given.config);
  const formula: Formula = formulaOf(given, all, models);
  const law = typeof meta.law === "string" ? { fr: meta.law, ar: meta.law, en: meta.law } : meta.law;
  const text = typeof meta.formula === "string" ? meta.formula : meta.formula?.fr;
  const label = meta.label ?? {
    fr: given.label ?? given.name,
    ar: given.label ?? given.name,
    en: given.label ?? given.name,
  };
  return {
    info: {
      name: given.name,
      label,
      description: typeof meta.formula === "object" ? { ...label, ...meta.formula } : label,
      unit: meta.unit,
      direction: meta.direction,
      publish: meta.publish,
      formula: text ?? given.name,
      version: versionOf(formula, models),
      dimensions: dimensionNames(formula, meta.grains, models),
      grains: grainsOf(formula, meta.grains, models),
      additive: meta.additive ?? isAdditive(formula, models),
      ...(law === undefined ? {} : { law }),
    },
    formula,
    description: given.description ?? "",
    minCell: meta.min_cell === undefined ? null : minCellOf(given, meta.min_cell, all, models),
  };
}

/** Twelve digits of the sha256 of a formula down to the expressions and filters that it is made of. */
function versionOf(formula: Formula, models: ReadonlyMap<string, Model>): string {
  const told = (part: Formula): unknown => {
    switch (part.kind) {
      case "leaf": {
        const model = models.get(part.leaf.model);
        const measure = model?.measures.get(part.leaf.measure);
        const day = timeOf(models, part.leaf.model, part.leaf.measure);
        return [
          part.leaf,
          model?.table,
          measure?.agg,
          measure?.expr,
          measure?.percentile,
          measure?.semiAdditive,
          day,
        ];
      }
      case "ratio":
        return ["ratio", told(part.over), told(part.under)];
      case "derived":
        return [part.expr, [...part.inputs].map(([name, input]) => [name, told(input)])];
    }
  };
  return createHash("sha256")
    .update(JSON.stringify(told(formula)))
    .digest("hex")
    .slice(0, 12);
}

function minCellOf(
  given: ManifestMetric,
  { count, least }: { readonly count: string; readonly least: number },
  all: ReadonlyMap<string, ManifestMetric>,
  models: ReadonlyMap<string, Model>,
): Metric["minCell"] {
  const counted = all.get(count);
  if (counted === undefined) throw new TypeError(`metric: ${given.name}: min_cell: no metric ${count}`);
  const formula = formulaOf(counted, all, models);
  const own = new Set(leavesOf(formulaOf(given, all, models)).map((leaf) => leaf.model));
  // What counts a figure must be cut by whatever cuts the figure.
  if (leavesOf(formula).some((leaf) => !own.has(leaf.model)))
    throw new TypeError(`metric: ${given.name}: min_cell: ${count} is of another model`);
  return { count: formula, least };
}

/** Dimensions that every leaf can be cut by: the periods that the metric is defined at, then by name. */
function dimensionNames(
  formula: Formula,
  grains: readonly Grain[],
  models: ReadonlyMap<string, Model>,
): readonly string[] {
  const candidates = new Set<string>();
  for (const model of models.values()) for (const name of model.dimensions.keys()) candidates.add(name);
  const used = [...new Set(leavesOf(formula).map((leaf) => leaf.model))].map((name) => models.get(name));
  const reached = [...candidates].filter((name) =>
    used.every((model) => model !== undefined && routeTo(models, model, name) !== null),
  );
  return [...grainsOf(formula, grains, models), ...reached.sort()];
}

const SUMS: ReadonlySet<string> = new Set(["sum", "sum_boolean", "count"]);

/** Sums of flows, and differences of such sums: nothing that is divided, counted apart or read at a date. */
function isAdditive(formula: Formula, models: ReadonlyMap<string, Model>): boolean {
  if (formula.kind === "ratio") return false;
  if (formula.kind === "derived" && /[^A-Za-z0-9_+\-\s]/.test(formula.expr)) return false;
  return leavesOf(formula).every((leaf) => {
    const measure = models.get(leaf.model)?.measures.get(leaf.measure);
    return (
      measure !== undefined &&
      SUMS.has(measure.agg) &&
      measure.semiAdditive === null &&
      leaf.cumulative === null
    );
  });
}

function grainsOf(
  formula: Formula,
  asked: readonly Grain[],
  models: ReadonlyMap<string, Model>,
): readonly Grain[] {
  return leavesOf(formula).every((leaf) => timeOf(models, leaf.model, leaf.measure) !== null) ? asked : [];
}

/** The expression of the day that a measure belongs to; null for a measure outside time. */
export function timeOf(models: ReadonlyMap<string, Model>, model: string, measure: string): Expr | null {
  const at = models.get(model);
  const name = at?.measures.get(measure)?.time;
  return name == null ? null : (at?.times.get(name) ?? null);
}

function dimensionsOf(
  manifest: Manifest,
  models: ReadonlyMap<string, Model>,
): ReadonlyMap<string, DimensionInfo> {
  const found = new Map<string, DimensionInfo>(PERIODS.map((period) => [period.name, period]));
  const territoryFirst = [...manifest.semantic_models].sort(
    (a, b) => Number(isTerritory(b)) - Number(isTerritory(a)) || (a.name < b.name ? -1 : 1),
  );
  for (const given of territoryFirst) {
    if (!models.has(given.name)) continue;
    for (const dimension of given.dimensions) {
      if (dimension.type !== "categorical" || found.has(dimension.name)) continue;
      const plain = dimension.label ?? dimension.name;
      const meta = dimensionMeta.parse(dimension.config);
      found.set(dimension.name, {
        name: dimension.name,
        label: meta.label ?? asIs(plain),
        type: meta.kind === "category" ? "category" : isTerritory(given) ? "territory" : "category",
        ...(meta.values === undefined ? {} : { values: meta.values }),
      });
    }
  }
  return found;
}

const isTerritory = (model: ManifestModel): boolean =>
  model.entities.some((entity) => entity.name === TERRITORY_ENTITY && entity.type === "primary") ||
  model.primary_entity === TERRITORY_ENTITY;
