import { askYears, type Values } from "./answer.ts";
import type { Stage } from "./stage.ts";

/** Figures of every year of the question on the screen, fetched once the reader reaches for the slider. */
export interface Years {
  /** The figures of a year where they are there already. */
  known(stage: Stage, year: string): Values | undefined;
  load(stage: Stage): Promise<void>;
}

export function yearsOf(): Years {
  let spec = "";
  let values: ReadonlyMap<string, Values> = new Map();
  let loading: Promise<void> = Promise.resolve();
  return {
    known: (stage, year) => (stage.all === spec ? values.get(year) : undefined),
    load(stage) {
      if (stage.all === "" || stage.all === spec) return loading;
      spec = stage.all;
      values = new Map();
      loading = askYears(stage, AbortSignal.timeout(20_000)).then((found) => {
        if (spec === stage.all) values = found;
      });
      loading.catch(() => {
        spec = "";
      });
      return loading;
    },
  };
}

/** How long a year stands before the page follows. */
const REST_MS = 450;

/**
 * The slider under the map: it follows the years of the view, paints each year at once, and asks the page for the
 * year where it comes to rest. A year is told to the map's units in the event itself, so that the map draws in the frame
 * of the slider's own move, not behind it; however many are wished between two frames, the map draws the last one. A
 * year is at rest once it is painted and nothing was wished since: the page's new parts do not slow the painting.
 *
 * @param act `preview` resolves once the year is painted
 */
export function startTime(
  bar: HTMLElement,
  act: { preview(year: string): Promise<void>; load(): void; rest(year: string): void },
) {
  const slider = bar.querySelector<HTMLInputElement>("input[type=range]");
  const shown = bar.querySelector("output");
  const play = bar.querySelector("button");
  if (slider === null || shown === null || play === null) return { update: () => undefined };
  let years: readonly string[] = [];
  let moves = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let playing: ReturnType<typeof setInterval> | undefined;
  const yearNow = (): string => years[Number(slider.value)] ?? "";
  const show = (): void => {
    shown.textContent = yearNow();
    slider.setAttribute("aria-valuetext", yearNow());
  };
  const moved = (): void => {
    clearTimeout(timer);
    moves += 1;
    const move = moves;
    void act.preview(yearNow()).then(() => {
      if (move === moves && playing === undefined) timer = setTimeout(() => act.rest(yearNow()), REST_MS);
    });
    show();
  };
  const stop = (): void => {
    clearInterval(playing);
    playing = undefined;
    play.setAttribute("aria-pressed", "false");
    act.rest(yearNow());
  };
  slider.addEventListener("pointerdown", () => act.load());
  slider.addEventListener("focus", () => act.load());
  slider.addEventListener("input", moved);
  play.addEventListener("click", () => {
    if (playing !== undefined) return stop();
    act.load();
    play.setAttribute("aria-pressed", "true");
    if (Number(slider.value) >= years.length - 1) slider.value = "0";
    moved();
    playing = setInterval(() => {
      if (Number(slider.value) >= years.length - 1) return stop();
      slider.value = String(Number(slider.value) + 1);
      moved();
    }, 1100);
  });
  return {
    update(stage: Stage): void {
      years = stage.years;
      bar.hidden = years.length < 2;
      slider.max = String(Math.max(0, years.length - 1));
      if (playing !== undefined) return;
      slider.value = String(Math.max(0, years.indexOf(stage.year)));
      show();
    },
  };
}
