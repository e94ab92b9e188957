import type { GeoJSONSource, Map as LiveMap, LngLat } from "maplibre-gl";
import { formatNumber } from "#dashboards/lib/format.ts";
import type { Lang } from "./stage.ts";
import { themeColor } from "./theme.ts";

/** Mean radius of the earth in kilometres (IUGG). */
const EARTH = 6371.0088;
const SOURCE = "measure";
const rad = (degrees: number): number => (degrees * Math.PI) / 180;

type Point = readonly [number, number];

/** Great-circle length of a line of degrees, in kilometres. */
export function lengthOf(points: readonly Point[]): number {
  return points.slice(1).reduce((sum, [x, y], index) => {
    const [x0, y0] = points[index] ?? [x, y];
    const h =
      Math.sin(rad(y - y0) / 2) ** 2 + Math.cos(rad(y0)) * Math.cos(rad(y)) * Math.sin(rad(x - x0) / 2) ** 2;
    return sum + 2 * EARTH * Math.asin(Math.sqrt(h));
  }, 0);
}

/** Area inside a ring of degrees on the sphere, in square kilometres (Chamberlain and Duquette 2007). */
export function areaOf(points: readonly Point[]): number {
  if (points.length < 3) return 0;
  const sum = points.reduce((total, [x, y], index) => {
    const [x1, y1] = points[(index + 1) % points.length] ?? [x, y];
    return total + rad(x1 - x) * (2 + Math.sin(rad(y)) + Math.sin(rad(y1)));
  }, 0);
  return Math.abs((sum * EARTH ** 2) / 2);
}

/** Distances and areas: each click adds a point; what they measure is said in words under the map. */
export function startMeasure(
  map: LiveMap,
  element: HTMLElement,
  lang: Lang,
  words: Readonly<Record<string, string>>,
) {
  let points: Point[] = [];
  let on = false;
  const told = document.createElement("p");
  told.className = "map-measure";
  told.setAttribute("role", "status");
  const km = (value: number): string => formatNumber(lang, value, { digits: value < 100 ? 2 : 0 });
  const tell = (): void => {
    const unit = { fr: "km", ar: "كلم", en: "km" }[lang];
    const parts = [`${km(lengthOf(points))} ${unit}`];
    if (points.length > 2) parts.push(`${km(areaOf(points))} ${unit}²`);
    told.textContent = points.length < 2 ? (words["measure.hint"] ?? "") : parts.join(" · ");
  };
  const draw = (): void => {
    const coordinates = points.map(([x, y]) => [x, y]);
    const data = {
      type: "FeatureCollection" as const,
      features: [
        { type: "Feature" as const, properties: {}, geometry: { type: "LineString" as const, coordinates } },
        { type: "Feature" as const, properties: {}, geometry: { type: "MultiPoint" as const, coordinates } },
      ],
    };
    const source = map.getSource<GeoJSONSource>(SOURCE);
    if (source !== undefined) return void source.setData(data);
    map.addSource(SOURCE, { type: "geojson", data });
    map.addLayer({
      id: "measure-line",
      type: "line",
      source: SOURCE,
      paint: { "line-color": themeColor("focus"), "line-width": 2.5, "line-dasharray": [2, 1] },
    });
    map.addLayer({
      id: "measure-points",
      type: "circle",
      source: SOURCE,
      filter: ["==", ["geometry-type"], "Point"],
      paint: {
        "circle-radius": 4.5,
        "circle-color": themeColor("surface"),
        "circle-stroke-color": themeColor("focus"),
        "circle-stroke-width": 2.5,
      },
    });
  };
  return {
    get active(): boolean {
      return on;
    },
    /** What is drawn, in degrees: it goes with the address. */
    get line(): readonly Point[] {
      return points;
    },
    /** Draws a line that an address brought. */
    show(line: readonly Point[]): void {
      if (line.length === 0) return;
      points = [...line];
      element.append(told);
      tell();
      draw();
    },
    toggle(button: HTMLElement): void {
      on = !on;
      points = [];
      button.setAttribute("aria-pressed", String(on));
      if (on) element.append(told);
      else told.remove();
      tell();
      draw();
    },
    /** Takes a click as a point while measuring; false where the click is somebody else's. */
    take(at: LngLat): boolean {
      if (!on) return false;
      points = [...points, [at.lng, at.lat]];
      tell();
      draw();
      return true;
    },
  };
}
