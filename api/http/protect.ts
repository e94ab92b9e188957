import type { RequestHandler } from "express";
import helmet from "helmet";
import type { Clock } from "#warehouse/clock.ts";
import type { ApiLimits } from "./limits.ts";
import { HttpError } from "./problem.ts";
import type { Telemetry } from "./telemetry.ts";

/**
 * The security headers of every answer. Nothing inline, nothing from elsewhere; `worker-src 'self'` for the map's
 * worker, `data:` and `blob:` images for its sprites, `form-action 'self'` for filters that work without scripts.
 */
export function securityHeaders(publicUrl: string): RequestHandler {
  const secure = publicUrl.startsWith("https:");
  return helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'"],
        imgSrc: ["'self'", "data:", "blob:"],
        fontSrc: ["'self'"],
        connectSrc: ["'self'"],
        workerSrc: ["'self'"],
        manifestSrc: ["'self'"],
        baseUri: ["'none'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
        ...(secure ? { upgradeInsecureRequests: [] } : {}),
      },
    },
    strictTransportSecurity: secure ? { maxAge: 31_536_000, includeSubDomains: false } : false,
    // Published data is for other sites too: each data route says so itself.
    crossOriginResourcePolicy: { policy: "same-origin" },
    referrerPolicy: { policy: "same-origin" },
    xFrameOptions: { action: "deny" },
  });
}

/** Lets other sites read published data, without anybody's session. */
export const openToAll: RequestHandler = (_req, res, next) => {
  res.set({
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "ETag, Link, X-Request-Id, Retry-After, Content-Disposition",
    "Cross-Origin-Resource-Policy": "cross-origin",
  });
  next();
};

/** What a browser fetches ahead of a click gives way at this share of the requests that a click may be among. */
const PREFETCH_SHARE = 1 / 16;

/** Refuses what comes on top of all that is being answered, and what one address sends too fast. */
export function overload(limits: ApiLimits, telemetry: Telemetry, clock: Clock): RequestHandler {
  const tokens = new Map<string, { left: number; at: number }>();
  const burst = limits.requestsPerSecond * 2;
  const allowed = (address: string): boolean => {
    if (limits.requestsPerSecond === 0 || isOwn(address)) return true;
    const now = clock.ticks();
    if (tokens.size > 10_000) tokens.clear();
    const bucket = tokens.get(address) ?? { left: burst, at: now };
    bucket.left = Math.min(burst, bucket.left + ((now - bucket.at) / 1000) * limits.requestsPerSecond);
    bucket.at = now;
    tokens.set(address, bucket);
    if (bucket.left < 1) return false;
    bucket.left -= 1;
    return true;
  };
  return (req, _res, next) => {
    const share = String(req.headers["sec-purpose"] ?? "").startsWith("prefetch") ? PREFETCH_SHARE : 1;
    if (telemetry.inFlight > limits.requestsInFlight * share) {
      throw new HttpError(503, "overloaded", {
        fr: "Le serveur répond déjà à trop de requêtes : réessayez dans quelques secondes",
        ar: "الخادم يعالج عددا كبيرا من الطلبات: أعد المحاولة بعد بضع ثوان",
        en: "The server is answering too many requests already: try again in a few seconds",
      });
    }
    if (!allowed(req.ip ?? "")) {
      throw new HttpError(429, "too_many_requests", {
        fr: "Trop de requêtes depuis cette adresse : ralentissez",
        ar: "طلبات كثيرة من هذا العنوان: يرجى التمهل",
        en: "Too many requests from this address: slow down",
      });
    }
    next();
  };
}

const isOwn = (address: string): boolean => address === "::1" || /^(::ffff:)?127\./.test(address);

/** Ends a request whose answer has not begun in time. An answer under way, a download say, goes on. */
export function deadline(limits: ApiLimits): RequestHandler {
  return (_req, res, next) => {
    const timer = setTimeout(() => {
      if (res.headersSent) return;
      next(
        new HttpError(503, "request_deadline", {
          fr: "La réponse a pris trop de temps",
          ar: "استغرق الجواب وقتا طويلا",
          en: "The answer took too long",
        }),
      );
    }, limits.requestTimeoutMs);
    res.once("close", () => clearTimeout(timer));
    next();
  };
}
