import { setImmediate as turn } from "node:timers/promises";
import { type DuckDBConnection, type DuckDBInstance, INTEGER } from "@duckdb/node-api";
import { openSpatial } from "#geoportal/boundaries/engine.ts";
import type { Layer } from "#geoportal/layers/load.ts";
import { keep } from "./kept.ts";

export type Address = { readonly z: number; readonly x: number; readonly y: number };
/** A connection for one piece of work, and the table in it that holds what lies in a tile: `code`, `geom` on the tile's grid. */
export interface Pieces {
  readonly connection: DuckDBConnection;
  /** Table of the units' names by code. */
  readonly names: string;
  /** Rows of the tile, as a part of a query. */
  readonly sql: string;
  /** Table of the units' figures by code. */
  readonly figures: string;
}
/** What a tile says of a unit beside its code and names. */
export interface TileRow {
  readonly code: string;
  readonly value: number | null;
  /** Class of the value, from 0; null without one. */
  readonly k: number | null;
  /** `ok`, or why there is no value. */
  readonly status: string;
}

/** Layers whose lines stay in the engine: three levels of the release served and of the one before. */
const KEPT = 6;
/** Maps whose figures do: handing them over takes as long as cutting a tile, of which a reader asks for a dozen. */
const KEPT_MAPS = 32;
/** Most that the engine's tables may take; the lines of six layers, cut for each of their tiles, are a tenth of it. */
const MEMORY = "256MB";
/** Units written at a time: other readers are answered in between. */
const BATCH = 150;
/** Steps of a tile's grid along a side, and how many the lines go on beyond it. */
export const GRID = { extent: 4096, buffer: 64 };
/** Length of the equator in the tiles' projection, metres. */
const EQUATOR = 40_075_016.68;
/** A map's figures in one text, which the engine takes faster than value by value. */
const FIGURES = JSON.stringify([{ code: "VARCHAR", value: "DOUBLE", k: "INTEGER", status: "VARCHAR" }]);
/** Down to this zoom what was cut is kept: the whole country is a few hundred tiles. Deeper ones hold few units, and are too many to keep. */
const KEPT_ZOOM = 8;

interface Lines {
  readonly name: string;
  /** Tiles cut so far, by their number; a tile being cut is waited for. */
  readonly cut: Map<string, Promise<void>>;
}

let opening: Promise<DuckDBInstance> | null = null;
/** Loading the extension takes most of a second: once a process. */
const engine = (): Promise<DuckDBInstance> => {
  opening ??= openSpatial({ memory_limit: MEMORY });
  opening.catch(() => {
    opening = null;
  });
  return opening;
};

let made = 0;
const named = (kind: string): string => {
  made += 1;
  return `${kind}_${made}`;
};

const layers = keep<Layer, Lines>(KEPT, loadLines, ({ name }) => drop(name, `${name}_cut`));
const maps = keep<readonly TileRow[], string>(KEPT_MAPS, loadFigures, (name) => drop(name));

/** Does a piece of work on what of a layer's lines lies in a tile, beside a map's figures; where lines are cut is worked out once, in the upper zooms. */
export const withPieces = <T>(
  layer: Layer,
  at: Address,
  rows: readonly TileRow[],
  work: (pieces: Pieces) => Promise<T>,
): Promise<T> =>
  layers.use(layer, ({ name, cut }) =>
    maps.use(rows, async (figures) => {
      const tile = `${at.z}/${at.x}/${at.y}`;
      const keeps = at.z <= KEPT_ZOOM;
      if (keeps) await cutOnce(name, cut, at);
      return connected(async (connection) => {
        if (!keeps) await cutInto(connection, `CREATE TEMP TABLE piece AS SELECT code, geom`, name, at);
        // What collapsed on the grid is null there, or empty.
        const from = keeps ? `${name}_cut WHERE tile = '${tile}' AND` : "piece WHERE";
        const sql = `SELECT code, geom FROM ${from} NOT ST_IsEmpty(geom)`;
        return work({ connection, names: name, sql, figures });
      });
    }),
  );

