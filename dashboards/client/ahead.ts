import { isAhead } from "../lib/ahead.ts";

/** Milliseconds that a pointer rests on a link before its page is fetched: passing over it asks for nothing. */
const REST = 60;
/** Pages fetched ahead from one page, at most. */
const MOST = 20;

/**
 * Fetches the page of a link that a pointer rests on, sooner than a browser's own rules would: the server has then
 * drawn it by the time that it is asked for. Only where the page says that such rules hold: on everybody's pages.
 */
export function startAhead(): void {
  if (document.body.dataset.ahead === undefined) return;
  const asked = new Set<string>([window.location.pathname + window.location.search]);
  let timer = 0;
  document.addEventListener("pointerover", (event) => {
    window.clearTimeout(timer);
    const link = event.target instanceof Element ? event.target.closest<HTMLAnchorElement>("a[href]") : null;
    if (link === null || link.origin !== window.location.origin || !isAhead(link.pathname)) return;
    if (link.relList.contains("nofollow") || link.hasAttribute("download")) return;
    const address = link.pathname + link.search;
    if (asked.has(address) || asked.size > MOST) return;
    timer = window.setTimeout(() => {
      asked.add(address);
      const hint = document.createElement("link");
      hint.rel = "prefetch";
      hint.href = address;
      document.head.append(hint);
    }, REST);
  });
}
