import type { Lang } from "./stage.ts";

/** A button over the map: its word for readers and tips, its sign for eyes. */
export interface MapButton {
  readonly word: string;
  /** Outline of its sign in a square of 24. */
  readonly sign: string;
  readonly act: (button: HTMLButtonElement) => void;
  /** Stays pressed while what it does goes on. */
  readonly toggles?: boolean;
}

function drawn(d: string): SVGElement {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  for (const [name, value] of Object.entries({
    viewBox: "0 0 24 24",
    width: "20",
    height: "20",
    "aria-hidden": "true",
  }))
    svg.setAttribute(name, value);
  const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
  for (const [name, value] of Object.entries({
    d,
    fill: "none",
    stroke: "currentColor",
    "stroke-width": "2",
  }))
    path.setAttribute(name, value);
  svg.append(path);
  return svg;
}

export const SIGNS = {
  plus: "M12 5V19M5 12H19",
  minus: "M5 12H19",
  whole: "M4 9V4H9M15 4H20V9M20 15V20H15M9 20H4V15",
  measure: "M3 16L16 3L21 8L8 21ZM7 12L9 14M10 9L12 11M13 6L15 8",
  link: "M10 14L14 10M11 7L13 5A4 4 0 0 1 19 11L17 13M13 17L11 19A4 4 0 0 1 5 13L7 11",
} as const;

/** Buttons, and the sample's mark, in the page's own words. */
export function furniture(
  words: Readonly<Record<string, string>>,
  buttons: readonly MapButton[],
): HTMLElement[] {
  const bar = document.createElement("div");
  bar.className = "map-buttons";
  for (const { word, sign, act, toggles } of buttons) {
    const button = document.createElement("button");
    button.type = "button";
    button.append(drawn(sign));
    button.title = words[word] ?? "";
    button.setAttribute("aria-label", words[word] ?? "");
    if (toggles === true) button.setAttribute("aria-pressed", "false");
    button.addEventListener("click", () => act(button));
    bar.append(button);
  }
  // Seen where the stage says that its figures are the sample's.
  const mark = document.createElement("div");
  mark.className = "map-mark";
  mark.setAttribute("aria-hidden", "true");
  mark.textContent = "EXEMPLE · مثال · SAMPLE";
  return [mark, bar];
}

export function localeOf(lang: Lang, title: string): Record<string, string> {
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
