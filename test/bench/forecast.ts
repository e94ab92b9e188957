import { FRESH_SEEDS, programmes } from "./programmes.ts";
import type { BenchContext, Figure } from "./run.ts";

/** Months whose forecasts are held to what came: each made from what was known by then. */
const AS_OF = ["2021-06-01", "2022-06-01", "2023-06-01", "2024-06-01", "2025-06-01"] as const;
/** Seeds that it is done on: two are enough for thousands of forecasts. */
const SEEDS = FRESH_SEEDS.slice(0, 2);

/** Forecasts that a share has to be read from: of a few, it says nothing. */
const ENOUGH = 100;

interface Said {
  readonly chance: number;
  readonly came: boolean;
}

/** Of those said between 75 and 85 %, the share that came; and how far all deciles lie from what was said. */
function calibration(said: readonly Said[]): {
  readonly of80: number;
  readonly error: number;
  readonly n80: number;
} {
  const share = (some: readonly Said[]): number =>
    some.filter(({ came }) => came).length / Math.max(1, some.length);
  const near = said.filter(({ chance }) => chance >= 0.75 && chance < 0.85);
  let error = 0;
  for (let decile = 0; decile < 10; decile += 1) {
    const some = said.filter(({ chance }) => Math.min(9, Math.floor(chance * 10)) === decile);
    if (some.length === 0) continue;
    const mean = some.reduce((sum, { chance }) => sum + chance, 0) / some.length;
    error += (some.length / said.length) * Math.abs(mean - share(some));
  }
  return { of80: share(near), error, n80: near.length };
}

/** Chances told at five past dates, against what became of the projects since. */
export async function bench(ctx: BenchContext): Promise<readonly Figure[]> {
  const time: Said[] = [];
  const cost: Said[] = [];
  for (const seed of SEEDS) {
    const made = await programmes(ctx.work, seed);
    for (const date of AS_OF) {
      await made.build(["fct_project_forecast"], { forecast_as_of: date });
      await made.read(async (connection) => {
        const found = await connection.runAndReadAll(
          `SELECT f.chance_on_time, f.chance_in_budget, p.end_actual IS NOT NULL AS ended,
             p.end_actual IS NOT NULL AND p.end_actual <= p.end_planned AS on_time,
             p.actual_cost_mad <= p.budget_mad AS in_budget
           FROM fct_project_forecast AS f JOIN fct_project AS p ON p.project_id = f.project_id
           WHERE p.end_planned > last_day(f.month_start) AND p.end_planned <= (SELECT max(month_start) FROM fct_project_month)`,
        );
        for (const row of found.getRowObjectsJS()) {
          if (typeof row.chance_on_time === "number")
            time.push({ chance: row.chance_on_time, came: row.on_time === true });
          if (row.ended === true && typeof row.chance_in_budget === "number")
            cost.push({ chance: row.chance_in_budget, came: row.in_budget === true });
        }
      });
    }
  }
  return [...[["on time", time] as const], ...[["in budget", cost] as const]].flatMap(
    ([name, said]): Figure[] => {
      const { of80, error, n80 } = calibration(said);
      return [
        {
          name: `${name}: of ${n80} said 75–85 %, came`,
          ...{
            value: 100 * of80,
            reference: 80,
            unit: "%",
            ratio: Math.abs(of80 - 0.8) / 0.05,
            bar: n80 < ENOUGH ? null : 1,
          },
        },
        {
          name: `${name}: mean distance of ${said.length} chances from what came`,
          ...{ value: 100 * error, reference: 5, unit: "points", ratio: error / 0.05, bar: 1 },
        },
      ];
    },
  );
}