/** Has a layer's lines in the engine, and cut for the tiles named, before anyone asks. */
export const prepareLines = (layer: Layer, tiles: readonly Address[]): Promise<void> =>
  layers.use(layer, async ({ name, cut }) => {
    // One after the other: who asks meanwhile has the other core.
    for (const at of tiles) await cutOnce(name, cut, at);
  });

async function connected<T>(work: (connection: DuckDBConnection) => Promise<T>): Promise<T> {
  const connection = await (await engine()).connect();
  try {
    return await work(connection);
  } finally {
    connection.closeSync();
  }
}

function loadLines({ units }: Layer): Promise<Lines> {
  const name = named("lines");
  return connected(async (connection) => {
    await connection.run(
      `CREATE TABLE ${name}_text (code VARCHAR, name_fr VARCHAR, name_ar VARCHAR, json VARCHAR)`,
    );
    const appender = await connection.createAppender(`${name}_text`);
    for (const [index, { properties, geometry }] of units.entries()) {
      if (index % BATCH === BATCH - 1) await turn();
      for (const text of [properties.code, properties.name_fr, properties.name_ar, JSON.stringify(geometry)])
        appender.appendVarchar(text);
      appender.endRow();
    }
    appender.closeSync();
    await connection.run(
      `CREATE TABLE ${name} AS SELECT code, name_fr, name_ar,
        ST_Transform(ST_GeomFromGeoJSON(json), 'EPSG:4326', 'EPSG:3857', always_xy := true) AS geom FROM ${name}_text`,
    );
    await connection.run(`DROP TABLE ${name}_text`);
    await connection.run(`CREATE TABLE ${name}_cut (tile VARCHAR, code VARCHAR, geom GEOMETRY)`);
    return { name, cut: new Map() };
  });
}

function loadFigures(rows: readonly TileRow[]): Promise<string> {
  const name = named("figures");
  return connected(async (connection) => {
    await connection.run(
      `CREATE TABLE ${name} AS SELECT unnest(from_json($json, '${FIGURES}'), max_depth := 2)`,
      { json: JSON.stringify(rows) },
    );
    return name;
  });
}

/** A tile that could not be cut is tried again by who asks next. */
function cutOnce(name: string, known: Map<string, Promise<void>>, at: Address): Promise<void> {
  const tile = `${at.z}/${at.x}/${at.y}`;
  const begun = known.get(tile);
  if (begun !== undefined) return begun;
  const cutting = connected((connection) =>
    cutInto(connection, `INSERT INTO ${name}_cut SELECT '${tile}', code, geom`, name, at),
  );
  cutting.catch(() => known.delete(tile));
  known.set(tile, cutting);
  return cutting;
}

/**
 * Cuts each unit's lines on a tile's grid and writes them by `head`. Nothing is filtered by what `ST_AsMVTGeom` made
 * before it is written: a filter on it is carried into its arguments, where lines are cut again for each mention, and a
 * null among them ends the process.
 */
async function cutInto(
  connection: DuckDBConnection,
  head: string,
  name: string,
  { z, x, y }: Address,
): Promise<void> {
  const step = EQUATOR / 2 ** z / GRID.extent;
  await connection.run(
    `${head} FROM (
      WITH near AS MATERIALIZED (
        SELECT code, ST_SimplifyPreserveTopology(geom, ${2 * step}) AS plain FROM ${name}
        WHERE ST_Intersects(geom, ST_Buffer(ST_TileEnvelope($z, $x, $y), ${GRID.buffer * step})))
      SELECT code, ST_AsMVTGeom(plain, ST_Extent(ST_TileEnvelope($z, $x, $y)), ${GRID.extent}, ${GRID.buffer}, true) AS geom
      FROM near)`,
    { z, x, y },
    { z: INTEGER, x: INTEGER, y: INTEGER },
  );
}

const drop = (...tables: readonly string[]): Promise<void> =>
  connected(async (connection) => {
    for (const table of tables) await connection.run(`DROP TABLE ${table}`);
  });
