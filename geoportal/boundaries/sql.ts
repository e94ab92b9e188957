import type { DuckDBConnection } from "@duckdb/node-api";

/** Fills a table (code, geom) from texts; through the appender, since a country's rings are 40 MB of text. */
export async function loadAreas(
  connection: DuckDBConnection,
  table: string,
  units: readonly { readonly code: string; readonly geometry: string }[],
  reader: "st_geomfromgeojson" | "st_geomfromtext",
): Promise<void> {
  await connection.run(
    `CREATE OR REPLACE TEMP TABLE ${table}_text (place INTEGER, code VARCHAR, geometry VARCHAR)`,
  );
  const appender = await connection.createAppender(`${table}_text`);
  for (const [place, { code, geometry }] of units.entries()) {
    appender.appendInteger(place);
    appender.appendVarchar(code);
    appender.appendVarchar(geometry);
    appender.endRow();
  }
  appender.closeSync();
  await connection.run(`CREATE OR REPLACE TEMP TABLE ${table} AS
    SELECT code, ${reader}(geometry) AS geom FROM ${table}_text ORDER BY place`);
  await connection.run(`DROP TABLE ${table}_text`);
}
