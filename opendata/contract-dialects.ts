import { z } from "zod";
import { optional } from "#dashboards/lib/contract.ts";
import type { RouteDoc } from "#warehouse/surface.ts";
import type { Text } from "#warehouse/text.ts";

const JSON_ANY = { "application/json": z.unknown() };
const ACTION = z
  .string()
  .regex(/^[a-z_]{1,40}$/)
  .describe("CKAN action, such as package_search");
const ID = z.string().min(1).describe("Name of a dataset, or id of a resource");
const EXPLORE = "/api/explore/v2.1/catalog";

const rows = {
  q: optional("Words to look for"),
  rows: optional("Items at most"),
  start: optional("Items to leave out at the start"),
  limit: optional("Rows at most"),
  offset: optional("Rows to leave out at the start"),
  id: optional("Dataset or resource"),
  resource_id: optional("Resource"),
  filters: optional("Conditions, as JSON"),
  fields: optional("Columns, separated by commas"),
  sort: optional("Order"),
};
const explored = {
  select: optional("Columns and aggregates"),
  where: optional("Conditions"),
  group_by: optional("Columns to group by"),
  order_by: optional("Order"),
  limit: optional("Rows at most"),
  offset: optional("Rows to leave out at the start"),
  refine: optional("Facet and its value"),
  exclude: optional("Facet and a value to leave out"),
  facet: optional("Facet"),
  lang: optional("fr, ar or en"),
  timezone: optional("Time zone of instants"),
};
const paged = { page: optional("Page, from 1"), page_size: optional("Rows of a page") };

const doc = (
  id: string,
  path: string,
  summary: Text,
  query: RouteDoc["query"],
  more: Partial<RouteDoc> = {},
): RouteDoc => ({
  ...{ id, path, summary, responses: JSON_ANY, errors: [400, 404, 409] },
  ...(query === undefined ? {} : { query }),
  ...(path.includes(":id") ? { parts: { id: ID } } : {}),
  ...more,
});
const ckan = { fr: "Action CKAN", ar: "إجراء CKAN", en: "CKAN action" };
const opendatasoft = {
  fr: "Catalogue à la façon d’Opendatasoft",
  ar: "الفهرس على نمط Opendatasoft",
  en: "Catalogue the Opendatasoft way",
};
const tabular = { fr: "Une ressource, ligne à ligne", ar: "مورد سطرا بسطر", en: "A resource, row by row" };

/** The catalogue in the dialects that clients already speak. Further filters of each are those of its own documentation. */
export const dialects: readonly RouteDoc[] = [
  doc(
    "ckanVersion",
    "/api/3",
    { fr: "Version de l’API CKAN", ar: "إصدار واجهة CKAN", en: "Version of the CKAN API" },
    undefined,
  ),
  ...(["/api/3/action/:action", "/api/action/:action"] as const).flatMap((path, index) => [
    doc(`ckan${index}`, path, ckan, rows, { parts: { action: ACTION } }),
    doc(`ckanPost${index}`, path, ckan, undefined, {
      method: "post",
      parts: { action: ACTION },
      body: { type: "application/json", schema: z.looseObject({}) },
    }),
  ]),
  ...(
    [
      ["Datasets", "/datasets"],
      ["Dataset", "/datasets/:id"],
      ["Attachments", "/datasets/:id/attachments"],
      ["Exports", "/datasets/:id/exports"],
      ["Facets", "/datasets/:id/facets"],
      ["Records", "/datasets/:id/records"],
      ["CatalogueFacets", "/facets"],
    ] as const
  ).map(([id, path]) => doc(`explore${id}`, `${EXPLORE}${path}`, opendatasoft, explored)),
  doc("exploreRecord", `${EXPLORE}/datasets/:id/records/:record`, opendatasoft, explored, {
    parts: { id: ID, record: z.string().min(1).describe("Id of a row") },
  }),
  doc("exploreExport", `${EXPLORE}/datasets/:id/exports/:format`, opendatasoft, explored, {
    parts: {
      id: ID,
      format: z
        .string()
        .regex(/^[a-z]{1,12}$/)
        .describe("Format, such as csv"),
    },
    responses: { ...JSON_ANY, "text/csv": null, "application/octet-stream": null },
  }),
  doc("resource", "/api/resources/:id", tabular, undefined),
  doc("resourceProfile", "/api/resources/:id/profile", tabular, undefined),
  doc("resourceSwagger", "/api/resources/:id/swagger", tabular, undefined),
  doc("resourceData", "/api/resources/:id/data", tabular, paged),
  doc("resourceCsv", "/api/resources/:id/data/csv", tabular, paged, { responses: { "text/csv": null } }),
  doc("resourceJson", "/api/resources/:id/data/json", tabular, paged),
  doc("resourceExceptions", "/api/aggregation-exceptions", tabular, undefined),
];
