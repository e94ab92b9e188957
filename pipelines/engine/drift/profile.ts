import type { DuckDBConnection } from "@duckdb/node-api";
import type { StageColumn, StagePlan } from "../sql/stage.ts";
import type { Profile } from "./history.ts";

/** Of a long file, one row in so many stands for the others. */
const SAMPLED_FROM = 50_000;
const EVERY = 16;
const ROWS_LEAST = 50;

/** Good rows with their file `f`, their place `nth` among all that were read, and their values; and how many were read. */
export interface ProfiledRows {
  readonly rows: string;
  readonly read: string;
}
export const STAGED_ROWS: ProfiledRows = {
  rows: "(SELECT *, rowid AS nth FROM stage WHERE raw IS NULL)",
  read: "(SELECT count(*) FROM stage)",
};

/** The median amount of each money column, by the file's index; of files that are long enough to have one. */
export async function profilesOf(
  connection: DuckDBConnection,
  plan: StagePlan,
  { rows, read }: ProfiledRows = STAGED_ROWS,
): Promise<Map<number, Profile[]>> {
  const profiles = new Map<number, Profile[]>();
  const money = moneyOf(plan);
  if (money.length === 0) return profiles;
  const medians = money.map(({ name }) => `quantile_disc(abs(${name}), 0.5) FILTER (${name} <> 0)::DOUBLE`);
  const reader = await connection.runAndReadAll(
    `SELECT f, ${medians.join(", ")} FROM ${rows}
     WHERE nth % ${EVERY} = 0 OR ${read} < ${SAMPLED_FROM}
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

export const moneyOf = ({ columns }: StagePlan): readonly StageColumn[] =>
  columns.filter(({ column }) => column.unit === "MAD" && column.type.kind === "decimal");
