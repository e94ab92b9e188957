import { z } from "zod";

/** What we read of dbt's `semantic_manifest.json`; the rest of it passes unseen. */
const meta = z.record(z.string(), z.unknown());
const config = z
  .object({ meta: meta.nullish() })
  .nullish()
  .transform((given) => given?.meta ?? {});
const filter = z
  .object({ where_filters: z.array(z.object({ where_sql_template: z.string() })) })
  .nullish()
  .transform((given) => given?.where_filters.map((one) => one.where_sql_template) ?? []);
const window = z.object({ count: z.number().int(), granularity: z.string() }).nullish();

const metricInput = z.object({
  name: z.string(),
  filter,
  alias: z.string().nullish(),
  offset_window: window,
  offset_to_grain: z.string().nullish(),
});
const measureInput = z.object({
  name: z.string(),
  filter,
  alias: z.string().nullish(),
  fill_nulls_with: z.number().nullish(),
});

export const manifestSchema = z.object({
  semantic_models: z.array(
    z.object({
      name: z.string(),
      description: z.string().nullish(),
      defaults: z.object({ agg_time_dimension: z.string().nullish() }).nullish(),
      node_relation: z.object({ alias: z.string() }),
      primary_entity: z.string().nullish(),
      entities: z.array(z.object({ name: z.string(), type: z.string(), expr: z.string().nullish() })),
      dimensions: z.array(
        z.object({
          name: z.string(),
          type: z.enum(["categorical", "time"]),
          expr: z.string().nullish(),
          label: z.string().nullish(),
          config,
          type_params: z
            .object({
              validity_params: z.object({ is_start: z.boolean(), is_end: z.boolean() }).nullish(),
            })
            .nullish(),
        }),
      ),
      measures: z.array(
        z.object({
          name: z.string(),
          agg: z.string(),
          expr: z.string().nullish(),
          agg_params: z.object({ percentile: z.number().nullish() }).nullish(),
          non_additive_dimension: z
            .object({
              name: z.string(),
              window_choice: z.enum(["min", "max"]),
              window_groupings: z.array(z.string()),
            })
            .nullish(),
          agg_time_dimension: z.string().nullish(),
        }),
      ),
    }),
  ),
  metrics: z.array(
    z.object({
      name: z.string(),
      description: z.string().nullish(),
      type: z.string(),
      label: z.string().nullish(),
      config,
      filter,
      type_params: z.object({
        measure: measureInput.nullish(),
        numerator: metricInput.nullish(),
        denominator: metricInput.nullish(),
        expr: z.string().nullish(),
        metrics: z.array(metricInput).nullish(),
        cumulative_type_params: z
          .object({ window, grain_to_date: z.string().nullish(), period_agg: z.string().nullish() })
          .nullish(),
      }),
    }),
  ),
});
export type Manifest = z.output<typeof manifestSchema>;
export type ManifestModel = Manifest["semantic_models"][number];
export type ManifestMetric = Manifest["metrics"][number];
export type MetricInput = z.output<typeof metricInput>;

const label = z.object({ fr: z.string(), ar: z.string(), en: z.string() });

/** Our own notes on a metric, `config.meta`; what is missing is closed: not published, no grain left out. */
export const metricMeta = z.object({
  label: label.optional(),
  unit: z.string().default("1"),
  direction: z.union([z.literal(1), z.literal(0), z.literal(-1)]).default(0),
  publish: z.boolean().default(false),
  formula: z.union([z.string(), label.partial()]).optional(),
  law: z.union([label, z.string()]).optional(),
  /** What a text, or the metric's own definition, sets for it; the indicator library tells it. */
  target: z.object({ value: z.number(), text: label }).optional(),
  grains: z.array(z.enum(["year", "quarter", "month"])).default(["year", "quarter", "month"]),
  additive: z.boolean().optional(),
  /** What the public is not shown: a figure of fewer than `least` of what the metric `count` counts. */
  min_cell: z.object({ count: z.string(), least: z.int().min(2) }).optional(),
});
export const dimensionMeta = z.object({
  label: label.optional(),
  kind: z.enum(["territory", "category", "time"]).optional(),
  /** What its codes are called. */
  values: z.record(z.string(), label).optional(),
});
