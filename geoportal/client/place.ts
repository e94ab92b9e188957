import { type Map as LiveMap, Marker } from "maplibre-gl";

/** A view in the address: `#8.2/33.98/-6.85`, zoom, latitude, longitude. */
export function placeOf(hash: string): { readonly zoom: number; readonly center: [number, number] } | null {
  const found = /^#(\d{1,2}(?:\.\d+)?)\/(-?\d{1,2}(?:\.\d+)?)\/(-?\d{1,3}(?:\.\d+)?)$/u.exec(hash);
  if (found === null) return null;
  const [zoom, lat, lon] = found.slice(1).map(Number);
  return zoom === undefined || lat === undefined || lon === undefined ? null : { zoom, center: [lon, lat] };
}

/** Writes where the reader moved to, so that the address shows the same view again. */
export function rememberPlace(map: LiveMap): void {
  const { lng, lat } = map.getCenter();
  const hash = `#${map.getZoom().toFixed(1)}/${lat.toFixed(4)}/${lng.toFixed(4)}`;
  history.replaceState(history.state, "", `${location.pathname}${location.search}${hash}`);
}

const pins = new WeakMap<LiveMap, Marker>();

/** A pin at the coordinates that the reader asked for. */
export function showPin(map: LiveMap, element: HTMLElement): void {
  const [lon, lat] = (element.dataset.pin ?? "").split(",").map(Number);
  pins.get(map)?.remove();
  if (lon === undefined || lat === undefined || Number.isNaN(lon) || Number.isNaN(lat)) return;
  const sign = document.createElement("div");
  sign.className = "map-pin";
  pins.set(map, new Marker({ element: sign, anchor: "bottom" }).setLngLat([lon, lat]).addTo(map));
}

/** Copies the address of the view on the screen, and says so. */
export async function copyAddress(
  map: LiveMap,
  element: HTMLElement,
  words: Readonly<Record<string, string>>,
): Promise<void> {
  rememberPlace(map);
  const told = document.createElement("p");
  told.className = "map-measure";
  told.setAttribute("role", "status");
  element.append(told);
  try {
    await navigator.clipboard.writeText(location.href);
    told.textContent = words.copied ?? "";
  } catch (error) {
    // A page that may not write to the clipboard shows the address instead.
    console.warn(error);
    told.textContent = location.href;
  }
  setTimeout(() => told.remove(), 4000);
}
