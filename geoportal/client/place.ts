import { type Map as LiveMap, Marker } from "maplibre-gl";

/** A place in the address, and the line drawn there, in degrees. */
interface Place {
  readonly zoom: number;
  readonly center: [number, number];
  readonly line: readonly (readonly [number, number])[];
}

/** Points of a line that an address holds, at most. */
const LONGEST = 40;

/** A view in the address: `#8.2/33.98/-6.85`, zoom, latitude, longitude; then a line: `/34.02,-6.84;33.57,-7.6`. */
export function placeOf(hash: string): Place | null {
  const found =
    /^#(\d{1,2}(?:\.\d+)?)\/(-?\d{1,2}(?:\.\d+)?)\/(-?\d{1,3}(?:\.\d+)?)(?:\/([-\d.,;]*))?$/u.exec(hash);
  if (found === null) return null;
  const [zoom, lat, lon] = found.slice(1, 4).map(Number);
  if (zoom === undefined || lat === undefined || lon === undefined) return null;
  const line = (found[4] ?? "")
    .split(";")
    .slice(0, LONGEST)
    .flatMap((point): [number, number][] => {
      const [y, x, more] = point.split(",").map(Number);
      if (x === undefined || y === undefined || more !== undefined || point === "") return [];
      return Math.abs(x) <= 180 && Math.abs(y) <= 90 ? [[x, y]] : [];
    });
  return { zoom, center: [lon, lat], line };
}

/** The place as it stands in an address. */
export function hashOf({ zoom, center: [lon, lat], line }: Place): string {
  const drawn = line
    .slice(0, LONGEST)
    .map(([x, y]) => `${y.toFixed(4)},${x.toFixed(4)}`)
    .join(";");
  return `#${zoom.toFixed(1)}/${lat.toFixed(4)}/${lon.toFixed(4)}${drawn === "" ? "" : `/${drawn}`}`;
}

/** Writes where the reader moved to and what they drew, so that the address shows the same view again. */
export function rememberPlace(map: LiveMap, line: Place["line"]): void {
  const { lng, lat } = map.getCenter();
  const hash = hashOf({ zoom: map.getZoom(), center: [lng, lat], line });
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
  line: Place["line"],
): Promise<void> {
  rememberPlace(map, line);
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
