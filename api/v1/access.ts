import { z } from "zod";
import { ROLES } from "#warehouse/door/types.ts";
import { signedInOf } from "#warehouse/door/viewer.ts";
import { identityOf } from "../access/identify.ts";
import { defineRoute, json } from "./route.ts";

const instant = z.string().describe("UTC, ISO 8601");
const hash = z.string().describe("SHA-256, hexadecimal");
const role = z.enum(ROLES);

export const me = z
  .object({
    role: role.describe("What the answers are made for"),
    territory: z.string().nullable().describe("HCP code that the answers are limited to; null: the country"),
    name: z.string().nullable().describe("What the account is called; null: nobody is signed in"),
    account: z
      .object({ role, territory: z.string().nullable() })
      .nullable()
      .describe("The account's own rights"),
    viewing_as: z.boolean().describe("Whether an administrator looks through another's eyes"),
    token: z
      .object({ label: z.string(), scopes: z.array(z.string()), expires_at: instant })
      .nullable()
      .describe("The token that came with the request"),
  })
  .meta({ id: "Me" });

export const heads = z.object({
  items: z
    .array(z.object({ day: z.string(), seq: z.int().min(1), hash }))
    .describe("The last record of each finished day (UTC) of the audit log, oldest first"),
});

export const records = z.object({
  items: z.array(
    z.object({
      seq: z.int().min(1),
      at: instant,
      actor: z.string().nullable().describe("Id of the account; null: a visitor"),
      kind: z.string(),
      detail: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
      previous: hash,
      hash,
    }),
  ),
  next: z.int().nullable().describe("`from` of the page after this one; null at the end"),
});

export const getMe = defineRoute({
  method: "get",
  path: "/api/v1/me",
  id: "me",
  summary: { fr: "Qui pose la question", ar: "من يطرح السؤال", en: "Who asks" },
  query: z.object({}),
  responses: { "application/json": me },
  errors: [400, 401, 503],
  handle: async ({ res, viewer }) => {
    const signedIn = signedInOf(res);
    const token = identityOf(res)?.token ?? null;
    return json({
      role: viewer.role,
      territory: viewer.territory,
      name: signedIn?.display ?? null,
      account: signedIn === null ? null : { role: signedIn.role, territory: signedIn.territory },
      viewing_as: signedIn?.viewingAs ?? false,
      token:
        token === null ? null : { label: token.label, scopes: token.scopes, expires_at: token.expiresAt },
    });
  },
});

/** Public: whoever keeps them can tell later that the log was not shortened or written anew. */
export const getAuditHeads = defineRoute({
  method: "get",
  path: "/api/v1/audit/heads",
  id: "auditHeads",
  summary: {
    fr: "Empreintes quotidiennes du journal d’audit",
    ar: "البصمات اليومية لسجل التدقيق",
    en: "Daily fingerprints of the audit log",
  },
  query: z.object({}),
  responses: { "application/json": heads },
  errors: [400, 401, 503],
  handle: async ({ ctx }) => json({ items: ctx.audit.heads() }),
});

export const getAudit = defineRoute({
  method: "get",
  path: "/api/v1/audit",
  id: "audit",
  summary: { fr: "Journal d’audit", ar: "سجل التدقيق", en: "Audit log" },
  query: z.object({
    from: z.coerce
      .number()
      .int()
      .min(1)
      .max(2 ** 40)
      .default(1)
      .describe("Number of the first record"),
    limit: z.coerce.number().int().min(1).max(1000).default(100).describe("Records at most"),
  }),
  responses: { "application/json": records },
  errors: [400, 401, 403, 503],
  needs: { roles: ["admin"], scope: "audit" },
  handle: async ({ access, query }) => {
    const items = access?.audit.read(query.from, query.limit) ?? [];
    const last = items.at(-1);
    return json({ items, next: items.length < query.limit || last === undefined ? null : last.seq + 1 });
  },
});
