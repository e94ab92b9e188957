import type { Drawing } from "#geoportal/map/shapes.ts";

/** Length of a degree of longitude on the equator, in kilometres (WGS 84). */
const DEGREE_KM = 111.3195;
/** Longest scale bar on paper, in millimetres. */
const LONGEST = 50;

export interface Scale {
  /** n of 1 : n, at the middle of the map, three significant figures. */
  readonly ratio: number;
  /** A round length, and how long it is on paper. */
  readonly bar: { readonly km: number; readonly mm: number };
}

/** The scale of a drawing printed so wide. Mercator stretches with latitude: it holds at the middle of the map. */
export function scaleOf(drawing: Drawing, widthMm: number): Scale {
  const [west, south, east, north] = drawing.bounds;
  const middle = (south + north) / 2;
  const [left] = drawing.project(west, middle);
  const [right] = drawing.project(east, middle);
  const km = (east - west) * DEGREE_KM * Math.cos((middle * Math.PI) / 180);
  const mm = ((right - left) * widthMm) / drawing.width;
  const kmPerMm = km / mm;
  const most = kmPerMm * LONGEST;
  const power = 10 ** Math.floor(Math.log10(most));
  const step = ([5, 2, 1].find((one) => one * power <= most) ?? 1) * power;
  return {
    ratio: Number((kmPerMm * 1e6).toPrecision(3)),
    bar: { km: Number(step.toPrecision(1)), mm: step / kmPerMm },
  };
}
