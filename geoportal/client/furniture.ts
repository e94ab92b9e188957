import type { Lang } from "./stage.ts";

/** A button over the map: its word for readers and tips, its sign for eyes. */
export interface MapButton {
  readonly word: string;
  readonly sign: string;
  readonly act: (button: HTMLButtonElement) => void;
  /** Stays pressed while what it does goes on. */
  readonly toggles?: boolean;
}

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
    button.textContent = sign;
    button.title = words[word] ?? "";
    button.setAttribute("aria-label", words[word] ?? "");
    if (toggles === true) button.setAttribute("aria-pressed", "false");
    button.addEventListener("click", () => act(button));
    bar.append(button);
  }
  if (document.querySelector(".sample-banner") === null) return [bar];
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
