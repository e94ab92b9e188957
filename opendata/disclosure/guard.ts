import type { DuckDBConnection } from "@duckdb/node-api";
import { ident, literal } from "#warehouse/quote.ts";
import { rowsOf } from "../build/sql.ts";
import type { Guard } from "../types.ts";
import { NO_PAST, type Past, protect } from "./protect.ts";
import { isSmall } from "./rules.ts";
import { type CountTable, countTable, keyOf } from "./table.ts";

/** Says that a value is withheld, in a `status` column. */
export const WITHHELD = "c";

export interface Guarded {
  readonly rows: number;
  readonly examined: number;
  /** Slices left as they were published before, since a correction of them would have told a secret. */
  readonly frozen: readonly string[];
}

interface Slice {
  readonly table: CountTable;
  readonly past: Past;
}

/**
 * Withholds, in the temporary table `table`, small counts of persons or firms and whatever would let one work them
 * out. `before` names a table with the same columns as an earlier release published them: what it withheld stays
 * withheld, and what it told cannot hide anything now.
 */
export async function guardCounts(
  connection: DuckDBConnection,
  table: string,
  guard: Guard,
  before: string | null,
): Promise<Guarded> {
  const [measure] = guard.counts;
  if (measure === undefined) throw new Error(`guard: ${table}: no count`);
  const slices = await readSlices(connection, table, guard, measure, before);
  const held: string[] = [];
  const frozen: string[] = [];
  let examined = 0;
  for (const [name, { table: counts, past }] of slices) {
    examined += counts.cells.size;
    const small = (value: number) => isSmall(value, guard.of);
    const found = protect(counts, small, past);
    if (found.weak.length > 0 && past.known.size > 0) {
      frozen.push(name);
      continue;
    }
    // Without an earlier release to fall back on, a table that cannot be guarded is withheld whole.
    const keys = found.weak.length > 0 ? counts.cells.keys() : found.withheld;
    for (const key of keys) held.push(`(${[name, ...key.split("\u0000")].map(literal).join(", ")})`);
  }
  const slice = sliceOf(guard);
  const column = guard.column === null ? "''" : `${ident(guard.column)}::varchar`;
  if (held.length > 0) {
    await connection.run(
      `create or replace temp table held as select * from (values ${held.join(", ")}) v(slice, unit, col)`,
    );
    const empty = guard.counts.map((name) => `${ident(name)} = null`).join(", ");
    await connection.run(
      `update ${table} set ${empty}, status = ${literal(WITHHELD)} from held
       where held.slice = ${slice} and held.unit = ${ident(guard.unit)} and held.col = ${column}`,
    );
    await connection.run("drop table held");
  }
  if (frozen.length > 0 && before !== null) {
    const list = frozen.map(literal).join(", ");
    await connection.run(`delete from ${table} where ${slice} in (${list})`);
    await connection.run(`insert into ${table} by name select * from ${before} where ${slice} in (${list})`);
  }
  return { rows: held.length, examined, frozen };
}

const sliceOf = (guard: Guard): string =>
  guard.slice.length === 0
    ? "''"
    : `concat_ws('|', ${guard.slice.map((name) => `${ident(name)}::varchar`).join(", ")})`;

async function readSlices(
  connection: DuckDBConnection,
  table: string,
  guard: Guard,
  measure: string,
  before: string | null,
): Promise<ReadonlyMap<string, Slice>> {
  const slice = sliceOf(guard);
  const column = guard.column === null ? "''" : `${ident(guard.column)}::varchar`;
  const cells = (from: string) =>
    `select ${slice} as slice, ${ident(guard.unit)} as unit, nullif(${ident(guard.parent)}, '') as parent, ${column} as col,
      ${ident(measure)}::double as value, status from ${from}`;
  const now = await rowsOf(connection, cells(table));
  const then = before === null ? [] : await rowsOf(connection, cells(before));
  const rows = new Map<string, Parameters<typeof countTable>[0][number][]>();
  for (const [name, unit, parent, col, value] of now) {
    const list = rows.get(String(name)) ?? [];
    list.push({
      unit: String(unit),
      parent: parent === null ? null : String(parent),
      column: String(col),
      value: Number(value),
    });
    rows.set(String(name), list);
  }
  const tables = new Map([...rows].map(([name, list]) => [name, countTable(list)]));
  const pasts = new Map<string, { withheld: Set<string>; known: Set<string> }>();
  for (const [name, unit, , col, value, status] of then) {
    const past = pasts.get(String(name)) ?? { withheld: new Set(), known: new Set() };
    pasts.set(String(name), past);
    const key = keyOf(String(unit), String(col));
    const cell = tables.get(String(name))?.cells.get(key);
    if (cell === undefined) continue;
    if (status === WITHHELD) past.withheld.add(key);
    else if (cell.value === Number(value)) past.known.add(key);
  }
  return new Map(
    [...tables].map(([name, counts]) => [name, { table: counts, past: pasts.get(name) ?? NO_PAST }]),
  );
}
