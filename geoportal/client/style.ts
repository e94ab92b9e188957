import latin from "@fontsource/ibm-plex-sans/files/ibm-plex-sans-latin-400-normal.woff2?url";
import latinExt from "@fontsource/ibm-plex-sans/files/ibm-plex-sans-latin-ext-400-normal.woff2?url";
import arabic from "@fontsource/ibm-plex-sans-arabic/files/ibm-plex-sans-arabic-arabic-400-normal.woff2?url";
import type { ExpressionSpecification, LayerSpecification, StyleSpecification } from "maplibre-gl";
import type { Level } from "../layers/unit.ts";
import { roleOf } from "../map/step.ts";
import { overlayLayers, overlaySources } from "./layers.ts";
import type { Stage } from "./stage.ts";
import { SECRET } from "./states.ts";
import { themeColor } from "./theme.ts";

/** Layers of the tiles: areas, and one point a unit. */
const AREAS = "units";
const POINTS = "labels";
/** Deepest zoom of the tiles. */
const MAX_ZOOM = 10;

const absolute = (path: string): string => new URL(path, location.href).href;

const state: ExpressionSpecification = ["feature-state", "k"];

/** What has no class shows the textures that lie under it. */
const NOTHING = "rgba(0,0,0,0)";

/** Colours of the areas: one expression of the state, since each is worked out anew for all units when figures change. */
function areaColors(stage: Stage): ExpressionSpecification {
  const classes = stage.breaks.length + 1;
  const arms = Array.from({ length: classes }, (_, index) => [
    index,
    themeColor(stage.mark === "circle" ? "sunken" : roleOf(stage.palette, index, classes)),
  ]).flat();
  return ["match", state, ...arms, NOTHING] as ExpressionSpecification;
}

/** Radius of the largest circle on a screen, in pixels; among 1,503 communes each has less room. */
const LARGEST: Readonly<Record<Level, number>> = { region: 32, province: 26, commune: 20 };
/** The area of a circle follows its value: the unit's state holds the radius as a share of the largest. */
const radius = (level: Level): ExpressionSpecification => {
  const share: ExpressionSpecification = ["number", ["feature-state", "r"], -1];
  return ["case", ["<=", share, 0], 0, ["max", 2, ["*", LARGEST[level], share]]];
};

/** Only what lies in the territory drawn, or only what lies around it. */
function within(stage: Stage, inside: boolean): ExpressionSpecification {
  if (stage.within === "") return ["literal", inside] as ExpressionSpecification;
  const test: ExpressionSpecification = [
    "any",
    ["==", ["get", "region"], stage.within],
    ["==", ["get", "province"], stage.within],
  ];
  return inside ? test : ["!", test];
}

/** Zoom from which a name stands in both scripts; communes stand too close for two. */
const BOTH_SCRIPTS: Readonly<Record<Level, number>> = { region: 4.6, province: 6.4, commune: 24 };
/** A unit's name in the reader's script, and where there is room, smaller below it, in the other. */
function namesOf(level: Level, lang: string): ExpressionSpecification {
  const own: ExpressionSpecification = ["get", lang === "ar" ? "name_ar" : "name_fr"];
  const other: ExpressionSpecification = ["get", lang === "ar" ? "name_fr" : "name_ar"];
  const both: ExpressionSpecification = ["format", own, {}, "\n", {}, other, { "font-scale": 0.8 }];
  return ["step", ["zoom"], ["format", own, {}], BOTH_SCRIPTS[level], both];
}

/** Lines around units that are pointed at or chosen, back to front, by what they mark. */
export const OUTLINES = { over: ["over"], chosen: ["chosen-halo", "chosen"] } as const;
/**
 * Source of these lines: the same tiles once more, of which a filter leaves one unit. As states of the map's own units
 * they would be two more drawings of every border in the country, none of which is seen.
 */
const OUTLINE = "outline";
export const isUnit = (code: string): ExpressionSpecification => ["==", ["get", "code"], code];

function outlineLayers(stage: Stage): LayerSpecification[] {
  const line = (id: string, code: string, color: string, width: number): LayerSpecification => ({
    ...{ id, type: "line", source: OUTLINE, "source-layer": AREAS, filter: isUnit(code) },
    // Tiles are asked for once a unit is marked.
    layout: { visibility: code === "" ? "none" : "visible" },
    paint: { "line-color": themeColor(color), "line-width": width },
  });
  return [
    line("over", "", "text", 1.5),
    line("chosen-halo", stage.code, "surface", 4.5),
    line("chosen", stage.code, "text", 2.5),
  ];
}

