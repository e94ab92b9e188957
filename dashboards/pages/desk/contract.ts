import { type ZodType, z } from "zod";
import type { RouteDoc } from "#warehouse/surface.ts";
import type { Text } from "#warehouse/text.ts";
import { optional, pageDoc } from "../../lib/contract.ts";
import { BASE } from "./subject.ts";

const CASE = { id: z.string().max(20).describe("Number of the case") };
const formDoc = (
  id: string,
  path: string,
  summary: Text,
  fields: Readonly<Record<string, ZodType>>,
  errors: readonly number[],
): RouteDoc => ({
  ...{ method: "post", id, path: `${BASE}${path}`, summary, localized: true },
  ...(path.includes(":id") ? { parts: CASE } : {}),
  body: {
    type: "application/x-www-form-urlencoded",
    schema: z.object({ jeton: z.string().describe("The word of the form"), ...fields }),
  },
  responses: { "text/html": null },
  also: [303],
  errors: [400, 403, ...errors],
});

/** Routes of the desk, for the OpenAPI document. */
export const deskContract: readonly RouteDoc[] = [
  pageDoc(
    "desk",
    BASE,
    {
      fr: "Guichet des contestations, erreurs et demandes",
      ar: "مكتب الاعتراضات والأخطاء والطلبات",
      en: "Desk of contests, errors and requests",
    },
    {
      objet: optional("Kind of cases: contest, error or request"),
      etat: optional("State of cases: received, in_study, decided or withdrawn"),
      page: optional("Page of the list, from 1"),
    },
  ),
  pageDoc(
    "deskForm",
    `${BASE}/deposer`,
    { fr: "Déposer une affaire", ar: "إيداع ملف", en: "File a case" },
    {
      objet: optional("Kind of case: contest, error or request"),
      unite: optional("HCP code of the unit whose figure is contested"),
      page: optional("Page that the case is about"),
    },
  ),
  pageDoc(
    "deskCase",
    `${BASE}/affaires/:id`,
    { fr: "Affaire", ar: "ملف", en: "Case" },
    { depose: optional("1 just after it was filed") },
    { parts: CASE },
  ),
  formDoc(
    "fileCase",
    "/deposer",
    { fr: "Dépose une affaire", ar: "يودع ملفا", en: "Files a case" },
    {
      objet: z.string().describe("Kind of case: contest, error or request"),
      expose: z.string().max(4_000).describe("What is contested or asked for, and why"),
      unite: z.string().max(20).optional().describe("HCP code of the unit whose figure is contested"),
      page: z.string().max(300).optional().describe("Page that the case is about"),
      nom: z.string().max(120).optional().describe("Name"),
      courriel: z.string().max(254).optional().describe("E-mail"),
    },
    [409, 429],
  ),
  formDoc(
    "takeCase",
    "/affaires/:id/prendre",
    { fr: "Prend l’affaire en charge", ar: "يتكفل بالملف", en: "Takes the case in charge" },
    {},
    [404],
  ),
  formDoc(
    "decideCase",
    "/affaires/:id/trancher",
    { fr: "Tranche l’affaire", ar: "يبت في الملف", en: "Decides the case" },
    {
      suite: z.string().describe("Outcome"),
      motif: z.string().max(2_000).describe("Reasons, published"),
      lien: z.string().max(300).optional().describe("Page of the correction or dataset"),
    },
    [404],
  ),
  formDoc(
    "withdrawCase",
    "/affaires/:id/retirer",
    { fr: "Retire l’affaire", ar: "يسحب الملف", en: "Withdraws the case" },
    {},
    [404],
  ),
];
