import type { Position } from "geojson";
import type { Layer } from "#geoportal/layers/load.ts";
import { type Box, boxesMeet, boxOf, inRings } from "#geoportal/ogc/geometry.ts";
import { unitAt } from "#geoportal/search/point.ts";
import { isStopped, type PlanFault, type PlanFaultKind } from "./faults.ts";
import { KINDS, type Plan, USES, type Zone } from "./model.ts";
import { innerPoint, isOnEdge, isSame, marksOf, meeting, type Place, ringArea } from "./rings.ts";

/** Vertices of a file at most: a check is quadratic where outlines are bad. */
const MOST = 5_000;
const COUNTRY = { west: -18, south: 20, east: 0, north: 37 };
const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null;
const text = (value: unknown): string | null =>
  typeof value === "string" && value.trim() !== "" ? value.trim() : null;
const day = (value: unknown): string | null =>
  /^\d{4}-\d{2}-\d{2}$/u.test(text(value) ?? "") ? text(value) : null;
const rule = (value: unknown): number | null =>
  typeof value === "number" && Number.isFinite(value) ? value : null;
const isPosition = (value: unknown): value is Position =>
  Array.isArray(value) &&
  typeof value[0] === "number" &&
  typeof value[1] === "number" &&
  value.every(Number.isFinite);

export interface Checked {
  /** Null where the file says too little to be one. */
  readonly plan: Plan | null;
  readonly faults: readonly PlanFault[];
}

/**
 * Reads a planning document (GeoJSON; its own facts in `document`) and tells each fault with its place: reading, place
 * on earth, codes, attributes, dates, topology, overlap with documents in force. Never throws on what it is given.
 */
export function checkPlan(given: string, communes: Layer, neighbours: readonly Plan[] = []): Checked {
  const faults: PlanFault[] = [];
  const tell = (
    kind: PlanFaultKind,
    zone: string | null = null,
    at: Place | null = null,
    detail = "",
  ): void => {
    faults.push({ kind, zone, at, detail });
  };
  let json: unknown;
  try {
    json = JSON.parse(given);
  } catch (error) {
    tell("unreadable", null, null, error instanceof Error ? error.message.slice(0, 120) : "");
    return { plan: null, faults };
  }
  if (!isRecord(json) || json.type !== "FeatureCollection" || !Array.isArray(json.features)) {
    tell("unreadable");
    return { plan: null, faults };
  }
  const crs = JSON.stringify(json.crs ?? "");
  if (crs !== '""' && !/4326|CRS84/u.test(crs)) tell("wrong_crs", null, null, crs.slice(0, 80));
  const head = documentOf(json.document, communes, tell);
  if (json.features.length === 0) tell("no_zones");
  const zones = json.features.flatMap((feature: unknown, index): Zone[] => zoneOf(feature, index, tell));
  const points = zones.flatMap(({ parts }) => parts.flat(2));
  if (points.length > MOST) {
    tell("too_large", null, null, String(points.length));
    return { plan: null, faults };
  }
  if (!placed(points, tell)) return { plan: null, faults };
  topology(zones, tell);
  for (const zone of zones) besides(zone, head, communes, neighbours, tell);
  const plan = head === null ? null : { ...head, zones };
  return { plan: isStopped(faults) ? null : plan, faults };
}

type Tell = (kind: PlanFaultKind, zone?: string | null, at?: Place | null, detail?: string) => void;

function documentOf(given: unknown, layer: Layer, tell: Tell): Omit<Plan, "zones"> | null {
  const facts = isRecord(given) ? given : {};
  const [id, kind, drawn] = [text(facts.id), text(facts.kind), day(facts.drawn)];
  const communes = Array.isArray(facts.communes) ? facts.communes.map(String) : [];
  if (id === null || kind === null || drawn === null || communes.length === 0) {
    tell(
      "no_document",
      null,
      null,
      ["id", "kind", "drawn", "communes"].filter((name) => facts[name] === undefined).join(", "),
    );
    return null;
  }
  if (!Object.hasOwn(KINDS, kind)) tell("unknown_kind", null, null, kind);
  for (const code of communes) if (!layer.byCode.has(code)) tell("unknown_commune", null, null, code);
  const [inquiry, approved, expires] = [day(facts.inquiry), day(facts.approved), day(facts.expires)];
  const order = [drawn, inquiry, approved, expires].filter((one) => one !== null);
  if (order.some((one, index) => index > 0 && one < (order[index - 1] ?? "")))
    tell("bad_dates", null, null, order.join(" > "));
  const address = text(facts.regulation);
  return {
    id,
    kind,
    communes,
    drawn,
    inquiry,
    approved,
    expires,
    regulation: address?.startsWith("https://") ? address : null,
  };
}

