import type {
  ExpressionSpecification,
  GeoJSONSource,
  LayerSpecification,
  Map as LiveMap,
  MapMouseEvent,
  SourceSpecification,
} from "maplibre-gl";
import { roleOf } from "../map/step.ts";
import { MARKS, STAGES } from "../overlays/status.ts";
import type { Stage } from "./stage.ts";
import { themeColor } from "./theme.ts";

/** Classes of hexagons that the server may send. */
const HEXAGON_CLASSES = 5;
/** Side of a mark's image in pixels; drawn at half that. */
const MARK_SIDE = 40;

const address = (path: string): string => new URL(path, location.href).href;

/** What lies in the territory drawn. */
function inside(stage: Stage): ExpressionSpecification {
  const equals = (name: string): ExpressionSpecification => ["==", ["get", name], stage.within];
  return stage.within === "" ? ["literal", true] : ["any", equals("region"), equals("province")];
}

const pointsQuery = (stage: Stage): URLSearchParams =>
  new URLSearchParams({
    ...(stage.within === "" ? {} : { dans: stage.within }),
    ...(stage.troubled === "" ? {} : { difficulte: stage.troubled }),
  });

export function overlaySources(stage: Stage): Record<string, SourceSpecification> {
  return {
    ...(stage.alerts.length > 0
      ? {
          alerts: {
            type: "geojson" as const,
            data: {
              type: "FeatureCollection" as const,
              features: stage.alerts.map(([x = 0, y = 0, n = 0]) => ({
                type: "Feature" as const,
                geometry: { type: "Point" as const, coordinates: [x, y] },
                properties: { n },
              })),
            },
          },
        }
      : {}),
    ...(stage.layers.includes("permis")
      ? {
          permits: {
            type: "geojson" as const,
            data: address(`/carte/couches/permis.json?annee=${stage.permits}`),
            tolerance: 0,
            ...(stage.within === "" ? {} : { filter: inside(stage) }),
          },
        }
      : {}),
    ...(stage.layers.includes("projets")
      ? {
          projects: {
            type: "geojson" as const,
            data: address(`/carte/couches/projets.json?${pointsQuery(stage)}`),
            cluster: true,
            clusterRadius: 38,
            clusterMaxZoom: 10,
            clusterProperties: { troubled: ["+", ["get", "troubled"]] as ExpressionSpecification },
          },
        }
      : {}),
  };
}

/** The layers over the units, back to front. */
export function overlayLayers(stage: Stage): LayerSpecification[] {
  return [
    ...(stage.layers.includes("permis") ? hexagonLayers() : []),
    ...(stage.layers.includes("projets") ? projectLayers() : []),
    ...(stage.alerts.length > 0 ? [alertLayer()] : []),
  ];
}

/** How many alerts stand on each unit, on a flag above its label. */
function alertLayer(): LayerSpecification {
  return {
    id: "alerts-flag",
    type: "symbol",
    source: "alerts",
    layout: {
      "icon-image": "alert",
      "icon-allow-overlap": true,
      "icon-offset": [0, -26],
      "text-field": ["to-string", ["get", "n"]],
      "text-font": ["IBM Plex Sans"],
      "text-size": 12,
      "text-offset": [0, -1.9],
      "text-allow-overlap": true,
    },
    paint: { "text-color": themeColor("surface") },
  };
}

function hexagonLayers(): LayerSpecification[] {
  const colors = Array.from({ length: HEXAGON_CLASSES }, (_, index) =>
    themeColor(roleOf("eau", index, HEXAGON_CLASSES)),
  );
  return [
    {
      id: "permits-fill",
      type: "fill",
      source: "permits",
      filter: [">=", ["get", "k"], 0],
      paint: {
        // Only classes come through the filter: each is its colour's place.
        "fill-color": ["to-color", ["at", ["get", "k"], ["literal", colors]]],
        "fill-opacity": 0.9,
        "fill-outline-color": themeColor("surface"),
      },
    },
    {
      id: "permits-withheld",
      type: "fill",
      source: "permits",
      filter: ["<", ["get", "k"], 0],
      paint: { "fill-pattern": "suppressed", "fill-opacity": 0.85 },
    },
  ];
}

