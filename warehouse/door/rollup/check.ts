import type { DuckDBConnection } from "@duckdb/node-api";
import type { ReleaseHandle } from "../../release/types.ts";
import type { Catalog, Rollup } from "../catalog.ts";
import { execute } from "../execute.ts";
import { readCatalog } from "../opened.ts";
import { readRows } from "../records.ts";
import { print } from "../sql/print.ts";
import { MINUTES } from "./listed.ts";
import { rollupQuery } from "./shape.ts";

/** What a release is withheld for: a rollup that is not, row by row and to the cent, what its base adds up to. */
export const rollupsCheck = {
  name: "rollups",
  prevents: "a figure that differs with the table that the planner chose",
  async run(release: ReleaseHandle): Promise<readonly string[]> {
    const catalog = await readCatalog(release, () => undefined);
    const { connection, done } = await release.connect();
    try {
      const found: string[] = [];
      for (const rollup of catalog.rollups) {
        const rows = await differing(connection, catalog, rollup);
        if (rows > 0) found.push(`${rollup.name}: ${rows} rows differ from ${rollup.of}`);
      }
      return found;
    } finally {
      done();
    }
  },
};

/** Rows that one side has and the other has not: the sums are made again, from the base and not from a finer rollup. */
async function differing(connection: DuckDBConnection, catalog: Catalog, rollup: Rollup): Promise<number> {
  const base = catalog.models.get(rollup.of);
  if (base === undefined) return rollup.rows;
  const measures = [...rollup.model.measures.keys()].flatMap((name) => base.measures.get(name) ?? []);
  const query = { ...rollupQuery(catalog, base, { ...rollup, measures }), orderBy: [] };
  const { sql, values } = print(query);
  const table = await execute(
    connection,
    {
      sql: `WITH made AS (${sql}), kept AS (FROM main."${rollup.name}")
        SELECT (SELECT count(*) FROM (FROM made EXCEPT ALL FROM kept)) + (SELECT count(*) FROM (FROM kept EXCEPT ALL FROM made)) AS rows`,
      values,
    },
    MINUTES,
  );
  return readRows(table, (row) => row.number("rows"))[0] ?? rollup.rows;
}
