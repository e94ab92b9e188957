import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import express from "express";
import { PUBLIC_VIEWER } from "#warehouse/door/types.ts";
import type { Home } from "#warehouse/home.ts";
import type { Surface } from "#warehouse/surface.ts";
import { WEB_DIR } from "../lib/assets.ts";
import { notFoundPage } from "../lib/errors.tsx";
import { fakeContext } from "./context.ts";

/** The content policy that `api/` sends, so that what it forbids fails here too. */
export const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; font-src 'self'; connect-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

/** A server of the given surfaces over the fake door, on a free port (or `port`). */
export async function serveFake(
  surfaces: readonly Surface[],
  port = 0,
): Promise<{ origin: string; home: Home; server: Server; close(): Promise<void> }> {
  const ctx = fakeContext(surfaces);
  const app = express();
  app.use((_req, res, next) => {
    res.set("Content-Security-Policy", POLICY);
    next();
  });
  app.use("/assets", express.static(WEB_DIR, { immutable: true, maxAge: "1y" }));
  // What the suggestions ask for.
  app.get("/api/v1/territories", async (req, res) => {
    const q = typeof req.query.q === "string" ? req.query.q : "";
    res.json({ items: await ctx.door.territories({ q }, PUBLIC_VIEWER) });
  });
  for (const surface of surfaces) app.use(surface.routes(ctx));
  app.use((req, res) => {
    res.status(404).type("html").send(notFoundPage(ctx, req));
  });
  const server = createServer(app);
  await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
  const address = server.address();
  const bound = (address as AddressInfo).port;
  return {
    origin: `http://127.0.0.1:${bound}`,
    home: ctx.home,
    server,
    close: () =>
      new Promise((resolve, reject) => server.close((error) => (error ? reject(error) : resolve()))),
  };
}
