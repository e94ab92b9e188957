import type { Condition, QuerySpec, TerritoryItem } from "#warehouse/door/types.ts";

/** The last month of a report and the window it looks at: from January of its year. */
export interface MonthWindow {
  readonly year: string;
  readonly month: string;
  readonly from: string;
  /** The same window a year before. */
  readonly before: { readonly year: string; readonly from: string; readonly month: string };
}

/** `2026-09` → January to September 2026, and January to September 2025. Null when it is no month. */
export function windowOf(period: string): MonthWindow | null {
  const match = /^(\d{4})-(0[1-9]|1[0-2])$/u.exec(period);
  if (match === null) return null;
  const [, year = "", month = ""] = match;
  const past = String(Number(year) - 1);
  return {
    year,
    month: period,
    from: `${year}-01`,
    before: { year: past, from: `${past}-01`, month: `${past}-${month}` },
  };
}

/** Whose money a territory's report tells: every council of the territory, the nation's all. */
export function scopeOf(territory: Pick<TerritoryItem, "code" | "level">): readonly Condition[] {
  return territory.level === "nation" ? [] : [{ dimension: territory.level, op: "=", value: territory.code }];
}

const EXPENDITURE = ["committed_mad", "ordered_mad", "paid_mad"] as const;
const RECEIPTS = ["raised_mad", "collected_mad"] as const;

export interface MonthlySpecs {
  readonly credits: QuerySpec;
  readonly creditsByChapter: QuerySpec;
  readonly flows: QuerySpec;
  readonly flowsBefore: QuerySpec;
  readonly byChapter: QuerySpec;
}

const yearIs = (year: string): Condition => ({ dimension: "year", op: "=", value: year });

/** The questions of the monthly report; every figure of it is an answer to one of them. */
export function monthlySpecs(window: MonthWindow, scope: readonly Condition[]): MonthlySpecs {
  const flows = (from: string, to: string): QuerySpec => ({
    metrics: [...EXPENDITURE, ...RECEIPTS],
    where: scope,
    time: { grain: "month", from, to },
    order: [{ by: "month", dir: "asc" }],
  });
  return {
    credits: { metrics: ["credit_initial_mad", "credit_final_mad"], where: [...scope, yearIs(window.year)] },
    creditsByChapter: {
      metrics: ["credit_final_mad"],
      groupBy: ["part", "chapter"],
      where: [...scope, yearIs(window.year)],
    },
    flows: flows(window.from, window.month),
    flowsBefore: flows(window.before.from, window.before.month),
    byChapter: {
      metrics: [...EXPENDITURE],
      groupBy: ["part", "chapter"],
      where: [...scope, { dimension: "month", op: "between", value: [window.from, window.month] }],
    },
  };
}
