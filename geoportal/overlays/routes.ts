import type { RequestHandler } from "express";
import type { FeatureCollection } from "geojson";
import { ON } from "#geoportal/map/state.ts";
import { BayanError } from "#warehouse/errors.ts";
import type { Context } from "#warehouse/surface.ts";
import { hexagonBreaks, hexagonsOf, hexagonYear, outlineOf } from "./hexagons.ts";
import { allProjects, liesIn } from "./projects.ts";

/** Marks of all projects that have a place, for the live map. Published whole: the same for every reader. */
export const projectPoints = (ctx: Context): RequestHandler =>
  points(ctx, async (release, asked) => {
    const within = asked.get("dans");
    const all = await allProjects(ctx.door, release.id, release.until);
    const troubled = asked.get("difficulte") === ON;
    const projects = all.filter((one) => liesIn(one, within) && (!troubled || one.troubled));
    return {
      type: "FeatureCollection",
      features: projects.flatMap(({ id, title, stage, troubled, at }) =>
        at === null
          ? []
          : [
              {
                type: "Feature" as const,
                geometry: { type: "Point" as const, coordinates: [...at] },
                // Ten thousand titles would be a megabyte: the country's marks do without.
                properties: { id, ...(within === null ? {} : { title }), stage, troubled: Number(troubled) },
              },
            ],
      ),
    };
  });

/** Hexagons of permits of a year, for the live map; `k` is the class of a count, -1 where it is withheld. */
export const permitHexagons = (ctx: Context): RequestHandler =>
  points(ctx, async (release, asked) => {
    const year = /^\d{4}$/u.test(asked.get("annee") ?? "") ? Number(asked.get("annee")) : null;
    const hexagons = (await hexagonsOf(ctx.door, release, hexagonYear(release, year))) ?? [];
    const breaks = hexagonBreaks(hexagons);
    return {
      type: "FeatureCollection",
      features: hexagons.map((hexagon) => ({
        type: "Feature",
        geometry: outlineOf(hexagon),
        properties: {
          k: hexagon.files === null ? -1 : breaks.filter((bound) => (hexagon.files ?? 0) >= bound).length,
          files: hexagon.files,
          region: hexagon.region,
          province: hexagon.province,
        },
      })),
    };
  });

function points(
  ctx: Context,
  draw: (
    release: { readonly id: string; readonly until: string },
    asked: URLSearchParams,
  ) => Promise<FeatureCollection>,
): RequestHandler {
  return async (req, res, next) => {
    try {
      const handle = await ctx.release();
      try {
        const asked = new URLSearchParams(req.originalUrl.split("?")[1] ?? "");
        const body = await draw({ id: handle.id, until: handle.manifest.until }, asked);
        res
          .set("Cache-Control", "public, max-age=300")
          .type("application/geo+json")
          .send(JSON.stringify(body));
      } finally {
        handle.release();
      }
    } catch (error) {
      if (!(error instanceof BayanError) || error.status >= 500) return next(error);
      res.status(error.status).json({ code: error.code, description: error.text.en });
    }
  };
}
