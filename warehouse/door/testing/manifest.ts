/** A semantic manifest in dbt's own shape, small enough to read. */
const meta = (unit: string, more: object = {}) => ({
  meta: {
    label: { fr: unit, ar: unit, en: unit },
    unit,
    direction: 1,
    publish: true,
    formula: { fr: "Σ", en: "Σ" },
    ...more,
  },
});
const relation = (alias: string) => ({
  alias,
  schema_name: "main",
  database: "work",
  relation_name: `"work"."main"."${alias}"`,
});
const categorical = (name: string, expr: string | null = null) => ({
  name,
  type: "categorical",
  expr,
  type_params: null,
  config: { meta: { label: { fr: name, ar: name, en: name } } },
});
const time = (name: string) => ({
  name,
  type: "time",
  expr: null,
  type_params: { time_granularity: "day", validity_params: null },
});
const measure = (name: string, agg = "sum", expr: string | null = null, more: object = {}) => ({
  name,
  agg,
  expr,
  agg_params: null,
  non_additive_dimension: null,
  agg_time_dimension: null,
  ...more,
});
const input = (name: string, more: object = {}) => ({
  name,
  filter: null,
  alias: null,
  offset_window: null,
  offset_to_grain: null,
  ...more,
});
const metric = (name: string, type: string, type_params: object, config: object, more: object = {}) => ({
  name,
  type,
  label: name,
  description: name,
  filter: null,
  type_params: { measure: null, numerator: null, denominator: null, expr: null, metrics: [], ...type_params },
  config,
  ...more,
});
const simple = (name: string, config: object, more: object = {}) =>
  metric(
    name,
    "simple",
    { measure: { name, filter: null, alias: null, fill_nulls_with: null } },
    config,
    more,
  );

