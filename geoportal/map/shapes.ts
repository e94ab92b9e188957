import type { Layer } from "#geoportal/layers/load.ts";
import type { Unit } from "#geoportal/layers/unit.ts";

export type Point = readonly [number, number];

/** One unit on paper: its outline, and where its label or circle stands, in drawing units (half a CSS pixel). */
export interface Shape {
  readonly code: string;
  readonly d: string;
  readonly x: number;
  readonly y: number;
}
export interface Drawing {
  readonly width: number;
  readonly height: number;
  /** Units asked for, in code order. */
  readonly shapes: readonly Shape[];
  /** All other units that the frame shows, as one outline. */
  readonly around: string;
  /** Degrees: west, south, east, north of the units asked for. */
  readonly bounds: readonly [number, number, number, number];
  /** Where a point in degrees lies on the drawing. */
  readonly project: (longitude: number, latitude: number) => Point;
}

/** Room left around the units, in the drawing's units. */
const MARGIN = 16;

const cache = new WeakMap<Layer, Map<string, Drawing>>();
/** Drawings kept per layer: the country, and the parts last looked at. */
const KEPT = 40;

/**
 * Projects a layer once per frame: Mercator, north up, outlines in whole drawing units. The cost is all in here, so
 * that recolouring a map costs nothing.
 *
 * @param within code of the unit whose parts are drawn; null for the country
 */
export function drawingOf(layer: Layer, within: string | null, width: number, height: number): Drawing {
  const key = `${within ?? ""} ${width} ${height}`;
  const drawings = cache.get(layer) ?? new Map<string, Drawing>();
  cache.set(layer, drawings);
  const known = drawings.get(key);
  if (known !== undefined) return known;
  const made = draw(layer, within, width, height);
  drawings.set(key, made);
  for (const old of [...drawings.keys()].slice(0, -KEPT)) drawings.delete(old);
  return made;
}

export const isWithin = (unit: Unit, within: string | null): boolean =>
  within === null || unit.properties.region === within || unit.properties.province === within;

type Box = readonly [west: number, south: number, east: number, north: number];

/** The outer and inner rings of a unit, as coordinate lists. */
const ringsOf = (unit: Unit): number[][][] =>
  unit.geometry.type === "Polygon" ? unit.geometry.coordinates : unit.geometry.coordinates.flat();

function boxOf(units: readonly Unit[]): Box {
  let [west, south, east, north] = [180, 90, -180, -90];
  for (const ring of units.flatMap(ringsOf)) {
    for (const [x = 0, y = 0] of ring) {
      west = Math.min(west, x);
      east = Math.max(east, x);
      south = Math.min(south, y);
      north = Math.max(north, y);
    }
  }
  return [west, south, east, north];
}

function draw(layer: Layer, within: string | null, width: number, height: number): Drawing {
  const chosen = layer.units.filter((unit) => isWithin(unit, within));
  const bounds = boxOf(chosen);
  const project = framed(bounds, width, height);
  const shapes = chosen.map((unit): Shape => {
    const { code, x, y } = unit.properties;
    const [left, top] = project(x, y);
    return { code, d: outline(unit, project), x: left, y: top };
  });
  const shown = ([west, south, east, north]: Box): boolean => {
    const [left, top] = project(west, north);
    const [right, bottom] = project(east, south);
    return left <= width && right >= 0 && top <= height && bottom >= 0;
  };
  const others =
    within === null ? [] : layer.units.filter((unit) => !isWithin(unit, within) && shown(boxOf([unit])));
  return {
    width,
    height,
    shapes,
    around: others.map((unit) => outline(unit, project)).join(""),
    bounds,
    project,
  };
}

/** Spherical Mercator ordinate, in degrees at the equator. */
const ordinate = (latitude: number): number =>
  (Math.log(Math.tan(Math.PI / 4 + (latitude * Math.PI) / 360)) * 180) / Math.PI;

/** Mercator as the browser's map draws it, north up, the box in the middle of the frame; whole drawing units. */
function framed(
  [west, south, east, north]: Box,
  width: number,
  height: number,
): (x: number, y: number) => Point {
  const [low, high] = [ordinate(south), ordinate(north)];
  const scale = Math.min((width - 2 * MARGIN) / (east - west), (height - 2 * MARGIN) / (high - low));
  const [left, top] = [(width - scale * (east - west)) / 2, (height - scale * (high - low)) / 2];
  return (x, y) => [Math.round(left + scale * (x - west)), Math.round(top + scale * (high - ordinate(y)))];
}

/** Relative whole numbers, repeated points left out: a quarter of what absolute decimals take. */
function outline(unit: Unit, project: (x: number, y: number) => Point): string {
  return ringsOf(unit)
    .map((ring) => {
      let path = "";
      let [atX, atY] = [0, 0];
      for (const [index, [longitude = 0, latitude = 0]] of ring.entries()) {
        const [x, y] = project(longitude, latitude);
        if (index === 0) path = `M${x} ${y}l`;
        else if (x !== atX || y !== atY)
          path += `${path.endsWith("l") || x < atX ? "" : " "}${x - atX}${y < atY ? "" : " "}${y - atY}`;
        [atX, atY] = [x, y];
      }
      return path.endsWith("l") ? "" : `${path}z`;
    })
    .join("");
}
