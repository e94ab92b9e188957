import { type Request, type RequestHandler, type Response, Router } from "express";
import { type Layers, layersOf } from "#geoportal/layers/load.ts";
import type { Level } from "#geoportal/layers/unit.ts";
import { BayanError } from "#warehouse/errors.ts";
import type { Context } from "#warehouse/surface.ts";
import {
  COLLECTIONS,
  type Collection,
  collectionOf,
  describe,
  GEOJSON,
  MVT,
  queryables,
  SCHEMA,
  type Source,
} from "./collections.ts";
import { SYSTEMS } from "./crs.ts";
import { items, monthOf, oneItem } from "./items.ts";
import { openApi } from "./openapi.ts";
import { GRID, indexOf, tileJson, tileset, tilesets } from "./tilesets.ts";

const SPEC = "http://www.opengis.net/spec";
const CONFORMANCE = [
  `${SPEC}/ogcapi-common-1/1.0/conf/core`,
  ...["core", "geojson", "oas30"].map((name) => `${SPEC}/ogcapi-features-1/1.0/conf/${name}`),
  `${SPEC}/ogcapi-features-2/1.0/conf/crs`,
  ...["queryables", "queryables-query-parameters", "filter", "features-filter"].map(
    (name) => `${SPEC}/ogcapi-features-3/1.0/conf/${name}`,
  ),
  ...["cql2-text", "basic-cql2", "advanced-comparison-operators", "basic-spatial-functions"].map(
    (name) => `${SPEC}/cql2/1.0/conf/${name}`,
  ),
  ...["core", "mvt"].map((name) => `${SPEC}/ogcapi-tiles-1/1.0/conf/${name}`),
];

/** Readers take a field's type from what they see first: a ratio of 1 is written 1.0, or all after it would be cut to whole. */
const WHOLE_RATIOS = /"(physical_ratio|spi|cpi|on_time_rate|x|y)":(-?\d+)(?=[,}])/gu;

interface Asked {
  readonly req: Request;
  readonly res: Response;
  readonly base: string;
  /** The lines that held at the end of a month, or today's. */
  readonly layers: (month?: string | null) => Layers;
  readonly source: Source;
  readonly query: URLSearchParams;
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
  const of = (path: string, answer: (asked: Asked, collection: Collection) => unknown): void => {
    get(`/ogc/collections/:id${path}`, (asked) => {
      const collection = collectionOf(parameter(asked.req, "id"));
      return collection === null ? notFound(asked.res) : answer(asked, collection);
    });
  };
  const ofLevel = (path: string, answer: (asked: Asked, level: Level) => unknown): void => {
    of(path, (asked, { level }) => (level === null ? notFound(asked.res) : answer(asked, level)));
  };

  get("/ogc", ({ res, base }) => json(res, landing(base)));
  get("/ogc/conformance", ({ res }) => json(res, { conformsTo: CONFORMANCE }));
  get("/ogc/api", ({ res, base }) =>
    json(res, openApi(base), "application/vnd.oai.openapi+json;version=3.0"),
  );
  get("/ogc/collections", async ({ res, base, source }) =>
    json(res, {
      links: [{ href: `${base}/ogc/collections`, rel: "self", type: "application/json" }],
      crs: SYSTEMS.map(({ uri }) => uri),
      collections: await Promise.all(COLLECTIONS.map((collection) => describe(base, collection, source))),
    }),
  );
  of("", async ({ res, base, source }, collection) => json(res, await describe(base, collection, source)));
  of("/queryables", ({ res, base }, collection) => json(res, queryables(base, collection), SCHEMA));
  const features = (res: Response, { crs, body }: { readonly crs: string; readonly body: object }): void => {
    res.set("Content-Crs", `<${crs}>`);
    res.type(GEOJSON).send(JSON.stringify(body).replace(WHOLE_RATIOS, '"$1":$2.0'));
  };
  of("/items", async ({ res, base, source, query }, collection) =>
    features(res, await items(base, collection, source, query)),
  );
  of("/items/:code", async ({ req, res, base, source, query }, collection) => {
    const found = await oneItem(base, collection, source, parameter(req, "code"), query);
    return found === null ? notFound(res) : features(res, found);
  });
  ofLevel("/tiles", ({ res, base }, level) => json(res, tilesets(base, level)));
  ofLevel("/tilejson.json", ({ res, base }, level) => json(res, tileJson(base, level)));
  ofLevel(`/tiles/${GRID}`, ({ res, base }, level) => json(res, tileset(base, level)));
  ofLevel(`/tiles/${GRID}/:z/:y/:x`, ({ req, res, layers, query }, level) => {
    const [z, y, x] = ["z", "y", "x"].map((name) => parameter(req, name));
    if (![z, y, x].every((part) => /^\d{1,7}$/u.test(part ?? ""))) return notFound(res);
    const tile = indexOf(layers(monthOf(query.get("datetime"))), level).tile(Number(z), Number(x), Number(y));
    // Already compressed once for all: `no-transform` keeps the compression middleware off.
    res.set("Cache-Control", "public, max-age=3600, no-transform");
    if (tile === null) return res.status(204).end();
    res.set("ETag", tile.etag);
    if (req.headers["if-none-match"] === tile.etag) return res.status(304).end();
    // Past Express's own sending, which would hash the bytes again for each reader.
    res.writeHead(200, {
      "Content-Type": MVT,
      "Content-Encoding": "gzip",
      "Content-Length": tile.bytes.length,
    });
    return res.end(req.method === "HEAD" ? undefined : tile.bytes);
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
          "Access-Control-Expose-Headers": "Content-Crs, ETag",
          "Cross-Origin-Resource-Policy": "cross-origin",
        });
        const release = { id: handle.id, until: handle.manifest.until };
        const query = new URLSearchParams(req.originalUrl.split("?")[1] ?? "");
        const layers = (month: string | null = null): Layers => layersOf(handle, month);
        const source = { door: ctx.door, layers: layers(), release };
        await answer({ req, res, base: ctx.publicUrl, layers, source, query });
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
    title: "Bayan : limites territoriales, projets, autorisations",
    description:
      "Régions, préfectures et provinces, communes du Maroc ; projets des programmes ; autorisations par hexagones",
    links: [
      link("/ogc", "self", "application/json", "Cette page"),
      link("/ogc/api", "service-desc", "application/vnd.oai.openapi+json;version=3.0", "OpenAPI 3.0"),
      link("/fr/carte", "service-doc", "text/html", "Carte"),
      link("/ogc/conformance", "conformance", "application/json", "Conformité"),
      link("/ogc/collections", "data", "application/json", "Collections"),
    ],
  };
}
