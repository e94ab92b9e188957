import { type ZodType, z } from "zod";
import type { RouteDoc } from "#warehouse/surface.ts";
import type { Text } from "#warehouse/text.ts";

/** A parameter that an address may leave out; what a page does not understand of it is left aside. */
export const optional = (description: string): ZodType => z.string().optional().describe(description);

/** HCP code of a unit, as a part of a path. */
export const CODE = z.string().min(1).max(20).describe("HCP code of the unit, kept as text");

/** A page for people, in each language. Unknown parameters are told in a notice and otherwise left aside. */
export const pageDoc = (
  id: string,
  path: string,
  summary: Text,
  query: Readonly<Record<string, ZodType>> = {},
  more: Partial<RouteDoc> = {},
): RouteDoc => ({
  ...{ id, path, summary, query, localized: true },
  ...(path.includes(":code") ? { parts: { code: CODE } } : {}),
  responses: { "text/html": null },
  errors: [400, 404],
  ...more,
});
