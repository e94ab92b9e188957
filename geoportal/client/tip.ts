import type { Map as LiveMap, MapMouseEvent } from "maplibre-gl";
import { formatNumber } from "#dashboards/lib/format.ts";
import { formatFigure } from "../map/measure.ts";
import type { Hit } from "./layers.ts";
import type { Lang, Stage } from "./stage.ts";

/** Name and value beside the pointer; the same words stand in the table, so nothing needs it. */
export function showTip(
  element: HTMLElement,
  map: LiveMap,
  stage: Stage,
  lang: Lang,
  event: MapMouseEvent | null,
  unit: { readonly code: string; readonly value: number | undefined } | null,
): void {
  if (event === null || unit === null) {
    element.querySelector(".map-tip")?.remove();
    return;
  }
  const [feature] = map.queryRenderedFeatures(event.point, { layers: [`${stage.level}-fill`] });
  tell(
    element,
    event,
    String(feature?.properties[lang === "ar" ? "name_ar" : "name_fr"] ?? unit.code),
    unit.value === undefined ? (stage.words.nodata ?? "") : formatFigure(lang, stage.unit, unit.value),
  );
}

/** « Tanger-Assilah : 87,2 % » of a unit that is drawn. */
export function unitLine(
  map: LiveMap,
  stage: Stage,
  lang: Lang,
  code: string,
  value: number | undefined,
): string {
  const [feature] = map.querySourceFeatures(stage.level, {
    sourceLayer: "labels",
    filter: ["==", ["get", "code"], code],
  });
  const name = String(feature?.properties[lang === "ar" ? "name_ar" : "name_fr"] ?? code);
  const figure = value === undefined ? (stage.words.nodata ?? "") : formatFigure(lang, stage.unit, value);
  return lang === "fr" ? `${name} : ${figure}` : `${name}: ${figure}`;
}

/** What lies over the units: a project's title, how many stand together, a hexagon's files. */
export function tellHit(
  element: HTMLElement,
  lang: Lang,
  words: Readonly<Record<string, string>>,
  event: MapMouseEvent,
  hit: Hit,
): void {
  const [strong, rest] =
    hit.kind === "project"
      ? [hit.title, hit.id]
      : hit.kind === "cluster"
        ? [formatNumber(lang, hit.count), words.projects]
        : hit.files === null
          ? [words["permits.withheld"], ""]
          : [formatNumber(lang, hit.files), words["permits.files"]];
  tell(element, event, strong ?? "", rest ?? "");
}

function tell(element: HTMLElement, event: MapMouseEvent, strong: string, rest: string): void {
  const tip = element.querySelector<HTMLElement>(".map-tip") ?? document.createElement("div");
  if (!tip.isConnected) {
    tip.className = "map-tip";
    tip.setAttribute("aria-hidden", "true");
    element.append(tip);
  }
  const name = document.createElement("strong");
  name.textContent = strong;
  const figure = document.createElement("bdi");
  figure.textContent = rest;
  tip.replaceChildren(name, document.createElement("br"), figure);
  const { clientWidth } = element;
  const left = Math.min(Math.max(event.point.x + 14, 4), clientWidth - tip.offsetWidth - 4);
  tip.style.transform = `translate(${left}px, ${Math.max(event.point.y - tip.offsetHeight - 10, 4)}px)`;
}