function projectLayers(): LayerSpecification[] {
  const isCluster: ExpressionSpecification = ["has", "point_count"];
  const isOne: ExpressionSpecification = ["!", ["has", "point_count"]];
  return [
    {
      id: "projects-cluster",
      type: "circle",
      source: "projects",
      filter: isCluster,
      paint: {
        "circle-radius": ["interpolate", ["linear"], ["sqrt", ["get", "point_count"]], 1, 10, 30, 26],
        "circle-color": themeColor("surface"),
        "circle-opacity": 0.92,
        "circle-stroke-width": 2.5,
        // A tenth in difficulty makes a group stand out.
        "circle-stroke-color": [
          "case",
          [">", ["*", 10, ["get", "troubled"]], ["get", "point_count"]],
          themeColor("accent"),
          themeColor("cat-1"),
        ],
      },
    },
    {
      id: "projects-count",
      type: "symbol",
      source: "projects",
      filter: isCluster,
      layout: {
        "text-field": ["to-string", ["get", "point_count"]],
        "text-font": ["IBM Plex Sans"],
        "text-size": 13,
        "text-allow-overlap": true,
      },
      paint: { "text-color": themeColor("text") },
    },
    {
      id: "projects-trouble",
      type: "circle",
      source: "projects",
      filter: ["all", isOne, ["==", ["get", "troubled"], 1]],
      paint: {
        "circle-radius": 12,
        "circle-color": themeColor("surface"),
        "circle-opacity": 0.6,
        "circle-stroke-width": 2,
        "circle-stroke-color": themeColor("accent"),
      },
    },
    {
      id: "projects-mark",
      type: "symbol",
      source: "projects",
      filter: isOne,
      layout: { "icon-image": ["concat", "stage-", ["get", "stage"]], "icon-allow-overlap": true },
    },
  ];
}

/** Marks as images, in the theme's colours and the still map's shapes. */
export function addMarks(map: LiveMap): void {
  for (const stage of STAGES) addMark(map, `stage-${stage}`, MARKS[stage].d, MARKS[stage].role, MARK_SIDE);
  addMark(map, "alert", "M12 2L23 22H1Z", "error", 2 * MARK_SIDE);
}

function addMark(map: LiveMap, name: string, d: string, role: string, side: number): void {
  const canvas = document.createElement("canvas");
  canvas.width = side;
  canvas.height = side;
  const context = canvas.getContext("2d");
  if (context === null) return;
  context.scale(side / 24, side / 24);
  const path = new Path2D(d);
  context.fillStyle = themeColor(role);
  context.fill(path);
  context.lineWidth = 2;
  context.lineJoin = "round";
  context.strokeStyle = themeColor("surface");
  context.stroke(path);
  const image = context.getImageData(0, 0, side, side);
  if (map.hasImage(name)) map.updateImage(name, image);
  else map.addImage(name, image, { pixelRatio: 2 });
}

/** What lies under the pointer: a project, projects counted together, a hexagon's files; null where none. */
export type Hit =
  | { readonly kind: "project"; readonly id: string; readonly title: string }
  | { readonly kind: "cluster"; readonly id: number; readonly at: [number, number]; readonly count: number }
  | { readonly kind: "hexagon"; readonly files: number | null };

export function overlayHit(map: LiveMap, event: Pick<MapMouseEvent, "point">): Hit | null {
  const layers = ["projects-mark", "projects-cluster", "permits-fill", "permits-withheld"].filter(
    (id) => map.getLayer(id) !== undefined,
  );
  if (layers.length === 0) return null;
  const { x, y } = event.point;
  const [found] = map.queryRenderedFeatures(
    [
      [x - 6, y - 6],
      [x + 6, y + 6],
    ],
    { layers },
  );
  if (found === undefined) return null;
  const { properties } = found;
  if (found.layer.id === "projects-mark")
    return { kind: "project", id: String(properties.id), title: String(properties.title ?? "") };
  if (found.layer.id === "projects-cluster" && found.geometry.type === "Point") {
    const [lon = 0, lat = 0] = found.geometry.coordinates;
    return {
      kind: "cluster",
      id: Number(properties.cluster_id),
      at: [lon, lat],
      count: Number(properties.point_count),
    };
  }
  return {
    kind: "hexagon",
    files: properties.files === undefined || properties.files === null ? null : Number(properties.files),
  };
}

/** Zooms to where a group of projects comes apart. */
export async function openCluster(map: LiveMap, hit: Extract<Hit, { kind: "cluster" }>): Promise<void> {
  const source = map.getSource<GeoJSONSource>("projects");
  if (source === undefined) return;
  map.easeTo({ center: hit.at, zoom: await source.getClusterExpansionZoom(hit.id), duration: 300 });
}
