import { Map as LiveMap, type LngLatBoundsLike, type MapMouseEvent, setWorkerUrl } from "maplibre-gl";
import workerUrl from "maplibre-gl/dist/maplibre-gl-worker.mjs?url";
import { radiusShare } from "../map/circle.ts";
import { classOf } from "../map/classes.ts";
import { askValues, type Values } from "./answer.ts";
import { openCard } from "./card.ts";
import { furniture, localeOf, SIGNS } from "./furniture.ts";
import { startKeys } from "./keys.ts";
import { addMarks, openCluster, overlayHit } from "./layers.ts";
import { startMeasure } from "./measure.ts";
import { addPatterns } from "./patterns.ts";
import { copyAddress, placeOf, rememberPlace, showPin } from "./place.ts";
import { pageLang, readStage, type Stage } from "./stage.ts";
import { mapStyle, SECRET } from "./style.ts";
import { showTip, tellHit, unitLine } from "./tip.ts";
import { yearsOf } from "./years.ts";

const NONE: Values = { byCode: new Map(), secret: new Set() };
const PADDING = 24;

/** A map that stands over the still one, and follows the page as it changes. */
export interface Live {
  /** Takes the stage's attributes as they are now. */
  update(): Promise<void>;
  /** Paints a year's figures at once, where they are there; the page follows when the slider rests. */
  preview(year: string): void;
  /** Brings the address up to what is on the screen. */
  remember(): void;
  /** Fetches the figures of every year. */
  loadYears(): void;
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
  const years = yearsOf();
  const start = placeOf(location.hash);

  const container = document.createElement("div");
  container.className = "map-live";
  element.append(container);
  const map = new LiveMap({
    container,
    style: mapStyle(stage, lang),
    ...(start === null
      ? { bounds: boundsOf(stage), fitBoundsOptions: { padding: PADDING } }
      : { center: start.center, zoom: start.zoom }),
    attributionControl: false,
    dragRotate: false,
    pitchWithRotate: false,
    touchPitch: false,
    maxZoom: 14,
    renderWorldCopies: false,
    cooperativeGestures: matchMedia("(pointer: coarse)").matches,
    locale: localeOf(lang, stage.label),
    reduceMotion: matchMedia("(prefers-reduced-motion: reduce)").matches,
  });
  map.touchZoomRotate.disableRotation();
  map.keyboard.disableRotation();
  const measure = startMeasure(map, element, lang, stage.words);
  element.append(
    ...furniture(stage.words, [
      { word: "zoom.in", sign: SIGNS.plus, act: () => map.zoomIn() },
      { word: "zoom.out", sign: SIGNS.minus, act: () => map.zoomOut() },
      { word: "reset", sign: SIGNS.whole, act: () => map.fitBounds(boundsOf(stage), { padding: PADDING }) },
      {
        word: "share",
        sign: SIGNS.link,
        act: () => void copyAddress(map, element, stage.words, measure.line),
      },
      { word: "measure", sign: SIGNS.measure, toggles: true, act: (button) => measure.toggle(button) },
    ]),
  );

  const mark = (code: string, key: "chosen" | "over", on: boolean): void => {
    if (code === "") return;
    map.setFeatureState({ source: stage.level, sourceLayer: "units", id: code }, { [key]: on });
  };
  /** Another year may lack figures that this one has. */
  const show = (kind: "nodata" | "suppressed", on: boolean): void => {
    const id = `${stage.level}-${kind}`;
    const wanted = on ? "visible" : "none";
    if (map.getLayer(id) !== undefined && map.getLayoutProperty(id, "visibility") !== wanted)
      map.setLayoutProperty(id, "visibility", wanted);
  };
  const paint = (next: Values): void => {
    performance.mark("map-paint");
    const set = (code: string, k: number | null, r: number | null): void => {
      map.setFeatureState({ source: stage.level, sourceLayer: "units", id: code }, { k });
      if (stage.mark === "circle" || r === null)
        map.setFeatureState({ source: stage.level, sourceLayer: "labels", id: code }, { r });
    };
    const gone = [...values.byCode.keys(), ...values.secret];
    values = next;
    for (const code of gone) if (!next.byCode.has(code) && !next.secret.has(code)) set(code, null, null);
    for (const [code, value] of next.byCode)
      set(code, classOf(value, stage.breaks), radiusShare(value, stage.most));
    for (const code of next.secret) set(code, SECRET, null);
    show("nodata", stage.absent.includes("nodata") || next.byCode.size + next.secret.size < stage.units);
    show("suppressed", next.secret.size > 0);
    mark(stage.code, "chosen", true);
    performance.measure("map-applied", "map-paint");
    map.once("idle", () => performance.measure("map-painted", "map-paint"));
  };

