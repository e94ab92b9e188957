import { z } from "zod";
import { querySchema } from "#warehouse/door/index.ts";
import { NULL_REASONS } from "#warehouse/door/types.ts";

/** The fixed shapes of what the API answers. */
export const text = z.object({ fr: z.string(), ar: z.string(), en: z.string() }).meta({ id: "Text" });
const code = z.string().describe("HCP code, kept as text");
const count = z.int().min(0);
const reason = z.enum(NULL_REASONS).meta({ id: "NullReason" });
const grain = z.enum(["year", "quarter", "month"]);

export const answer = z
  .object({
    release: z.string().describe("The release that the figures are of"),
    sample: z.boolean().describe("Whether the data is the national sample"),
    scope: z
      .object({ published: z.boolean(), territory: code.nullable() })
      .describe("Whose rows: what the public may see and no more, and of which territory"),
    definitions: z
      .array(z.object({ metric: z.string(), version: z.string() }))
      .describe("A version changes with what a metric is computed by"),
    lineage: z.string().describe("Address that explains the answer"),
    columns: z.array(
      z.object({
        name: z.string(),
        type: z.enum(["text", "integer", "decimal", "double", "date", "boolean"]),
        unit: z.string().nullable(),
        label: text,
        kind: z.enum(["dimension", "metric"]),
      }),
    ),
    rows: z
      .array(z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])))
      .describe("Decimals are texts with all their digits; ratios are numbers from 0 to 1"),
    nulls: z
      .array(z.object({ row: count, column: z.string(), reason }))
      .describe("Why each empty cell is empty"),
  })
  .meta({ id: "Answer" });

export const metric = z
  .object({
    name: z.string(),
    label: text,
    description: text,
    unit: z.string(),
    direction: z.union([z.literal(1), z.literal(0), z.literal(-1)]).describe("Whether more is better"),
    publish: z.boolean(),
    formula: z.string(),
    version: z.string().describe("Changes with what it is computed by"),
    dimensions: z.array(z.string()),
    grains: z.array(grain),
    additive: z.boolean().describe("Whether its values may be added"),
    law: text.optional().describe("The texts of law that it rests on"),
  })
  .meta({ id: "Metric" });
export const metrics = z.object({ items: z.array(metric) });

export const dimensions = z.object({
  items: z.array(
    z.object({
      name: z.string(),
      label: text,
      type: z.enum(["territory", "category", "time"]),
      values: z.record(z.string(), text).optional(),
    }),
  ),
});

export const territories = z.object({
  items: z.array(
    z.object({
      code,
      level: z.enum(["nation", "region", "province", "commune", "arrondissement", "groupement"]),
      name_fr: z.string(),
      name_ar: z.string(),
      name_en: z.string(),
      kind: z.string(),
      parent: code.nullable(),
      region: code.nullable(),
      province: code.nullable(),
      collectivity_type: z.enum(["region", "province", "commune"]).nullable(),
      segment: z.string().nullable(),
      population: count.nullable().describe("Legal population, census of 2024"),
      population_2014: count.nullable(),
      households: count.nullable(),
    }),
  ),
});

const rank = z.int().min(1).nullable();
const score = z.number().nullable();
export const rankings = z.object({
  period: z.string(),
  periods: z.array(z.string()).describe("Periods that can be asked, latest first"),
  items: z.array(
    z.object({
      code,
      name_fr: z.string(),
      name_ar: z.string(),
      files: count,
      score,
      score_low: score,
      score_high: score,
      rank,
      rank_low: rank,
      rank_high: rank,
      segment: z.string().nullable(),
      segment_rank: rank,
      tier: z.string().nullable(),
      trend: z
        .enum(["up", "down", "unsure"])
        .nullable()
        .describe(
          "Since the period before, the year before for twelve months; unsure where the interval of the change holds 0",
        ),
      reason: reason.nullable().describe("Why there is no rank"),
    }),
  ),
});

export const releases = z.object({
  items: z.array(
    z.object({
      id: z.string(),
      current: z.boolean(),
      sample: z.boolean(),
      until: z.string().describe("Last month that the data covers"),
      tables: z.array(
        z.object({
          name: z.string(),
          rows: count,
          sha256: z.string(),
          parts: z
            .array(z.object({ year: z.number().int(), rows: count, sha256: z.string() }))
            .optional()
            .describe("Each year's rows of a table that is kept by year"),
        }),
      ),
      files: z.array(z.object({ path: z.string(), bytes: count, sha256: z.string() })),
    }),
  ),
});

export const sources = z.object({
  tables: z.array(
    z.object({
      system: z.string(),
      table: z.string(),
      exports: count,
      rows_in: count,
      rows_loaded: count,
      rows_refused: count,
      last_export: z.string().nullable(),
      last_period: z.string().nullable(),
      sample: z.boolean(),
    }),
  ),
});

export const lineage = z.object({
  release: z.string(),
  sample: z.boolean(),
  metric,
  parts: z.array(
    z.object({ name: z.string(), kind: z.enum(["metric", "measure"]), of: z.array(z.string()) }),
  ),
  models: z.array(
    z.object({
      name: z.string(),
      description: z.string(),
      measures: z.array(z.string()),
      columns: z.array(z.object({ name: z.string(), description: z.string() })),
    }),
  ),
  sources: z.array(z.object({ system: z.string(), table: z.string() })),
  exports: z.array(
    z.object({
      export_id: z.string(),
      system: z.string(),
      table: z.string(),
      period: z.string(),
      file: z.string(),
      sha256: z.string(),
      rows_in: count,
      rows_loaded: count,
      rows_refused: count,
    }),
  ),
});

const cell = z.union([z.string(), z.number(), z.boolean(), z.null()]);
export const cellExplanation = lineage.extend({
  spec: querySchema.describe("The question of that cell alone"),
  scope: z.object({ published: z.boolean(), territory: code.nullable() }),
  value: cell.describe("The figure"),
  reason: reason.nullable().describe("Why there is none"),
  sql: z
    .object({ text: z.string(), values: z.array(z.union([z.string(), z.number(), z.boolean()])) })
    .describe("The statement that gives it, and what is bound in it"),
  tables: z
    .array(z.object({ system: z.string(), table: z.string(), by: z.array(z.string()), rows: count }))
    .describe("Rows of exports behind the figure; for those who are signed in"),
  listed: z.object({
    table: z.string().nullable(),
    page: count,
    size: count,
    total: count,
    rows: z.array(
      z.object({
        export_id: z.string(),
        file: z.string(),
        sheet: z.string().nullable(),
        record: count,
        line: count,
        sha256: z.string(),
        values: z.record(z.string(), cell),
      }),
    ),
  }),
});

export const problem = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    detail: z.string(),
    code: z.string(),
    parameter: z.string().optional(),
    request: z.string(),
  })
  .meta({ id: "Problem" });
