import type { Condition, Door, TerritoryItem, Viewer } from "#warehouse/door/types.ts";
import { type Asked, ask, keyOf, metricOf } from "../../lib/answers.ts";
import { type YearWindow, yearWindow } from "../../lib/periods.ts";
import { childLevel, within } from "../../lib/territory.ts";
import { sameMonths } from "../parts/months.tsx";
import { councilFilter, type PlaceState } from "../parts/state.ts";

const METRICS = [
  "credit_initial_mad",
  "credit_final_mad",
  "committed_mad",
  "ordered_mad",
  "paid_mad",
  "commitment_rate",
  "execution_rate",
  "payment_rate",
] as const;
type Metric = (typeof METRICS)[number];
/** A year's totals by metric: dirhams, rates 0–1. */
export type Totals = Readonly<Record<Metric, number | null>>;

export interface BudgetData {
  readonly window: YearWindow;
  readonly years: readonly number[];
  readonly totals: Totals;
  /** Amounts of the window's months, which are compared with the same months of the year before. */
  readonly now: {
    readonly committed: number | null;
    readonly ordered: number | null;
    readonly paid: number | null;
  };
  /** The same months of the year before; `rate` is what was then ordered of that year's final credits. */
  readonly before: {
    readonly committed: number | null;
    readonly ordered: number | null;
    readonly paid: number | null;
    readonly rate: number | null;
  } | null;
  readonly chapters: Asked;
  readonly months: Asked;
  readonly children: Asked | null;
}

/**
 * All that the budget page shows, from one release. `missing` when the place has no figure for the year
 * asked: the years that it has are told instead.
 */
export async function budgetData(
  door: Door,
  viewer: Viewer,
  unit: TerritoryItem,
  state: PlaceState,
  until: string,
): Promise<BudgetData | { readonly missing: number | null; readonly years: readonly number[] }> {
  const where = [...within(unit), ...councilFilter(state.council)];
  const byYear = await ask(door, viewer, {
    metrics: METRICS,
    groupBy: ["year"],
    where,
    order: [{ by: "year", dir: "desc" }],
  });
  const rows = byYear.answer.rows.filter(
    (row) => (metricOf(row, "credit_final_mad") ?? metricOf(row, "ordered_mad")) !== null,
  );
  const years = rows.map((row) => Number(keyOf(row, "year")));
  const year = state.year ?? years[0] ?? null;
  const row = rows.find((item) => Number(keyOf(item, "year")) === year);
  if (year === null || row === undefined) return { missing: state.year, years };

  const window = yearWindow(year, until);
  const level = childLevel(unit);
  const inYear: Condition = { dimension: "year", op: "=", value: year };
  const [chapters, months, children] = await Promise.all([
    ask(door, viewer, {
      metrics: ["credit_final_mad", "ordered_mad", "execution_rate"],
      groupBy: ["part", "chapter"],
      where: [...where, inYear],
    }),
    ask(door, viewer, {
      metrics: ["committed_mad", "ordered_mad", "paid_mad"],
      groupBy: ["month"],
      where,
      time: { grain: "month", from: `${year - 1}-01`, to: window.to },
      order: [{ by: "month", dir: "asc" }],
    }),
    level === null
      ? null
      : ask(door, viewer, {
          metrics: ["credit_final_mad", "committed_mad", "ordered_mad", "paid_mad", "execution_rate"],
          groupBy: [level],
          where: [...where, inYear],
        }),
  ]);
  const last = rows.find((item) => Number(keyOf(item, "year")) === year - 1);
  const upTo = (name: string, of: number): number | null => sameMonths(months, name, window, of);
  // The rate's own denominator, which leaves results carried over out: not every final credit can be ordered.
  const wholeRate = metricOf(last, "execution_rate");
  const wholeOrdered = metricOf(last, "ordered_mad");
  const credit =
    wholeRate === null || wholeRate === 0 || wholeOrdered === null ? null : wholeOrdered / wholeRate;
  const ordered = upTo("ordered_mad", year - 1);
  const read = (name: Metric): number | null => metricOf(row, name);
  return {
    window,
    years,
    totals: {
      credit_initial_mad: read("credit_initial_mad"),
      credit_final_mad: read("credit_final_mad"),
      committed_mad: read("committed_mad"),
      ordered_mad: read("ordered_mad"),
      paid_mad: read("paid_mad"),
      commitment_rate: read("commitment_rate"),
      execution_rate: read("execution_rate"),
      payment_rate: read("payment_rate"),
    },
    now: {
      committed: upTo("committed_mad", year),
      ordered: upTo("ordered_mad", year),
      paid: upTo("paid_mad", year),
    },
    before:
      last === undefined
        ? null
        : {
            committed: upTo("committed_mad", year - 1),
            ordered,
            paid: upTo("paid_mad", year - 1),
            rate: credit === null || credit === 0 || ordered === null ? null : ordered / credit,
          },
    chapters,
    months,
    children,
  };
}
