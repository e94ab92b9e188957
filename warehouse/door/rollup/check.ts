import type { DuckDBConnection } from "@duckdb/node-api";
import { everyOne } from "../../lanes.ts";
import type { ReleaseHandle } from "../../release/types.ts";
import type { Proved } from "../../surface.ts";
import { sayOf, type Text } from "../../text.ts";
import type { Catalog, Model, Rollup } from "../catalog.ts";
import { execute } from "../execute.ts";
import { readCatalog } from "../opened.ts";
import { readRows } from "../records.ts";
import { print } from "../sql/print.ts";
import { MINUTES } from "./listed.ts";
import { keysOf, measureColumn, PERIOD, rollupQuery } from "./shape.ts";
import { smallestSource } from "./source.ts";

/** What a release is withheld for: a rollup that is not, row by row and to the cent, what its base adds up to. */
export const rollupsCheck = {
  name: "rollups",
  prevents: {
    fr: "un chiffre qui change avec la table que le planificateur choisit",
    ar: "رقم يختلف باختلاف الجدول الذي يختاره المخطِّط",
    en: "a figure that differs with the table that the planner chose",
  },
  async run(release: ReleaseHandle, known: Proved = new Map()): Promise<readonly Text[]> {
    const catalog = await readCatalog(release, () => undefined);
    // The largest first: what is proved to be the sums of its base is a base for those of it, and a smaller one.
    const queue = catalog.rollups
      .filter(({ name }) => known.get(name)?.length !== 0)
      .sort((a, b) => b.rows - a.rows)
      .values();
    const found: Text[] = [];
    const proved: Rollup[] = [];
    const lane = async (): Promise<void> => {
      const { connection, done } = await release.connect();
      try {
        for (const rollup of queue) {
          const years = known.get(rollup.name);
          // What is proved of some years is no base for others.
          const among = proved.filter(
            ({ of, name }) => of === rollup.of && String(known.get(name)) === String(years),
          );
          const measures = [...rollup.model.measures.values()];
          const from = smallestSource(catalog, among, { ...rollup, measures });
          const rows = await differing(connection, catalog, rollup, from, years);
          if (rows > 0)
            found.push(
              sayOf(
                rollup.name,
                `${rows} lignes diffèrent de ${rollup.of}`,
                `${rows} من الأسطر تختلف عن ${rollup.of}`,
                `${rows} rows differ from ${rollup.of}`,
              ),
            );
          else proved.push(rollup);
        }
      } finally {
        done();
      }
    };
    await everyOne(Array.from({ length: LANES }, lane));
    return found.sort((a, b) => (a.en < b.en ? -1 : 1));
  },
};

/** Rollups looked at side by side: most sums are too small for more than a core each. */
const LANES = 2;

/** Rows that one side has and the other has not: the sums are made again, from the base or from sums that are proved. */
async function differing(
  connection: DuckDBConnection,
  catalog: Catalog,
  rollup: Rollup,
  from: Model | null,
  years: readonly number[] | undefined,
): Promise<number> {
  const base = catalog.models.get(rollup.of);
  if (base === undefined) return rollup.rows;
  const measures = [...rollup.model.measures.keys()].flatMap((name) => base.measures.get(name) ?? []);
  const query = { ...rollupQuery(catalog, from ?? base, { ...rollup, measures }, years), orderBy: [] };
  const { sql, values } = print(query);
  const pairs = (names: readonly string[], sign: string, by: string): string =>
    names.map((name) => `made."${name}" ${sign} kept."${name}"`).join(by);
  const among = years?.map((year) => `${PERIOD} BETWEEN DATE '${year}-01-01' AND DATE '${year}-12-31'`);
  // Sums are of one row a key; kept rows that repeat one show in the count of pairs.
  const table = await execute(
    connection,
    {
      sql: `WITH made AS (SELECT *, true AS stands FROM (${sql})), kept AS (SELECT *, true AS stands FROM main."${rollup.name}"${among === undefined ? "" : ` WHERE ${among.join(" OR ")}`})
        SELECT count(*) FILTER (made.stands IS NULL OR kept.stands IS NULL OR ${pairs([...rollup.model.measures.keys()].map(measureColumn), "IS DISTINCT FROM", " OR ")})
          + abs(count(*) - (SELECT count(*) FROM made)) AS rows
        FROM made FULL JOIN kept ON ${pairs(keysOf(rollup), "IS NOT DISTINCT FROM", " AND ")}`,
      values,
    },
    MINUTES,
  );
  return readRows(table, (row) => row.number("rows"))[0] ?? rollup.rows;
}
