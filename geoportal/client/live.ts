import { Map as LiveMap, type LngLatBoundsLike, type MapMouseEvent, setWorkerUrl } from "maplibre-gl";
import workerUrl from "maplibre-gl/dist/maplibre-gl-worker.mjs?url";
import { classOf } from "../map/classes.ts";
import { askValues, type Values } from "./answer.ts";
import { addPatterns } from "./patterns.ts";
import { type Lang, pageLang, readStage, type Stage } from "./stage.ts";
import { mapStyle, SECRET } from "./style.ts";
import { showTip } from "./tip.ts";

const SOURCE_LAYERS = ["units", "labels"] as const;
const NONE: Values = { byCode: new Map(), secret: new Set() };
const PADDING = 24;

/** A map that stands over the still one, and follows the page as it changes. */
export interface Live {
  /** Takes the stage's attributes as they are now. */
  update(): Promise<void>;
}

/**
 * Puts the live map over the still drawing. Figures come from the API and are joined by code as state of the
 * units; the tiles hold none.
 *
 * @param choose called with the code of a unit that is clicked or tapped
 */
export function startLive(element: HTMLElement, choose: (code: string) => void): Live {
  setWorkerUrl(new URL(workerUrl, location.href).href);
  const lang = pageLang();
  let stage = readStage(element);
  let values = NONE;
  let asking = new AbortController();
  let over = "";

  const container = document.createElement("div");
  container.className = "map-live";
  element.append(container, ...furniture(stage, () => map));
  const map = new LiveMap({
    container,
    style: mapStyle(stage, lang),
    bounds: boundsOf(stage),
    fitBoundsOptions: { padding: PADDING },
    attributionControl: false,
    dragRotate: false,
    pitchWithRotate: false,
    touchPitch: false,
    maxZoom: 12,
    renderWorldCopies: false,
    cooperativeGestures: matchMedia("(pointer: coarse)").matches,
    locale: localeOf(lang, stage.label),
    reduceMotion: matchMedia("(prefers-reduced-motion: reduce)").matches,
  });
  map.touchZoomRotate.disableRotation();
  map.keyboard.disableRotation();

  const mark = (code: string, key: "chosen" | "over", on: boolean): void => {
    if (code === "") return;
    map.setFeatureState({ source: stage.level, sourceLayer: "units", id: code }, { [key]: on });
  };
  const paintValues = (): void => {
    for (const sourceLayer of SOURCE_LAYERS) map.removeFeatureState({ source: stage.level, sourceLayer });
    const set = (code: string, k: number): void => {
      for (const sourceLayer of SOURCE_LAYERS)
        map.setFeatureState({ source: stage.level, sourceLayer, id: code }, { k });
    };
    for (const [code, value] of values.byCode) set(code, classOf(value, stage.breaks));
    for (const code of values.secret) set(code, SECRET);
    mark(stage.code, "chosen", true);
  };

  map.on("style.load", () => addPatterns(map));
  map.on("click", (event) => {
    const code = codeAt(map, stage, event);
    if (code !== "") choose(code);
  });
  map.on("mousemove", (event) => {
    const code = codeAt(map, stage, event);
    map.getCanvas().style.cursor = code === "" ? "" : "pointer";
    if (code !== over) {
      mark(over, "over", false);
      mark(code, "over", true);
      over = code;
    }
    showTip(element, map, stage, lang, event, code === "" ? null : { code, value: values.byCode.get(code) });
  });
  map.on("mouseout", () => {
    mark(over, "over", false);
    over = "";
    showTip(element, map, stage, lang, null, null);
  });

  const update = async (): Promise<void> => {
    const before = stage;
    stage = readStage(element);
    if (before.code !== "")
      map.setFeatureState({ source: before.level, sourceLayer: "units", id: before.code }, { chosen: false });
    if (redrawn(before, stage)) map.setStyle(mapStyle(stage, lang), { diff: true });
    if (String(before.bounds) !== String(stage.bounds))
      map.fitBounds(boundsOf(stage), { padding: PADDING, duration: 300 });
    mark(stage.code, "chosen", true);
    if (before.spec === stage.spec && values !== NONE) return;
    asking.abort();
    asking = new AbortController();
    values = await askValues(stage, asking.signal);
    paintValues();
  };

  watchTheme(() => {
    map.setStyle(mapStyle(stage, lang), { diff: true });
    addPatterns(map);
  });
  return {
    update: () =>
      ready(map)
        .then(update)
        .then(() => settled(map, element)),
  };
}

const boundsOf = ({ bounds: [west, south, east, north] }: Stage): LngLatBoundsLike => [
  [west, south],
  [east, north],
];

/** Whether another level, measure, territory or class bounds need other layers. */
const redrawn = (a: Stage, b: Stage): boolean =>
  a.level !== b.level ||
  a.within !== b.within ||
  a.mark !== b.mark ||
  a.palette !== b.palette ||
  String(a.breaks) !== String(b.breaks);

function codeAt(map: LiveMap, stage: Stage, event: MapMouseEvent): string {
  const layer = `${stage.level}-fill`;
  if (map.getLayer(layer) === undefined) return "";
  const [feature] = map.queryRenderedFeatures(event.point, { layers: [layer] });
  return feature === undefined ? "" : String(feature.properties.code);
}

const ready = (map: LiveMap): Promise<void> =>
  new Promise((done) => {
    if (map.isStyleLoaded()) done();
    else map.once("style.load", () => done());
  });

/** The still map gives way once the live one has drawn all of its tiles. */
function settled(map: LiveMap, element: HTMLElement): void {
  const show = (): void => {
    element.classList.add("is-live");
    element.dataset.ready = "true";
  };
  if (map.areTilesLoaded()) map.once("render", show);
  else map.once("idle", show);
  map.triggerRepaint();
}

function watchTheme(changed: () => void): void {
  new MutationObserver(changed).observe(document.documentElement, {
    attributes: true,
    attributeFilter: ["data-theme"],
  });
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", changed);
}

/** Zoom buttons, and the sample's mark, in the page's own words. */
function furniture(stage: Stage, map: () => LiveMap): HTMLElement[] {
  const buttons = document.createElement("div");
  buttons.className = "map-buttons";
  const acts: readonly [string, string, () => void][] = [
    ["zoom.in", "+", () => map().zoomIn()],
    ["zoom.out", "\u2212", () => map().zoomOut()],
    ["reset", "\u2922", () => map().fitBounds(boundsOf(stage), { padding: PADDING })],
  ];
  for (const [word, sign, act] of acts) {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = sign;
    button.title = stage.words[word] ?? "";
    button.setAttribute("aria-label", stage.words[word] ?? "");
    button.addEventListener("click", act);
    buttons.append(button);
  }
  if (document.querySelector(".sample-banner") === null) return [buttons];
  const mark = document.createElement("div");
  mark.className = "map-mark";
  mark.setAttribute("aria-hidden", "true");
  mark.textContent = "EXEMPLE · مثال · SAMPLE";
  return [mark, buttons];
}

function localeOf(lang: Lang, title: string): Record<string, string> {
  const fingers = {
    fr: "Déplacez la carte avec deux doigts",
    ar: "حرّك الخريطة بإصبعين",
    en: "Use two fingers to move the map",
  };
  return {
    "Map.Title": title,
    "CooperativeGesturesHandler.MobileHelpText": fingers[lang],
    "CooperativeGesturesHandler.WindowsHelpText": fingers[lang],
    "CooperativeGesturesHandler.MacHelpText": fingers[lang],
  };
}
