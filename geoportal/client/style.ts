import latin from "@fontsource/ibm-plex-sans/files/ibm-plex-sans-latin-400-normal.woff2?url";
import latinExt from "@fontsource/ibm-plex-sans/files/ibm-plex-sans-latin-ext-400-normal.woff2?url";
import arabic from "@fontsource/ibm-plex-sans-arabic/files/ibm-plex-sans-arabic-arabic-400-normal.woff2?url";
import type { ExpressionSpecification, LayerSpecification, StyleSpecification } from "maplibre-gl";
import { LEVELS, type Level } from "../layers/unit.ts";
import { roleOf } from "../map/step.ts";
import { overlayLayers, overlaySources } from "./layers.ts";
import type { Stage } from "./stage.ts";
import { themeColor } from "./theme.ts";

/** Layers of the tiles: areas, and one point a unit. */
const AREAS = "units";
const POINTS = "labels";
/** Deepest zoom of the tiles. */
const MAX_ZOOM = 10;

/** State of a unit whose figure is kept secret; others have their class from 0, or none. */
export const SECRET = -1;

const absolute = (path: string): string => new URL(path, location.href).href;

const state: ExpressionSpecification = ["feature-state", "k"];

function classColors(stage: Stage): ExpressionSpecification | string {
  const classes = stage.breaks.length + 1;
  const arms = Array.from({ length: classes }, (_, index) => [
    index,
    themeColor(roleOf(stage.palette, index, classes)),
  ]).flat();
  return ["match", state, ...arms, themeColor("nodata")] as ExpressionSpecification;
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

const namesOf = (lang: string): ExpressionSpecification => ["get", lang === "ar" ? "name_ar" : "name_fr"];

/** The layers of one level, back to front. */
function layersOf(level: Level, stage: Stage, lang: string): LayerSpecification[] {
  const visible = level === stage.level;
  const base = { source: level, layout: { visibility: visible ? ("visible" as const) : ("none" as const) } };
  const areas = { ...base, "source-layer": AREAS };
  // A texture over a whole country costs as much as its colours: each is drawn only where it is needed.
  const only = (wanted: boolean) => ({
    layout: { visibility: visible && wanted ? ("visible" as const) : ("none" as const) },
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
      paint: {
        "fill-color": circles ? themeColor("sunken") : classColors(stage),
        "fill-opacity": ["case", [">=", ["number", state, SECRET], 0], 1, 0],
        "fill-antialias": false,
      },
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
        "circle-opacity": circles ? 0.7 : 0,
        "circle-stroke-color": themeColor("surface"),
        "circle-stroke-width": circles ? 0.75 : 0,
      },
    },
    {
      id: `${level}-halo`,
      type: "line",
      ...areas,
      paint: {
        "line-color": themeColor("surface"),
        // No width rather than no opacity: what is not chosen is then not drawn at all.
        "line-width": ["case", ["boolean", ["feature-state", "chosen"], false], 4.5, 0],
      },
    },
    {
      id: `${level}-chosen`,
      type: "line",
      ...areas,
      paint: {
        "line-color": themeColor("text"),
        "line-width": [
          "case",
          ["boolean", ["feature-state", "chosen"], false],
          2.5,
          ["boolean", ["feature-state", "over"], false],
          1.5,
          0,
        ],
      },
    },
    {
      id: `${level}-name`,
      type: "symbol",
      ...base,
      "source-layer": POINTS,
      filter: within(stage, true),
      minzoom: level === "commune" ? 8.5 : level === "province" ? 5.2 : 0,
      layout: {
        ...base.layout,
        "text-field": namesOf(lang),
        "text-font": ["IBM Plex Sans", "IBM Plex Sans Arabic"],
        "text-size": lang === "ar" ? 14 : 12.5,
        "text-max-width": 8,
        "text-variable-anchor": circles ? ["top", "bottom"] : ["center", "top", "bottom"],
        "text-radial-offset": circles ? 1 : 0.4,
        "text-padding": 4,
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
  return {
    version: 8,
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
      ...Object.fromEntries(
        LEVELS.map((level) => [
          level,
          {
            type: "vector" as const,
            tiles: [
              absolute(stage.tiles[level] ?? "")
                .replaceAll("%7B", "{")
                .replaceAll("%7D", "}"),
            ],
            maxzoom: MAX_ZOOM,
            promoteId: { [AREAS]: "code", [POINTS]: "code" },
          },
        ]),
      ),
      ...overlaySources(stage),
    },
    layers: [
      { id: "ground", type: "background", paint: { "background-color": themeColor("bg") } },
      ...LEVELS.flatMap((level) => layersOf(level, stage, lang)),
      ...overlayLayers(stage),
    ],
  };
}
