import type { Formula, Leaf, Model } from "./catalog.ts";
import type { ManifestMetric, MetricInput } from "./manifest.ts";
import { isGrain, MONTHS } from "./period.ts";
import { parseTemplate, type Template } from "./template.ts";

interface Inherited {
  readonly filters: readonly Template[];
  readonly offset: number;
}

/**
 * The formula of a metric, down to sums over tables. Filters of a metric hold for all that it is made of.
 * Throws on a metric, measure or kind that is not there: the metric is then no part of the catalogue.
 */
export function formulaOf(
  metric: ManifestMetric,
  all: ReadonlyMap<string, ManifestMetric>,
  models: ReadonlyMap<string, Model>,
  from: Inherited = { filters: [], offset: 0 },
  path: readonly string[] = [],
): Formula {
  if (path.includes(metric.name)) throw new TypeError(`metric: ${metric.name}: defined by itself`);
  const params = metric.type_params;
  const filters = [...from.filters, ...metric.filter.map(parseTemplate)];

  const input = (given: MetricInput): Formula => {
    const target = all.get(given.name);
    if (target === undefined) throw new TypeError(`metric: ${metric.name}: no metric ${given.name}`);
    if (given.offset_to_grain != null) throw new TypeError(`metric: ${metric.name}: offset_to_grain`);
    const below = {
      filters: [...filters, ...given.filter.map(parseTemplate)],
      offset: from.offset + (given.offset_window == null ? 0 : monthsOf(given.offset_window, metric.name)),
    };
    return formulaOf(target, all, models, below, [...path, metric.name]);
  };

  switch (metric.type) {
    case "simple":
    case "cumulative": {
      const measure = params.measure;
      if (measure == null) throw new TypeError(`metric: ${metric.name}: no measure`);
      const model = [...models.values()].find((one) => one.measures.has(measure.name));
      if (model === undefined) throw new TypeError(`metric: ${metric.name}: no measure ${measure.name}`);
      const leaf: Leaf = {
        model: model.name,
        measure: measure.name,
        filters: [...filters, ...measure.filter.map(parseTemplate)],
        offset: from.offset,
        cumulative: metric.type === "cumulative" ? cumulation(metric) : null,
        fill: measure.fill_nulls_with ?? null,
      };
      return { kind: "leaf", leaf };
    }
    case "ratio":
      if (params.numerator == null || params.denominator == null) {
        throw new TypeError(`metric: ${metric.name}: a ratio of two metrics`);
      }
      return { kind: "ratio", over: input(params.numerator), under: input(params.denominator) };
    case "derived": {
      const inputs = new Map((params.metrics ?? []).map((one) => [one.alias ?? one.name, input(one)]));
      return { kind: "derived", expr: params.expr ?? "", inputs };
    }
    default:
      throw new TypeError(`metric: ${metric.name}: kind ${metric.type}`);
  }
}

function cumulation(metric: ManifestMetric): Leaf["cumulative"] {
  const given = metric.type_params.cumulative_type_params;
  const toDate = given?.grain_to_date ?? null;
  if (toDate !== null && !isGrain(toDate)) throw new TypeError(`metric: ${metric.name}: grain ${toDate}`);
  return { months: given?.window == null ? null : monthsOf(given.window, metric.name), toDate };
}

function monthsOf(window: { count: number; granularity: string }, metric: string): number {
  const grain = window.granularity.replace(/s$/, "");
  if (!isGrain(grain))
    throw new TypeError(`metric: ${metric}: window of ${window.count} ${window.granularity}`);
  return window.count * MONTHS[grain];
}
