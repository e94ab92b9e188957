import { z } from "zod";
import { optional } from "#dashboards/lib/contract.ts";
import type { RouteDoc } from "#warehouse/surface.ts";
import type { Text } from "#warehouse/text.ts";

const JSON_ANSWER = { "application/json": null } as const;
const ACTION = z.string().min(1).max(60).describe("Name of a read action of CKAN");
const RESOURCE = z.string().min(1).max(60).describe("Identifier of a resource");
const DATASET = z.string().min(1).max(80).describe("Name of a dataset");
const text = (fr: string, ar: string, en: string): Text => ({ fr, ar, en });

const ckan = (["get", "post"] as const).flatMap((method) =>
  (["/api/action/:action", "/api/3/action/:action"] as const).map(
    (path): RouteDoc => ({
      ...{ method, path, parts: { action: ACTION }, responses: JSON_ANSWER, errors: [400, 403, 404, 409] },
      id: `ckan${path.includes("/3/") ? "3" : ""}_${method}`,
      summary: text("Action API de CKAN", "واجهة CKAN البرمجية", "CKAN Action API"),
    }),
  ),
);

const tabular = (id: string, rest: string, summary: Text): RouteDoc => ({
  ...{
    id,
    path: `/api/resources/:id${rest}`,
    summary,
    parts: { id: RESOURCE },
    responses: JSON_ANSWER,
    errors: [400, 404, 413],
  },
  ...(rest.startsWith("/data")
    ? {
        query: {
          page: optional("Page, from 1"),
          page_size: optional("Rows of a page, at most 50"),
          columns: optional("Columns, between commas"),
        },
      }
    : {}),
});

const ROOT = "/api/explore/v2.1/catalog";
const QUERY = {
  select: optional("Columns and aggregates (ODSQL)"),
  where: optional("Filter (ODSQL)"),
  group_by: optional("Columns to group by"),
  order_by: optional("Order"),
  limit: optional("Rows"),
  offset: optional("Rows to pass over"),
  refine: optional("column:value to keep"),
  exclude: optional("column:value to leave out"),
};
const explore = (id: string, rest: string, summary: Text, more: Partial<RouteDoc> = {}): RouteDoc => ({
  ...{ id, path: `${ROOT}${rest}`, summary, responses: JSON_ANSWER, errors: [400, 404] },
  ...(rest.includes(":id") ? { parts: { id: DATASET } } : {}),
  ...more,
});

/** Addresses of the protocols that existing clients speak. */
export const interfaces: readonly RouteDoc[] = [
  ...ckan,
  {
    id: "ckanVersion",
    path: "/api/3",
    summary: text("Version de l'API CKAN", "نسخة واجهة CKAN", "Version of the CKAN API"),
    responses: JSON_ANSWER,
  },
  tabular("tabularResource", "", text("Une ressource", "مورد", "One resource")),
  tabular(
    "tabularProfile",
    "/profile",
    text("Profil d'une ressource", "مواصفات مورد", "Profile of a resource"),
  ),
  tabular("tabularRows", "/data", text("Lignes filtrées", "أسطر مصفاة", "Filtered rows")),
  tabular(
    "tabularCsv",
    "/data/csv",
    text("Lignes filtrées en CSV", "أسطر مصفاة بصيغة CSV", "Filtered rows as CSV"),
  ),
  tabular(
    "tabularJson",
    "/data/json",
    text("Lignes filtrées en JSON", "أسطر مصفاة بصيغة JSON", "Filtered rows as JSON"),
  ),
  tabular(
    "tabularSwagger",
    "/swagger",
    text("Description d'une ressource", "وصف مورد", "Description of a resource"),
  ),
  {
    id: "tabularAggregations",
    path: "/api/aggregation-exceptions",
    summary: text(
      "Ressources sans limite d'agrégation",
      "موارد التجميع",
      "Resources whose rows may be added up",
    ),
    responses: JSON_ANSWER,
  },
  explore("exploreDatasets", "/datasets", text("Jeux de données", "مجموعات البيانات", "Datasets"), {
    query: { where: QUERY.where, limit: QUERY.limit, offset: QUERY.offset },
  }),
  explore(
    "exploreFacets",
    "/facets",
    text("Facettes du catalogue", "أوجه الفهرس", "Facets of the catalogue"),
  ),
  explore("exploreDataset", "/datasets/:id", text("Un jeu", "مجموعة", "One dataset")),
  explore(
    "exploreAttachments",
    "/datasets/:id/attachments",
    text("Pièces d'un jeu", "مرفقات مجموعة", "Attachments of a dataset"),
  ),
  explore("exploreRecords", "/datasets/:id/records", text("Enregistrements", "السجلات", "Records"), {
    query: QUERY,
  }),
  explore("exploreRecord", "/datasets/:id/records/:record", text("Un enregistrement", "سجل", "One record"), {
    parts: { id: DATASET, record: z.string().max(20).describe("Number of the row in key order") },
  }),
  explore(
    "exploreDatasetFacets",
    "/datasets/:id/facets",
    text("Facettes d'un jeu", "أوجه مجموعة", "Facets of a dataset"),
    {
      query: { where: QUERY.where, refine: QUERY.refine, exclude: QUERY.exclude, facet: optional("Column") },
    },
  ),
  explore(
    "exploreExports",
    "/datasets/:id/exports",
    text("Formats d'export", "صيغ التصدير", "Formats of export"),
  ),
  explore("exploreExport", "/datasets/:id/exports/:format", text("Export", "تصدير", "Export"), {
    parts: { id: DATASET, format: z.string().max(12).describe("csv, json, jsonl, parquet, xlsx or geojson") },
    ...{ query: QUERY, also: [302] },
  }),
];
