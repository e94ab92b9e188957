import type { RequestHandler, Response } from "express";
import { PUBLIC_VIEWER, type Viewer } from "#warehouse/door/types.ts";
import { BayanError } from "#warehouse/errors.ts";
import type { ReleaseHandle } from "#warehouse/release/types.ts";
import type { Context } from "#warehouse/surface.ts";
import type { Lang } from "#warehouse/text.ts";
import { assetsStamp } from "./assets.ts";
import { errorPage, notFoundPage } from "./errors.tsx";
import { type PageOptions, renderPage } from "./page.tsx";
import { PageCache } from "./page-cache.ts";
import { type ReleaseStatus, releaseStatus } from "./release.ts";
import { themeOf } from "./theme.ts";
import { langOf, type PageRequest } from "./url.ts";

/** What a page is drawn from; the release is held until its HTML is made. */
export interface PageView {
  readonly ctx: Context;
  readonly req: PageRequest;
  readonly lang: Lang;
  readonly viewer: Viewer;
  readonly release: ReleaseStatus;
  readonly handle: ReleaseHandle;
  /** Route parameters by name. */
  readonly params: Readonly<Record<string, string>>;
}

/** What a page is made of, where to go instead, or null where there is none. `keep: false`: drawn with something missing. */
export type PageResult =
  | (Omit<PageOptions, "release"> & { readonly status?: number; readonly keep?: false })
  | { readonly redirect: string }
  | null;

/** The reader as `api/` signed them in, who speaks the page's language; the public otherwise. */
function viewerOf(res: Response, lang: Lang): Viewer {
  const known: unknown = res.locals.viewer;
  const isViewer = (value: unknown): value is Viewer =>
    typeof value === "object" && value !== null && "role" in value && "territory" in value;
  return { ...(isViewer(known) ? known : PUBLIC_VIEWER), lang };
}

/** A page for everyone may be kept and asked about again; one for a person is kept nowhere. */
function sendHtml(res: Response, html: string, status: number, viewer: Viewer): void {
  // Theme comes from the cookie; the language is in the path.
  res.vary("Cookie");
  res.set(
    "Cache-Control",
    viewer.role === "public" ? "public, max-age=0, must-revalidate" : "private, no-store",
  );
  res.status(status).type("html").send(html);
}

/** Characters of drawn pages that are kept: some 400 of them. */
const KEPT = 24_000_000;
const caches = new WeakMap<Context, PageCache>();
function cacheOf(ctx: Context): PageCache {
  const found = caches.get(ctx) ?? new PageCache(KEPT);
  caches.set(ctx, found);
  return found;
}

/**
 * A route that draws one page. `draw` gives its parts, null for "no such page", or a redirect. A fault of
 * the question (4xx) or of ours gives the error page in the reader's language; the cause goes to the log.
 */
export function page(ctx: Context, draw: (view: PageView) => Promise<PageResult>): RequestHandler {
  const cache = cacheOf(ctx);
  return async (req, res) => {
    const lang = langOf(req.path);
    const viewer = viewerOf(res, lang);
    try {
      const handle = await ctx.release();
      try {
        const release = releaseStatus(handle);
        // A release never changes, and the public all see the same: an address drawn once is drawn.
        const key =
          viewer.role === "public"
            ? `${release.id} ${release.state} ${assetsStamp()} ${themeOf(req)} ${req.originalUrl}`
            : null;
        const drawn = key === null ? undefined : cache.get(key);
        if (drawn !== undefined) {
          sendHtml(res, drawn, 200, viewer);
          return;
        }
        const params: Record<string, string> = {};
        for (const [name, value] of Object.entries(req.params))
          if (typeof value === "string") params[name] = value;
        const result = await draw({ ctx, req, lang, viewer, release, handle, params });
        if (result === null) sendHtml(res, notFoundPage(ctx, req), 404, viewer);
        else if ("redirect" in result) res.redirect(302, result.redirect);
        else {
          const html = renderPage(ctx, req, { ...result, release });
          const status = result.status ?? 200;
          if (key !== null && status === 200 && result.keep !== false) cache.set(key, html);
          sendHtml(res, html, status, viewer);
        }
      } finally {
        handle.release();
      }
    } catch (error) {
      const status = error instanceof BayanError ? error.status : 500;
      const reference = typeof res.locals.requestId === "string" ? res.locals.requestId : null;
      if (status >= 500) ctx.log.error({ err: error, path: req.path, reference }, "page failed");
      sendHtml(res, errorPage(ctx, req, { error, status, reference }), status, viewer);
    }
  };
}
