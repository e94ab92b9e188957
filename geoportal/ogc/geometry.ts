import type { Geometry, Position } from "geojson";

export type Box = readonly [west: number, south: number, east: number, north: number];

/** Smallest box around coordinates of any depth. */
export function boxOf(coordinates: unknown, box: Box = [180, 90, -180, -90]): Box {
  if (!Array.isArray(coordinates)) return box;
  const [x, y] = coordinates;
  if (typeof x === "number" && typeof y === "number")
    return [Math.min(box[0], x), Math.min(box[1], y), Math.max(box[2], x), Math.max(box[3], y)];
  return coordinates.reduce<Box>((found, item) => boxOf(item, found), box);
}

const inBox = ([x = 0, y = 0]: Position, [west, south, east, north]: Box): boolean =>
  x >= west && x <= east && y >= south && y <= north;
export const boxesMeet = (a: Box, b: Box): boolean =>
  a[0] <= b[2] && a[2] >= b[0] && a[1] <= b[3] && a[3] >= b[1];

/** Whether a point lies in rings taken together: holes and parts alike, by crossings of a ray. */
export function inRings(rings: readonly Position[][], x: number, y: number): boolean {
  let inside = false;
  for (const ring of rings) {
    for (let index = 0, before = ring.length - 1; index < ring.length; before = index, index += 1) {
      const [x1 = 0, y1 = 0] = ring[index] ?? [];
      const [x0 = 0, y0 = 0] = ring[before] ?? [];
      if (y1 > y !== y0 > y && x < ((x0 - x1) * (y - y1)) / (y0 - y1) + x1) inside = !inside;
    }
  }
  return inside;
}

/** Whether a segment touches a box (Liang and Barsky 1984). */
function segmentMeets(
  [x0 = 0, y0 = 0]: Position,
  [x1 = 0, y1 = 0]: Position,
  [west, south, east, north]: Box,
): boolean {
  let [from, to] = [0, 1];
  for (const [step, room] of [
    [x0 - x1, x0 - west],
    [x1 - x0, east - x0],
    [y0 - y1, y0 - south],
    [y1 - y0, north - y0],
  ] as const) {
    if (step === 0) {
      if (room < 0) return false;
      continue;
    }
    const at = room / step;
    if (step < 0) from = Math.max(from, at);
    else to = Math.min(to, at);
    if (from > to) return false;
  }
  return true;
}

/** Whether a geometry and a box share a point, exactly. */
export function meetsBox(geometry: Geometry, box: Box): boolean {
  if (geometry.type === "Point") return inBox(geometry.coordinates, box);
  if (geometry.type !== "Polygon" && geometry.type !== "MultiPolygon") return false;
  const rings = geometry.type === "Polygon" ? geometry.coordinates : geometry.coordinates.flat();
  const edges = rings.some((ring) =>
    ring.some((point, index) => segmentMeets(point, ring[index + 1] ?? ring[0] ?? point, box)),
  );
  // No edge reaches the box: it lies wholly inside, or wholly outside.
  return edges || inRings(rings, (box[0] + box[2]) / 2, (box[1] + box[3]) / 2);
}

/** Whether a point lies in a geometry. */
export function meetsPoint(geometry: Geometry, x: number, y: number): boolean {
  if (geometry.type === "Point") return geometry.coordinates[0] === x && geometry.coordinates[1] === y;
  if (geometry.type === "Polygon") return inRings(geometry.coordinates, x, y);
  return geometry.type === "MultiPolygon" && inRings(geometry.coordinates.flat(), x, y);
}
