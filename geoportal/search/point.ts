import type { Layer } from "#geoportal/layers/load.ts";
import type { Unit } from "#geoportal/layers/unit.ts";

/** Longitude and latitude, degrees. */
export type Point = readonly [longitude: number, latitude: number];

/** Around Morocco: what lies further away is a slip of the pen. */
const AROUND = { west: -18, east: 0, south: 20, north: 37 };
const isAround = ([x, y]: Point): boolean =>
  x >= AROUND.west && x <= AROUND.east && y >= AROUND.south && y <= AROUND.north;

const DEGREES = /^([+-]?\d{1,3}(?:[.,]\d+)?)[°\s]*([NSEWO])?$/iu;
const SEXAGESIMAL = /^(\d{1,3})°\s*(\d{1,2})['′]\s*(?:(\d{1,2}(?:[.,]\d+)?)["″]\s*)?([NSEWO])$/iu;

function numberOf(part: string): { value: number; letter: string } | null {
  const plain = part.replace("\u2212", "-").trim();
  const sexagesimal = SEXAGESIMAL.exec(plain);
  if (sexagesimal !== null) {
    const [, degrees = "", minutes = "", seconds = "0", letter = ""] = sexagesimal;
    const value = Number(degrees) + Number(minutes) / 60 + Number(seconds.replace(",", ".")) / 3600;
    return { value: signed(value, letter), letter: letter.toUpperCase() };
  }
  const found = DEGREES.exec(plain);
  if (found === null) return null;
  const letter = (found[2] ?? "").toUpperCase();
  return { value: signed(Number((found[1] ?? "").replace(",", ".")), letter), letter };
}
const signed = (value: number, letter: string): number => (/[SWO]/iu.test(letter) ? -Math.abs(value) : value);

/**
 * Coordinates as people write them: `34.02, -6.83`, `34,02 ; −6,83`, `34°01'12"N 6°49'48"O`. Latitude first, unless the
 * letters or the country say otherwise. Null for what is no pair of numbers.
 */
export function pointOf(text: string): Point | null {
  const parts = text.includes(";")
    ? text.split(";")
    : (/^(.+?[NSEWO])\s*,?\s+(.+)$/iu.exec(text)?.slice(1) ??
      (/^[^,]*,[^,]*$/u.test(text) && !/\d,\d+\s+/u.test(text)
        ? text.split(",")
        : text.trim().split(/\s+/u)));
  if (parts.length !== 2) return null;
  const [first, second] = parts.map(numberOf);
  if (first == null || second == null) return null;
  const swapped = /[EWO]/u.test(first.letter) || /[NS]/u.test(second.letter);
  const point: Point = swapped ? [first.value, second.value] : [second.value, first.value];
  const other: Point = [point[1], point[0]];
  const told = first.letter === "" && second.letter === "";
  return told && !isAround(point) && isAround(other) ? other : point;
}

/** Whether a point lies in a unit: crossings of a ray, holes and parts alike. */
function contains(unit: Unit, [x, y]: Point): boolean {
  const { geometry } = unit;
  const rings = geometry.type === "Polygon" ? geometry.coordinates : geometry.coordinates.flat();
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

/** The unit of a layer that a point lies in, by the layer's own lines; null outside the country. */
export const unitAt = (layer: Layer, point: Point): Unit | null =>
  layer.units.find((unit) => contains(unit, point)) ?? null;
