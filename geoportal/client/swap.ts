/** Parts of the page that another view of the map changes. */
const PARTS = [
  "#map-side",
  "#map-status",
  "#map-table",
  "#map-projects",
  "#map-figure > figcaption",
  "#territory-figures",
  "#map-print",
  "#territory-ranking",
  "#territory-comparison",
  "main h1",
  "main .lede",
  ".sample-banner",
];

/**
 * Fetches another view of the same page and puts its parts in place: the server stays the one that writes
 * words, classes and tables. Resolves false when the answer is no such page.
 */
export async function swapTo(url: string, signal: AbortSignal): Promise<boolean> {
  const response = await fetch(url, { headers: { Accept: "text/html" }, signal });
  if (!response.ok) return false;
  const next = new DOMParser().parseFromString(await response.text(), "text/html");
  const stage = document.querySelector<HTMLElement>("#map");
  const nextStage = next.querySelector<HTMLElement>("#map");
  if (stage === null || nextStage === null) return false;

  for (const part of PARTS) {
    const [old, fresh] = [document.querySelector(part), next.querySelector(part)];
    if (old !== null && fresh !== null) old.replaceWith(document.adoptNode(fresh));
  }
  refillForm(next);
  Object.assign(stage.dataset, { ...nextStage.dataset });
  const [still, nextStill] = [stage.querySelector(".choropleth"), nextStage.querySelector(".choropleth")];
  if (still !== null && nextStill !== null) still.replaceWith(document.adoptNode(nextStill));
  document.title = next.title;
  keepLinks(next);
  return true;
}

/** New options in the same form, the focus where it was. */
function refillForm(next: Document): void {
  const [form, fresh] = [document.querySelector("[data-map-form]"), next.querySelector("[data-map-form]")];
  if (form === null || fresh === null) return;
  const focused = document.activeElement;
  const name = form.contains(focused) && focused instanceof HTMLSelectElement ? focused.name : null;
  form.replaceChildren(...[...fresh.childNodes].map((node) => document.adoptNode(node)));
  if (name !== null) form.querySelector<HTMLSelectElement>(`select[name="${name}"]`)?.focus();
}

/** Language and theme links lead to the view on the screen. */
function keepLinks(next: Document): void {
  const links = [...document.querySelectorAll(".site-header .languages a, .site-header .menu a")];
  const fresh = [...next.querySelectorAll(".site-header .languages a, .site-header .menu a")];
  for (const [index, link] of links.entries()) {
    const href = fresh[index]?.getAttribute("href");
    if (href) link.setAttribute("href", href);
  }
}
