import express, { type Express, Router } from "express";
import type { Access, TokenScope } from "#warehouse/state/index.ts";
import type { Context, Surface } from "#warehouse/surface.ts";
import { cookiesOf } from "./access/cookies.ts";
import { forgeryGuard } from "./access/forgery.ts";
import { surfaceForms } from "./access/forms.ts";
import { guardAnswers, withinScope } from "./access/guards.ts";
import { identify } from "./access/identify.ts";
import { providerOf } from "./access/oidc.ts";
import { accessRoutes } from "./access/routes.ts";
import { assets } from "./assets.ts";
import { siteDocument } from "./document.ts";
import { type ErrorPages, failure, missing, sitePages } from "./fallback.ts";
import { health } from "./health.ts";
import { compress } from "./http/compress.ts";
import { langOf, localize } from "./http/lang.ts";
import { limitsOf } from "./http/limits.ts";
import { otherMethods } from "./http/methods.ts";
import { createObserver, observe } from "./http/observe.ts";
import { HttpError } from "./http/problem.ts";
import { deadline, openToAll, overload, securityHeaders } from "./http/protect.ts";
import { createTelemetry } from "./http/telemetry.ts";
import { assistants } from "./mcp/route.ts";
import { reference } from "./reference/route.ts";
import { API_ROUTES } from "./v1/index.ts";
import { keptAnswers } from "./v1/kept.ts";
import { handlerOf } from "./v1/route.ts";

export interface AppOptions {
  /** How errors look to people; the site's own pages by default. */
  readonly pages?: () => Promise<ErrorPages>;
  /** Folder of the built browser files. */
  readonly web?: string;
  /** Accounts and the log; without them everybody is the public. */
  readonly access?: Access;
}

/** The whole server: what guards every request, the API, then each surface's pages. */
export function createApp(ctx: Context, surfaces: readonly Surface[], options: AppOptions = {}): Express {
  const limits = limitsOf(ctx.settings);
  const telemetry = createTelemetry();
  const app = express();
  app.disable("x-powered-by");
  // A proxy on this machine says whom it speaks for; nobody else is believed.
  app.set("trust proxy", "loopback");
  app.set("query parser", "simple");

  // What is kept left with all of its headers, and costs no more than a refusal: it comes before both.
  const observer = createObserver(ctx.log, ctx.clock, telemetry);
  app.use(keptAnswers(ctx, observer), observe(observer), securityHeaders(ctx.publicUrl));
  app.use(health(ctx, telemetry));
  app.use(overload(limits, telemetry, ctx.clock), deadline(limits), compress());
  app.use("/assets", assets(options.web));
  const { access = null } = options;
  const cookies = cookiesOf(ctx.publicUrl);
  if (access !== null)
    app.use(guardAnswers(access, ctx.log), identify(access, cookies), withinScope(scopeOfPath));

  app.use(["/api/v1", "/openapi.json"], openToAll);
  app.use("/api/v1", api(ctx, limits.bodyBytes, access));
  app.get("/openapi.json", (req, res) => {
    res.locals.route = "/openapi.json";
    res.set("Cache-Control", "public, max-age=0, must-revalidate").vary("Accept-Language");
    res.json(siteDocument(surfaces, langOf(req)));
  });

  if (access !== null) {
    const forgery = forgeryGuard(cookies, ctx.publicUrl);
    const provider = providerOf(ctx.settings, ctx.publicUrl, access, ctx.log);
    app.use(named("access"), accessRoutes({ ctx, access, cookies, forgery, provider }));
    app.use(surfaceForms(forgery, cookies, limits));
  }
  app.use(named("mcp"), assistants(ctx, surfaces, limits.bodyBytes));
  app.use(named("reference"), reference(ctx, surfaces));
  app.use(localize(["/", "/connexion", "/compte", "/reference", ...ctx.nav.map((item) => item.path)]));
  for (const surface of surfaces) app.use(named(surface.name), surface.routes(ctx));
  const pages = options.pages ?? sitePages;
  app.use(otherMethods(pathsOf(siteDocument(surfaces, "en"))));
  app.use(missing(ctx, pages));
  app.use(failure(ctx, pages));
  return app;
}

/** Requests of a surface are counted under its name: its addresses hold codes, and each would be a series. */
function named(name: string): express.RequestHandler {
  return (_req, res, next) => {
    res.locals.route = name;
    next();
  };
}

const pathsOf = (document: object): Readonly<Record<string, object>> => {
  const paths: unknown = "paths" in document ? document.paths : null;
  return Object.fromEntries(
    Object.entries(paths ?? {}).filter((entry): entry is [string, object] => typeof entry[1] === "object"),
  );
};

/** What a token needs to be given for, by the address that it is used at. */
const scopeOfPath = (path: string): TokenScope =>
  path.startsWith("/api/v1/audit") && path !== "/api/v1/audit/heads"
    ? "audit"
    : /^\/(?:rapports|api\/v1\/reports)/.test(path)
      ? "reports"
      : "figures";

function api(ctx: Context, bodyBytes: number, access: Access | null): Router {
  const router = Router({ strict: true });
  const body = express.json({
    limit: bodyBytes,
    strict: true,
    type: ["application/json", "application/*+json"],
  });
  const methods = new Map<string, Set<string>>();
  for (const route of API_ROUTES) {
    const path = route.path.slice("/api/v1".length);
    if (route.method === "post") router.post(path, body, handlerOf(ctx, route, access));
    else router.get(path, handlerOf(ctx, route, access));
    const known = methods.get(path) ?? new Set(["OPTIONS"]);
    known.add(route.method.toUpperCase());
    if (route.method === "get") known.add("HEAD");
    methods.set(path, known);
  }
  for (const [path, known] of methods) {
    const allow = [...known].sort().join(", ");
    router.options(path, (_req, res) => {
      res.set({
        Allow: allow,
        "Access-Control-Allow-Methods": allow,
        "Access-Control-Allow-Headers": "Accept, Accept-Language, Authorization, Content-Type",
        "Access-Control-Max-Age": "86400",
      });
      res.status(204).end();
    });
    router.all(path, (_req, res) => {
      res.set("Allow", allow);
      throw new HttpError(405, "method_not_allowed", {
        fr: `Méthodes admises ici : ${allow}`,
        ar: `الطرق المقبولة هنا: ${allow}`,
        en: `Methods allowed here: ${allow}`,
      });
    });
  }
  return router;
}
