import type { Layer } from "#geoportal/layers/load.ts";
import { type Address, GRID, type TileRow, withPieces } from "./lines.ts";

/**
 * A vector tile of the units named, each with its figure, by DuckDB's `ST_AsMVT`. Where a tile cuts the lines is worked
 * out once and kept, in the upper zooms: lines are everybody's. Who sees which figure is the caller's: units without a
 * row are not in the tile.
 *
 * @param rows one list for all tiles of a map: the engine keeps it
 * @returns the tile's bytes, not compressed; null where none of the units lies there
 */
export const figureTile = (layer: Layer, at: Address, rows: readonly TileRow[]): Promise<Buffer | null> =>
  withPieces(layer, at, rows, async ({ connection, names, sql, figures }) => {
    const answer = await connection.runAndReadAll(
      `WITH piece AS (${sql})
      SELECT ST_AsMVT({'geometry': piece.geom, 'code': code, 'name_fr': name_fr, 'name_ar': name_ar,
          'value': value, 'class': k, 'status': status}, 'units', ${GRID.extent}, 'geometry' ORDER BY code), count(*)
      FROM piece JOIN ${names} USING (code) JOIN ${figures} USING (code)`,
    );
    const [blob, count] = answer.getRows()[0] ?? [];
    const bytes = typeof blob === "object" && blob !== null && "bytes" in blob ? blob.bytes : null;
    return Number(count) > 0 && bytes instanceof Uint8Array ? Buffer.from(bytes) : null;
  });