/** The layers of the level that is drawn, back to front. */
function unitLayers(stage: Stage, lang: string): LayerSpecification[] {
  const { level } = stage;
  const base = { source: level };
  const areas = { ...base, "source-layer": AREAS };
  // A texture over a whole country costs as much as its colours: each is drawn only where it is needed.
  const only = (wanted: boolean) => ({
    layout: { visibility: wanted ? ("visible" as const) : ("none" as const) },
  });
  const circles = stage.mark === "circle";
  return [
    {
      id: `${level}-around`,
      type: "fill",
      ...areas,
      ...only(stage.within !== ""),
      filter: within(stage, false),
      paint: { "fill-color": themeColor("sunken") },
    },
    // Units without a figure have no state: the dots lie under the classes and show where no class is.
    {
      id: `${level}-nodata`,
      type: "fill",
      ...areas,
      ...only(stage.absent.includes("nodata")),
      filter: within(stage, true),
      paint: { "fill-pattern": "nodata" },
    },
    {
      id: `${level}-suppressed`,
      type: "fill",
      ...areas,
      ...only(stage.absent.includes("suppressed")),
      filter: within(stage, true),
      paint: { "fill-pattern": "suppressed", "fill-opacity": ["case", ["==", state, SECRET], 1, 0] },
    },
    {
      id: `${level}-fill`,
      type: "fill",
      ...areas,
      filter: within(stage, true),
      paint: { "fill-color": areaColors(stage), "fill-antialias": false },
    },
    {
      id: `${level}-line`,
      type: "line",
      ...areas,
      paint: {
        "line-color": themeColor(circles ? "ctl" : "surface"),
        "line-width": level === "commune" ? ["interpolate", ["linear"], ["zoom"], 5, 0.2, 9, 1] : 0.75,
      },
    },
    {
      id: `${level}-circle`,
      type: "circle",
      ...base,
      ...only(circles),
      "source-layer": POINTS,
      filter: within(stage, true),
      paint: {
        "circle-radius": radius(level),
        "circle-color": themeColor(`${stage.palette}-3`),
        "circle-opacity": 0.7,
        "circle-stroke-color": themeColor("surface"),
        "circle-stroke-width": 0.75,
      },
    },
    ...outlineLayers(stage),
    {
      id: `${level}-name`,
      type: "symbol",
      ...base,
      "source-layer": POINTS,
      filter: within(stage, true),
      minzoom: level === "commune" ? 8.5 : level === "province" ? 5.2 : 0,
      layout: {
        "text-field": namesOf(level, lang),
        "text-font": ["IBM Plex Sans", "IBM Plex Sans Arabic"],
        "text-size": lang === "ar" ? 14 : 12.5,
        "text-max-width": 8,
        // Arabic letters reach higher and lower: what a name keeps free is measured by its lines.
        "text-line-height": lang === "ar" ? 1.45 : 1.2,
        // Names in a crowd give way to each other before one of them is left out.
        "text-variable-anchor": [
          ...(circles ? [] : ["center" as const]),
          ...(["top", "bottom", "right", "left"] as const),
        ],
        "text-radial-offset": circles ? 1 : 0.4,
        "text-padding": 5,
      },
      paint: {
        "text-color": themeColor("text"),
        "text-halo-color": themeColor("surface"),
        "text-halo-width": 1.6,
      },
    },
  ];
}

/** The whole style: our own polygons are the base map; no other host is asked for anything. */
export function mapStyle(stage: Stage, lang: string): StyleSpecification {
  const range = (...ranges: string[]) => ranges;
  const tiles = {
    type: "vector" as const,
    tiles: [
      absolute(stage.tiles[stage.level] ?? "")
        .replaceAll("%7B", "{")
        .replaceAll("%7D", "}"),
    ],
    maxzoom: MAX_ZOOM,
  };
  return {
    version: 8,
    // A change is drawn once, not over three tenths of a second.
    transition: { duration: 0, delay: 0 },
    "font-faces": {
      "IBM Plex Sans": [
        {
          url: absolute(latin),
          "unicode-range": range("U+0000-00FF", "U+0131", "U+0152-0153", "U+2000-206F", "U+20AC"),
        },
        { url: absolute(latinExt), "unicode-range": range("U+0100-02BA", "U+1E00-1E9F") },
      ],
      "IBM Plex Sans Arabic": [
        // Shaped letters are drawn by their presentation forms.
        {
          url: absolute(arabic),
          "unicode-range": range(
            "U+0600-06FF",
            "U+0750-077F",
            "U+08A0-08FF",
            "U+FB50-FDFF",
            "U+FE70-FEFC",
            "U+200C-200E",
          ),
        },
      ],
    },
    sources: {
      [stage.level]: { ...tiles, promoteId: { [AREAS]: "code", [POINTS]: "code" } },
      [OUTLINE]: tiles,
      ...overlaySources(stage),
    },
    layers: [
      { id: "ground", type: "background", paint: { "background-color": themeColor("bg") } },
      ...unitLayers(stage, lang),
      ...overlayLayers(stage),
    ],
  };
}
