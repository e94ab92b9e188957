import { z } from "zod";
import { LANGS, type Lang } from "#warehouse/text.ts";
import { API_ROUTES } from "./v1/index.ts";
import type { ApiRoute } from "./v1/route.ts";
import { problem } from "./v1/schemas.ts";

type Json = Readonly<Record<string, unknown>>;

/** The OpenAPI 3.1 document of the routes that the API defines. Deterministic: no clock, no host. */
export function openapi(version: string, lang: Lang = "en", routes: readonly ApiRoute[] = API_ROUTES): Json {
  const schemas: Record<string, unknown> = {};
  const use = (schema: z.ZodType, io: "input" | "output"): unknown => hoisted(schema, io, schemas);

  const paths: Record<string, Record<string, Json>> = {};
  for (const route of routes) {
    const path = route.path.replaceAll(/:([a-z]+)/g, "{$1}");
    const at = paths[path] ?? {};
    paths[path] = at;
    at[route.method] = operation(route, lang, use);
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
    paths,
    components: { schemas: Object.fromEntries(Object.entries(schemas).sort(([a], [b]) => (a < b ? -1 : 1))) },
  };
}

const SUMMARY: Readonly<Record<Lang, string>> = {
  fr: "Les chiffres des collectivités territoriales : une question, une réponse, d’où elle vient",
  ar: "أرقام الجماعات الترابية: سؤال وجواب ومصدره",
  en: "Figures of the territorial collectivities: a question, its answer, where it comes from",
};

function operation(
  route: ApiRoute,
  lang: Lang,
  use: (schema: z.ZodType, io: "input" | "output") => unknown,
): Json {
  const parameters = Object.entries(route.query.shape).map(([name, schema]) => {
    const { description, ...shape } = parameterSchema(route.query, name);
    const required = !z.safeParse(schema as z.ZodType, undefined).success;
    return { name, in: "query", required, description: description ?? name, schema: shape };
  });
  const language = {
    name: "lang",
    in: "query",
    required: false,
    description: "Language of errors; by default the Accept-Language header's, else French",
    schema: { type: "string", enum: [...LANGS] },
  };
  const content = Object.fromEntries(
    Object.entries(route.responses).map(([type, schema]) => [
      type,
      schema === null ? { schema: { type: "string", format: "binary" } } : { schema: use(schema, "output") },
    ]),
  );
  return {
    operationId: route.id,
    summary: route.summary[lang],
    parameters: [...parameters, language],
    ...(route.body === undefined
      ? {}
      : {
          requestBody: {
            required: true,
            content: { "application/json": { schema: use(route.body, "input") } },
          },
        }),
    responses: {
      "200": { description: "OK", content },
      ...Object.fromEntries(
        [...new Set([...route.errors, 429])].sort().map((status) => [String(status), PROBLEM(status)]),
      ),
      default: PROBLEM("default"),
    },
  };
}

const PROBLEM = (status: number | string): Json => ({
  description: status === "default" ? "Any other error" : `Error ${status}`,
  content: { "application/problem+json": { schema: { $ref: "#/components/schemas/Problem" } } },
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
