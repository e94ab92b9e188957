import type { DuckDBConnection } from "@duckdb/node-api";
import type { Feature, FeatureCollection, MultiPolygon, Polygon } from "geojson";
import { feature } from "topojson-client";
import { topology } from "topojson-server";
import type { GeometryCollection, Topology } from "topojson-specification";
import { boundaryFault } from "./fault.ts";

export const LAYERS = ["regions", "provinces", "communes"] as const;
export type LayerName = (typeof LAYERS)[number];

/** What a boundary carries before the release gives it names: its code, and where its label stands. */
export interface BoundaryProperties {
  readonly code: string;
  /** Degrees, inside the unit's largest part. */
  readonly x: number;
  readonly y: number;
}
export type Area = Polygon | MultiPolygon;
export type Boundary<P = BoundaryProperties> = Feature<Area, P>;
export type BoundaryTopology<P = BoundaryProperties> = Topology<{
  units: GeometryCollection<NonNullable<P>>;
}>;

/** Steps of the coordinate grid: 16 m over the country's width, well under the boundaries' own error. */
const QUANTIZATION = 100_000;

const isArea = (value: unknown): value is Area =>
  typeof value === "object" &&
  value !== null &&
  "type" in value &&
  (value.type === "Polygon" || value.type === "MultiPolygon") &&
  "coordinates" in value &&
  Array.isArray(value.coordinates);

export const isBoundaryTopology = (value: unknown): value is BoundaryTopology =>
  typeof value === "object" &&
  value !== null &&
  "type" in value &&
  value.type === "Topology" &&
  "objects" in value &&
  typeof value.objects === "object" &&
  value.objects !== null &&
  "units" in value.objects;

/** Takes a table (code, geom) of a spatial connection out as shared arcs: neighbours keep one border. */
export async function toTopology(connection: DuckDBConnection, table: string): Promise<BoundaryTopology> {
  const reader = await connection.runAndReadAll(`
    WITH part AS (SELECT code, unnest(st_dump(geom)).geom AS part FROM ${table}),
    label AS (SELECT code, st_pointonsurface(arg_max(part, st_area(part))) AS point FROM part GROUP BY code)
    SELECT code, st_asgeojson(geom) AS geometry, round(st_x(point), 4) AS x, round(st_y(point), 4) AS y
    FROM ${table} JOIN label USING (code) ORDER BY code`);
  const features = reader.getRowObjectsJson().map((row): Boundary => {
    const geometry: unknown = JSON.parse(String(row.geometry));
    if (!isArea(geometry)) throw boundaryFault(`${String(row.code)} has no area`);
    return {
      type: "Feature",
      properties: { code: String(row.code), x: Number(row.x), y: Number(row.y) },
      geometry,
    };
  });
  const collection: FeatureCollection<Area, BoundaryProperties> = { type: "FeatureCollection", features };
  const made = topology({ units: collection }, QUANTIZATION);
  if (!isBoundaryTopology(made)) throw boundaryFault(`${table}: not made into a topology`);
  return made;
}

/** The units of a layer as GeoJSON, outer rings counterclockwise (RFC 7946). */
export function toFeatures<P>(layer: BoundaryTopology<P>): Boundary<NonNullable<P>>[] {
  return feature(layer, layer.objects.units).features.flatMap((unit) =>
    isArea(unit.geometry) ? [{ ...unit, geometry: rewind(unit.geometry, true) }] : [],
  );
}

type Ring = number[][];

/** Twice the signed area: positive when counterclockwise. */
export function signedArea(ring: Ring): number {
  return ring.reduce((sum, point, index) => {
    const next = ring[(index + 1) % ring.length] ?? point;
    return sum + (point[0] ?? 0) * (next[1] ?? 0) - (next[0] ?? 0) * (point[1] ?? 0);
  }, 0);
}

/** Outer rings counterclockwise, holes clockwise; or the other way round, as spherical d3 wants them. */
export function rewind<A extends Area>(area: A, counterclockwise: boolean): A {
  const turned = (rings: Ring[]): Ring[] =>
    rings.map((ring, index) =>
      (signedArea(ring) > 0 === (index === 0)) === counterclockwise ? ring : ring.toReversed(),
    );
  const coordinates =
    area.type === "Polygon" ? turned(area.coordinates) : area.coordinates.map((polygon) => turned(polygon));
  return { ...area, coordinates };
}
