import type { RequestHandler, Response } from "express";
import { attachmentsOf } from "#warehouse/attachments/index.ts";
import { deskStamp } from "#warehouse/desk/index.ts";
import type { Viewer } from "#warehouse/door/types.ts";
import { pageEyes, signedInOf, viewerOf } from "#warehouse/door/viewer.ts";
import { BayanError } from "#warehouse/errors.ts";
import type { ReleaseHandle } from "#warehouse/release/types.ts";
import type { Context } from "#warehouse/surface.ts";
import type { Lang } from "#warehouse/text.ts";
import { renderFrame } from "../embed/frame.tsx";
import { allowFrame, framedOf } from "../embed/routes.ts";
import { assetsStamp } from "./assets.ts";
import { errorPage, notFoundPage } from "./errors.tsx";
import { type PageOptions, renderPage } from "./page.tsx";
import { PageCache } from "./page-cache.ts";
import { type ReleaseStatus, releaseStatus } from "./release.ts";
import { SPECULATION_PATH } from "./speculation.ts";
import { themeOf } from "./theme.ts";
import { langOf, type PageRequest } from "./url.ts";

/** What a page is drawn from; the release is held until its HTML is made. */
export interface PageView {
  readonly ctx: Context;
  readonly req: PageRequest;
  readonly lang: Lang;
  /** Whose eyes the page's figures are seen with; right for a page about any place (see `pageEyes`). */
  readonly viewer: Viewer;
  /** Who asks, with their own territory: for what only they see of it. */
  readonly asker: Viewer;
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

/** A page for everyone may be kept and asked about again; one for a person is kept nowhere. */
function sendHtml(res: Response, html: string, status: number): void {
  // Theme comes from the cookie; the language is in the path.
  res.vary("Cookie");
  const open = signedInOf(res) === null;
  res.set("Cache-Control", open ? "public, max-age=0, must-revalidate" : "private, no-store");
  // A page for a person is looked at when they ask for it, not before.
  if (open) res.set("Speculation-Rules", `"${SPECULATION_PATH}"`);
  const frame = framedOf(res);
  if (frame !== null && status === 200) allowFrame(res, frame);
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
    const asker = viewerOf(res, lang);
    const viewer = pageEyes(asker);
    const frame = framedOf(res);
    try {
      const handle = await ctx.release();
      try {
        const release = releaseStatus(handle);
        // A release never changes, and the public all see the same: an address drawn once is drawn, until a case at the
        // desk, a decision or a photo of a project comes or goes. Who is signed in sees their own name on it, even
        // when they look with the public's eyes.
        const key =
          signedInOf(res) === null
            ? `${release.id} ${release.state} ${deskStamp(ctx)} ${attachmentsOf(ctx).stamp()} ${assetsStamp()} ${themeOf(req)} ${frame?.figure ?? ""} ${req.originalUrl}`
            : null;
        const drawn = key === null ? undefined : cache.get(key);
        if (drawn !== undefined) {
          sendHtml(res, drawn, 200);
          return;
        }
        const params: Record<string, string> = {};
        for (const [name, value] of Object.entries(req.params))
          if (typeof value === "string") params[name] = value;
        const result = await draw({ ctx, req, lang, viewer, asker, release, handle, params });
        if (result === null) sendHtml(res, notFoundPage(ctx, req), 404);
        else if ("redirect" in result) res.redirect(302, result.redirect);
        else {
          const whole = { ...result, release };
          const html =
            frame === null ? renderPage(ctx, req, whole) : renderFrame(ctx, req, whole, frame.figure);
          if (html === null) {
            sendHtml(res, notFoundPage(ctx, req), 404);
            return;
          }
          const status = result.status ?? 200;
          if (key !== null && status === 200 && result.keep !== false) cache.set(key, html);
          sendHtml(res, html, status);
        }
      } finally {
        handle.release();
      }
    } catch (error) {
      const status = error instanceof BayanError ? error.status : 500;
      const reference = typeof res.locals.requestId === "string" ? res.locals.requestId : null;
      if (status >= 500) ctx.log.error({ err: error, path: req.path, reference }, "page failed");
      sendHtml(res, errorPage(ctx, req, { error, status, reference }), status);
    }
  };
}
