import { Router } from "express";
import { langOf, localized } from "#dashboards/lib/url.ts";
import type { Context, Surface } from "#warehouse/surface.ts";
import { siteDocument } from "../document.ts";

/** The page that the contract is read on. */
export function reference(ctx: Context, surfaces: readonly Surface[]): Router {
  const router = Router();
  router.get(localized("/reference"), async (req, res) => {
    const [{ referencePage }, { renderPage }] = await Promise.all([
      import("./page.tsx"),
      import("#dashboards/lib/page.tsx"),
    ]);
    const lang = langOf(req.path);
    res.vary("Cookie");
    res.set("Cache-Control", "public, max-age=0, must-revalidate").type("html");
    res.send(renderPage(ctx, req, { ...referencePage(lang, siteDocument(surfaces, lang)), release: null }));
  });
  return router;
}
