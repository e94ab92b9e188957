import { LAYER_OF, LEVELS } from "#geoportal/layers/unit.ts";
import { DEFAULT_LIMIT, MAX_LIMIT } from "./items.ts";
import { GRID } from "./tilesets.ts";

const ok = (type: string, description: string) => ({
  "200": { description, content: { [type]: { schema: { type: "object" } } } },
});
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
  { type: "string", enum: LEVELS.map((level) => LAYER_OF[level]) },
  "Collection",
);

/** The OpenAPI 3.0 description that clients of OGC API Features look for. */
export function openApi(base: string) {
  return {
    openapi: "3.0.3",
    info: { title: "Bayan : limites territoriales", version: "1.0.0", license: { name: "ODbL-1.0 / MIT" } },
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
            parameter("region", "query", { type: "string" }, "Only units of this region"),
            parameter("province", "query", { type: "string" }, "Only units of this prefecture or province"),
          ],
          responses: ok("application/geo+json", "A page of units, in code order"),
        },
      },
      "/collections/{collectionId}/items/{featureId}": {
        get: {
          operationId: "item",
          parameters: [COLLECTION, parameter("featureId", "path", { type: "string" }, "HCP code")],
          responses: ok("application/geo+json", "One unit"),
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
