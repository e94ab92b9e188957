import { z } from "zod";
import type { Text } from "#warehouse/text.ts";

/** What a report is: questions, drawings, words and their order, as data. One file of `reports/definitions/`. */
const text = z.strictObject({ fr: z.string().min(1), ar: z.string().min(1), en: z.string().min(1) });
const name = z.string().regex(/^[a-z][a-z0-9-]*$/u);
const key = z.string().regex(/^[A-Za-z][A-Za-z0-9]*$/u);
const scalar = z.union([z.string(), z.number(), z.boolean()]);
const level = z.enum(["nation", "region", "province", "commune"]);
const every = z.enum(["week", "month", "quarter", "half", "year"]);
const format = z.enum(["money", "amount", "percent", "count", "days", "index", "score", "text", "date"]);

/** `ask.column` of an answer (`flows.ordered_mad`, `flows.ordered_mad__prev`), or the ratio of two of them. */
const figure = z.string().regex(/^[A-Za-z][A-Za-z0-9]*\.[a-z0-9_]+$/u, "expected ask.column");
const value = z.union([figure, z.strictObject({ ratio: z.tuple([figure, figure]) })]);

const query = z.strictObject({
  metrics: z.array(z.string()).min(1),
  /** Dimensions; `@child` is the level below the report's territory. */
  by: z.array(z.string()).default([]),
  where: z
    .array(
      z.strictObject({
        dimension: z.string(),
        op: z.enum(["=", "!=", "in"]),
        value: z.union([scalar, z.array(scalar)]),
      }),
    )
    .default([]),
  /** The report's period, its year up to it, its whole year, so many periods back, or no time at all. */
  window: z.union([
    z.enum(["period", "ytd", "year", "none"]),
    z.strictObject({ back: z.int().min(2).max(60) }),
  ]),
  grain: z.enum(["month", "quarter", "year"]).optional(),
  series: z.boolean().default(false),
  compare: z.enum(["previous", "year_ago"]).optional(),
  /** Whose figures: the report's territory, or the nation's to set beside it. */
  of: z.enum(["self", "nation"]).default("self"),
});
const ranking = z.strictObject({
  ranking: z.string(),
  of: z.enum(["region", "province", "commune"]),
  window: z.enum(["quarter", "rolling12"]).default("quarter"),
});
const sources = z.strictObject({ sources: z.literal(true) });
/** What pipelines know of an owner's exports: a row a table, or a row a change of form. In nobody else's report. */
const health = z.strictObject({ health: z.enum(["tables", "drift"]) });

const label = z.union([text, z.enum(["@year", "@year_ago", "@metric"])]);
const lines = z.strictObject({
  chart: z.literal("lines"),
  title: text,
  ask: key,
  lines: z
    .array(
      z.strictObject({
        column: z.string(),
        role: z.enum(["focus", "context", "second", "third"]),
        name: label,
      }),
    )
    .min(1)
    .max(4),
  /** Adds each period to those before it: only for metrics that may be added. */
  cumulate: z.boolean().default(false),
  levels: z.array(level).optional(),
});
const bars = z.strictObject({
  chart: z.literal("bars"),
  title: text,
  ask: key,
  column: z.string(),
  target: z.string().optional(),
  targetName: text.optional(),
  top: z.int().min(1).max(20).default(12),
  order: z.enum(["asc", "desc", "given"]).default("desc"),
  levels: z.array(level).optional(),
});
const column = z.union([
  figure,
  z.strictObject({ value, label: text.optional(), format: format.optional() }),
]);
const table = z.strictObject({
  table: text,
  note: text.optional(),
  /** The answer that gives the rows; others join it by its dimensions. */
  rows: key,
  columns: z.array(column).min(1).max(8),
  group: z.string().optional(),
  order: z.strictObject({ by: value, dir: z.enum(["asc", "desc"]) }).optional(),
  keep: z.strictObject({ value, op: z.enum(["<", ">"]), than: z.number() }).optional(),
  top: z.int().min(1).max(2000).optional(),
  /** A last row: for each answer of the columns the one that has its total. */
  total: z.record(key, key).optional(),
  empty: text.optional(),
  levels: z.array(level).optional(),
});
/** What the ledger of alerts holds of the territory, the gravest first: only in a report made for who may see it. */
const alerts = z.strictObject({
  alerts: text,
  /** Only those about projects, or those about collectivities; all of them by default. */
  about: z.enum(["project", "collectivity"]).optional(),
  /** Alerts that are printed; the rest are counted. */
  most: z.int().min(1).max(200).default(40),
  note: text.optional(),
  levels: z.array(level).optional(),
});
const words = z.strictObject({ text, levels: z.array(level).optional() });

const sentence = z.strictObject({
  /** ICU messages. They may use each name of `values` and `top`, `place`, and `change` with its `direction`. */
  say: text,
  values: z.record(key, z.union([value, z.strictObject({ value, format })])).default({}),
  /** Now and before; under `flat` (a ratio) the direction is `flat`, since a sentence may not claim more. */
  change: z.strictObject({ now: value, before: value, flat: z.number().min(0).default(0.01) }).optional(),
  top: z.strictObject({ ask: key, column: z.string(), dir: z.enum(["asc", "desc"]) }).optional(),
  levels: z.array(level).optional(),
});

const sections = z
  .array(
    z.strictObject({
      title: text,
      levels: z.array(level).optional(),
      blocks: z.array(z.union([lines, bars, table, alerts, words])).min(1),
    }),
  )
  .min(1);
/** What of it is told to the owners of source systems, each of theirs: sent to the addresses of the settings. */
const owners = z.strictObject({
  kicker: text,
  asks: z.record(key, health),
  sentences: z.array(sentence).default([]),
  sections,
});

export const definitionSchema = z.strictObject({
  name,
  title: text,
  kicker: text,
  about: text,
  every,
  levels: z.array(level).min(1),
  /** When the job that makes it wakes, in UTC; the territories it makes, and its languages. */
  schedule: z.strictObject({
    cronUtc: z.string(),
    levels: z.array(level),
    langs: z.array(z.enum(["fr", "ar", "en"])).default(["fr", "ar"]),
    /** The systems whose late exports hold it back, and for how many days after its period's end. */
    systems: z.array(z.string()).default([]),
    waitDays: z.int().min(0).max(120).default(20),
  }),
  /** The page where the same figures are looked at live. */
  page: z.string().startsWith("/"),
  asks: z.record(key, z.union([query, ranking, sources, health])),
  formats: z.record(z.string(), format).default({}),
  names: z.record(z.string(), z.record(z.string(), text)).default({}),
  kpis: z.array(z.strictObject({ value, before: value.optional(), label: text.optional() })).max(9),
  sentences: z.array(sentence).min(1),
  sections,
  method: z.array(text).min(1),
  owners: owners.optional(),
});

export type Definition = z.infer<typeof definitionSchema>;
export type Ask = Definition["asks"][string];
export type QueryAsk = z.infer<typeof query>;
export type RankingAsk = z.infer<typeof ranking>;
export type Level = z.infer<typeof level>;
export type Every = z.infer<typeof every>;
export type FormatName = z.infer<typeof format>;
export type Value = z.infer<typeof value>;
export type LinesBlock = z.infer<typeof lines>;
export type BarsBlock = z.infer<typeof bars>;
export type TableBlock = z.infer<typeof table>;
export type AlertsBlock = z.infer<typeof alerts>;
export type Sentence = z.infer<typeof sentence>;
export type Said = Text;
