import type { Geometry } from "geojson";
import { z } from "zod";
import { QueryError } from "#warehouse/errors.ts";
import { type Collection, GEOJSON, type Item, type Link, type Source } from "./collections.ts";
import { FilterFault, parseFilter, type Test } from "./cql2.ts";
import { CRS84, crsOf, reproject } from "./crs.ts";
import { type Box, boxesMeet, boxOf, meetsBox } from "./geometry.ts";

export const DEFAULT_LIMIT = 100;
export const MAX_LIMIT = 2000;
const KNOWN = [
  "limit",
  "offset",
  "bbox",
  "bbox-crs",
  "crs",
  "datetime",
  "filter",
  "filter-lang",
  "filter-crs",
  "f",
];

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

function systemOf(query: URLSearchParams, name: string) {
  const system = crsOf(query.get(name) ?? CRS84);
  if (system === null)
    throw bad(name, "système de coordonnées inconnu", "unknown coordinate reference system");
  return system;
}

function boxParam(query: URLSearchParams): Box | null {
  const value = query.get("bbox");
  const { to } = systemOf(query, "bbox-crs");
  if (value === null) return null;
  const parts = value.split(",").map((part) => (part.trim() === "" ? Number.NaN : Number(part)));
  // Six numbers carry heights, which these layers do not have.
  const [x0, y0, x1, y1] = parts.length === 6 ? [parts[0], parts[1], parts[3], parts[4]] : parts;
  const known = [x0, y0, x1, y1].every((part) => part !== undefined && Number.isFinite(part));
  const [west, south] = to(x0 ?? 0, y0 ?? 0);
  const [east, north] = to(x1 ?? 0, y1 ?? 0);
  if (!known || (parts.length !== 4 && parts.length !== 6) || south > north)
    throw bad("bbox", "quatre nombres : ouest,sud,est,nord", "four numbers: west,south,east,north");
  return [west, south, east, north];
}

const boxes = new WeakMap<Geometry, Box>();
function boxOfItem({ geometry }: Item): Box {
  const known =
    boxes.get(geometry) ?? ("coordinates" in geometry ? boxOf(geometry.coordinates) : [0, 0, 0, 0]);
  boxes.set(geometry, known);
  return known;
}
function meets(item: Item, [west, south, east, north]: Box): boolean {
  // A box whose west lies east of its east crosses the date line: it is two.
  if (west > east) return meets(item, [west, south, 180, north]) || meets(item, [-180, south, east, north]);
  const box: Box = [west, south, east, north];
  return boxesMeet(boxOfItem(item), box) && meetsBox(item.geometry, box);
}

/** An instant or interval of RFC 3339. These features have no time: every one of them is in any. */
const DATE = String.raw`\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}:\d{2}(?:\.\d+)?(?:Z|[+-]\d{2}:\d{2}))?`;
const TIME = new RegExp(`^(?:${DATE}|(?:${DATE}|\\.\\.)?/(?:${DATE}|\\.\\.)?)$`, "u");
function checkTime(value: string | null): void {
  if (value !== null && !TIME.test(value))
    throw bad("datetime", "date ou intervalle RFC 3339", "an RFC 3339 date or interval");
}

/** The month of a day, whose lines a tile draws; null where no day is asked for. */
export function monthOf(day: string | null): string | null {
  if (day === null) return null;
  if (!z.iso.date().safeParse(day).success)
    throw bad("datetime", "une date AAAA-MM-JJ est attendue", "a date YYYY-MM-DD is expected");
  return day.slice(0, 7);
}

function filterOf(query: URLSearchParams, collection: Collection): Test {
  const text = query.get("filter");
  if ((query.get("filter-lang") ?? "cql2-text") !== "cql2-text")
    throw bad("filter-lang", "cql2-text est attendu", "cql2-text is expected");
  const { to } = systemOf(query, "filter-crs");
  if (text === null) return () => true;
  try {
    return parseFilter(text, new Set(Object.keys(collection.queryables)), to);
  } catch (error) {
    if (!(error instanceof FilterFault)) throw error;
    throw bad("filter", `${error.message} (position ${error.at})`, `${error.message} (position ${error.at})`);
  }
}

/** A feature in the reference system asked for. */
const inSystem = (item: Item, from: NonNullable<ReturnType<typeof crsOf>>): object =>
  from.uri === CRS84 || !("coordinates" in item.geometry)
    ? item
    : {
        ...item,
        geometry: { ...item.geometry, coordinates: reproject(item.geometry.coordinates, from.from) },
      };

/** One feature by its id, in the reference system asked for; null where there is none. @throws QueryError */
export async function oneItem(
  base: string,
  collection: Collection,
  source: Source,
  id: string,
  query: URLSearchParams,
) {
  refuseUnknown(query, ["crs", "f"]);
  const system = systemOf(query, "crs");
  const item = (await collection.items(source)).find((one) => one.id === id);
  if (item === undefined) return null;
  const at = `${base}/ogc/collections/${collection.id}`;
  const links: Link[] = [
    { href: `${at}/items/${encodeURIComponent(id)}`, rel: "self", type: GEOJSON },
    { href: at, rel: "collection", type: "application/json" },
  ];
  return { crs: system.uri, body: { ...inSystem(item, system), links } };
}

function refuseUnknown(query: URLSearchParams, known: readonly string[]): void {
  const unknown = [...query.keys()].find((key) => !known.includes(key));
  if (unknown !== undefined) throw bad(unknown, "paramètre inconnu", "unknown parameter");
  const twice = known.find((key) => query.getAll(key).length > 1);
  if (twice !== undefined) throw bad(twice, "donné deux fois", "given twice");
  if (!["json", null].includes(query.get("f"))) throw bad("f", "json est attendu", "json is expected");
}

/** A page of a collection, in the order of its ids. @throws QueryError `bad_parameter` */
export async function items(base: string, collection: Collection, source: Source, query: URLSearchParams) {
  const simple = Object.keys(collection.queryables);
  refuseUnknown(query, [...KNOWN, ...simple]);
  const limit = Math.min(whole(query.get("limit"), "limit", DEFAULT_LIMIT, 1), MAX_LIMIT);
  const offset = whole(query.get("offset"), "offset", 0, 0);
  const box = boxParam(query);
  checkTime(query.get("datetime"));
  const test = filterOf(query, collection);
  const system = systemOf(query, "crs");
  const wanted = simple.flatMap((name) => {
    const value = query.get(name);
    return value === null ? [] : [{ name, value }];
  });
  const matched = (await collection.items(source)).filter(
    (item) =>
      wanted.every(({ name, value }) => String(item.properties[name]) === value) &&
      test(item) &&
      (box === null || meets(item, box)),
  );
  const page = matched.slice(offset, offset + limit);
  const at = `${base}/ogc/collections/${collection.id}`;
  const address = (from: number): string => {
    const params = new URLSearchParams(query);
    params.set("limit", String(limit));
    if (from > 0) params.set("offset", String(from));
    else params.delete("offset");
    return `${at}/items?${params}`;
  };
  const links: Link[] = [{ href: address(offset), rel: "self", type: GEOJSON }];
  if (offset + limit < matched.length)
    links.push({ href: address(offset + limit), rel: "next", type: GEOJSON });
  if (offset > 0) links.push({ href: address(Math.max(0, offset - limit)), rel: "prev", type: GEOJSON });
  links.push({ href: at, rel: "collection", type: "application/json" });
  return {
    crs: system.uri,
    body: {
      type: "FeatureCollection" as const,
      numberMatched: matched.length,
      numberReturned: page.length,
      links,
      features: page.map((item) => inSystem(item, system)),
    },
  };
}
