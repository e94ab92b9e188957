import { z } from "zod";
import { parseSpec, querySchema } from "#warehouse/door/index.ts";
import type { CellRequest } from "#warehouse/door/types.ts";
import { badParameter, defineRoute, json } from "./route.ts";
import { cellExplanation } from "./schemas.ts";

const summary = {
  fr: "D’où vient un chiffre, jusqu’aux lignes des fichiers",
  ar: "مصدر الرقم حتى أسطر الملفات",
  en: "Where a figure comes from, down to the lines of the files",
};
const RESPONSES = { "application/json": cellExplanation };
const ERRORS = [400, 413, 503] as const;
const page = z.coerce.number().int().min(1).max(1_000_000).optional().describe("Page of rows, from 1");
const size = z.coerce.number().int().min(1).max(1_000).optional().describe("Rows a page, 50 by default");
const metric = z
  .string()
  .min(1)
  .max(64)
  .optional()
  .describe("One of the question's metrics; its first by default");
const table = z.string().min(1).max(80).optional().describe("Exports whose rows are listed, system.table");
const cell = z.union([z.string().max(200), z.number(), z.boolean(), z.null()]);
const row = z.record(z.string().max(64), cell).describe("The row's dimensions, as the answer gave them");

const requestSchema = z
  .strictObject({
    spec: querySchema,
    metric,
    row: row.optional(),
    table,
    page: z.int().min(1).max(1_000_000).optional().describe("Page of rows, from 1"),
    size: z.int().min(1).max(1_000).optional().describe("Rows a page, 50 by default"),
  })
  .meta({ id: "CellRequest", description: "A cell of an answer" });

export const postExplain = defineRoute({
  method: "post",
  path: "/api/v1/explain",
  id: "explain",
  summary,
  query: z.object({}),
  body: requestSchema,
  responses: RESPONSES,
  errors: [...ERRORS, 415],
  handle: async ({ ctx, viewer, body }) => {
    const given = requestSchema.extend({ spec: z.unknown() }).safeParse(body);
    if (!given.success) throw badParameter(given.error.issues[0]?.path.join(".") ?? "", "JSON");
    return json(await ctx.door.explainCell(requestOf(given.data), viewer));
  },
});

/** The same as an address: what an answer's own `lineage` says. */
export const getExplain = defineRoute({
  method: "get",
  path: "/api/v1/explain",
  id: "explainByLink",
  summary,
  query: z.object({
    spec: z.string().max(20_000).describe("The question, QuerySpec, as JSON text"),
    row: z.string().max(4_000).optional().describe("The row's dimensions, as JSON text"),
    ...{ metric, table, page, size },
  }),
  responses: RESPONSES,
  errors: [...ERRORS],
  handle: async ({ ctx, viewer, query }) => {
    const pinned = query.row === undefined ? {} : row.safeParse(parsed(query.row, "row")).data;
    if (pinned === undefined) throw badParameter("row", '{"region": "01"}');
    const request = requestOf({ ...query, spec: parsed(query.spec, "spec"), row: pinned });
    return json(await ctx.door.explainCell(request, viewer));
  },
});

interface Given {
  readonly spec?: unknown;
  readonly metric?: string | undefined;
  readonly row?: CellRequest["row"] | undefined;
  readonly table?: string | undefined;
  readonly page?: number | undefined;
  readonly size?: number | undefined;
}

function requestOf({
  spec,
  metric: of,
  row: at,
  table: listed,
  page: number,
  size: rows,
}: Given): CellRequest {
  return {
    spec: parseSpec(spec),
    ...(of === undefined ? {} : { metric: of }),
    ...(at === undefined ? {} : { row: at }),
    ...(listed === undefined ? {} : { table: listed }),
    ...(number === undefined ? {} : { page: number }),
    ...(rows === undefined ? {} : { size: rows }),
  };
}

function parsed(text: string, name: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    if (cause instanceof SyntaxError) throw badParameter(name, "JSON");
    throw cause;
  }
}
