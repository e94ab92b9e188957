import type { DuckDBConnection } from "@duckdb/node-api";
import { rowDrift } from "./drift/rows.ts";
import type { Drift } from "./drift/rules.ts";
import { rejectFaultsSql } from "./sql/number.ts";
import { duplicateFaultsSql, rowFaultsSql } from "./sql/refuse.ts";
import type { Staged } from "./stage.ts";
import type { Refusal } from "./types.ts";

/** Puts the batch's faults into `fault`; says how many rows of each file they refuse. */
export async function collectFaults(
  staged: Staged,
  connection: DuckDBConnection,
): Promise<Map<number, number>> {
  const { plan, inputs, files } = staged;
  const bad = files.some((file) => file.bad > 0);
  const rejected = files.some((file) => file.rejected > 0);
  if (!bad && !rejected && !staged.hasDuplicates) return new Map();
  if (bad) await connection.run(rowFaultsSql(plan, inputs, staged.rowsOf()));
  if (rejected) await connection.run(rejectFaultsSql(plan.table.columns.length));
  if (staged.hasDuplicates) await connection.run(duplicateFaultsSql(plan.table));
  const found = await connection.runAndReadAll("SELECT f, count(DISTINCT rec)::DOUBLE FROM fault GROUP BY f");
  return new Map(found.getRows().map((row) => [Number(row[0]), Number(row[1])]));
}

/** What the faults of a batch say of its files, by their index. */
export const driftOf = async (
  staged: Staged,
  refused: ReadonlyMap<number, number>,
  connection: DuckDBConnection,
) =>
  refused.size === 0
    ? new Map<number, Drift[]>()
    : rowDrift(
        connection,
        staged.plan.table,
        new Map(staged.files.map(({ index, landed }) => [index, landed.structure.rows])),
      );

/** The refusal of a file whose drift its contract does not bear. */
export function stopOf(found: readonly Drift[]): Refusal | null {
  const stop = found.find(({ rule }) => rule === "stop");
  if (stop === undefined) return null;
  return { code: stop.code, ...(stop.column === null ? {} : { column: stop.column }), value: stop.detail };
}

/** Faults of the data, not of the machine: a full disk or memory must not pass for a bad file. */
export const isDataFault = (error: unknown): boolean =>
  error instanceof Error && /^(?:Invalid Input|Conversion) Error/.test(error.message);
