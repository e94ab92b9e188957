import "./maplibre.css";
import "./map.css";
import "./layers.css";
import "./territory.css";
import { askFirst } from "./answer.ts";
import { openCard } from "./card.ts";
import type { Live } from "./live.ts";
import { readStage } from "./stage.ts";
import { swapTo } from "./swap.ts";
import { startSwipe } from "./swipe.ts";
import { startViews } from "./views.ts";
import { startTime } from "./years.ts";

/** A view that takes longer than this is announced by a bar over the old one. */
const PATIENCE_MS = 300;

function start(stage: HTMLElement, form: HTMLFormElement): void {
  let live: Live | null = null;
  let going = new AbortController();

  const go = async (url: string, remember: boolean): Promise<void> => {
    // A story's step shows a view of the map: what the reader makes of it is the map's own page.
    if (new URL(url, location.href).pathname !== location.pathname) return location.assign(url);
    going.abort();
    going = new AbortController();
    const { signal } = going;
    stage.setAttribute("aria-busy", "true");
    const slow = setTimeout(() => stage.append(bar()), PATIENCE_MS);
    try {
      if (!(await swapTo(url, signal))) {
        location.assign(url);
        return;
      }
      if (remember) history.pushState(null, "", url);
      time?.update(readStage(stage));
      startSwipe();
      await live?.update();
    } catch (error) {
      // A newer wish took the place of this one.
      if (signal.aborted) return;
      console.warn(error);
      location.assign(url);
    } finally {
      clearTimeout(slow);
      stage.querySelector(".map-progress")?.remove();
      stage.removeAttribute("aria-busy");
    }
  };

  const timeBar = document.querySelector<HTMLElement>("[data-map-time]");
  const time =
    timeBar === null
      ? null
      : startTime(timeBar, {
          preview: async (year) => live?.preview(year),
          load: () => live?.loadYears(),
          rest(year) {
            const field = form.querySelector<HTMLSelectElement>('select[name="annee"]');
            if (field === null || field.value === year) return;
            field.value = year;
            form.requestSubmit();
          },
        });
  time?.update(readStage(stage));
  startViews(() => {
    live?.remember();
    return `${stage.dataset.here}${location.hash}`;
  });

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    void go(addressOf(form), true);
  });
  form.addEventListener("change", (event) => {
    if (event.target instanceof HTMLSelectElement && event.target.name === "niveau")
      loosen(form, event.target);
    form.requestSubmit();
  });
  document.addEventListener("click", (event) => {
    const link = event.target instanceof Element ? event.target.closest<HTMLAnchorElement>("a") : null;
    if (
      link === null ||
      event.defaultPrevented ||
      event.ctrlKey ||
      event.metaKey ||
      event.shiftKey ||
      event.button !== 0
    )
      return;
    const inMap =
      link.hasAttribute("data-map-link") ||
      link.closest("#map-table thead, #map-table .pagination, .choropleth") !== null;
    const project = link.dataset.project;
    if (project !== undefined && live !== null) {
      event.preventDefault();
      stage.scrollIntoView({ block: "nearest" });
      void openCard(stage, project, readStage(stage).words.close ?? "");
      return;
    }
    if (!inMap) return;
    event.preventDefault();
    void go(hrefOf(link), true);
  });
  addEventListener("popstate", () => void go(location.href, false));

  const choose = (code: string): void => {
    const { choose: target, here } = stage.dataset;
    if (target) {
      location.assign(target.replace("{code}", code));
      return;
    }
    const chosen = new URL(here ?? "", location.href);
    chosen.searchParams.set("code", code);
    void go(`${chosen.pathname}${chosen.search}${location.hash}`, true);
  };
  const first = askFirst(readStage(stage));
  void import("./live.ts")
    .then(async ({ startLive }) => {
      live = startLive(stage, choose, first);
      await live.update();
    })
    .catch((error: unknown) => {
      // No WebGL, or no tiles: the still map and the table say the same.
      console.warn(error);
      stage.querySelector(".map-live")?.remove();
      sayFailed(stage);
    });
}

/** SVG links keep their address in an object of their own. */
const hrefOf = (link: Element): string => link.getAttribute("href") ?? location.href;

/** The view that the form asks for: what has no field of its own (unit chosen, order) starts anew. */
function addressOf(form: HTMLFormElement): string {
  const query = new URLSearchParams();
  const defaults: Readonly<Record<string, string>> = {
    methode: "quantile",
    classes: "5",
    signe: "auto",
    bornes: "",
  };
  const manual = form.querySelector<HTMLSelectElement>('select[name="methode"]')?.value === "manuel";
  for (const [key, value] of new FormData(form)) {
    if (typeof value !== "string" || value === "" || value === defaults[key]) continue;
    if (key === "bornes" && !manual) continue;
    query.append(key, key === "bornes" ? value.replaceAll(";", " ").replace(/\s+/gu, " ").trim() : value);
  }
  return `${new URL(form.action).pathname}?${query}`;
}

/** Units as large as the territory chosen cannot be drawn inside it: the territory gives way. */
function loosen(form: HTMLFormElement, level: HTMLSelectElement): void {
  const within = form.querySelector<HTMLSelectElement>('select[name="dans"]');
  if (within === null) return;
  const depth = within.value === "" ? 0 : within.value.split(".").length;
  const order = ["region", "province", "commune"].indexOf(level.value);
  if (depth > order) within.value = depth === 2 && order === 1 ? (within.value.split(".")[0] ?? "") : "";
}

function bar(): HTMLElement {
  const progress = document.createElement("div");
  progress.className = "map-progress";
  return progress;
}

function sayFailed(stage: HTMLElement): void {
  const words: unknown = JSON.parse(stage.dataset.words ?? "{}");
  const text = typeof words === "object" && words !== null && "failed" in words ? String(words.failed) : "";
  const note = document.createElement("p");
  note.className = "map-note";
  note.textContent = text;
  stage.after(note);
}

startSwipe();
const stage = document.querySelector<HTMLElement>("#map");
const form = document.querySelector<HTMLFormElement>("[data-map-form]");
if (stage !== null && form !== null) start(stage, form);
