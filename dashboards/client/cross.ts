import { formatNumber, formatPercent } from "../lib/format.ts";
import { listed } from "../lib/listed.ts";
import { formatMoneyShort } from "../lib/money.ts";
import { type Bars, bars } from "./cross/bars.ts";
import { type Columns, Cube, type Filters, type Result, VIEWS, type View } from "./cross/cube.ts";
import { load, type Places } from "./cross/load.ts";

interface Words {
  readonly names: Readonly<Record<View, readonly string[]>>;
  /** The subject as the address names it, and whether its amounts are dirhams. */
  readonly subject: string;
  readonly money: boolean;
  readonly loading: string;
  readonly failed: string;
  readonly said: string;
  readonly all: string;
}
type Lang = "fr" | "ar" | "en";

const root = document.querySelector<HTMLElement>("[data-cross]");
const isLang = (text: string): text is Lang => text === "fr" || text === "ar" || text === "en";
if (root !== null) start(root);

function start(page: HTMLElement): void {
  const lang = isLang(document.documentElement.lang) ? document.documentElement.lang : "fr";
  const places: Places = JSON.parse(page.dataset.places ?? "{}");
  const words: Words = JSON.parse(page.dataset.words ?? "{}");
  const part = (name: string): HTMLElement => page.querySelector<HTMLElement>(`[data-out="${name}"]`) ?? page;
  const progress = page.querySelector("progress");
  page.querySelector("[data-cross-body]")?.removeAttribute("hidden");
  page.setAttribute("aria-busy", "true");
  load(places, (done, of) => {
    if (progress !== null) progress.value = done / of;
  }).then(
    (columns) => {
      progress?.remove();
      part("loading").remove();
      page.removeAttribute("aria-busy");
      run(page, columns, words, lang, part);
    },
    (cause: unknown) => {
      part("loading").textContent = `${words.failed} ${cause instanceof Error ? cause.message : ""}`;
      progress?.remove();
      page.removeAttribute("aria-busy");
    },
  );
}

/** Names of the choices in the address. */
const keysOf = (subject: string): Readonly<Record<View, string>> => ({
  ...{ year: "annee", month: "mois", region: "region", segment: "strate", rate: "taux" },
  kind: subject === "" ? "chapitre" : "genre",
});

function run(
  page: HTMLElement,
  columns: Columns,
  words: Words,
  lang: Lang,
  part: (name: string) => HTMLElement,
): void {
  const filters: Record<View, Uint8Array | null> = {
    ...{ year: null, month: null, kind: null, region: null, segment: null, rate: null },
  };
  /** What is marked on each chart: classes of rates, whose councils stand in `filters`. */
  const chosen: Record<View, Uint8Array | null> = { ...filters };
  const keys = keysOf(words.subject);
  const query = new URLSearchParams(window.location.search);
  const drawn = {} as Record<View, Bars>;
  let cube = new Cube(columns, filters, "year");
  let frame = 0;
  let quiet = 0;

  const hold = (view: View): void => {
    if (cube.active !== view)
      cube = new Cube(
        columns,
        { ...filters, rate: view === "rate" ? null : filters.rate } satisfies Filters,
        view,
      );
  };
  const amount = (value: number): string =>
    words.money ? formatMoneyShort(lang, value) : formatNumber(lang, value);
  const paint = (result: Result): void => {
    for (const view of VIEWS) {
      const values = result.bars[view];
      drawn[view].draw(
        values,
        words.names[view].map((_, at) =>
          view === "rate" ? formatNumber(lang, values[at] ?? 0) : amount(values[at] ?? 0),
        ),
      );
      drawn[view].mark(chosen[view]);
      const set = chosen[view];
      const ends = page.querySelectorAll<HTMLSelectElement>(`select[data-view="${view}"]`);
      ends.forEach((select, end) => {
        const last = words.names[view].length - 1;
        const at = set === null ? (end === 0 ? 0 : last) : end === 0 ? set.indexOf(1) : set.lastIndexOf(1);
        select.value = String(at);
      });
    }
    part("amount").textContent = amount(result.amount);
    part("rate").textContent = formatPercent(lang, result.whole === 0 ? null : result.part / result.whole);
    part("median").textContent = formatPercent(lang, result.median);
    part("councils").textContent = formatNumber(lang, result.counted);
    window.clearTimeout(quiet);
    quiet = window.setTimeout(() => {
      part("live").textContent = words.said
        .replace("{choice}", choiceText())
        .replace("{amount}", amount(result.amount))
        .replace("{median}", formatPercent(lang, result.median))
        .replace("{councils}", formatNumber(lang, result.counted));
      remember();
    }, 400);
  };
  const choiceText = (): string => {
    const told = VIEWS.flatMap((view) => {
      const set = chosen[view];
      if (set === null) return [];
      return [
        listed(
          lang,
          words.names[view].filter((_, at) => set[at] === 1),
        ),
      ];
    });
    return told.length === 0 ? words.all : told.join(" · ");
  };
  /** The state stands in the address: a link shows the same. */
  const remember = (): void => {
    const next = new URLSearchParams(words.subject === "" ? {} : { sur: words.subject });
    for (const view of VIEWS) {
      const set = chosen[view];
      if (set !== null) next.set(keys[view], [...set.keys()].filter((at) => set[at] === 1).join("."));
    }
    const text = next.toString();
    window.history.replaceState(null, "", text === "" ? window.location.pathname : `?${text}`);
  };
  const choose = (view: View, next: Uint8Array | null): void => {
    hold(view);
    chosen[view] = next;
    filters[view] = view === "rate" ? cube.councilsOf(next) : next;
    performance.mark("cross-brush");
    const result = cube.answer(next);
    performance.measure("cross-ready", "cross-brush");
    window.cancelAnimationFrame(frame);
    frame = window.requestAnimationFrame(() => {
      paint(result);
      performance.measure("cross-painted", "cross-brush");
    });
  };
  for (const view of VIEWS) {
    const list = page.querySelector<HTMLElement>(`#cross-${view}`);
    if (list === null) continue;
    drawn[view] = bars(list, words.names[view], {
      hold: () => hold(view),
      choose: (next) => choose(view, next),
    });
    const size = words.names[view].length;
    const asked = (query.get(keys[view]) ?? "").split(".").map(Number);
    if (query.has(keys[view])) {
      hold(view);
      const set = Uint8Array.from({ length: size }, (_, at) => (asked.includes(at) ? 1 : 0));
      if (set.includes(1) && set.includes(0)) {
        chosen[view] = set;
        filters[view] = view === "rate" ? cube.councilsOf(set) : set;
      }
    }
  }
  for (const select of page.querySelectorAll<HTMLSelectElement>("select[data-view]")) {
    select.addEventListener("change", () => {
      const view = VIEWS.find((one) => one === select.dataset.view) ?? "year";
      const ends = [...page.querySelectorAll<HTMLSelectElement>(`select[data-view="${view}"]`)].map((one) =>
        Number(one.value),
      );
      const [from, to] = [Math.min(...ends), Math.max(...ends)];
      const set = Uint8Array.from(words.names[view], (_, at) => (at >= from && at <= to ? 1 : 0));
      choose(view, set.includes(0) ? set : null);
    });
  }
  page.querySelector("[data-cross-clear]")?.addEventListener("click", () => {
    for (const view of VIEWS) {
      filters[view] = null;
      chosen[view] = null;
    }
    cube = new Cube(columns, filters, "year");
    paint(cube.answer(null));
  });
  cube = new Cube(columns, { ...filters }, "year");
  paint(cube.answer(filters.year));
  page.dataset.ready = "true";
}