export const MANIFEST = {
  semantic_models: [
    {
      name: "territory",
      node_relation: relation("dim_territory"),
      primary_entity: "territory",
      entities: [{ name: "territory", type: "primary", expr: "code" }],
      dimensions: [
        categorical("region", "region_code"),
        categorical("province", "province_code"),
        categorical("commune", "commune_code"),
        categorical("collectivity", "code"),
        categorical("collectivity_type"),
        categorical("segment"),
      ],
      measures: [],
      defaults: null,
    },
    {
      name: "budget",
      node_relation: relation("fct_budget"),
      primary_entity: "budget_operation",
      defaults: { agg_time_dimension: "month_start" },
      entities: [{ name: "territory", type: "foreign", expr: "collectivity_code" }],
      dimensions: [
        time("month_start"),
        categorical("chapter"),
        categorical("line", "line_code"),
        categorical("ordinal"),
      ],
      measures: [
        measure("credit_final_mad", "sum", "case when direction = 'D' then credit_final_mad end"),
        measure("ordered_mad"),
        measure("paid_mad"),
      ],
    },
    {
      name: "receipts",
      node_relation: relation("fct_receipts"),
      primary_entity: "receipt",
      defaults: { agg_time_dimension: "month_start" },
      entities: [{ name: "territory", type: "foreign", expr: "collectivity_code" }],
      dimensions: [time("month_start"), categorical("nature")],
      measures: [measure("collected_mad")],
    },
    {
      name: "outstanding",
      node_relation: relation("fct_outstanding"),
      primary_entity: "balance",
      defaults: { agg_time_dimension: "as_of" },
      entities: [{ name: "territory", type: "foreign", expr: "collectivity_code" }],
      dimensions: [time("as_of")],
      measures: [
        measure("outstanding_mad", "sum", null, {
          non_additive_dimension: { name: "as_of", window_choice: "max", window_groupings: [] },
        }),
      ],
    },
    {
      name: "permits",
      node_relation: relation("fct_permit"),
      primary_entity: "file",
      defaults: { agg_time_dimension: "deposited_on" },
      entities: [{ name: "territory", type: "foreign", expr: "unit_code" }],
      dimensions: [
        time("deposited_on"),
        time("decided_on"),
        categorical("permit_category", "category"),
        categorical("e_signed"),
      ],
      measures: [
        measure("permit_files", "count", "file_no"),
        measure("permits_on_time", "sum_boolean", "on_time"),
        measure("permits_decided", "count", "decided_on", { agg_time_dimension: "decided_on" }),
        measure("permit_days", "average", "clock_days"),
        measure("permit_categories", "count_distinct", "category"),
      ],
    },
    {
      name: "rokhas",
      node_relation: relation("idx_rokhas"),
      primary_entity: "rokhas_score",
      defaults: { agg_time_dimension: "quarter_start" },
      entities: [{ name: "territory", type: "foreign", expr: "code" }],
      dimensions: [
        {
          ...time("quarter_start"),
          expr: "make_date(left(period, 4)::int, (right(period, 1)::int - 1) * 3 + 1, 1)",
        },
        categorical("level"),
        categorical("eligibility"),
        categorical("span", '"window"'),
      ],
      measures: [
        measure("r500", "max", null, {
          non_additive_dimension: { name: "quarter_start", window_choice: "max", window_groupings: [] },
        }),
      ],
    },
    {
      name: "secrets",
      node_relation: relation("fct_secret"),
      primary_entity: "secret",
      defaults: { agg_time_dimension: "month_start" },
      entities: [],
      dimensions: [time("month_start")],
      measures: [measure("secret_mad")],
    },
    {
      name: "absent",
      node_relation: relation("fct_absent"),
      primary_entity: "absent",
      defaults: { agg_time_dimension: "month_start" },
      entities: [],
      dimensions: [time("month_start")],
      measures: [measure("absent_mad")],
    },
  ],
  metrics: [
    simple("credit_final_mad", meta("MAD", { grains: ["year"] })),
    simple("ordered_mad", meta("MAD")),
    simple("paid_mad", meta("MAD")),
    simple("collected_mad", meta("MAD")),
    simple("outstanding_mad", meta("MAD", { grains: ["year"] })),
    simple("permit_files", meta("files")),
    simple("permits_on_time", meta("files")),
    simple("permits_decided", meta("files")),
    simple("permit_days", meta("days", { publish: false })),
    simple("permit_categories", meta("1")),
    simple("secret_mad", meta("MAD", { publish: false })),
    simple("absent_mad", meta("MAD")),
    metric(
      "rokhas_r500",
      "simple",
      {
        measure: {
          name: "r500",
          filter: {
            where_filters: [{ where_sql_template: "{{ Dimension('rokhas_score__span') }} = 'quarter'" }],
          },
          alias: null,
          fill_nulls_with: null,
        },
      },
      meta("points", { grains: ["quarter"] }),
    ),
    metric(
      "execution_rate",
      "ratio",
      { numerator: input("ordered_mad"), denominator: input("credit_final_mad") },
      meta("ratio", { grains: ["year"] }),
    ),
    metric(
      "on_time_rate",
      "ratio",
      { numerator: input("permits_on_time"), denominator: input("permit_files") },
      meta("ratio", { min_cell: { count: "permit_files", least: 2 } }),
    ),
    metric(
      "balance_mad",
      "derived",
      {
        expr: "collected - ordered",
        metrics: [input("collected_mad", { alias: "collected" }), input("ordered_mad", { alias: "ordered" })],
      },
      meta("MAD"),
    ),
    metric(
      "growth",
      "derived",
      {
        expr: "(now - before) / before",
        metrics: [
          input("ordered_mad", { alias: "now" }),
          input("ordered_mad", { alias: "before", offset_window: { count: 1, granularity: "year" } }),
        ],
      },
      meta("ratio"),
    ),
    metric(
      "ordered_north_mad",
      "simple",
      {
        measure: {
          name: "ordered_mad",
          filter: {
            where_filters: [
              {
                where_sql_template:
                  "{{ Dimension('territory__region') }} = '01' and {{ Dimension('budget_operation__chapter') }} <> '99'",
              },
            ],
          },
          alias: null,
          fill_nulls_with: 0,
        },
      },
      meta("MAD"),
    ),
    metric(
      "ordered_to_date_mad",
      "cumulative",
      {
        measure: { name: "ordered_mad", filter: null },
        cumulative_type_params: { window: null, grain_to_date: "year", period_agg: "first" },
      },
      meta("MAD"),
    ),
    metric(
      "ordered_rolling_mad",
      "cumulative",
      {
        measure: { name: "ordered_mad", filter: null },
        cumulative_type_params: {
          window: { count: 12, granularity: "month" },
          grain_to_date: null,
          period_agg: "first",
        },
      },
      meta("MAD"),
    ),
  ],
};

export const MODELS = {
  nodes: {
    "model.bayan.fct_budget": {
      name: "fct_budget",
      description: "Budget execution.",
      columns: { ordered_mad: { name: "ordered_mad", description: "Ordered." } },
      depends_on: { nodes: ["model.bayan.stg_budget"] },
    },
    "model.bayan.stg_budget": {
      name: "stg_budget",
      description: "",
      columns: {},
      depends_on: { nodes: ["source.bayan.gid.mandat", "source.bayan.meta.export"] },
    },
  },
  sources: {
    "source.bayan.gid.mandat": { name: "mandat", source_name: "gid" },
    "source.bayan.meta.export": { name: "export", source_name: "meta" },
  },
};
