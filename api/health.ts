import { BlockList, isIP } from "node:net";
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
  router.get("/metrics", async (req, res, next) => {
    res.locals.route = "/metrics";
    if (!isNear(req.ip ?? "")) return next();
    const release = await ready(ctx);
    res.set("Cache-Control", "no-store").type(telemetry.contentType);
    return res.send(await telemetry.text(ctx.door.status(), release));
  });
  return router;
}

/** This machine and its private networks: what the server is doing is for those who run it. */
const near = new BlockList();
for (const [address, prefix] of [
  ["127.0.0.0", 8],
  ["10.0.0.0", 8],
  ["172.16.0.0", 12],
  ["192.168.0.0", 16],
] as const)
  near.addSubnet(address, prefix, "ipv4");
for (const [address, prefix] of [
  ["::1", 128],
  ["fc00::", 7],
  ["fe80::", 10],
] as const)
  near.addSubnet(address, prefix, "ipv6");
const isNear = (address: string): boolean => {
  const plain = address.replace(/^::ffff:(?=\d+\.)/, "");
  return isIP(plain) !== 0 && near.check(plain, isIP(plain) === 6 ? "ipv6" : "ipv4");
};

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
