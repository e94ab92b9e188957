import { z } from "zod";

const parameter = z.looseObject({
  name: z.string(),
  in: z.enum(["query", "path"]),
  required: z.boolean(),
  description: z.string(),
  schema: z.looseObject({
    type: z.string().optional(),
    enum: z.array(z.unknown()).optional(),
    default: z.unknown().optional(),
    pattern: z.string().optional(),
  }),
});
const operation = z.looseObject({
  operationId: z.string(),
  tags: z.array(z.string()),
  summary: z.string(),
  parameters: z.array(parameter),
  requestBody: z.looseObject({ content: z.record(z.string(), z.unknown()) }).optional(),
  responses: z.record(
    z.string(),
    z.looseObject({ description: z.string(), content: z.record(z.string(), z.unknown()).optional() }),
  ),
});
const document = z.looseObject({
  tags: z.array(z.object({ name: z.string() })),
  paths: z.record(z.string(), z.record(z.string(), operation)),
});

export type Parameter = z.output<typeof parameter>;
export interface Operation {
  readonly id: string;
  readonly method: string;
  readonly path: string;
  readonly summary: string;
  readonly parameters: readonly Parameter[];
  /** Media types of what is sent. */
  readonly takes: readonly string[];
  /** Media types of what comes back. */
  readonly gives: readonly string[];
  readonly statuses: readonly string[];
}

/** The operations of an OpenAPI document by tag, in its order. */
export function operationsOf(given: unknown): ReadonlyMap<string, readonly Operation[]> {
  const { tags, paths } = document.parse(given);
  const all = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, one]) => ({
      tag: one.tags[0] ?? "",
      operation: {
        ...{ id: one.operationId, method: method.toUpperCase(), path, summary: one.summary },
        parameters: one.parameters,
        takes: Object.keys(one.requestBody?.content ?? {}),
        gives: Object.keys(one.responses["200"]?.content ?? {}),
        statuses: Object.keys(one.responses).filter((status) => status !== "default"),
      },
    })),
  );
  return new Map(
    tags.map(({ name }) => [name, all.filter(({ tag }) => tag === name).map((one) => one.operation)]),
  );
}

/** What a parameter may be, in a word: `one of a, b`, `integer`, `text`. */
export function kindOf({ schema }: Parameter): string {
  if (schema.enum !== undefined) return schema.enum.map(String).join(" | ");
  return schema.pattern === undefined ? (schema.type ?? "string") : schema.pattern;
}
