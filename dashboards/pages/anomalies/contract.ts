import { z } from "zod";
import type { RouteDoc } from "#warehouse/surface.ts";
import type { Text } from "#warehouse/text.ts";
import { optional, pageDoc } from "../../lib/contract.ts";

const action = (id: string, name: string, summary: Text): RouteDoc => ({
  ...{ method: "post", id, path: `/tableaux/anomalies/${name}`, summary, localized: true },
  body: {
    type: "application/x-www-form-urlencoded",
    schema: z.object({
      jeton: z.string().describe("The word of the form"),
      regle: z.string().describe("Rule"),
      conseil: z.string().describe("HCP code of the council"),
      exercice: z.string().describe("Fiscal year"),
      objet: z.string().describe("What the rule saw"),
      motif: z.string().optional().describe("Reason"),
      retour: z.string().optional().describe("Address of the list to go back to"),
    }),
  },
  responses: { "text/html": null },
  also: [303],
  errors: [400, 403, 404, 409],
});

export const anomaliesContract: readonly RouteDoc[] = [
  pageDoc(
    "anomalies",
    "/tableaux/anomalies",
    { fr: "Anomalies de dépense", ar: "مؤشرات غير عادية في النفقات", en: "Spending anomalies" },
    {
      annee: optional("Fiscal year; the latest by default"),
      regle: optional("Rule"),
      etat: optional("open or dismissed"),
      page: optional("Page of the list, from 1"),
    },
  ),
  action("dismissAnomaly", "ecarter", {
    fr: "Écarte une anomalie",
    ar: "يستبعد مؤشرا",
    en: "Sets an anomaly aside",
  }),
  action("restoreAnomaly", "retablir", {
    fr: "Rétablit une anomalie",
    ar: "يرجع مؤشرا",
    en: "Takes an anomaly back",
  }),
  action("proposeAnomaly", "proposer", {
    fr: "Propose de publier une anomalie",
    ar: "يقترح نشر مؤشر",
    en: "Proposes to make an anomaly public",
  }),
  action("validateAnomaly", "valider", {
    fr: "Valide la publication d’une anomalie",
    ar: "يصادق على نشر مؤشر",
    en: "Validates that an anomaly is made public",
  }),
  action("withdrawAnomaly", "retirer", {
    fr: "Retire la publication d’une anomalie",
    ar: "يسحب نشر مؤشر",
    en: "Takes a published anomaly back",
  }),
];
