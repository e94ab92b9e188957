import { Router } from "express";
import type { Context } from "#warehouse/surface.ts";

/** The protocols that existing clients speak, all over the same published files. */
export function apiRoutes(_ctx: Context): Router {
  return Router();
}
