import { TERRITORY_ENTITY } from "#warehouse/door/builtins.ts";
import { type Catalog, leavesOf, type Metric, type Model, routeTo } from "#warehouse/door/catalog.ts";
import type { Manifest } from "#warehouse/door/manifest.ts";
import type { Condition, Grain, QuerySpec } from "#warehouse/door/types.ts";

/** One question in the words of both. */
export interface Question {
  readonly id: string;
  readonly spec: QuerySpec;
  readonly theirs: {
    readonly id: string;
    readonly metrics: readonly string[];
    readonly group_by: readonly string[];
    readonly where: readonly string[];
  };
  /** They go on to the end of the calendar where we stop at the data, or join on keys that are null: compare the rest. */
  readonly lenient: { readonly more: boolean; readonly nullKeys: boolean };
}

interface Cut {
  readonly groupBy: readonly string[];
  readonly where: readonly Condition[];
}
const IN_2025: Condition = { dimension: "year", op: "=", value: 2025 };
const CUTS: readonly Cut[] = [
  { groupBy: ["region", "year"], where: [] },
  { groupBy: ["province"], where: [IN_2025] },
  { groupBy: ["collectivity_type", "year"], where: [] },
  { groupBy: ["own", "year"], where: [] },
  { groupBy: ["year"], where: [] },
  { groupBy: ["commune"], where: [{ dimension: "region", op: "=", value: "06" }, IN_2025] },
  { groupBy: [], where: [IN_2025] },
  { groupBy: ["segment", "own"], where: [IN_2025] },
  { groupBy: ["quarter"], where: [{ dimension: "region", op: "in", value: ["01", "12"] }] },
];

/** A question for each metric of a release, its cut turning from one metric to the next. */
export function questions(catalog: Catalog, manifest: Manifest): readonly Question[] {
  const primary = new Map(manifest.semantic_models.map((model) => [model.name, model.primary_entity ?? ""]));
  const metrics = [...catalog.metrics].sort(([a], [b]) => (a < b ? -1 : 1));
  return metrics.flatMap(([name, metric], index) => {
    const models = modelsOf(catalog, metric);
    const [first] = models;
    return first === undefined ? [] : [question(catalog, primary, name, metric, models, index)];
  });
}

const modelsOf = (catalog: Catalog, metric: Metric): readonly Model[] =>
  [...new Set(leavesOf(metric.formula).map((leaf) => leaf.model))].flatMap(
    (name) => catalog.models.get(name) ?? [],
  );

function question(
  catalog: Catalog,
  primary: ReadonlyMap<string, string>,
  name: string,
  metric: Metric,
  models: readonly Model[],
  index: number,
): Question {
  const { grains, dimensions } = metric.info;
  const cumulative = leavesOf(metric.formula).some((leaf) => leaf.cumulative !== null);
  const cut = cutOf(catalog, metric, models, index, cumulative);
  const own = (dimension: string): string => {
    const [model] = models;
    const route = model === undefined ? null : routeTo(catalog.models, model, dimension);
    const by = route?.joins[0]?.entity;
    return `${by ?? primary.get(model?.name ?? "") ?? ""}__${dimension}`;
  };
  const isTime = (dimension: string): dimension is Grain => ["year", "quarter", "month"].includes(dimension);
  const groupBy = cut.groupBy.filter((one) =>
    isTime(one) ? grains.includes(one) : dimensions.includes(one),
  );
  const where = cut.where.filter((one) => !isTime(one.dimension) || grains.includes(one.dimension));
  return {
    id: name,
    spec: { metrics: [name], groupBy, where },
    theirs: {
      id: name,
      metrics: [name],
      group_by: groupBy.map((one) => (isTime(one) ? `metric_time__${one}` : own(one))),
      where: [...where.map((term) => template(term, own)), ...levelOf(models, groupBy)],
    },
    lenient: { more: cumulative, nullKeys: models.length > 1 },
  };
}

/** The next cut that a metric can be asked by; a running total by month, an index by its quarters. */
function cutOf(
  catalog: Catalog,
  metric: Metric,
  models: readonly Model[],
  index: number,
  cumulative: boolean,
): Cut {
  // Each row meets every later day of the calendar there: the smallest region is enough.
  if (cumulative) return { groupBy: ["month"], where: [{ dimension: "region", op: "=", value: "12" }] };
  if (models.some((model) => model.byLevel))
    return { groupBy: [index % 2 === 0 ? "region" : "province", "quarter"], where: [] };
  const [model] = models;
  const mine = metric.info.dimensions.filter((name) => {
    const route = model === undefined ? null : routeTo(catalog.models, model, name);
    return models.length === 1 && route !== null && route.joins[0]?.entity !== TERRITORY_ENTITY;
  });
  const cut = CUTS[index % CUTS.length] ?? { groupBy: [], where: [] };
  const named = mine[index % Math.max(1, mine.length)];
  const groupBy = cut.groupBy.flatMap((name) =>
    name !== "own" ? [name] : named === undefined ? [] : [named],
  );
  return { groupBy, where: cut.where };
}

/** The door chooses an index's level by itself; there it has to be said. */
function levelOf(models: readonly Model[], groupBy: readonly string[]): readonly string[] {
  if (!models.some((model) => model.byLevel)) return [];
  const level = ["commune", "province", "region"].find((one) => groupBy.includes(one)) ?? "nation";
  return [`{{ Dimension('rokhas_score__level') }} = '${level}'`];
}

function template(term: Condition, own: (dimension: string) => string): string {
  const list = (Array.isArray(term.value) ? term.value : [term.value]).map((one) => `'${String(one)}'`);
  if (term.dimension === "year")
    return `{{ TimeDimension('metric_time', 'year') }} = '${String(term.value)}-01-01'`;
  return `{{ Dimension('${own(term.dimension)}') }} in (${list.join(", ")})`;
}
