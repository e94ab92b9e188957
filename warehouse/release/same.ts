import type { DuckDBConnection } from "@duckdb/node-api";
import { everyOne, IN_LANES } from "../lanes.ts";
import { openBuild, withConnection } from "../open.ts";
import { ident, literal } from "../quote.ts";
import type { Settings } from "../settings.ts";
import type { ReleaseTable } from "./project.ts";
import { attachBuild, columnsOf, stored, tableNames, YEAR } from "./tables.ts";

export interface Compared {
  /** Tables whose rows are the same. */
  readonly same: ReadonlySet<string>;
  /** Of those whose years are found by comparing, the years that differ: the others stand. */
  readonly changed: ReadonlyMap<string, readonly number[]>;
}

/**
 * Compares `tables`, built anew, with what `base`, a release's file, holds of them: a file of expenditure renews the list
 * of budget lines, and all that is named by it, without any of them having changed. Of tables kept by year only the years
 * `touched` are compared, where they are known: the others were not replaced.
 */
export async function compareTables(
  work: string,
  base: string,
  tables: readonly ReleaseTable[],
  settings: Pick<Settings, "home" | "threads" | "tempMax" | "buildMemory">,
  touched: readonly number[] | undefined,
): Promise<Compared> {
  const [same, changed] = [new Set<string>(), new Map<string, readonly number[]>()];
  const instance = await openBuild(":memory:", settings, IN_LANES);
  try {
    const built = await withConnection(instance, async (connection) => {
      await connection.run(`ATTACH ${literal(base)} AS ${ident(BASE)} (READ_ONLY)`);
      return attachBuild(connection, work);
    });
    // What takes longest first.
    const queue = tables
      .toSorted((a, b) => Number(b.yearsFound ?? false) - Number(a.yearsFound ?? false))
      .values();
    const take = async (connection: DuckDBConnection): Promise<void> => {
      const known = await tableNames(connection, BASE);
      for (const table of queue) {
        if (!known.includes(table.name)) continue;
        const pair = await pairOf(connection, built, table, touched);
        if (pair === null) continue;
        const years = table.yearsFound === true ? await yearsThatDiffer(connection, pair, table.key) : null;
        if (years === null ? await isSame(connection, pair) : years.length === 0) same.add(table.name);
        else if (years !== null) changed.set(table.name, years);
      }
    };
    await everyOne(Array.from({ length: settings.threads }, () => withConnection(instance, take)));
  } finally {
    instance.closeSync();
  }
  return { same, changed };
}

const BASE = "the release before";

/** A table's rows on both sides, as SQL; null where their columns or types are not the same. */
interface Pair {
  readonly now: string;
  readonly before: string;
  readonly columns: readonly string[];
}

async function pairOf(
  connection: DuckDBConnection,
  built: string,
  { name, byYear, yearsFound }: ReleaseTable,
  touched: readonly number[] | undefined,
): Promise<Pair | null> {
  const [ours, theirs] = [`${ident(built)}.main.${ident(name)}`, `${ident(BASE)}.main.${ident(name)}`];
  const columns = await columnsOf(connection, ours);
  if (JSON.stringify(columns) !== JSON.stringify(await columnsOf(connection, theirs))) return null;
  const cut = byYear && yearsFound !== true && touched !== undefined;
  const among = cut ? `WHERE ${YEAR} IN (${touched.join(", ")})` : "";
  return {
    now: `SELECT ${columns.map(stored).join(", ")} FROM ${ours} ${among}`,
    before: `SELECT * FROM ${theirs} ${among}`,
    columns: columns.map(([column]) => ident(column)),
  };
}

async function isSame(connection: DuckDBConnection, { now, before }: Pair): Promise<boolean> {
  // Most that differ do so here, for the price of reading them.
  const looked = await connection.runAndReadAll(
    `SELECT (SELECT (count(*), bit_xor(hash(t))) FROM (${now}) AS t)
        IS NOT DISTINCT FROM (SELECT (count(*), bit_xor(hash(t))) FROM (${before}) AS t)`,
  );
  if (looked.getRows()[0]?.[0] !== true) return false;
  // As many rows on both sides, and none here that is not there as often.
  const more = await connection.runAndReadAll(`SELECT 1 FROM (${now} EXCEPT ALL ${before}) LIMIT 1`);
  return more.currentRowCount === 0;
}

/**
 * Years in which the two sides differ, of rows that a key tells apart. A glance finds those that do; each row of the others
 * is then held against the one of its key. Null where what the glance passed differs after all.
 */
async function yearsThatDiffer(
  connection: DuckDBConnection,
  { now, before, columns }: Pair,
  key: readonly string[],
): Promise<readonly number[] | null> {
  const glance = (rows: string): string =>
    `(SELECT ${YEAR} AS year, count(*) AS n, bit_xor(hash(t)) AS h FROM (${rows}) AS t GROUP BY year)`;
  const found = await connection.runAndReadAll(
    `SELECT year, (a.n, a.h) IS NOT DISTINCT FROM (b.n, b.h) AS same, coalesce(a.n, 0)::DOUBLE AS n
     FROM ${glance(now)} AS a FULL JOIN ${glance(before)} AS b USING (year)`,
  );
  const years = found.getRowObjectsJS();
  if (years.some(({ year }) => year === null)) return null;
  const differ = years.filter(({ same }) => same !== true).map(({ year }) => Number(year));
  const standing = years.filter(({ same }) => same === true);
  const others =
    standing.length === 0 ? "false" : `${YEAR} IN (${standing.map(({ year }) => Number(year)).join(", ")})`;
  const equal = [...new Set([...key.map(ident), ...columns])].map(
    (name) => `a.${name} IS NOT DISTINCT FROM b.${name}`,
  );
  const held = await connection.runAndReadAll(
    `SELECT count(*)::DOUBLE AS n FROM (FROM (${now}) WHERE ${others}) AS a
     JOIN (FROM (${before}) WHERE ${others}) AS b ON ${equal.join(" AND ")}`,
  );
  const rows = standing.reduce((sum, { n }) => sum + Number(n), 0);
  return Number(held.getRowObjectsJS()[0]?.n) === rows ? differ.sort((a, b) => a - b) : null;
}
