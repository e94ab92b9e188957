import { z } from "zod";
import type { RouteDoc } from "#warehouse/surface.ts";
import { LANGS, type Lang } from "#warehouse/text.ts";
import { API_ROUTES } from "./v1/index.ts";
import type { ApiRoute } from "./v1/route.ts";
import { problem } from "./v1/schemas.ts";

export type Json = Readonly<Record<string, unknown>>;
type Use = (schema: z.ZodType, io: "input" | "output") => unknown;

/**
 * The OpenAPI 3.1 document: the API's own routes, then each surface's. Deterministic: no clock, no host.
 * Routes are what Express is made from, or a surface's word for its own, which a test compares with its router.
 */
export function openapi(
  version: string,
  lang: Lang = "en",
  routes: readonly ApiRoute[] = API_ROUTES,
  surfaces: readonly { readonly name: string; readonly contract?: readonly RouteDoc[] }[] = [],
): Json {
  const schemas: Record<string, unknown> = {};
  const use: Use = (schema, io) => hoisted(schema, io, schemas);
  const paths: Record<string, Record<string, Json>> = {};
  const put = (path: string, method: string, operation: Json): void => {
    const at = paths[path] ?? {};
    paths[path] = at;
    at[method] = operation;
  };
  for (const route of routes) put(pathOf(route.path), route.method, apiOperation(route, lang, use));
  for (const { name, contract = [] } of surfaces) {
    for (const doc of contract) {
      const path = `${doc.localized === true ? "/{lang}" : ""}${doc.path === "/" ? "" : pathOf(doc.path)}`;
      put(path === "" ? "/" : path, doc.method ?? "get", surfaceOperation(doc, name, lang, use));
    }
  }
  use(problem, "output");
  return {
    openapi: "3.1.0",
    jsonSchemaDialect: "https://json-schema.org/draft/2020-12/schema",
    info: {
      title: "Bayan",
      version,
      summary: SUMMARY[lang],
      license: { name: "MIT", identifier: "MIT" },
    },
    servers: [{ url: "/" }],
    tags: ["api", ...surfaces.map(({ name }) => name)].map((name) => ({ name })),
    paths,
    components: {
      schemas: Object.fromEntries(Object.entries(schemas).sort(([a], [b]) => (a < b ? -1 : 1))),
      securitySchemes: SECURITY,
    },
  };
}

const SECURITY: Json = {
  token: { type: "http", scheme: "bearer", description: "A token made on the account page" },
  session: { type: "apiKey", in: "cookie", name: "bayan_session", description: "A session of the site" },
};

const SUMMARY: Readonly<Record<Lang, string>> = {
  fr: "Les chiffres des collectivités territoriales : une question, une réponse, d’où elle vient",
  ar: "أرقام الجماعات الترابية: سؤال وجواب ومصدره",
  en: "Figures of the territorial collectivities: a question, its answer, where it comes from",
};

const pathOf = (path: string): string => path.replaceAll(/:([A-Za-z]+)/g, "{$1}");

/** Public answers need nothing; more is answered to whoever brings a token or a session. */
const OPTIONAL = [{}, { token: [] }, { session: [] }];

function apiOperation(route: ApiRoute, lang: Lang, use: Use): Json {
  const language = {
    name: "lang",
    in: "query",
    required: false,
    description: "Language of errors; by default the Accept-Language header's, else French",
    schema: { type: "string", enum: [...LANGS] },
  };
  return {
    operationId: route.id,
    tags: ["api"],
    summary: route.summary[lang],
    security: route.needs === undefined ? OPTIONAL : OPTIONAL.slice(1),
    parameters: [...parametersOf(route.query.shape, "query"), language],
    ...(route.body === undefined ? {} : bodyOf("application/json", use(route.body, "input"))),
    responses: {
      "200": { description: "OK", content: contentOf(route.responses, use) },
      ...errorsOf([...route.errors, 401, 405, 429, 431]),
      default: PROBLEM("default"),
    },
  };
}

