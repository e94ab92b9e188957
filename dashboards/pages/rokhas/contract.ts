import { z } from "zod";
import type { RouteDoc } from "#warehouse/surface.ts";
import type { Text } from "#warehouse/text.ts";
import { CODE } from "../../lib/contract.ts";
import { FLAGS } from "./signals.ts";

const action = (id: string, name: string, summary: Text): RouteDoc => ({
  ...{ method: "post", id, path: `/tableaux/rokhas/:code/signaux/${name}`, summary, localized: true },
  parts: { code: CODE },
  body: {
    type: "application/x-www-form-urlencoded",
    schema: z.object({
      jeton: z.string().describe("The word of the form"),
      unite: CODE.describe("HCP code of the counter: the commune, or one of its arrondissements"),
      signal: z.enum(FLAGS).describe("Signal"),
      annee: z.string().optional().describe("Year of a decision that stands"),
      motif: z.string().optional().describe("Reason; not asked of who validates"),
    }),
  },
  responses: { "text/html": null },
  also: [303],
  errors: [400, 403, 404, 409],
});

/** Decisions to make a signal of permit files public. */
export const signalsContract: readonly RouteDoc[] = [
  action("proposeSignal", "proposer", {
    fr: "Propose de publier un signal",
    ar: "يقترح نشر إشارة",
    en: "Proposes to make a signal public",
  }),
  action("validateSignal", "valider", {
    fr: "Valide la publication d’un signal",
    ar: "يصادق على نشر إشارة",
    en: "Validates that a signal is made public",
  }),
  action("withdrawSignal", "retirer", {
    fr: "Retire la publication d’un signal",
    ar: "يسحب نشر إشارة",
    en: "Takes a published signal back",
  }),
];
