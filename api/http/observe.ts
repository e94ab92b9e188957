import { randomUUID } from "node:crypto";
import type { RequestHandler } from "express";
import type { Logger } from "pino";
import type { Clock } from "#warehouse/clock.ts";
import type { Telemetry } from "./telemetry.ts";

const OWN_ID = /^[A-Za-z0-9_-]{8,64}$/;

/** Gives each request an id (the caller's own when it is one), counts it, times it, and logs it without its query. */
export function observe(log: Logger, clock: Clock, telemetry: Telemetry): RequestHandler {
  return (req, res, next) => {
    const given = req.get("x-request-id") ?? "";
    const id = OWN_ID.test(given) ? given : randomUUID();
    res.locals.requestId = id;
    res.set("X-Request-Id", id);
    const started = clock.ticks();
    telemetry.begin();
    res.once("close", () => {
      const ms = clock.ticks() - started;
      const route: unknown = res.locals.route;
      telemetry.end(req.method, typeof route === "string" ? route : "other", res.statusCode, ms);
      const line = {
        id,
        method: req.method,
        path: req.path,
        status: res.statusCode,
        ms: Math.round(ms),
        whole: res.writableFinished,
        ...(typeof res.locals.account === "string" ? { account: res.locals.account } : {}),
      };
      if (res.statusCode >= 500) log.warn(line, "request");
      else log.info(line, "request");
    });
    next();
  };
}
