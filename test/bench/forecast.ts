import { FRESH_SEEDS, programmes } from "./programmes.ts";
import type { BenchContext, Figure } from "./run.ts";

/** Months whose forecasts are held to what came, each half-year: each made from what was known by then. */
const AS_OF = Array.from(
  { length: 11 },
  (_, i) => `${2020 + Math.floor((i + 1) / 2)}-${i % 2 === 0 ? "06" : "12"}-01`,
);
/** Seeds that it is done on: three are enough for tens of thousands of forecasts. */
const SEEDS = FRESH_SEEDS.slice(0, 3);

/** Forecasts that a share has to be read from: of a few, it says nothing. */
const ENOUGH = 100;

interface Said {
  readonly chance: number;
  readonly came: boolean;
}

/** Band of chances: those said within it, and of them the share that came. */
interface Bin {
  readonly said: number;
  readonly came: number;
  readonly n: number;
}
const binOf = (some: readonly Said[]): Bin => ({
  said: some.reduce((sum, { chance }) => sum + chance, 0) / Math.max(1, some.length),
  came: some.filter(({ came }) => came).length / Math.max(1, some.length),
  n: some.length,
});

/**
 * Of those said about 80 %, the share that came; and how far all deciles lie from what was said. Who says a chance of 20 %
 * that it comes says one of 80 % that it does not: both are held to what happened.
 */
function calibration(said: readonly Said[]): {
  readonly at80: Bin;
  readonly error: number;
  readonly deciles: readonly Bin[];
} {
  const both = said.map(({ chance, came }) =>
    chance >= 0.5 ? { chance, came } : { chance: 1 - chance, came: !came },
  );
  const deciles = Array.from({ length: 10 }, (_, decile) =>
    binOf(said.filter(({ chance }) => Math.min(9, Math.floor(chance * 10)) === decile)),
  );
  return {
    at80: binOf(both.filter(({ chance }) => chance >= 0.75 && chance < 0.85)),
    error: deciles.reduce(
      (sum, { said: mean, came, n }) => sum + (n / said.length) * Math.abs(mean - came),
      0,
    ),
    deciles: deciles.filter(({ n }) => n > 0),
  };
}

/** Chances told at eleven past dates, against what became of the projects since. */
export async function bench(ctx: BenchContext): Promise<readonly Figure[]> {
  const time: Said[] = [];
  const cost: Said[] = [];
  for (const seed of SEEDS) {
    const made = await programmes(ctx.work, seed);
    const [first = ""] = AS_OF;
    await made.build(["fct_project_forecast"], { forecast_as_of: first });
    const model = made.compiled("marts/projects").find(({ name }) => name === "fct_project_forecast");
    if (model === undefined || !model.sql.includes(first)) throw new Error("bench: forecast: not compiled");
    for (const date of AS_OF) {
      await made.read(async (connection) => {
        // dbt compiles once; what is known by another day is the same query with that day in it.
        await connection.run(
          `CREATE OR REPLACE TABLE ${model.relation} AS ${model.sql.replaceAll(first, date)}`,
        );
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
  return [["on time", time] as const, ["in budget", cost] as const].flatMap(([name, said]): Figure[] => {
    const { at80, error, deciles } = calibration(said);
    for (const bin of deciles) {
      const percent = (value: number): string => `${(100 * value).toFixed(1)} %`;
      process.stdout.write(
        `forecast  ${name}: of ${bin.n} said ${percent(bin.said)}, came ${percent(bin.came)}\n`,
      );
    }
    return [
      {
        name: `${name}: of ${at80.n} said 75–85 %, came`,
        ...{
          value: 100 * at80.came,
          reference: 100 * at80.said,
          unit: "%",
          ratio: Math.abs(at80.came - at80.said) / 0.05,
          bar: at80.n < ENOUGH ? null : 1,
        },
      },
      {
        name: `${name}: mean distance of ${said.length} chances from what came`,
        ...{ value: 100 * error, reference: 5, unit: "points", ratio: error / 0.05, bar: 1 },
      },
    ];
  });
}
