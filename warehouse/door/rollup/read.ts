import type { DuckDBConnection } from "@duckdb/node-api";
import type { Catalog, Rollup } from "../catalog.ts";
import { readListed } from "./listed.ts";
import { ROLLUPS, rollupModel, type Shape } from "./shape.ts";

/** The rollups of an open release; none in one that was made without. */
export async function readRollups(
  connection: DuckDBConnection,
  catalog: Catalog,
): Promise<readonly Rollup[]> {
  const present = await connection.runAndReadAll(
    "SELECT 1 FROM duckdb_tables() WHERE schema_name = 'main' AND table_name = $table",
    { table: ROLLUPS },
  );
  if (present.currentRowCount === 0) return [];
  return (await readListed(connection)).flatMap((listed) => {
    const base = catalog.models.get(listed.of);
    if (base === undefined) return [];
    const measures = listed.measures.flatMap((name) => base.measures.get(name) ?? []);
    const shape: Shape = { ...listed, measures };
    return [{ ...listed, model: rollupModel(catalog, base, listed.name, shape) }];
  });
}
