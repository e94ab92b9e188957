import type { RequestHandler, Response } from "express";
import { PUBLIC_VIEWER } from "#warehouse/door/types.ts";
import { setViewer } from "#warehouse/door/viewer.ts";
import type { Context } from "#warehouse/surface.ts";
import { notFoundPage } from "../lib/errors.tsx";
import { langOf } from "../lib/url.ts";
import { type EmbedGrant, grantOf, originOf } from "./grant.ts";

/**
 * A framed figure: its token tells which page it is of, and the request goes on as one for that page, with the public's
 * eyes whoever asks, to be framed by the one site that it was signed for.
 */
export const framed =
  (ctx: Context): RequestHandler =>
  (req, res, next) => {
    const grant = grantOf(ctx.home, String(req.params.token ?? ""));
    if (grant === null || grant.until < ctx.clock.now().toISOString().slice(0, 10)) {
      res.status(grant === null ? 404 : 410).type("html");
      res.send(notFoundPage(ctx, req));
      return;
    }
    setViewer(res, { ...PUBLIC_VIEWER, lang: langOf(grant.page) }, null);
    res.locals.framed = grant;
    req.url = grant.page;
    req.originalUrl = grant.page;
    next();
  };

export function framedOf(res: Response): EmbedGrant | null {
  const known: unknown = res.locals.framed;
  return isGrant(known) ? known : null;
}

const isGrant = (value: unknown): value is EmbedGrant =>
  typeof value === "object" && value !== null && "figure" in value && "host" in value;

/** Lets one site frame an answer; everything else of the policy stays. Its `base` leads links to the site itself. */
export function allowFrame(res: Response, { host }: EmbedGrant): void {
  const policy = String(res.getHeader("Content-Security-Policy") ?? "frame-ancestors 'none'");
  res.set(
    "Content-Security-Policy",
    policy
      .replace("frame-ancestors 'none'", `frame-ancestors ${originOf(host)}`)
      .replace("base-uri 'none'", "base-uri 'self'")
      .replace("script-src 'self'", "script-src 'none'"),
  );
  res.removeHeader("X-Frame-Options");
  res.set({ "Cross-Origin-Resource-Policy": "cross-origin", "Cache-Control": "public, max-age=300" });
}
