import type { DuckDBConnection } from "@duckdb/node-api";
import { everyOne, IN_LANES } from "../lanes.ts";
import { openBuild, withConnection } from "../open.ts";
import { ident, literal } from "../quote.ts";
import type { Settings } from "../settings.ts";
import type { ReleaseTable } from "./project.ts";
import { attachBuild, columnsOf, stored, tableNames, YEAR } from "./tables.ts";

/**
 * Those of the `tables`, built anew, whose rows are what `base`, a release's file, holds of them: a file of expenditure
 * renews the list of budget lines, and all that is named by it, without any of them having changed. Of tables kept by year
 * only the years `touched` are compared, where they are known: the others were not replaced.
 */
export async function sameTables(
  work: string,
  base: string,
  tables: readonly ReleaseTable[],
  settings: Pick<Settings, "home" | "threads" | "tempMax" | "buildMemory">,
  touched: readonly number[] | undefined,
): Promise<ReadonlySet<string>> {
  const same = new Set<string>();
  const instance = await openBuild(":memory:", settings, IN_LANES);
  try {
    const built = await withConnection(instance, async (connection) => {
      await connection.run(`ATTACH ${literal(base)} AS ${ident(BASE)} (READ_ONLY)`);
      return attachBuild(connection, work);
    });
    const queue = tables.values();
    const take = async (connection: DuckDBConnection): Promise<void> => {
      const known = await tableNames(connection, BASE);
      for (const table of queue)
        if (known.includes(table.name) && (await isSame(connection, built, table, touched)))
          same.add(table.name);
    };
    await everyOne(Array.from({ length: settings.threads }, () => withConnection(instance, take)));
  } finally {
    instance.closeSync();
  }
  return same;
}

const BASE = "the release before";

async function isSame(
  connection: DuckDBConnection,
  built: string,
  { name, byYear }: ReleaseTable,
  touched: readonly number[] | undefined,
): Promise<boolean> {
  const [ours, theirs] = [`${ident(built)}.main.${ident(name)}`, `${ident(BASE)}.main.${ident(name)}`];
  const columns = await columnsOf(connection, ours);
  if (JSON.stringify(columns) !== JSON.stringify(await columnsOf(connection, theirs))) return false;
  const among = byYear && touched !== undefined ? `WHERE ${YEAR} IN (${touched.join(", ")})` : "";
  const now = `SELECT ${columns.map(stored).join(", ")} FROM ${ours} ${among}`;
  const before = `SELECT * FROM ${theirs} ${among}`;
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
