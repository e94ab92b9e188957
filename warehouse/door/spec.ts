import { z } from "zod";
import { faults } from "./faults.ts";
import { issueOf } from "./issues.ts";
import { nearest } from "./names.ts";
import { PEER_STATS, type QuerySpec } from "./types.ts";

const name = z.string().min(1).max(64).describe("A name from /api/v1/metrics or /api/v1/dimensions");
const scalar = z.union([z.string().max(200), z.number(), z.boolean()]);
const period = z
  .string()
  .max(10)
  .regex(/^\d{4}(-(Q[1-4]|0[1-9]|1[0-2]))?$/, "2025 | 2025-Q1 | 2025-01");

/** The typed question, as a caller writes it. Unknown keys are refused. */
export const querySchema = z
  .strictObject({
    metrics: z.array(name).min(1).max(40).describe("What to compute"),
    groupBy: z.array(name).max(8).optional().describe("One row per combination of these dimensions"),
    where: z
      .array(
        z.strictObject({
          dimension: name,
          op: z.enum(["=", "!=", "in", "<", "<=", ">", ">=", "between", "isnull"]),
          value: z
            .union([scalar, z.array(scalar).min(1).max(2000)])
            .describe("A list for in and between, a boolean for isnull, else one value"),
        }),
      )
      .max(40)
      .optional()
      .describe("Rows to keep; all conditions hold together"),
    time: z
      .strictObject({
        grain: z
          .enum(["year", "quarter", "month"])
          .describe("The period of a row, and the step of from and to"),
        from: period.optional().describe("First period, included"),
        to: period.optional().describe("Last period, included"),
        compare: z
          .enum(["previous", "year_ago"])
          .nullable()
          .optional()
          .describe("Adds m__prev and m__delta for each metric m"),
        series: z.boolean().optional().describe("False for one total over the window; true by default"),
      })
      .optional()
      .describe(
        "One row per period of the grain, in a column of its name; a period in groupBy stands instead",
      ),
    peers: z
      .strictObject({
        of: name.describe("The dimension whose units are compared"),
        within: z.array(name).max(4).optional().describe("Dimensions that peers share, added to the answer"),
        stats: z.array(z.enum(PEER_STATS)).min(1).max(PEER_STATS.length).describe("Columns m__stat"),
        only: z
          .array(z.string().max(200))
          .min(1)
          .max(2000)
          .optional()
          .describe("Units whose rows are wanted"),
      })
      .optional()
      .describe("Each unit's place among its peers; a row for each group of them where of is not in groupBy"),
    totals: z
      .array(z.array(name).max(8))
      .min(1)
      .max(6)
      .optional()
      .describe("Totals after the rows, each by these dimensions of groupBy; [] for all"),
    order: z
      .array(z.strictObject({ by: name, dir: z.enum(["asc", "desc"]) }))
      .max(8)
      .optional()
      .describe("Columns of the answer; ties follow the group columns"),
    limit: z.int().min(1).max(10_000_000).optional().describe("Without it: every row, or an error 413"),
  })
  .meta({ id: "QuerySpec", description: "A question to the door" });

/** Reads a spec out of anything. Throws a QueryError that names the field at fault. */
export function parseSpec(given: unknown): QuerySpec {
  if (isParsed(given)) return given;
  const result = querySchema.safeParse(given);
  if (result.success) {
    read.add(result.data);
    return Object.freeze(result.data);
  }
  const issue = issueOf(querySchema, given);
  if (issue === null) throw faults.badSpec("spec", ANYTHING);
  const key = issue.unknownKeys[0];
  if (key !== undefined) {
    const field = [...issue.path, key.slice(0, 64)].join(".");
    throw faults.unknownField(field, nearest(key, KEYS[issue.path[0] ?? ""] ?? []));
  }
  throw faults.badSpec(issue.path.join(".") || "spec", issue.expected);
}

/** Specs that were read here, and need no second reading. */
const read = new WeakSet<object>();
const isParsed = (given: unknown): given is QuerySpec =>
  typeof given === "object" && given !== null && read.has(given);

const ANYTHING = { fr: "une question", ar: "سؤال", en: "a query" };

const KEYS: Readonly<Record<string, readonly string[]>> = {
  "": Object.keys(querySchema.shape),
  where: ["dimension", "op", "value"],
  time: ["grain", "from", "to", "compare", "series"],
  peers: ["of", "within", "stats", "only"],
  order: ["by", "dir"],
};

/** One text per question: the same question asked twice has the same. Key order does not count. */
export function canonical(spec: QuerySpec): string {
  const known = texts.get(spec);
  if (known !== undefined) return known;
  const text = written(spec);
  texts.set(spec, text);
  return text;
}

const texts = new WeakMap<QuerySpec, string>();

function written(spec: QuerySpec): string {
  return JSON.stringify([
    spec.metrics,
    spec.groupBy ?? [],
    (spec.where ?? []).map((term) => JSON.stringify([term.dimension, term.op, term.value])).sort(),
    [
      spec.time?.grain ?? null,
      spec.time?.from ?? null,
      spec.time?.to ?? null,
      spec.time?.compare ?? null,
      spec.time?.series ?? true,
    ],
    (spec.order ?? []).map((term) => [term.by, term.dir]),
    spec.limit ?? null,
    spec.peers === undefined
      ? null
      : [spec.peers.of, spec.peers.within ?? [], spec.peers.stats, [...(spec.peers.only ?? [])].sort()],
    spec.totals ?? null,
  ]);
}
