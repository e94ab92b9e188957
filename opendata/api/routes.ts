import { Router } from "express";
import type { Context } from "#warehouse/surface.ts";
import { ckanRoutes } from "./ckan/routes.ts";
import { exploreRoutes } from "./explore/routes.ts";
import { tabularRoutes } from "./tabular/routes.ts";

/** The protocols that existing clients speak, all turned into the one question on the published files. */
export function apiRoutes(ctx: Context): Router {
  const router = Router();
  router.use(ckanRoutes(ctx), tabularRoutes(ctx), exploreRoutes(ctx));
  return router;
}
