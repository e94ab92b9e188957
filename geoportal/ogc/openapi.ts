import { COLLECTIONS } from "./collections.ts";
import { CRS84, SYSTEMS } from "./crs.ts";
import { DEFAULT_LIMIT, MAX_LIMIT } from "./items.ts";
import { GRID } from "./tilesets.ts";

const fault = (description: string) => ({
  description,
  content: { "application/json": { schema: { type: "object", required: ["code"] } } },
});
const ok = (type: string, description: string, ...faults: ("400" | "404")[]) => ({
  "200": { description, content: { [type]: { schema: { type: "object" } } } },
  ...Object.fromEntries(faults.map((code) => [code, fault(code === "400" ? "Bad parameter" : "Not found")])),
});
const CRS_SCHEMA = { type: "string", format: "uri", enum: SYSTEMS.map(({ uri }) => uri), default: CRS84 };
const parameter = (
  name: string,
  place: "path" | "query",
  schema: Readonly<Record<string, unknown>>,
  description: string,
) => ({
  name,
  in: place,
  required: place === "path",
  schema,
  description,
});
const COLLECTION = parameter(
  "collectionId",
  "path",
  { type: "string", enum: COLLECTIONS.map(({ id }) => id) },
  "Collection",
);

/** The OpenAPI 3.0 description that clients of OGC API Features look for. */
export function openApi(base: string) {
  return {
    openapi: "3.0.3",
    info: {
      title: "Bayan : limites territoriales, projets, autorisations",
      version: "1.0.0",
      license: { name: "ODbL-1.0 / MIT" },
    },
    servers: [{ url: `${base}/ogc` }],
    paths: {
      "/": { get: { operationId: "landing", responses: ok("application/json", "Landing page") } },
      "/conformance": {
        get: { operationId: "conformance", responses: ok("application/json", "Conformance classes") },
      },
      "/collections": {
        get: { operationId: "collections", responses: ok("application/json", "Collections") },
      },
      "/collections/{collectionId}": {
        get: {
          operationId: "collection",
          parameters: [COLLECTION],
          responses: ok("application/json", "Collection"),
        },
      },
      "/collections/{collectionId}/queryables": {
        get: {
          operationId: "queryables",
          parameters: [COLLECTION],
          responses: ok("application/schema+json", "Properties that a filter may name", "404"),
        },
      },
      "/collections/{collectionId}/items": {
        get: {
          operationId: "items",
          parameters: [
            COLLECTION,
            parameter(
              "limit",
              "query",
              { type: "integer", minimum: 1, maximum: MAX_LIMIT, default: DEFAULT_LIMIT },
              "Items a page",
            ),
            parameter("offset", "query", { type: "integer", minimum: 0, default: 0 }, "First item, from 0"),
            parameter(
              "bbox",
              "query",
              { type: "array", items: { type: "number" }, minItems: 4, maxItems: 6 },
              "west,south,east,north",
            ),
            parameter("bbox-crs", "query", CRS_SCHEMA, "Reference system of bbox"),
            parameter("crs", "query", CRS_SCHEMA, "Reference system of the answer"),
            parameter("datetime", "query", { type: "string" }, "RFC 3339; these features have no time"),
            parameter("filter", "query", { type: "string", maxLength: 2000 }, "CQL2 text"),
            parameter(
              "filter-lang",
              "query",
              { type: "string", enum: ["cql2-text"] },
              "Language of the filter",
            ),
            parameter("filter-crs", "query", CRS_SCHEMA, "Reference system of the filter's geometries"),
            ...[...new Set(COLLECTIONS.flatMap(({ queryables }) => Object.keys(queryables)))].map((name) =>
              parameter(name, "query", { type: "string" }, `Only features with this ${name}`),
            ),
          ],
          responses: ok(
            "application/geo+json",
            "A page of features, in the order of their ids",
            "400",
            "404",
          ),
        },
      },
      "/collections/{collectionId}/items/{featureId}": {
        get: {
          operationId: "item",
          parameters: [
            COLLECTION,
            parameter("featureId", "path", { type: "string" }, "HCP code, or number"),
            parameter("crs", "query", CRS_SCHEMA, "Reference system of the answer"),
          ],
          responses: ok("application/geo+json", "One feature", "400", "404"),
        },
      },
      [`/collections/{collectionId}/tiles/${GRID}/{tileMatrix}/{tileRow}/{tileCol}`]: {
        get: {
          operationId: "tile",
          parameters: [
            COLLECTION,
            ...["tileMatrix", "tileRow", "tileCol"].map((name) =>
              parameter(name, "path", { type: "integer" }, name),
            ),
          ],
          responses: ok("application/vnd.mapbox-vector-tile", "A vector tile"),
        },
      },
    },
  };
}
