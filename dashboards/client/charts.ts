/**
 * Points of a chart for keyboard, mouse and touch alike: one tab stop a chart, arrows move between marks the way
 * the eye does, the text stands in a tip and in a polite live region. Without script the browser's own titles show.
 */
interface Mark {
  readonly element: SVGElement;
  readonly text: string;
}

export function startCharts(): void {
  for (const chart of document.querySelectorAll<HTMLElement>("[data-chart]")) enhance(chart);
}

function enhance(chart: HTMLElement): void {
  const drawings = [...chart.querySelectorAll<SVGSVGElement>("svg.plot")];
  const marks = new Map(drawings.map((svg) => [svg, collect(svg)]));
  if ([...marks.values()].every((list) => list.length === 0)) return;
  const tip = document.createElement("div");
  tip.className = "chart-tip";
  tip.hidden = true;
  const live = document.createElement("p");
  live.className = "visually-hidden";
  live.setAttribute("aria-live", "polite");
  chart.append(tip, live);
  chart.tabIndex = 0;
  chart.setAttribute("role", "group");
  const title = chart.closest("figure")?.getAttribute("aria-labelledby");
  if (title) chart.setAttribute("aria-labelledby", title);

  let active: Mark | null = null;
  let pinned = false;
  const shown = (): readonly Mark[] =>
    marks.get(
      drawings.find((svg) => svg.getClientRects().length > 0) ?? drawings[0] ?? new SVGSVGElement(),
    ) ?? [];

  const show = (mark: Mark | null, announce: boolean): void => {
    active?.element.classList.remove("is-active");
    active = mark;
    chart.classList.toggle("chart-dim", mark !== null);
    tip.hidden = mark === null;
    if (mark === null) return;
    mark.element.classList.add("is-active");
    tip.textContent = mark.text;
    if (announce) live.textContent = mark.text;
    place(chart, tip, mark.element);
  };

  chart.addEventListener("pointerover", (event) => {
    if (pinned) return;
    const mark = shown().find((item) => item.element === event.target);
    if (mark) show(mark, false);
  });
  chart.addEventListener("pointerleave", () => {
    if (!pinned) show(null, false);
  });
  chart.addEventListener("click", (event) => {
    const mark = shown().find((item) => item.element === event.target) ?? null;
    pinned = mark !== null;
    show(mark, true);
  });
  chart.addEventListener("focusout", () => {
    pinned = false;
    show(null, false);
  });
  chart.addEventListener("keydown", (event) => {
    const step = STEPS[event.key];
    if (event.key === "Escape" && active !== null) {
      pinned = false;
      show(null, false);
      event.preventDefault();
      return;
    }
    if (step === undefined) return;
    const list = shown();
    if (list.length === 0) return;
    const at = active === null ? -1 : list.indexOf(active);
    const next =
      step === "first"
        ? 0
        : step === "last"
          ? list.length - 1
          : Math.min(list.length - 1, Math.max(0, at + step));
    pinned = true;
    show(list[next] ?? null, true);
    event.preventDefault();
  });
}

/** Marks are kept in screen order, left to right or top to bottom: right and down are always forward. */
const STEPS: Readonly<Record<string, number | "first" | "last">> = {
  ArrowRight: 1,
  ArrowDown: 1,
  ArrowLeft: -1,
  ArrowUp: -1,
  Home: "first",
  End: "last",
};

/** Takes the titles off the marks, so that the browser's tip does not stand beside ours. */
function collect(svg: SVGSVGElement): Mark[] {
  return [...svg.querySelectorAll<SVGElement>("[data-mark]")].flatMap((element) => {
    const title = element.querySelector("title");
    const text = title?.textContent ?? "";
    title?.remove();
    return text === "" ? [] : [{ element, text }];
  });
}

function place(chart: HTMLElement, tip: HTMLElement, mark: SVGElement): void {
  const frame = chart.getBoundingClientRect();
  const box = mark.getBoundingClientRect();
  const width = tip.offsetWidth;
  const left = Math.min(Math.max(0, box.left - frame.left + box.width / 2 - width / 2), frame.width - width);
  const top = box.top - frame.top - tip.offsetHeight - 8;
  // Set through the object model: the content policy stops style attributes, not this.
  tip.style.left = `${left}px`;
  tip.style.top = `${top < 0 ? box.bottom - frame.top + 8 : top}px`;
}
