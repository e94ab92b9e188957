import { type Map as LiveMap, Point } from "maplibre-gl";

interface KeyActs {
  choose(code: string): void;
  codeAt(point: Point): string;
  /** A unit and its figure in words. */
  tell(code: string): string;
}

/**
 * The map by keyboard: arrows move it (the map library's own), the unit under the cross in the middle is read out, and
 * Enter chooses it. The cross shows only while the keyboard is on the map.
 */
export function startKeys(map: LiveMap, element: HTMLElement, acts: KeyActs): void {
  const canvas = map.getCanvas();
  const cross = document.createElement("div");
  cross.className = "map-cross";
  cross.hidden = true;
  cross.setAttribute("aria-hidden", "true");
  const told = document.createElement("p");
  told.className = "visually-hidden";
  told.setAttribute("role", "status");
  element.append(cross, told);
  const middle = (): Point => new Point(canvas.clientWidth / 2, canvas.clientHeight / 2);
  const say = (): void => {
    if (cross.hidden) return;
    const code = acts.codeAt(middle());
    const words = code === "" ? "" : acts.tell(code);
    if (told.textContent !== words) told.textContent = words;
  };
  canvas.addEventListener("focus", () => {
    cross.hidden = !canvas.matches(":focus-visible");
    say();
  });
  canvas.addEventListener("blur", () => {
    cross.hidden = true;
  });
  map.on("moveend", say);
  canvas.addEventListener("keydown", (event) => {
    if (event.key !== "Enter") return;
    const code = acts.codeAt(middle());
    if (code === "") return;
    event.preventDefault();
    acts.choose(code);
  });
}