function surfaceOperation(doc: RouteDoc, surface: string, lang: Lang, use: Use): Json {
  const language = doc.localized === true ? { lang: z.enum(LANGS).describe("Language of the page") } : {};
  return {
    operationId: doc.id,
    tags: [surface],
    summary: doc.summary[lang],
    security: OPTIONAL,
    parameters: [
      ...parametersOf({ ...language, ...doc.parts }, "path"),
      ...parametersOf(doc.query ?? {}, "query"),
    ],
    ...(doc.body === undefined ? {} : bodyOf(doc.body.type, use(doc.body.schema, "input"))),
    responses: {
      ...(Object.keys(doc.responses).length === 0
        ? {}
        : { "200": { description: "OK", content: contentOf(doc.responses, use) } }),
      ...Object.fromEntries(
        (doc.also ?? []).map((status) => [String(status), { description: OTHER[status] ?? "Answer" }]),
      ),
      ...errorsOf([...(doc.errors ?? []), 401, 403, 405, 429, 431, 503], ["text/html", "application/json"]),
      default: PROBLEM("default", ["text/html", "application/json"]),
    },
  };
}

const OTHER: Readonly<Record<number, string>> = {
  204: "Nothing to send",
  206: "The part that was asked for",
  302: "At another address",
  303: "Done: see another address",
  304: "Unchanged since the caller's copy",
};

const bodyOf = (type: string, schema: unknown): Json => ({
  requestBody: { required: true, content: { [type]: { schema } } },
});

const contentOf = (responses: RouteDoc["responses"], use: Use): Json =>
  Object.fromEntries(
    Object.entries(responses).map(([type, schema]) => [
      type,
      schema !== null
        ? { schema: use(schema, "output") }
        : // JSON of another's shape: whatever its own standard says.
          { schema: /json$/.test(type) ? {} : { type: "string", format: "binary" } },
    ]),
  );

function parametersOf(shape: Readonly<Record<string, unknown>>, where: "query" | "path"): Json[] {
  const whole = z.object(shape as Record<string, z.ZodType>);
  return Object.entries(whole.shape).map(([name, schema]) => {
    const { description, ...form } = parameterSchema(whole, name);
    const required = where === "path" || !z.safeParse(schema, undefined).success;
    return { name, in: where, required, description: description ?? name, schema: form };
  });
}

const errorsOf = (statuses: readonly number[], others: readonly string[] = []): Json =>
  Object.fromEntries(
    [...new Set(statuses)].sort().map((status) => [String(status), PROBLEM(status, others)]),
  );

const PROBLEM = (status: number | string, others: readonly string[] = []): Json => ({
  description: status === "default" ? "Any other error" : `Error ${status}`,
  content: {
    "application/problem+json": { schema: { $ref: "#/components/schemas/Problem" } },
    ...Object.fromEntries(others.map((type) => [type, { schema: {} }])),
  },
});

/** A schema with its named parts moved to the document's components. */
function hoisted(schema: z.ZodType, io: "input" | "output", into: Record<string, unknown>): unknown {
  const { $defs, ...rest } = z.toJSONSchema(schema, { io });
  for (const [name, part] of Object.entries($defs ?? {})) into[name] = pointed(cleaned(part));
  const own = pointed(cleaned(rest));
  const id = typeof rest.id === "string" ? rest.id : null;
  if (id === null) return own;
  into[id] = own;
  return { $ref: `#/components/schemas/${id}` };
}

function parameterSchema(query: z.ZodObject, name: string): { description?: string } & Json {
  const whole = z.toJSONSchema(query, { io: "output" });
  const found: unknown = whole.properties?.[name];
  return typeof found === "object" && found !== null ? { ...found } : { type: "string" };
}

const cleaned = (schema: object): Json =>
  Object.fromEntries(
    Object.entries(schema).filter(([key]) => key !== "$schema" && key !== "id" && key !== "~standard"),
  );

/** `#/$defs/X` → `#/components/schemas/X`, at any depth. */
function pointed(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(pointed);
  if (typeof schema !== "object" || schema === null) return schema;
  return Object.fromEntries(
    Object.entries(schema).flatMap(([key, value]) =>
      key === "id" && typeof value === "string"
        ? []
        : [
            [
              key,
              key === "$ref" && typeof value === "string"
                ? value.replace("#/$defs/", "#/components/schemas/")
                : pointed(value),
            ],
          ],
    ),
  );
}
