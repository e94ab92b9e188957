import { promisify } from "node:util";
import { gzip } from "node:zlib";
import type { Request, RequestHandler, Response } from "express";
import type { PageView } from "#dashboards/lib/handler.ts";
import { releaseStatus } from "#dashboards/lib/release.ts";
import { creditsOf } from "#geoportal/layers/credits.ts";
import type { Layer } from "#geoportal/layers/load.ts";
import { classOf } from "#geoportal/map/classes.ts";
import { isCensus } from "#geoportal/map/measure.ts";
import { readState } from "#geoportal/map/state.ts";
import { homeOf, type MapView, viewOf } from "#geoportal/map/view.ts";
import { MVT } from "#geoportal/ogc/collections.ts";
import { mapEyes } from "#geoportal/scope.ts";
import { type Cache, createCache } from "#warehouse/door/cache.ts";
import type { Door } from "#warehouse/door/types.ts";
import { pageEyes, viewerOf } from "#warehouse/door/viewer.ts";
import type { Context } from "#warehouse/surface.ts";
import { figureTile } from "./cut.ts";
import { MAX_ZOOM } from "./index.ts";
import type { TileRow } from "./lines.ts";
import { FIGURE_TILES, mapQuery } from "./path.ts";

const zip = promisify(gzip);

/** A map's figures, ready to be put into tiles. */
interface Joined {
  readonly view: Pick<MapView, "metric" | "state" | "figures">;
  readonly layer: Layer;
  readonly rows: readonly TileRow[];
}

/** How hard a tile is pressed: the next level takes a third longer, and spares a thirtieth. */
const LEVEL = 1;
/** Maps whose tiles are being looked at: a reader asks for a dozen tiles of each. */
const KEPT_BYTES = 16_000_000;
const BYTES_A_ROW = 160;
const caches = new WeakMap<Door, Cache<Joined>>();

/** One tile, under the reader's own rights: units outside their scope, and figures that they may not see, are not in it. */
export const figureTiles = (ctx: Context): RequestHandler =>
  answer(ctx, async ({ layer, rows }, req, res) => {
    const [z = -1, x = -1, y = -1] = ["z", "x", "y"].map((name) => numberOf(req.params[name]));
    if (z < 0 || z > MAX_ZOOM || x < 0 || y < 0 || x >= 2 ** z || y >= 2 ** z) {
      res.status(404).json({ code: "not_found", description: "no such tile" });
      return;
    }
    const bytes = await figureTile(layer, { z, x, y }, rows);
    if (bytes === null) {
      res.status(204).end();
      return;
    }
    res.set({ "Content-Type": MVT, "Content-Encoding": "gzip" });
    res.end(await zip(bytes, { level: LEVEL }));
  });

/** What a tool needs to draw these tiles. */
export const figureTileJson = (ctx: Context): RequestHandler =>
  answer(ctx, async ({ layer, view }, _req, res) => {
    const { metric, state, figures } = view;
    const lons = layer.units.map(({ properties }) => properties.x);
    const lats = layer.units.map(({ properties }) => properties.y);
    res.json({
      tilejson: "3.0.0",
      name: `${metric.label.fr}${figures.year === null ? "" : `, ${figures.year}`}`,
      attribution: creditsOf(layer.credit, isCensus(metric))
        .map(({ fr }) => fr)
        .join(". "),
      tiles: [`${ctx.publicUrl}${FIGURE_TILES}/{z}/{x}/{y}${mapQuery(state)}`],
      ...{ minzoom: 0, maxzoom: MAX_ZOOM },
      bounds: [Math.min(...lons), Math.min(...lats), Math.max(...lons), Math.max(...lats)],
      vector_layers: [
        {
          id: "units",
          fields: {
            code: "HCP code",
            name_fr: "Name",
            name_ar: "Name in Arabic",
            value: `${metric.label.en}, ${metric.unit}`,
            class: `Class from 0, bounds: ${figures.breaks.join(" ")}`,
            status: "ok, or why there is no value",
          },
        },
      ],
    });
  });

const numberOf = (part: unknown): number =>
  typeof part === "string" && /^\d{1,7}$/u.test(part) ? Number(part) : -1;

function answer(
  ctx: Context,
  send: (joined: Joined, req: Request, res: Response) => Promise<void>,
): RequestHandler {
  return async (req, res, next) => {
    try {
      const lang = "fr";
      const asker = viewerOf(res, lang);
      const handle = await ctx.release();
      try {
        const release = releaseStatus(handle);
        const page = { ctx, lang, asker, viewer: pageEyes(asker), handle, release } as const;
        const joined = await joinedOf(page, req.originalUrl);
        res.set({
          "Cache-Control":
            asker.role === "public" ? "public, max-age=300, no-transform" : "private, no-store, no-transform",
        });
        await send(joined, req, res);
      } finally {
        handle.release();
      }
    } catch (error) {
      next(error);
    }
  };
}

async function joinedOf(
  page: Pick<PageView, "ctx" | "viewer" | "asker" | "lang" | "handle" | "release">,
  originalUrl: string,
): Promise<Joined> {
  const { door } = page.ctx;
  const { state } = readState(originalUrl, homeOf(page.asker));
  const eyes = await mapEyes(page.handle, page.asker, state.dans);
  const cache = caches.get(door) ?? createCache<Joined>(KEPT_BYTES);
  caches.set(door, cache);
  // Whose eyes is part of the key: what one reader sees is never another's.
  const { role, territory, user } = eyes;
  const key = JSON.stringify([page.handle.id, page.handle.dir, role, territory, user, mapQuery(state)]);
  return cache.get(key, async () => {
    const view = await viewOf(page, state);
    const { figures } = view;
    const rows = view.rows.map(({ unit, value }): TileRow => {
      const reason = figures.byCode.get(unit.code)?.reason;
      return {
        ...{ code: unit.code, value, k: value === null ? null : classOf(value, figures.breaks) },
        status: value === null ? (reason ?? "no_data") : "ok",
      };
    });
    const { metric } = view;
    const layer = view.layers[view.state.niveau];
    return {
      value: { view: { metric, state: view.state, figures }, layer, rows },
      bytes: BYTES_A_ROW * rows.length,
    };
  });
}
