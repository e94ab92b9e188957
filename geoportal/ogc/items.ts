import type { Layers } from "#geoportal/layers/load.ts";
import { LAYER_OF, type Level, type Unit } from "#geoportal/layers/unit.ts";
import { QueryError } from "#warehouse/errors.ts";
import { type Box, boxOf, GEOJSON, type Link } from "./collections.ts";

export const DEFAULT_LIMIT = 100;
export const MAX_LIMIT = 2000;
const KNOWN = new Set(["limit", "offset", "bbox", "f", "region", "province"]);

const bad = (name: string, fr: string, en: string): QueryError =>
  new QueryError("bad_parameter", {
    fr: `${name} : ${fr}`,
    ar: `معلمة غير صالحة: ${name}`,
    en: `${name}: ${en}`,
  });

function whole(value: string | null, name: string, fallback: number, min: number): number {
  if (value === null) return fallback;
  if (!/^\d{1,7}$/u.test(value) || Number(value) < min)
    throw bad(name, "un entier est attendu", "a whole number is expected");
  return Number(value);
}

function boxParam(value: string | null): Box | null {
  if (value === null) return null;
  const parts = value.split(",").map(Number);
  // Six numbers carry heights, which these layers do not have.
  const [west, south, east, north] = parts.length === 6 ? [parts[0], parts[1], parts[3], parts[4]] : parts;
  const known = [west, south, east, north].every((part) => part !== undefined && Number.isFinite(part));
  if (!known || (parts.length !== 4 && parts.length !== 6) || (south ?? 0) > (north ?? 0)) {
    throw bad("bbox", "quatre nombres : ouest,sud,est,nord", "four numbers: west,south,east,north");
  }
  return [west ?? 0, south ?? 0, east ?? 0, north ?? 0];
}

const boxes = new WeakMap<Unit, Box>();
function boxOfUnit(unit: Unit): Box {
  const known = boxes.get(unit) ?? boxOf(unit.geometry.coordinates);
  boxes.set(unit, known);
  return known;
}
function meets(a: Box, b: Box): boolean {
  const inLatitude = a[1] <= b[3] && a[3] >= b[1];
  // A box whose west lies east of its east crosses the date line.
  return inLatitude && (b[0] <= b[2] ? a[0] <= b[2] && a[2] >= b[0] : a[2] >= b[0] || a[0] <= b[2]);
}

/** One unit as OGC API Features gives it. */
export const item = (unit: Unit) => ({
  type: "Feature" as const,
  id: unit.properties.code,
  geometry: unit.geometry,
  properties: unit.properties,
});

/** A page of a collection, in code order. @throws QueryError `bad_parameter` */
export function items(base: string, level: Level, layers: Layers, query: URLSearchParams) {
  const unknown = [...query.keys()].find((key) => !KNOWN.has(key));
  if (unknown !== undefined) throw bad(unknown, "paramètre inconnu", "unknown parameter");
  const limit = Math.min(whole(query.get("limit"), "limit", DEFAULT_LIMIT, 1), MAX_LIMIT);
  const offset = whole(query.get("offset"), "offset", 0, 0);
  const box = boxParam(query.get("bbox"));
  const region = query.get("region");
  const province = query.get("province");
  const matched = layers[level].units.filter(
    (unit) =>
      (box === null || meets(boxOfUnit(unit), box)) &&
      (region === null || unit.properties.region === region) &&
      (province === null || unit.properties.province === province),
  );
  const page = matched.slice(offset, offset + limit);
  const address = (from: number): string => {
    const params = new URLSearchParams(query);
    params.set("limit", String(limit));
    if (from > 0) params.set("offset", String(from));
    else params.delete("offset");
    return `${base}/ogc/collections/${LAYER_OF[level]}/items?${params}`;
  };
  const links: Link[] = [{ href: address(offset), rel: "self", type: GEOJSON }];
  if (offset + limit < matched.length)
    links.push({ href: address(offset + limit), rel: "next", type: GEOJSON });
  if (offset > 0) links.push({ href: address(Math.max(0, offset - limit)), rel: "prev", type: GEOJSON });
  links.push({
    href: `${base}/ogc/collections/${LAYER_OF[level]}`,
    rel: "collection",
    type: "application/json",
  });
  return {
    type: "FeatureCollection" as const,
    numberMatched: matched.length,
    numberReturned: page.length,
    links,
    features: page.map(item),
  };
}
