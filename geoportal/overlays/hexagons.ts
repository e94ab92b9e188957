import type { Polygon } from "geojson";
import type { ReleaseStatus } from "#dashboards/lib/release.ts";
import { breaksOf } from "#geoportal/map/classes.ts";
import { type Door, PUBLIC_VIEWER } from "#warehouse/door/types.ts";
import { QueryError } from "#warehouse/errors.ts";

/** A hexagon of permit files: counts rounded to five, none under ten. */
export interface Hexagon {
  readonly id: string;
  readonly region: string | null;
  readonly province: string | null;
  /** Degrees, its middle. */
  readonly at: readonly [number, number];
  /** Null where there are too few to tell. */
  readonly files: number | null;
  readonly onTime: number | null;
}

/** As the model draws its grid: edge in degrees of latitude, and what shortens longitudes. */
const EDGE = 0.06;
const SHORTENED = 0.848;
/** Of the two kinds of permits, the one that stands on a map: a building has a place, a trade's file less so. */
const DOMAIN = "URB";

type Release = Pick<ReleaseStatus, "id" | "until">;
interface Known {
  readonly release: string;
  readonly years: Map<number, Promise<readonly Hexagon[] | null>>;
}
const cache = new WeakMap<Door, Known>();

/** The year drawn: the one asked for, or the release's last whole one. */
export const hexagonYear = ({ until }: Pick<Release, "until">, year: number | null): number =>
  year ?? Number(until.slice(0, 4)) - (until.endsWith("-12") ? 0 : 1);

/** Hexagons of a year, the same for all readers; null for a release that has none. */
export function hexagonsOf(
  door: Door,
  release: Release,
  asked: number | null,
): Promise<readonly Hexagon[] | null> {
  const year = hexagonYear(release, asked);
  const before = cache.get(door);
  const known = before?.release === release.id ? before : { release: release.id, years: new Map() };
  cache.set(door, known);
  const found = known.years.get(year) ?? read(door, year);
  known.years.set(year, found);
  found.catch(() => known.years.delete(year));
  return found;
}

const number = (value: unknown): number | null =>
  value === null || value === undefined ? null : Number(value);

async function read(door: Door, year: number): Promise<readonly Hexagon[] | null> {
  try {
    const { rows } = await door.rows(
      {
        mart: "fct_permit_hexagon",
        where: [
          { column: "permit_year", value: year },
          { column: "domain", value: DOMAIN },
        ],
      },
      PUBLIC_VIEWER,
    );
    return rows.map((row) => ({
      id: String(row.hexagon),
      region: row.region_code === null ? null : String(row.region_code),
      province: row.province_code === null ? null : String(row.province_code),
      at: [Number(row.lon), Number(row.lat)],
      files: number(row.files),
      onTime: number(row.on_time_rate),
    }));
  } catch (error) {
    // A release made before there were hexagons.
    if (error instanceof QueryError && error.status === 400) return null;
    throw error;
  }
}

/** Bounds between the classes of hexagons that have a count. */
export const hexagonBreaks = (hexagons: readonly Hexagon[]): number[] =>
  breaksOf(hexagons.flatMap(({ files }) => (files === null ? [] : [files])));

/** The outline of a hexagon, point up, counterclockwise. */
export function outlineOf({ at: [x, y] }: Pick<Hexagon, "at">): Polygon {
  const corner = (index: number): [number, number] => {
    const angle = (Math.PI / 180) * (60 * (index % 6) - 30);
    return [
      Math.round((x + (EDGE / SHORTENED) * Math.cos(angle)) * 1e5) / 1e5,
      Math.round((y + EDGE * Math.sin(angle)) * 1e5) / 1e5,
    ];
  };
  return { type: "Polygon", coordinates: [Array.from({ length: 7 }, (_, index) => corner(index))] };
}
