import { randomUUID } from "node:crypto";
import type { Request, RequestHandler, Response } from "express";
import type { Logger } from "pino";
import type { Clock } from "#warehouse/clock.ts";
import type { Telemetry } from "./telemetry.ts";

const OWN_ID = /^[A-Za-z0-9_-]{8,64}$/;

/** The header with a request's id. */
export const REQUEST_ID = "X-Request-Id";

/** Begins to watch one request: counts it, times it, and logs it without its query. Gives its id: the caller's own when it is one. */
export type Observer = (req: Request, res: Response) => string;

export function createObserver(log: Logger, clock: Clock, telemetry: Telemetry): Observer {
  return (req, res) => {
    const given = req.headers["x-request-id"];
    const id = typeof given === "string" && OWN_ID.test(given) ? given : randomUUID();
    res.locals.requestId = id;
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
    return id;
  };
}

/** Watches each request, and tells its caller the id. */
export function observe(observer: Observer): RequestHandler {
  return (req, res, next) => {
    res.set(REQUEST_ID, observer(req, res));
    next();
  };
}
