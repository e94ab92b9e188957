import type { Map as LiveMap, MapMouseEvent } from "maplibre-gl";
import { formatFigure } from "../map/measure.ts";
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
  const tip = element.querySelector<HTMLElement>(".map-tip") ?? document.createElement("div");
  if (event === null || unit === null) {
    tip.remove();
    return;
  }
  if (!tip.isConnected) {
    tip.className = "map-tip";
    tip.setAttribute("aria-hidden", "true");
    element.append(tip);
  }
  const [feature] = map.queryRenderedFeatures(event.point, { layers: [`${stage.level}-fill`] });
  const name = document.createElement("strong");
  name.textContent = String(feature?.properties[lang === "ar" ? "name_ar" : "name_fr"] ?? unit.code);
  const figure = document.createElement("bdi");
  figure.textContent =
    unit.value === undefined ? (stage.words.nodata ?? "") : formatFigure(lang, stage.unit, unit.value);
  tip.replaceChildren(name, document.createElement("br"), figure);
  const { clientWidth } = element;
  const left = Math.min(Math.max(event.point.x + 14, 4), clientWidth - tip.offsetWidth - 4);
  tip.style.transform = `translate(${left}px, ${Math.max(event.point.y - tip.offsetHeight - 10, 4)}px)`;
}
