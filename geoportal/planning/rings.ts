import type { Position } from "geojson";

export type Place = readonly [number, number];
/** Degrees under which two points are one: a centimetre. */
const SAME = 1e-7;

const cross = (o: Position, a: Position, b: Position): number =>
  ((a[0] ?? 0) - (o[0] ?? 0)) * ((b[1] ?? 0) - (o[1] ?? 0)) -
  ((a[1] ?? 0) - (o[1] ?? 0)) * ((b[0] ?? 0) - (o[0] ?? 0));
export const isSame = (a: Position | undefined, b: Position | undefined): boolean =>
  Math.abs((a?.[0] ?? 0) - (b?.[0] ?? 1)) < SAME && Math.abs((a?.[1] ?? 0) - (b?.[1] ?? 1)) < SAME;

/** Where two segments cross inside both; null where they only touch or do not meet. */
export function crossing(a: Position, b: Position, c: Position, d: Position): Place | null {
  const [left, right] = [cross(a, b, c), cross(a, b, d)];
  const [from, to] = [cross(c, d, a), cross(c, d, b)];
  // Touching within a rounding of the coordinates is no crossing.
  const least = 1e-13;
  if (left * right >= 0 || from * to >= 0) return null;
  if ([left, right, from, to].some((one) => Math.abs(one) < least)) return null;
  const share = from / (from - to);
  return [
    Number(((a[0] ?? 0) + share * ((b[0] ?? 0) - (a[0] ?? 0))).toFixed(6)),
    Number(((a[1] ?? 0) + share * ((b[1] ?? 0) - (a[1] ?? 0))).toFixed(6)),
  ];
}

interface Edge {
  readonly from: Position;
  readonly to: Position;
  readonly west: number;
  readonly east: number;
}
const edgesOf = (rings: readonly Position[][]): Edge[] =>
  rings
    .flatMap((ring) => ring.slice(1).map((to, index) => ({ from: ring[index] ?? to, to })))
    .map(({ from, to }) => ({
      ...{ from, to },
      west: Math.min(from[0] ?? 0, to[0] ?? 0),
      east: Math.max(from[0] ?? 0, to[0] ?? 0),
    }))
    .sort((a, b) => a.west - b.west);

/** The first place where the outlines of two sets of rings cross, from west to east; the same set for itself. */
export function meeting(first: readonly Position[][], second: readonly Position[][]): Place | null {
  const [left, right] = [edgesOf(first), first === second ? null : edgesOf(second)];
  for (const [index, one] of left.entries()) {
    for (const other of right ?? left.slice(index + 1)) {
      if (other.west > one.east) break;
      if (other.east < one.west) continue;
      const found = crossing(one.from, one.to, other.from, other.to);
      if (found !== null) return found;
    }
  }
  return null;
}

/** Twice the signed area of a ring, square degrees. */
export const ringArea = (ring: readonly Position[]): number =>
  ring
    .slice(1)
    .reduce(
      (sum, [x = 0, y = 0], index) => sum + (ring[index]?.[0] ?? 0) * y - x * (ring[index]?.[1] ?? 0),
      0,
    );

/** A point inside rings taken together: the middle of the widest run that a level line makes in them. */
export function innerPoint(rings: readonly Position[][]): Place | null {
  const heights = rings.flat().map(([, y = 0]) => y);
  const [low, high] = [Math.min(...heights), Math.max(...heights)];
  for (const share of [0.5, 0.37, 0.63, 0.21, 0.79]) {
    const y = low + share * (high - low);
    const cuts = edgesOf(rings)
      .flatMap(({ from: [x0 = 0, y0 = 0], to: [x1 = 0, y1 = 0] }) =>
        y0 > y !== y1 > y ? [x0 + ((y - y0) * (x1 - x0)) / (y1 - y0)] : [],
      )
      .sort((a, b) => a - b);
    let best: Place | null = null;
    let width = 0;
    for (let index = 0; index + 1 < cuts.length; index += 2) {
      const [west = 0, east = 0] = [cuts[index], cuts[index + 1]];
      if (east - west > width) [best, width] = [[(west + east) / 2, y], east - west];
    }
    if (best !== null) return best;
  }
  return null;
}

/** Corners of rings and the middles of their edges. */
export const marksOf = (rings: readonly Position[][]): Position[] =>
  rings.flatMap((ring) =>
    ring.flatMap((point, index) => {
      const next = ring[index + 1];
      if (next === undefined) return [];
      return [point, [((point[0] ?? 0) + (next[0] ?? 0)) / 2, ((point[1] ?? 0) + (next[1] ?? 0)) / 2]];
    }),
  );

/** Degrees within which a point is on a line: ten centimetres. */
const NEAR = 1e-6;

/** Whether a point lies on an outline, as near as neighbours draw one border twice. */
export const isOnEdge = (rings: readonly Position[][], [x, y]: Place): boolean =>
  rings.some((ring) =>
    ring.slice(1).some(([x1 = 0, y1 = 0], index) => {
      const [x0 = 0, y0 = 0] = ring[index] ?? [];
      const length = (x1 - x0) ** 2 + (y1 - y0) ** 2;
      const share =
        length === 0 ? 0 : Math.min(1, Math.max(0, ((x - x0) * (x1 - x0) + (y - y0) * (y1 - y0)) / length));
      return (x - x0 - share * (x1 - x0)) ** 2 + (y - y0 - share * (y1 - y0)) ** 2 < NEAR ** 2;
    }),
  );
