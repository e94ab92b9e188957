import type { DuckDBConnection } from "@duckdb/node-api";
import { hmacSql } from "./sql/pseudonym.ts";
import type { StageColumn, StagePlan } from "./sql/stage.ts";

/** How each personal column of a stage is written, by its warehouse name. */
export type Pseudonyms = ReadonlyMap<string, { readonly value: string; readonly join: string }>;

/** A dictionary pays where every clear value comes this often; an HMAC costs as much as joining six rows (measured). */
const REPEATED = 1.5;

/**
 * Decides for each personal column of `stage` between a dictionary of its clear values (a supplier has many rows)
 * and an HMAC on each row (a complainant has one), and makes the dictionaries. `good` is the alias of the rows.
 */
export async function makePseudonyms(
  connection: DuckDBConnection,
  plan: StagePlan,
  keyOf: (name: string) => Uint8Array,
): Promise<Pseudonyms> {
  const personal = personalOf(plan);
  const made = new Map<string, { value: string; join: string }>();
  if (personal.length === 0) return made;
  const counts = personal.map(
    ({ name }) => `count(${name})::DOUBLE / greatest(1, approx_count_distinct(${name}))`,
  );
  const reader = await connection.runAndReadAll(`SELECT ${counts.join(", ")} FROM stage`);
  for (const [at, each] of personal.entries()) {
    const key = keyOf(each.column.name);
    const table = tableOf(each);
    if (Number(reader.getRows()[0]?.[at] ?? 0) < REPEATED) {
      made.set(each.column.name, { value: hmacSql(key, `good.${each.name}`), join: "" });
      continue;
    }
    await connection.run(`CREATE TEMP TABLE ${table} AS SELECT clear, ${hmacSql(key, "clear")} AS pseudonym
      FROM (SELECT DISTINCT ${each.name} AS clear FROM stage WHERE raw IS NULL AND ${each.name} IS NOT NULL)`);
    made.set(each.column.name, {
      value: `${table}.pseudonym`,
      join: `LEFT JOIN ${table} ON ${table}.clear = good.${each.name}`,
    });
  }
  return made;
}

/**
 * The same for rows that are in no table, from the clear values that come again and again in them. A value that is
 * not among these gets its HMAC in its row.
 */
export async function pseudonymsFrom(
  connection: DuckDBConnection,
  plan: StagePlan,
  keyOf: (name: string) => Uint8Array,
  persons: ReadonlyMap<string, readonly string[]>,
): Promise<Pseudonyms> {
  const made = new Map<string, { value: string; join: string }>();
  for (const each of personalOf(plan)) {
    const key = keyOf(each.column.name);
    const known = persons.get(each.column.name) ?? [];
    const table = tableOf(each);
    const here = hmacSql(key, `good.${each.name}`);
    made.set(
      each.column.name,
      known.length === 0
        ? { value: here, join: "" }
        : {
            value: `coalesce(${table}.pseudonym, ${here})`,
            join: `LEFT JOIN ${table} ON ${table}.clear = good.${each.name}`,
          },
    );
    if (known.length === 0) continue;
    await connection.run(`CREATE TEMP TABLE ${table} (clear VARCHAR, pseudonym VARCHAR)`);
    const appender = await connection.createAppender(table, "main", "temp");
    for (const clear of known) {
      appender.appendVarchar(clear);
      appender.appendNull();
      appender.endRow();
    }
    appender.closeSync();
    await connection.run(`UPDATE ${table} SET pseudonym = ${hmacSql(key, "clear")}`);
  }
  return made;
}

export async function dropPseudonyms(connection: DuckDBConnection, plan: StagePlan): Promise<void> {
  for (const each of personalOf(plan)) await connection.run(`DROP TABLE IF EXISTS ${tableOf(each)}`);
}

const personalOf = (plan: StagePlan): StageColumn[] =>
  plan.columns.filter(({ column }) => column.personal === "pseudonym");
const tableOf = ({ position }: StageColumn): string => `pseudonym_${position}`;