function zoneOf(feature: unknown, index: number, tell: Tell): Zone[] {
  const properties = isRecord(feature) && isRecord(feature.properties) ? feature.properties : {};
  const geometry = isRecord(feature) && isRecord(feature.geometry) ? feature.geometry : {};
  const given =
    geometry.type === "Polygon"
      ? [geometry.coordinates]
      : geometry.type === "MultiPolygon"
        ? geometry.coordinates
        : [];
  const parts = (Array.isArray(given) ? given : []).map((rings: unknown) =>
    (Array.isArray(rings) ? rings : []).map((ring: unknown) =>
      Array.isArray(ring) ? ring.filter(isPosition) : [],
    ),
  );
  const code = text(properties.zone);
  const zone = code ?? `#${index + 1}`;
  const rings = parts.flat();
  const at = rings.length === 0 ? null : innerPoint(rings);
  if (code === null) tell("missing_code", zone, at);
  const use = text(properties.use) ?? "";
  if (!Object.hasOwn(USES, use)) tell("unknown_use", zone, at, use);
  const [cos, ces, hmax] = [rule(properties.cos), rule(properties.ces), rule(properties.hmax)];
  if (
    (cos ?? 0) < 0 ||
    (cos ?? 0) > 20 ||
    (ces ?? 0) < 0 ||
    (ces ?? 0) > 1 ||
    (hmax ?? 0) < 0 ||
    (hmax ?? 0) > 300
  )
    tell("bad_rule", zone, at, JSON.stringify({ cos, ces, hmax }));
  for (const ring of rings) {
    const [first, last] = [ring[0], ring.at(-1)];
    if (first !== undefined && !isSame(first, last)) tell("open_ring", zone, [first[0] ?? 0, first[1] ?? 0]);
  }
  if (rings.length === 0 || rings.some((ring) => ring.length < 4 || Math.abs(ringArea(ring)) < 1e-12))
    tell("empty", zone, rings[0]?.[0] === undefined ? null : [rings[0][0][0] ?? 0, rings[0][0][1] ?? 0]);
  return [{ zone, use, cos, ces, hmax, parts }];
}

/** Whether all lies in the country; tells what it looks like where not. */
function placed(points: readonly Position[], tell: Tell): boolean {
  if (points.length === 0) return true;
  const inside = (x: number, y: number): boolean =>
    x >= COUNTRY.west && x <= COUNTRY.east && y >= COUNTRY.south && y <= COUNTRY.north;
  const wrong = points.find(([x = 0, y = 0]) => !inside(x, y));
  if (wrong === undefined) return true;
  const [x = 0, y = 0] = wrong;
  const kind =
    Math.abs(x) > 180 || Math.abs(y) > 90
      ? "wrong_crs"
      : points.every(([a = 0, b = 0]) => inside(b, a))
        ? "swapped_axes"
        : "outside";
  tell(kind, null, [x, y]);
  return false;
}

function topology(zones: readonly Zone[], tell: Tell): void {
  const seen = new Set<string>();
  for (const [index, one] of zones.entries()) {
    if (seen.has(one.zone)) tell("repeated_code", one.zone, innerPoint(one.parts.flat()));
    seen.add(one.zone);
    const rings = one.parts.flat();
    const crossed = meeting(rings, rings);
    if (crossed !== null) tell("self_crossing", one.zone, crossed);
    for (const other of zones.slice(index + 1)) {
      const at = overlapOf(one, other);
      if (at !== null) tell("overlap", one.zone, at, other.zone);
    }
  }
}

/**
 * A place where two zones both lie: where outlines cross, or a corner, the middle of an edge or a point inside of one
 * that lies well inside the other. Zones that share a border do not overlap.
 */
export function overlapOf(one: Pick<Zone, "parts">, other: Pick<Zone, "parts">): Place | null {
  const [a, b] = [one.parts.flat(), other.parts.flat()];
  const [boxA, boxB] = [boxOf(a), boxOf(b)];
  if (!boxesMeet(boxA, boxB)) return null;
  return meeting(a, b) ?? markIn(a, b, boxB) ?? markIn(b, a, boxA);
}

/** A mark of the first outline that lies well inside the second. */
function markIn(first: readonly Position[][], second: readonly Position[][], box: Box): Place | null {
  const inner = innerPoint(first);
  const rings = second.map((ring) => [...ring]);
  for (const [x = 0, y = 0] of [...(inner === null ? [] : [inner]), ...marksOf(first)]) {
    if (x < box[0] || x > box[2] || y < box[1] || y > box[3]) continue;
    if (inRings(rings, x, y) && !isOnEdge(second, [x, y])) return [x, y];
  }
  return null;
}

/** What a zone is beside: the document's communes, and documents in force around it. */
function besides(
  zone: Zone,
  head: Omit<Plan, "zones"> | null,
  communes: Layer,
  neighbours: readonly Plan[],
  tell: Tell,
): void {
  const at = zone.parts.length === 0 ? null : innerPoint(zone.parts.flat());
  if (at === null || head === null) return;
  const unit = unitAt(communes, at)?.properties.code;
  if (unit === undefined || !head.communes.includes(unit)) tell("outside_commune", zone.zone, at, unit ?? "");
  for (const plan of neighbours) {
    // The next version of a document takes its place; a master plan lies over the plans that follow it.
    if (plan.id === head.id || (plan.kind === "SDAU") !== (head.kind === "SDAU")) continue;
    for (const other of plan.zones) {
      const found = overlapOf(zone, other);
      if (found !== null) tell("neighbour_overlap", zone.zone, found, `${plan.id} ${other.zone}`);
    }
  }
}