  map.on("style.load", () => {
    addPatterns(map);
    addMarks(map);
    showPin(map, element);
    // A style drawn anew has lost what was drawn over it.
    measure.show(measure.line.length > 0 ? measure.line : (start?.line ?? []));
  });
  map.on("click", (event) => {
    if (measure.take(event.lngLat)) return rememberPlace(map, measure.line);
    const hit = overlayHit(map, event);
    if (hit?.kind === "project") return void openCard(element, hit.id, stage.words.close ?? "");
    if (hit?.kind === "cluster") return void openCluster(map, hit);
    const code = codeAt(map, stage, event);
    if (code !== "") choose(code);
  });
  map.on("mousemove", (event) => {
    const hit = overlayHit(map, event);
    const code = codeAt(map, stage, event);
    map.getCanvas().style.cursor = measure.active
      ? "crosshair"
      : code === "" && hit === null
        ? ""
        : "pointer";
    if (code !== over) {
      mark(over, "over", false);
      mark(code, "over", true);
      over = code;
    }
    if (hit !== null) tellHit(element, lang, stage.words, event, hit);
    else
      showTip(
        element,
        map,
        stage,
        lang,
        event,
        code === "" ? null : { code, value: values.byCode.get(code) },
      );
  });
  map.on("mouseout", () => {
    mark(over, "over", false);
    over = "";
    showTip(element, map, stage, lang, null, null);
  });
  startKeys(map, element, {
    choose: (code) => choose(code),
    codeAt: (point) => codeAt(map, stage, { point }),
    tell: (code) => unitLine(map, stage, lang, code, values.byCode.get(code)),
  });
  map.on("moveend", (event) => {
    // Moves of the map's own making leave the address as it is.
    if (event.originalEvent !== undefined) rememberPlace(map, measure.line);
  });

  const update = async (): Promise<void> => {
    const before = stage;
    stage = readStage(element);
    if (before.code !== "")
      map.setFeatureState({ source: before.level, sourceLayer: "units", id: before.code }, { chosen: false });
    if (before.level !== stage.level) {
      for (const sourceLayer of ["units", "labels"])
        map.removeFeatureState({ source: before.level, sourceLayer });
      values = NONE;
    }
    if (redrawn(before, stage)) map.setStyle(mapStyle(stage, lang), { diff: true });
    if (String(before.bounds) !== String(stage.bounds))
      map.fitBounds(boundsOf(stage), { padding: PADDING, duration: 300 });
    showPin(map, element);
    const known = years.known(stage, stage.year);
    asking.abort();
    if (known !== undefined) return paint(known);
    mark(stage.code, "chosen", true);
    const same = before.spec === stage.spec && before.most === stage.most && before.mark === stage.mark;
    if (same && String(before.breaks) === String(stage.breaks) && values !== NONE) return;
    asking = new AbortController();
    paint(await askValues(stage, asking.signal));
  };

  watchTheme(() => {
    map.setStyle(mapStyle(stage, lang), { diff: true });
    addPatterns(map);
    addMarks(map);
  });
  return {
    update: () =>
      ready(map)
        .then(update)
        .then(() => settled(map, element)),
    preview(year) {
      const known = years.known(stage, year);
      if (known !== undefined) paint(known);
    },
    remember: () => rememberPlace(map, measure.line),
    loadYears() {
      years.load(stage).catch((error: unknown) => console.warn(error));
    },
  };
}

const boundsOf = ({ bounds: [west, south, east, north] }: Stage): LngLatBoundsLike => [
  [west, south],
  [east, north],
];

/** Whether another level, measure, territory, layer or class bounds need other layers. */
const redrawn = (a: Stage, b: Stage): boolean =>
  (["level", "within", "mark", "palette", "breaks", "layers", "permits", "alerts", "absent"] as const).some(
    (key) => String(a[key]) !== String(b[key]),
  ) || a.tiles[b.level] !== b.tiles[b.level];

function codeAt(map: LiveMap, stage: Stage, event: Pick<MapMouseEvent, "point">): string {
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
    if (element.dataset.ready === undefined) performance.mark("map-drawn");
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
