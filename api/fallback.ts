import type { ErrorRequestHandler, Request, RequestHandler, Response } from "express";
import type { Context } from "#warehouse/surface.ts";
import { HttpError, requestId, sendProblem, statusOf } from "./http/problem.ts";

/** Draws errors for people; programs get problem+json instead. */
export interface ErrorPages {
  notFound(ctx: Context, req: Request): string;
  error(
    ctx: Context,
    req: Request,
    fault: { error: unknown; status: number; reference: string | null },
  ): string;
}

/** The site's own pages. Loaded on the first error only: they are `.tsx`, which the command line registers first. */
export async function sitePages(): Promise<ErrorPages> {
  const { errorPage, notFoundPage } = await import("#dashboards/lib/errors.tsx");
  return { notFound: notFoundPage, error: errorPage };
}

/** Whether a person reads: something that prefers HTML, at an address that is not made for programs. */
const readByPerson = (req: Request): boolean =>
  !req.path.startsWith("/api/") && req.accepts(["json", "html"]) === "html";

const notFound = (): HttpError =>
  new HttpError(404, "not_found", {
    fr: "Rien à cette adresse",
    ar: "لا يوجد شيء في هذا العنوان",
    en: "Nothing at this address",
  });

type Pages = () => Promise<ErrorPages>;

/** What no route answered. */
export function missing(ctx: Context, pages: Pages): RequestHandler {
  return async (req, res) => {
    if (readByPerson(req)) html(res, 404, (await pages()).notFound(ctx, req));
    else sendProblem(req, res, notFound());
  };
}

/** What a route threw: told as far as it is ours to tell, logged whole when it is our fault. */
export function failure(ctx: Context, pages: Pages): ErrorRequestHandler {
  return async (error, req, res, next) => {
    const status = statusOf(error);
    const reference = requestId(res);
    if (status >= 500 && status !== 503)
      ctx.log.error({ err: error, id: reference, path: req.path }, "request failed");
    if (res.headersSent) {
      // The answer is under way: only cutting it short says that it is not whole.
      next(error);
      return;
    }
    res.removeHeader("Content-Disposition");
    res.removeHeader("Link");
    if (!readByPerson(req)) {
      sendProblem(req, res, error);
      return;
    }
    try {
      html(res, status, (await pages()).error(ctx, req, { error, status, reference }));
    } catch (cause) {
      ctx.log.error({ err: cause, id: reference }, "error page failed");
      sendProblem(req, res, error);
    }
  };
}

function html(res: Response, status: number, page: string): void {
  if (status === 503) res.set("Retry-After", "2");
  if (status === 429) res.set("Retry-After", "1");
  res.status(status).set("Cache-Control", "no-store").type("html").send(page);
}
