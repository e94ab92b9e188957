import { Router } from "express";
import type { Context } from "#warehouse/surface.ts";
import { open } from "../files.ts";
import { withLibrary } from "../library.ts";
import { diff } from "./diff.ts";

/** What changed between two editions of a dataset, as data and in words. Both are frozen, and so is the answer. */
export function diffRoutes(ctx: Context): Router {
  const router = Router();
  router.get(/^\/dataset\/([a-z0-9-]+)\/diff\/([0-9a-f]{12})\.\.([0-9a-f]{12}|latest)\.json$/, (req, res) =>
    withLibrary(ctx, async (library) => {
      const [slug = "", from = "", to = ""] = [req.params[0], req.params[1], req.params[2]].map(String);
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
