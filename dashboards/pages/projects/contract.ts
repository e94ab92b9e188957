import { type ZodType, z } from "zod";
import type { RouteDoc } from "#warehouse/surface.ts";
import { pageDoc } from "../../lib/contract.ts";

const PROJECT = { id: z.string().max(60).describe("Number of the project") };
const PIECE = { ...PROJECT, piece: z.string().max(40).describe("Id of the photo or document") };
const PATH = "/tableaux/projets/fiche/:id";
const jeton = z.string().describe("The word of the form");

/** A project's record, with its photos and documents. */
export const projectContract: readonly RouteDoc[] = [
  pageDoc(
    "project",
    PATH,
    { fr: "Fiche d’un projet", ar: "بطاقة مشروع", en: "A project’s record" },
    {},
    { parts: PROJECT },
  ),
  {
    ...{ id: "projectAttachment", path: "/projets/:id/pieces/:piece", parts: PIECE },
    summary: {
      fr: "Une photo ou un document d’un projet",
      ar: "صورة أو وثيقة لمشروع",
      en: "A photo or document of a project",
    },
    responses: { "image/jpeg": null, "image/png": null, "application/pdf": null },
    errors: [404],
  },
  form("addAttachment", `${PATH}/pieces`, PROJECT, {
    ...{
      fr: "Ajoute une photo ou un document à un projet",
      ar: "يضيف صورة أو وثيقة إلى مشروع",
      en: "Adds a photo or a document to a project",
    },
    type: "multipart/form-data",
    fields: {
      titre: z.string().describe("Title"),
      fichier: z.string().describe("The file: JPEG, PNG or PDF"),
      public: z.string().optional().describe("oui: for everyone to see"),
    },
  }),
  form("removeAttachment", `${PATH}/pieces/:piece/retirer`, PIECE, {
    ...{
      fr: "Retire une photo ou un document d’un projet",
      ar: "يزيل صورة أو وثيقة من مشروع",
      en: "Takes a photo or a document of a project away",
    },
    ...{ type: "application/x-www-form-urlencoded", fields: {} },
  }),
];

function form(
  id: string,
  path: string,
  parts: Readonly<Record<string, ZodType>>,
  {
    type,
    fields,
    ...summary
  }: RouteDoc["summary"] & {
    readonly type: string;
    readonly fields: Readonly<Record<string, ZodType>>;
  },
): RouteDoc {
  return {
    ...{ method: "post", id, path, parts, summary, localized: true },
    body: { type, schema: z.object({ jeton, ...fields }) },
    responses: { "text/html": null },
    also: [303],
    errors: [400, 403, 404, 413],
  };
}
