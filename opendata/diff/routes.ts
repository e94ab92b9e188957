import { Router } from "express";
import type { Context } from "#warehouse/surface.ts";
import { open } from "../files.ts";
import { missing, withLibrary } from "../library.ts";
import { diff } from "./diff.ts";

/** What changed between two editions of a dataset, as data and in words. Both are frozen, and so is the answer. */
export function diffRoutes(ctx: Context): Router {
  const router = Router();
  router.get("/dataset/:slug/diff/:change", (req, res) =>
    withLibrary(ctx, async (library) => {
      const [slug, change] = [String(req.params.slug), String(req.params.change)];
      const found = /^([0-9a-f]{12})\.\.([0-9a-f]{12}|latest)\.json$/.exec(change);
      if (found === null) throw missing(change);
      const [, from = "", to = ""] = found;
      const answer = await diff(library.engine, library.edition(slug, from), library.edition(slug, to));
      open(res);
      res.set(
        "Cache-Control",
        to === "latest" ? "public, max-age=60" : "public, max-age=31536000, immutable",
      );
      res.json(answer);
    }),
  );
  return router;
}
