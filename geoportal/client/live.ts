import { Map as LiveMap, type LngLatBoundsLike, type MapMouseEvent, setWorkerUrl } from "maplibre-gl";
import workerUrl from "maplibre-gl/dist/maplibre-gl-worker.mjs?url";
import { type Asked, askValues, type Values } from "./answer.ts";
import { openCard } from "./card.ts";
import { furniture, localeOf, SIGNS } from "./furniture.ts";
import { startKeys } from "./keys.ts";
import { addMarks, openCluster, overlayHit } from "./layers.ts";
import { startMeasure } from "./measure.ts";
import { addPatterns } from "./patterns.ts";
import { copyAddress, placeOf, rememberPlace, showPin } from "./place.ts";
import { pageLang, readStage, type Stage } from "./stage.ts";
import { changedStates, statesOf, type UnitState } from "./states.ts";
import { isUnit, mapStyle, OUTLINES } from "./style.ts";
import { watchTheme } from "./theme.ts";
import { showTip, tellHit, unitLine } from "./tip.ts";
import { yearsOf } from "./years.ts";

const NONE: Values = { byCode: new Map(), secret: new Set() };
const PADDING = 24;
/** What the buttons take of a side, and the width of a map below which units would lie under them. */
const BUTTONS = { room: 68, below: 600 };

/** A map that stands over the still one, and follows the page as it changes. */
export interface Live {
  /** Takes the stage's attributes as they are now. */
  update(): Promise<void>;
  /** Paints a year's figures at once, where they are there; resolves once they are seen. */
  preview(year: string): Promise<void>;
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
 * @param first the figures of the first view, asked for while this was on its way
 */
export function startLive(element: HTMLElement, choose: (code: string) => void, first: Asked): Live {
  setWorkerUrl(new URL(workerUrl, location.href).href);
  const lang = pageLang();
  let stage = readStage(element);
  let values = NONE;
  /** What the map's units were last told. */
  let told: ReadonlyMap<string, UnitState> = new Map();
  let asking = new AbortController();
  let over = "";
  const years = yearsOf();
  const start = placeOf(location.hash);
  let brought = start?.line ?? [];

  /** Units begin clear of the frame; on a phone of the buttons too, which hid the names in the east. */
  const padding = () => ({
    ...{ top: PADDING, bottom: PADDING, left: PADDING, right: PADDING },
    ...(element.clientWidth < BUTTONS.below ? { [lang === "ar" ? "left" : "right"]: BUTTONS.room } : {}),
  });

  const container = document.createElement("div");
  container.className = "map-live";
  element.append(container);
  const map = new LiveMap({
    container,
    style: mapStyle(stage, lang),
    ...(start === null
      ? { bounds: boundsOf(stage), fitBoundsOptions: { padding: padding() } }
      : { center: start.center, zoom: start.zoom }),
    attributionControl: false,
    dragRotate: false,
    pitchWithRotate: false,
    touchPitch: false,
    maxZoom: 14,
    renderWorldCopies: false,
    // Names come and go at once: each step of a fade would draw the whole country again.
    fadeDuration: 0,
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
      { word: "reset", sign: SIGNS.whole, act: () => map.fitBounds(boundsOf(stage), { padding: padding() }) },
      {
        word: "share",
        sign: SIGNS.link,
        act: () => void copyAddress(map, element, stage.words, measure.line),
      },
      { word: "measure", sign: SIGNS.measure, toggles: true, act: (button) => measure.toggle(button) },
    ]),
  );

  const outline = (kind: keyof typeof OUTLINES, code: string): void => {
    for (const id of OUTLINES[kind]) {
      if (map.getLayer(id) === undefined) continue;
      map.setFilter(id, isUnit(code));
      // Shown from the first mark on: its tiles are then there.
      if (code !== "") map.setLayoutProperty(id, "visibility", "visible");
    }
  };
  /** Another year may lack figures that this one has. */
  const show = (kind: "nodata" | "suppressed", on: boolean): boolean => {
    const id = `${stage.level}-${kind}`;
    const wanted = on ? "visible" : "none";
    if (map.getLayer(id) === undefined || map.getLayoutProperty(id, "visibility") === wanted) return false;
    map.setLayoutProperty(id, "visibility", wanted);
    return true;
  };
  /** Resolves once the figures are on the screen. */
  const paint = async (next: Values): Promise<void> => {
    performance.mark("map-paint");
    const states = statesOf(next, stage);
    const changed = changedStates(told, states);
    for (const [id, { k, r }] of changed) {
      map.setFeatureState({ source: stage.level, sourceLayer: "units", id }, { k });
      if (r !== (told.get(id)?.r ?? null))
        map.setFeatureState({ source: stage.level, sourceLayer: "labels", id }, { r });
    }
    values = next;
    told = states;
    const shown = [
      show("nodata", stage.absent.includes("nodata") || next.byCode.size + next.secret.size < stage.units),
      show("suppressed", next.secret.size > 0),
    ];
    performance.measure("map-applied", "map-paint");
    // What is drawn already asks for no other drawing, and would wait for one forever.
    if (changed.length === 0 && !shown.includes(true) && map.loaded()) return;
    map.triggerRepaint();
    await map.once("idle");
    performance.measure("map-painted", "map-paint");
  };

  map.on("style.load", () => {
    addPatterns(map);
    addMarks(map);
    showPin(map, element);
    told = new Map();
    if (values !== NONE) void paint(values);
    // A style drawn anew has lost what was drawn over it.
    measure.show(measure.line.length > 0 ? measure.line : brought);
    brought = [];
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
    if (code !== over) outline("over", code);
    over = code;
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
    outline("over", "");
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
    // Other tiles are another source: what was told to the units before is gone with theirs.
    if (tilesOf(before) !== tilesOf(stage)) {
      values = NONE;
      told = new Map();
    }
    if (redrawn(before, stage)) map.setStyle(mapStyle(stage, lang), { diff: true });
    outline("chosen", stage.code);
    if (String(before.bounds) !== String(stage.bounds))
      map.fitBounds(boundsOf(stage), { padding: padding(), duration: 300 });
    showPin(map, element);
    const known = years.known(stage, stage.year);
    asking.abort();
    if (known !== undefined) {
      void paint(known);
      return;
    }
    const same = before.spec === stage.spec && before.most === stage.most && before.mark === stage.mark;
    if (same && String(before.breaks) === String(stage.breaks) && values !== NONE) return;
    asking = new AbortController();
    void paint(await (first.spec === stage.spec ? first.values() : askValues(stage, asking.signal)));
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
    async preview(year) {
      const known = years.known(stage, year);
      if (known !== undefined) await paint(known);
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
  ) || tilesOf(a) !== tilesOf(b);

const tilesOf = (stage: Stage): string => stage.tiles[stage.level] ?? "";

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
  if (element.dataset.ready !== undefined) return;
  const show = (): void => {
    element.classList.add("is-live");
    performance.mark("map-drawn");
    element.dataset.ready = "true";
  };
  if (map.areTilesLoaded()) map.once("render", show);
  else map.once("idle", show);
  map.triggerRepaint();
}
