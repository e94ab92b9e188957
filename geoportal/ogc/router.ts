import { type Request, type RequestHandler, type Response, Router } from "express";
import { type Layers, layersOf } from "#geoportal/layers/load.ts";
import { LEVELS, type Level } from "#geoportal/layers/unit.ts";
import { BayanError } from "#warehouse/errors.ts";
import type { Context } from "#warehouse/surface.ts";
import { describe, GEOJSON, levelOf, MVT } from "./collections.ts";
import { item, items } from "./items.ts";
import { openApi } from "./openapi.ts";
import { GRID, indexOf, tileJson, tileset, tilesets } from "./tilesets.ts";

const CONFORMANCE = [
  "http://www.opengis.net/spec/ogcapi-common-1/1.0/conf/core",
  "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/core",
  "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/geojson",
  "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/oas30",
  "http://www.opengis.net/spec/ogcapi-tiles-1/1.0/conf/core",
  "http://www.opengis.net/spec/ogcapi-tiles-1/1.0/conf/mvt",
];

interface Asked {
  readonly req: Request;
  readonly res: Response;
  readonly base: string;
  readonly layers: Layers;
  readonly release: string;
}
const parameter = (req: Request, name: string): string => {
  const value = req.params[name];
  return typeof value === "string" ? value : "";
};

/** Boundaries as OGC API Features and Tiles. They are public in whole: figures, which are not, never lie in them. */
export function ogcRouter(ctx: Context): Router {
  const router = Router();
  const get = (path: string, answer: (asked: Asked) => unknown): void => {
    router.get(path, handler(ctx, answer));
  };
  const json = (res: Response, body: unknown, type = "application/json"): void => {
    res.type(type).send(JSON.stringify(body));
  };
  const ofLevel = (path: string, answer: (asked: Asked, level: Level) => unknown): void => {
    get(`/ogc/collections/:id${path}`, (asked) => {
      const level = levelOf(parameter(asked.req, "id"));
      return level === null ? notFound(asked.res) : answer(asked, level);
    });
  };

  get("/ogc", ({ res, base }) => json(res, landing(base)));
  get("/ogc/conformance", ({ res }) => json(res, { conformsTo: CONFORMANCE }));
  get("/ogc/api", ({ res, base }) =>
    json(res, openApi(base), "application/vnd.oai.openapi+json;version=3.0"),
  );
  get("/ogc/collections", ({ res, base, layers }) =>
    json(res, {
      links: [{ href: `${base}/ogc/collections`, rel: "self", type: "application/json" }],
      collections: LEVELS.map((level) => describe(base, level, layers)),
    }),
  );
  ofLevel("", ({ res, base, layers }, level) => json(res, describe(base, level, layers)));
  ofLevel("/items", ({ req, res, base, layers }, level) => {
    const query = new URLSearchParams(req.originalUrl.split("?")[1] ?? "");
    json(res, items(base, level, layers, query), GEOJSON);
  });
  ofLevel("/items/:code", ({ req, res, layers }, level) => {
    const unit = layers[level].byCode.get(parameter(req, "code"));
    return unit === undefined ? notFound(res) : json(res, item(unit), GEOJSON);
  });
  ofLevel("/tiles", ({ res, base }, level) => json(res, tilesets(base, level)));
  ofLevel("/tilejson.json", ({ res, base }, level) => json(res, tileJson(base, level)));
  ofLevel(`/tiles/${GRID}`, ({ res, base }, level) => json(res, tileset(base, level)));
  ofLevel(`/tiles/${GRID}/:z/:y/:x`, ({ req, res, layers }, level) => {
    const [z, y, x] = ["z", "y", "x"].map((name) => parameter(req, name));
    if (![z, y, x].every((part) => /^\d{1,7}$/u.test(part ?? ""))) return notFound(res);
    const tile = indexOf(layers, level).tile(Number(z), Number(x), Number(y));
    // Already compressed once for all: `no-transform` keeps the compression middleware off.
    res.set("Cache-Control", "public, max-age=3600, no-transform");
    if (tile === null) return res.status(204).end();
    return res.set("Content-Encoding", "gzip").type(MVT).send(tile);
  });
  return router;
}

function handler(ctx: Context, answer: (asked: Asked) => unknown): RequestHandler {
  return async (req, res, next) => {
    try {
      const handle = await ctx.release();
      try {
        res.set({
          "Cache-Control": "public, max-age=300",
          "Access-Control-Allow-Origin": "*",
          "Cross-Origin-Resource-Policy": "cross-origin",
        });
        await answer({ req, res, base: ctx.publicUrl, layers: layersOf(handle), release: handle.id });
      } finally {
        handle.release();
      }
    } catch (error) {
      if (!(error instanceof BayanError) || error.status >= 500) return next(error);
      res.status(error.status).json({ code: error.code, description: error.text.en });
    }
  };
}

const notFound = (res: Response): void => {
  res.status(404).json({ code: "not_found", description: "no such collection or item" });
};

function landing(base: string) {
  const link = (path: string, rel: string, type: string, title: string) => ({
    href: `${base}${path}`,
    rel,
    type,
    title,
  });
  return {
    title: "Bayan : limites territoriales",
    description: "Régions, préfectures et provinces, communes du Maroc",
    links: [
      link("/ogc", "self", "application/json", "Cette page"),
      link("/ogc/api", "service-desc", "application/vnd.oai.openapi+json;version=3.0", "OpenAPI 3.0"),
      link("/fr/carte", "service-doc", "text/html", "Carte"),
      link("/ogc/conformance", "conformance", "application/json", "Conformité"),
      link("/ogc/collections", "data", "application/json", "Collections"),
    ],
  };
}
