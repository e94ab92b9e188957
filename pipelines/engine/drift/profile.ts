import type { DuckDBConnection } from "@duckdb/node-api";
import type { StagePlan } from "../sql/stage.ts";
import type { Profile } from "./history.ts";

/** Of a long file, one row in so many stands for the others. */
const SAMPLED_FROM = 50_000;
const EVERY = 16;
const ROWS_LEAST = 50;

/** The median amount of each money column, by the file's index; of files that are long enough to have one. */
export async function profilesOf(
  connection: DuckDBConnection,
  plan: StagePlan,
): Promise<Map<number, Profile[]>> {
  const profiles = new Map<number, Profile[]>();
  const money = plan.columns.filter(({ column }) => column.unit === "MAD" && column.type.kind === "decimal");
  if (money.length === 0) return profiles;
  const medians = money.map(({ name }) => `quantile_disc(abs(${name}), 0.5) FILTER (${name} <> 0)::DOUBLE`);
  const reader = await connection.runAndReadAll(
    `SELECT f, ${medians.join(", ")} FROM stage
     WHERE raw IS NULL AND (rowid % ${EVERY} = 0 OR (SELECT count(*) FROM stage) < ${SAMPLED_FROM})
     GROUP BY f HAVING count(*) >= ${ROWS_LEAST}`,
  );
  for (const [f, ...values] of reader.getRows())
    profiles.set(
      Number(f),
      money.flatMap(({ column }, at) =>
        values[at] === null ? [] : [{ column: column.name, median: Number(values[at]) }],
      ),
    );
  return profiles;
}
