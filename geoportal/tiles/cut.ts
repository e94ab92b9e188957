import { DOUBLE, type DuckDBInstance, INTEGER, LIST, listValue, VARCHAR } from "@duckdb/node-api";
import { openSpatial, sitePackages } from "#geoportal/boundaries/engine.ts";
import type { Layer } from "#geoportal/layers/load.ts";

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
/** Steps of a tile's grid along a side, and how many the lines go on beyond it. */
const GRID = { extent: 4096, buffer: 64 };
/** Length of the equator in the tiles' projection, metres. */
const EQUATOR = 40_075_016.68;
/** Down to this zoom what was cut is kept: the whole country is a few hundred tiles. Deeper ones hold few units, and are too many to keep. */
const KEPT_ZOOM = 8;

interface Lines {
  readonly name: string;
  /** Tiles cut so far, by their number; a tile being cut is waited for. */
  readonly cut: Map<string, Promise<void>>;
}

let opening: Promise<DuckDBInstance> | null = null;
const engine = (): Promise<DuckDBInstance> => {
  opening ??= openSpatial(sitePackages());
  opening.catch(() => {
    opening = null;
  });
  return opening;
};

const kept = new Map<Layer, Promise<Lines>>();
let made = 0;

/**
 * A vector tile of the units named, each with its figure, by DuckDB's `ST_AsMVT`. Where a tile cuts the lines is worked
 * out once and kept, in the upper zooms: lines are everybody's. Who sees which figure is the caller's: units without a
 * row are not in the tile.
 *
 * @returns the tile's bytes, not compressed; null where none of the units lies there
 */
export async function figureTile(
  layer: Layer,
  at: Address,
  rows: readonly TileRow[],
): Promise<Buffer | null> {
  const instance = await engine();
  const lines = await linesOf(instance, layer);
  const tile = `${at.z}/${at.x}/${at.y}`;
  const keeps = at.z <= KEPT_ZOOM;
  if (keeps) await cutOnce(instance, lines, tile, at);
  const pieces = keeps
    ? {
        sql: `SELECT code, geom FROM ${lines.name}_cut WHERE tile = $tile`,
        values: { tile },
        types: { tile: VARCHAR },
      }
    : piecesOf(lines.name, at);
  const connection = await instance.connect();
  try {
    const answer = await connection.runAndReadAll(
      `WITH piece AS (${pieces.sql}), figure AS (
        SELECT unnest($codes) AS code, unnest($values) AS value, unnest($classes) AS k, unnest($statuses) AS status)
      SELECT ST_AsMVT({'geometry': piece.geom, 'code': code, 'name_fr': name_fr, 'name_ar': name_ar,
          'value': value, 'class': k, 'status': status}, 'units', ${GRID.extent}, 'geometry' ORDER BY code), count(*)
      FROM piece JOIN ${lines.name} USING (code) JOIN figure USING (code)`,
      {
        ...pieces.values,
        codes: listValue(rows.map(({ code }) => code)),
        values: listValue(rows.map(({ value }) => value)),
        classes: listValue(rows.map(({ k }) => k)),
        statuses: listValue(rows.map(({ status }) => status)),
      },
      {
        ...pieces.types,
        codes: LIST(VARCHAR),
        values: LIST(DOUBLE),
        classes: LIST(INTEGER),
        statuses: LIST(VARCHAR),
      },
    );
    const [blob, count] = answer.getRows()[0] ?? [];
    const bytes = typeof blob === "object" && blob !== null && "bytes" in blob ? blob.bytes : null;
    return Number(count) > 0 && bytes instanceof Uint8Array ? Buffer.from(bytes) : null;
  } finally {
    connection.closeSync();
  }
}

function linesOf(instance: DuckDBInstance, layer: Layer): Promise<Lines> {
  const known = kept.get(layer);
  if (known !== undefined) return known;
  made += 1;
  const name = `lines_${made}`;
  const loading = load(instance, name, layer).then(() => ({ name, cut: new Map<string, Promise<void>>() }));
  loading.catch(() => kept.delete(layer));
  kept.set(layer, loading);
  for (const [old, gone] of [...kept].slice(0, -KEPT)) {
    kept.delete(old);
    // What could not be loaded left nothing to drop.
    gone.then(
      (lines) => drop(instance, lines.name),
      () => undefined,
    );
  }
  return loading;
}

async function load(instance: DuckDBInstance, name: string, { units }: Layer): Promise<void> {
  const connection = await instance.connect();
  try {
    await connection.run(
      `CREATE TABLE ${name}_text (code VARCHAR, name_fr VARCHAR, name_ar VARCHAR, json VARCHAR)`,
    );
    const appender = await connection.createAppender(`${name}_text`);
    for (const { properties, geometry } of units) {
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
  } finally {
    connection.closeSync();
  }
}

type Address = { readonly z: number; readonly x: number; readonly y: number };

/** What of each unit's lines lies in a tile, on the tile's grid. */
function piecesOf(name: string, { z, x, y }: Address) {
  const step = EQUATOR / 2 ** z / GRID.extent;
  const sql = `SELECT code, geom FROM (
      SELECT code, ST_AsMVTGeom(ST_SimplifyPreserveTopology(geom, ${2 * step}), box, ${GRID.extent}, ${GRID.buffer}, true) AS geom
      FROM ${name}, (SELECT ST_Extent(ST_TileEnvelope($z, $x, $y)) AS box,
        ST_Buffer(ST_TileEnvelope($z, $x, $y), ${GRID.buffer * step}) AS area) AS frame
      WHERE ST_Intersects(geom, area))
    WHERE geom IS NOT NULL AND NOT ST_IsEmpty(geom)`;
  return { sql, values: { z, x, y }, types: { z: INTEGER, x: INTEGER, y: INTEGER } };
}

/** A tile that could not be cut is tried again by who asks next. */
function cutOnce(
  instance: DuckDBInstance,
  { name, cut: known }: Lines,
  tile: string,
  at: Address,
): Promise<void> {
  const begun = known.get(tile);
  if (begun !== undefined) return begun;
  const cutting = cut(instance, name, tile, at);
  cutting.catch(() => known.delete(tile));
  known.set(tile, cutting);
  return cutting;
}

async function cut(instance: DuckDBInstance, name: string, tile: string, at: Address): Promise<void> {
  const { sql, values, types } = piecesOf(name, at);
  const connection = await instance.connect();
  try {
    await connection.run(
      `INSERT INTO ${name}_cut SELECT $tile, code, geom FROM (${sql})`,
      { ...values, tile },
      { ...types, tile: VARCHAR },
    );
  } finally {
    connection.closeSync();
  }
}

async function drop(instance: DuckDBInstance, name: string): Promise<void> {
  const connection = await instance.connect();
  try {
    for (const table of [name, `${name}_cut`]) await connection.run(`DROP TABLE IF EXISTS ${table}`);
  } finally {
    connection.closeSync();
  }
}
