import { DOUBLE, INTEGER, LIST, listValue, VARCHAR } from "@duckdb/node-api";
import type { Layer } from "#geoportal/layers/load.ts";
import { type Address, GRID, withPieces } from "./lines.ts";

/** What a tile says of a unit beside its code and names. */
export interface TileRow {
  readonly code: string;
  readonly value: number | null;
  /** Class of the value, from 0; null without one. */
  readonly k: number | null;
  /** `ok`, or why there is no value. */
  readonly status: string;
}

/**
 * A vector tile of the units named, each with its figure, by DuckDB's `ST_AsMVT`. Where a tile cuts the lines is worked
 * out once and kept, in the upper zooms: lines are everybody's. Who sees which figure is the caller's: units without a
 * row are not in the tile.
 *
 * @returns the tile's bytes, not compressed; null where none of the units lies there
 */
export const figureTile = (layer: Layer, at: Address, rows: readonly TileRow[]): Promise<Buffer | null> =>
  withPieces(layer, at, async ({ connection, names, sql }) => {
    const answer = await connection.runAndReadAll(
      `WITH piece AS (${sql}), figure AS (
        SELECT unnest($codes) AS code, unnest($values) AS value, unnest($classes) AS k, unnest($statuses) AS status)
      SELECT ST_AsMVT({'geometry': piece.geom, 'code': code, 'name_fr': name_fr, 'name_ar': name_ar,
          'value': value, 'class': k, 'status': status}, 'units', ${GRID.extent}, 'geometry' ORDER BY code), count(*)
      FROM piece JOIN ${names} USING (code) JOIN figure USING (code)`,
      {
        codes: listValue(rows.map(({ code }) => code)),
        values: listValue(rows.map(({ value }) => value)),
        classes: listValue(rows.map(({ k }) => k)),
        statuses: listValue(rows.map(({ status }) => status)),
      },
      {
        codes: LIST(VARCHAR),
        values: LIST(DOUBLE),
        classes: LIST(INTEGER),
        statuses: LIST(VARCHAR),
      },
    );
    const [blob, count] = answer.getRows()[0] ?? [];
    const bytes = typeof blob === "object" && blob !== null && "bytes" in blob ? blob.bytes : null;
    return Number(count) > 0 && bytes instanceof Uint8Array ? Buffer.from(bytes) : null;
  });
