import { z } from "zod";

const schema = z.looseObject({
  $ref: z.string().optional(),
  type: z.union([z.string(), z.array(z.string())]).optional(),
  enum: z.array(z.unknown()).optional(),
  const: z.unknown().optional(),
  description: z.string().optional(),
  properties: z.record(z.string(), z.unknown()).optional(),
  required: z.array(z.string()).optional(),
  additionalProperties: z.unknown().optional(),
  items: z.unknown().optional(),
  anyOf: z.array(z.unknown()).optional(),
});
const operation = z.looseObject({
  operationId: z.string(),
  parameters: z.array(
    z.looseObject({ name: z.string(), required: z.boolean(), description: z.string(), schema: z.unknown() }),
  ),
  responses: z.looseObject({
    "200": z.looseObject({ content: z.record(z.string(), z.looseObject({ schema: z.unknown() })) }),
  }),
});
const document = z.looseObject({
  paths: z.record(z.string(), z.record(z.string(), operation)),
  components: z.looseObject({ schemas: z.record(z.string(), z.unknown()) }),
});

/** The TypeScript types of an OpenAPI document: its named schemas, then each operation's parameters and answer. */
export function typesOf(openapi: unknown): string {
  const { paths, components } = document.parse(openapi);
  const blocks = Object.entries(components.schemas).map(([name, given]) => declared(name, given));
  for (const { operationId, parameters, responses } of Object.values(paths).flatMap((path) =>
    Object.values(path),
  )) {
    const name = `${operationId.charAt(0).toUpperCase()}${operationId.slice(1)}`;
    const properties = Object.fromEntries(
      parameters.map((one) => [one.name, { ...schema.parse(one.schema), description: one.description }]),
    );
    const required = parameters.filter((one) => one.required).map((one) => one.name);
    blocks.push(declared(`${name}Parameters`, { type: "object", properties, required }));
    const answer = schema.parse(responses["200"].content["application/json"]?.schema ?? {});
    if (answer.$ref === undefined) blocks.push(declared(`${name}Answer`, answer));
  }
  return `// Made from the API's OpenAPI document by \`node api/client-types.ts\`; do not edit.\n\n${blocks.join("\n")}`;
}

const INDENT = "  ";

function declared(name: string, given: unknown): string {
  const { type } = schema.parse(given);
  return type === "object"
    ? `export interface ${name} ${typed(given, "")}\n`
    : `export type ${name} = ${typed(given, "")};\n`;
}

function typed(given: unknown, margin: string): string {
  const at = schema.parse(given);
  if (at.$ref !== undefined) return at.$ref.split("/").at(-1) ?? "unknown";
  if (at.enum !== undefined) return at.enum.map((one) => JSON.stringify(one)).join(" | ");
  if (at.const !== undefined) return JSON.stringify(at.const);
  if (at.anyOf !== undefined) return [...new Set(at.anyOf.map((one) => typed(one, margin)))].join(" | ");
  if (Array.isArray(at.type)) return at.type.map((one) => typed({ type: one }, margin)).join(" | ");
  switch (at.type) {
    case "object":
      return at.properties === undefined
        ? `Readonly<Record<string, ${typed(at.additionalProperties ?? {}, margin)}>>`
        : fields(at, margin);
    case "array":
      return `readonly (${typed(at.items ?? {}, margin)})[]`;
    case "integer":
      return "number";
    case "string":
    case "number":
    case "boolean":
    case "null":
      return at.type;
    default:
      return "unknown";
  }
}

function fields(at: z.output<typeof schema>, margin: string): string {
  const inner = `${margin}${INDENT}`;
  const required = new Set(at.required ?? []);
  const lines = Object.entries(at.properties ?? {}).map(([name, given]) => {
    const { description } = schema.parse(given);
    const said = description === undefined ? "" : `${inner}/** ${description} */\n`;
    return `${said}${inner}readonly ${name}${required.has(name) ? "" : "?"}: ${typed(given, inner)};`;
  });
  return `{\n${lines.join("\n")}\n${margin}}`;
}
