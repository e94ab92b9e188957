import { z } from "zod";
import { defineRoute, json } from "./route.ts";
import * as schemas from "./schemas.ts";

const JSON_OF = (schema: z.ZodType) => ({ "application/json": schema });
const level = z.enum(["region", "province", "commune"]);

export const getMetrics = defineRoute({
  method: "get",
  path: "/api/v1/metrics",
  id: "metrics",
  summary: { fr: "Ce qui peut être demandé", ar: "ما يمكن طلبه", en: "What can be asked" },
  query: z.object({}),
  responses: JSON_OF(schemas.metrics),
  errors: [400, 503],
  handle: async ({ ctx, viewer }) => json({ items: await ctx.door.metrics(viewer) }),
});

export const getDimensions = defineRoute({
  method: "get",
  path: "/api/v1/dimensions",
  id: "dimensions",
  summary: { fr: "Dimensions et leurs valeurs", ar: "الأبعاد وقيمها", en: "Dimensions and their values" },
  query: z.object({}),
  responses: JSON_OF(schemas.dimensions),
  errors: [400, 503],
  handle: async ({ ctx }) => json({ items: await ctx.door.dimensions() }),
});

export const getTerritories = defineRoute({
  method: "get",
  path: "/api/v1/territories",
  id: "territories",
  summary: { fr: "Unités du territoire", ar: "وحدات المجال الترابي", en: "Units of the territory" },
  query: z.object({
    level: z
      .enum(["nation", "region", "province", "commune", "arrondissement", "groupement"])
      .optional()
      .describe("Level of the units"),
    parent: z.string().max(20).optional().describe("Code of the unit just above"),
    code: z.string().max(20).optional().describe("Code of one unit"),
    q: z.string().min(1).max(80).optional().describe("Part of a name, accents and case aside"),
    limit: z.coerce.number().int().min(1).max(10_000).optional().describe("Units at most; all by default"),
  }),
  responses: JSON_OF(schemas.territories),
  errors: [400, 503],
  handle: async ({ ctx, viewer, query }) => json({ items: await ctx.door.territories(query, viewer) }),
});

export const getRankings = defineRoute({
  method: "get",
  path: "/api/v1/rankings",
  id: "rankings",
  summary: { fr: "Classement d’un indice", ar: "ترتيب حسب مؤشر", en: "Ranking by an index" },
  query: z.object({
    index: z.enum(["rokhas_r500", "rokhas_r100", "rokhas_service", "rokhas_delai"]).describe("The index"),
    level: level.default("commune").describe("Units that are ranked"),
    period: z
      .string()
      .regex(/^\d{4}-Q[1-4]$/, "2026-Q3")
      .optional()
      .describe("Quarter, such as 2026-Q3; the latest by default"),
    window: z
      .enum(["quarter", "rolling12"])
      .default("quarter")
      .describe("The quarter's own files, or twelve months'"),
  }),
  responses: JSON_OF(schemas.rankings),
  errors: [400, 503],
  handle: async ({ ctx, viewer, query }) => json(await ctx.door.rankings(query, viewer)),
});

export const getReleases = defineRoute({
  method: "get",
  path: "/api/v1/releases",
  id: "releases",
  summary: {
    fr: "La version servie et ses empreintes",
    ar: "الإصدار المعروض وبصماته",
    en: "The release being served and its hashes",
  },
  query: z.object({}),
  responses: JSON_OF(schemas.releases),
  errors: [400, 503],
  handle: async ({ ctx }) => {
    const release = await ctx.release();
    try {
      const { id, sample, until, tables, files } = release.manifest;
      return json({ items: [{ id, current: true, sample, until, tables, files }] });
    } finally {
      release.release();
    }
  },
});

export const getSources = defineRoute({
  method: "get",
  path: "/api/v1/sources",
  id: "sources",
  summary: {
    fr: "Exports derrière la version",
    ar: "الملفات المصدرية للإصدار",
    en: "Exports behind the release",
  },
  query: z.object({}),
  responses: JSON_OF(schemas.sources),
  errors: [400, 503],
  handle: async ({ ctx }) => json({ tables: await ctx.door.sources() }),
});

export const getLineage = defineRoute({
  method: "get",
  path: "/api/v1/lineage",
  id: "lineage",
  summary: { fr: "D’où vient un indicateur", ar: "مصدر المؤشر", en: "Where a metric comes from" },
  query: z.object({ metric: z.string().min(1).max(64).describe("Name of a metric") }),
  responses: JSON_OF(schemas.lineage),
  errors: [400, 503],
  handle: async ({ ctx, viewer, query }) => json(await ctx.door.explain(query.metric, viewer)),
});
