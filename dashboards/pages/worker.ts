import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { RequestHandler } from "express";
import { asset, hasAsset, WEB_DIR } from "../lib/assets.ts";

const ENTRY = "dashboards/client/worker.ts";

/** The worker at the site's root, since it may keep only what lies below its own address. */
export const sendWorker: RequestHandler = (_req, res, next) => {
  if (!hasAsset(ENTRY)) return next();
  const file = asset(ENTRY).replace(/^\/assets\//u, "");
  res.type("text/javascript").set("Cache-Control", "public, max-age=0, must-revalidate");
  res.send(readFileSync(join(WEB_DIR, file), "utf8"));
};
