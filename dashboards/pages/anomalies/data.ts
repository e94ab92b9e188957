import { type Dismissal, dismissalsOf, keyOf, type Publication } from "#warehouse/desk/index.ts";
import { PUBLIC_VIEWER, type Viewer } from "#warehouse/door/types.ts";
import type { Context } from "#warehouse/surface.ts";
import { toNumber } from "../../lib/format.ts";
import { decisionsOf, findingOf } from "./publication.ts";
import { RULES, type Rule } from "./rules.ts";

/** How common a rule's finding is over the country, in one year. */
export interface RuleRate {
  readonly rule: Rule;
  readonly year: number;
  readonly checked: number;
  readonly found: number;
  /** Share found, 0–1; null where nothing could be checked. */
  readonly rate: number | null;
}
export interface Anomaly {
  readonly rule: Rule;
  readonly council: string;
  readonly year: number;
  readonly subject: string;
  /** Dirhams, as decimal text. */
  readonly amount: string | null;
  readonly measure: number | null;
  readonly dismissal: Dismissal | null;
  /** The last decision about making it public. */
  readonly decision: Publication | null;
}
/** How many are read at a time, the largest amounts first. */
export const MOST = 2_000;

const ruleOf = (cell: unknown): Rule | undefined => RULES.find((rule) => rule === cell);

/** Every rule in every year. */
export async function ruleRates(ctx: Context): Promise<readonly RuleRate[]> {
  const { rows } = await ctx.door.rows({ mart: "fct_anomaly_rate" }, PUBLIC_VIEWER);
  return rows.flatMap((row) => {
    const rule = ruleOf(row.rule);
    if (rule === undefined) return [];
    return [
      {
        ...{ rule, year: Number(row.fiscal_year) },
        ...{ checked: Number(row.checked), found: Number(row.found) },
        rate: typeof row.base_rate === "number" ? row.base_rate : null,
      },
    ];
  });
}

/** A year's anomalies in the asker's own territory, the largest amounts first, with what was said of them. */
export async function anomaliesOf(
  ctx: Context,
  asker: Viewer,
  year: number,
  rule: Rule | undefined,
  limit: number,
): Promise<readonly Anomaly[]> {
  const { rows } = await ctx.door.rows(
    {
      mart: "fct_anomaly",
      columns: ["rule", "collectivity_code", "fiscal_year", "subject", "amount_mad", "measure"],
      where: [
        { column: "fiscal_year", value: year },
        ...(rule === undefined ? [] : [{ column: "rule", value: rule }]),
      ],
      order: [{ by: "amount_mad", dir: "desc" }],
      limit,
    },
    asker,
  );
  const dismissed = dismissalsOf(ctx).ofYear(year);
  const decided = decisionsOf(ctx, [...new Set(rows.map((row) => String(row.collectivity_code)))], year);
  return rows.flatMap((row) => {
    const own = ruleOf(row.rule);
    if (own === undefined) return [];
    const key = { rule: own, council: String(row.collectivity_code), year, subject: String(row.subject) };
    return [
      {
        ...key,
        amount: row.amount_mad === null || row.amount_mad === undefined ? null : String(row.amount_mad),
        measure: typeof row.measure === "boolean" || row.measure === undefined ? null : toNumber(row.measure),
        dismissal: dismissed.get(keyOf(key)) ?? null,
        decision: decided.get(keyOf(findingOf(own, key.council, year, key.subject))) ?? null,
      },
    ];
  });
}
