/**
 * Keeps the last public pages seen, for when the network is away. A page comes from the network whenever that answers; a
 * private one (`private` or `no-store`) is never kept, nor is anything that is not a page or one of its files.
 */
const PAGES = "bayan-pages-1";
const FILES = "bayan-files-1";
const MOST_PAGES = 40;
const MOST_FILES = 60;

interface Scope {
  readonly caches: CacheStorage;
  readonly clients: {
    claim(): Promise<void>;
    matchAll(of: { readonly type: "window" }): Promise<readonly { readonly url: string }[]>;
  };
  readonly location: Location;
  skipWaiting(): Promise<void>;
  addEventListener(type: "install" | "activate", run: (event: Waiting) => void): void;
  addEventListener(type: "fetch", run: (event: Fetching) => void): void;
}
interface Waiting {
  waitUntil(work: Promise<unknown>): void;
}
interface Fetching extends Waiting {
  readonly request: Request;
  respondWith(answer: Promise<Response>): void;
}

/** In a worker `self` is no window. */
declare const self: Scope;

self.addEventListener("install", (event) => event.waitUntil(self.skipWaiting()));
self.addEventListener("activate", (event) => {
  event.waitUntil(
    (async () => {
      for (const name of await self.caches.keys())
        if (name.startsWith("bayan-") && name !== PAGES && name !== FILES) await self.caches.delete(name);
      await self.clients.claim();
      // The page that brought the worker was drawn before it: it is asked for once more, to be kept too.
      for (const { url } of await self.clients.matchAll({ type: "window" })) {
        const answer = await fetch(url);
        if (isPublic(answer)) await keep(PAGES, MOST_PAGES, new Request(url), answer);
      }
    })(),
  );
});
self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== self.location.origin) return;
  if (request.mode === "navigate") event.respondWith(page(event));
  else if (url.pathname.startsWith("/assets/")) event.respondWith(file(event));
});

/** Whether an answer is a page that everyone may see. */
function isPublic(answer: Response): boolean {
  const cache = answer.headers.get("cache-control") ?? "";
  return (
    answer.status === 200 &&
    answer.type === "basic" &&
    !answer.redirected &&
    (answer.headers.get("content-type") ?? "").startsWith("text/html") &&
    /\bpublic\b/u.test(cache) &&
    !/\b(?:private|no-store)\b/u.test(cache)
  );
}

async function page(event: Fetching): Promise<Response> {
  const { request } = event;
  try {
    const answer = await fetch(request);
    if (isPublic(answer)) event.waitUntil(keep(PAGES, MOST_PAGES, request, answer.clone()));
    return answer;
  } catch (cause) {
    const cache = await self.caches.open(PAGES);
    // The theme stands in a cookie that a worker cannot read: the page as last seen.
    const kept = await cache.match(request, { ignoreVary: true });
    if (kept !== undefined) return kept;
    const home = await cache.match(`/${new URL(request.url).pathname.split("/")[1] ?? "fr"}/`, {
      ignoreVary: true,
    });
    if (home !== undefined) return home;
    throw cause;
  }
}

/** Files of the build never change under their name. */
async function file(event: Fetching): Promise<Response> {
  const cache = await self.caches.open(FILES);
  const kept = await cache.match(event.request, { ignoreVary: true });
  if (kept !== undefined) return kept;
  const answer = await fetch(event.request);
  if (answer.status === 200) event.waitUntil(keep(FILES, MOST_FILES, event.request, answer.clone()));
  return answer;
}

/** Puts an answer last and lets the oldest go. */
async function keep(name: string, most: number, request: Request, answer: Response): Promise<void> {
  const cache = await self.caches.open(name);
  await cache.delete(request, { ignoreVary: true });
  await cache.put(request, answer);
  const keys = await cache.keys();
  for (const old of keys.slice(0, Math.max(0, keys.length - most))) await cache.delete(old);
}
