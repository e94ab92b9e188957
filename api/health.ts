import { Router } from "express";
import type { Context } from "#warehouse/surface.ts";
import type { Telemetry } from "./http/telemetry.ts";

/** For whoever watches the server: is it alive, can it answer, what is it doing. */
export function health(ctx: Context, telemetry: Telemetry): Router {
  const router = Router();
  router.get("/healthz", (_req, res) => {
    res.locals.route = "/healthz";
    res.set("Cache-Control", "no-store").json({ status: "ok" });
  });
  router.get("/readyz", async (_req, res) => {
    res.locals.route = "/readyz";
    const release = await ready(ctx);
    res.set("Cache-Control", "no-store");
    if (release === null) res.set("Retry-After", "2").status(503).json({ status: "unavailable" });
    else res.json({ status: "ok", release });
  });
  router.get("/metrics", async (_req, res) => {
    res.locals.route = "/metrics";
    const release = await ready(ctx);
    res.set("Cache-Control", "no-store").type(telemetry.contentType);
    res.send(await telemetry.text(ctx.door.status(), release));
  });
  return router;
}

/** The id of the release that answers, once a query on it has; null when none does. */
async function ready(ctx: Context): Promise<string | null> {
  try {
    const handle = await ctx.release();
    try {
      const { connection, done } = await handle.connect();
      try {
        await connection.run("SELECT 1");
        return handle.id;
      } finally {
        done();
      }
    } finally {
      handle.release();
    }
  } catch (error) {
    ctx.log.warn({ err: error }, "not ready");
    return null;
  }
}
