import type { RequestHandler } from "express";
import { alertPlaces } from "#warehouse/alerts/index.ts";
import {
  type Attachment,
  attachmentsOf,
  type CONTENT_FAULTS,
  ContentFault,
  contentOf,
  uploadOf,
} from "#warehouse/attachments/index.ts";
import { type Door, PUBLIC_VIEWER, type Viewer } from "#warehouse/door/types.ts";
import { viewerOf } from "#warehouse/door/viewer.ts";
import { BayanError } from "#warehouse/errors.ts";
import type { ReleaseHandle } from "#warehouse/release/types.ts";
import type { Context } from "#warehouse/surface.ts";
import type { Text } from "#warehouse/text.ts";
import { personOf, posted } from "../../lib/posted.ts";
import { href, langOf } from "../../lib/url.ts";

export const TITLE = { least: 3, most: 160 };
/** A project's number, as addresses may name it. */
export const PROJECT_ID = /^[\w.-]{1,60}$/u;
export const pathOf = (project: string): string =>
  `/tableaux/projets/fiche/${encodeURIComponent(project)}/pieces`;
/** Where the bytes of one are: an address for every language, so none of a page's. */
export const addressOf = ({ project, id }: Pick<Attachment, "project" | "id">): string =>
  `/projets/${encodeURIComponent(project)}/pieces/${id}`;

/**
 * Whether a reader is one of those whose project it is: an account whose territory holds one of its communes, or the
 * ministry's. They see what is not for everyone, and may add to it.
 */
export async function isTheirs(
  door: Door,
  handle: ReleaseHandle,
  viewer: Viewer,
  project: string,
): Promise<boolean> {
  if (viewer.role === "public") return false;
  const places = await alertPlaces(handle, viewer);
  if (places === null) return true;
  const { rows } = await door.rows(
    {
      mart: "bridge_project_commune",
      columns: ["project_id", "commune_code"],
      where: [{ column: "project_id", value: project }],
    },
    PUBLIC_VIEWER,
  );
  return rows.some((row) => places.has(String(row.commune_code)));
}

/** What a reader may see of a project's photos and documents. */
export const shownTo = (ctx: Context, project: string, theirs: boolean): readonly Attachment[] =>
  attachmentsOf(ctx)
    .of(project)
    .filter(({ isPublic }) => isPublic || theirs);

/** `GET /projets/:id/pieces/:piece`: the bytes, for who may see them; a browser runs nothing of them. */
export function sendAttachment(ctx: Context): RequestHandler {
  return async (req, res) => {
    const [project, piece] = [nameOf(req.params.id), nameOf(req.params.piece)];
    const one = attachmentsOf(ctx).get(piece);
    if (one === null || one.project !== project) throw noAttachment(piece);
    if (!one.isPublic) {
      const handle = await ctx.release();
      try {
        if (!(await isTheirs(ctx.door, handle, viewerOf(res, "fr"), project))) throw noAttachment(piece);
      } finally {
        handle.release();
      }
    }
    const kind = one.type === "application/pdf" ? "attachment" : "inline";
    const suffix = { "application/pdf": "pdf", "image/jpeg": "jpg", "image/png": "png" }[one.type];
    res.set({
      "Cache-Control": one.isPublic ? "public, max-age=0, must-revalidate" : "private, no-store",
      "Content-Type": one.type,
      "Content-Disposition": `${kind}; filename="${piece}.${suffix}"`,
      "Content-Security-Policy": "default-src 'none'; sandbox",
      "X-Content-Type-Options": "nosniff",
      ETag: `"${one.sha256}"`,
    });
    if (req.fresh) res.status(304).end();
    else res.send(attachmentsOf(ctx).read(one));
  };
}

/** `POST …/pieces`: takes a photo or a document from who the project belongs to, bare of what it must not tell. */
export function addAttachment(ctx: Context): RequestHandler {
  return async (req, res) => {
    const lang = langOf(req.path);
    const person = personOf(res, lang);
    const project = nameOf(req.params.id);
    const handle = await ctx.release();
    try {
      if (
        person === null ||
        !PROJECT_ID.test(project) ||
        !(await isKnown(ctx.door, project)) ||
        !(await isTheirs(ctx.door, handle, person, project))
      )
        throw noAttachment(project);
    } finally {
      handle.release();
    }
    const title = posted(req, "titre", TITLE.most + 1);
    if (title.length < TITLE.least || title.length > TITLE.most) throw refused("title");
    const upload = uploadOf(res);
    if (upload === null || upload.bytes.length === 0) throw refused("missing");
    const made = { project, title, isPublic: posted(req, "public") === "oui", account: person.user };
    const kept = attachmentsOf(ctx).keep(made, checked(upload.bytes, ctx.settings.uploadBytes));
    if (kept === null) throw refused("too_many");
    ctx.audit.record({
      ...{ kind: "attachment_kept", actor: person.user },
      detail: { project, attachment: kept.id, sha256: kept.sha256, public: kept.isPublic },
    });
    res.redirect(303, `${href(lang, pathOf(project).replace(/\/pieces$/, ""))}#pieces`);
  };
}

/** `POST …/pieces/:piece/retirer`: takes one away. */
export function removeAttachment(ctx: Context): RequestHandler {
  return async (req, res) => {
    const lang = langOf(req.path);
    const person = personOf(res, lang);
    const [project, piece] = [nameOf(req.params.id), nameOf(req.params.piece)];
    const one = attachmentsOf(ctx).get(piece);
    const handle = await ctx.release();
    try {
      if (
        person === null ||
        one?.project !== project ||
        !(await isTheirs(ctx.door, handle, person, project)) ||
        !attachmentsOf(ctx).remove(piece)
      )
        throw noAttachment(piece);
    } finally {
      handle.release();
    }
    ctx.audit.record({
      ...{ kind: "attachment_removed", actor: person.user },
      detail: { project, attachment: piece, sha256: one.sha256 },
    });
    res.redirect(303, `${href(lang, pathOf(project).replace(/\/pieces$/, ""))}#pieces`);
  };
}

const nameOf = (value: unknown): string => (typeof value === "string" ? value : "");

async function isKnown(door: Door, project: string): Promise<boolean> {
  const { rows } = await door.rows(
    { mart: "fct_project", columns: ["project_id"], where: [{ column: "project_id", value: project }] },
    PUBLIC_VIEWER,
  );
  return rows.length > 0;
}

function checked(bytes: Buffer, most: number) {
  try {
    return contentOf(bytes, most);
  } catch (error) {
    throw error instanceof ContentFault ? refused(error.fault) : error;
  }
}

const REFUSALS: Readonly<Record<(typeof CONTENT_FAULTS)[number] | "title" | "missing" | "too_many", Text>> = {
  not_known: {
    fr: "Ce fichier n’est ni une photo JPEG ou PNG, ni un document PDF",
    ar: "هذا الملف ليس صورة JPEG أو PNG ولا وثيقة PDF",
    en: "This file is no JPEG or PNG photo, and no PDF document",
  },
  not_a_picture: {
    fr: "Cette photo ne peut pas être lue",
    ar: "تعذرت قراءة هذه الصورة",
    en: "This photo cannot be read",
  },
  cut_short: {
    fr: "Ce fichier est incomplet ou abîmé",
    ar: "هذا الملف ناقص أو تالف",
    en: "This file is incomplete or damaged",
  },
  too_large: { fr: "Ce fichier est trop lourd", ar: "حجم هذا الملف كبير جدا", en: "This file is too large" },
  too_many_pixels: {
    fr: "Cette photo a trop de pixels",
    ar: "عدد بكسلات هذه الصورة كبير جدا",
    en: "This photo has too many pixels",
  },
  acts_by_itself: {
    fr: "Ce document contient un programme, un formulaire ou une pièce jointe : enregistrez-le en PDF simple",
    ar: "تتضمن هذه الوثيقة برنامجا أو استمارة أو مرفقا: احفظها بصيغة PDF بسيطة",
    en: "This document holds a program, a form or a file of its own: save it as a plain PDF",
  },
  locked: {
    fr: "Ce document est protégé par un mot de passe",
    ar: "هذه الوثيقة محمية بكلمة مرور",
    en: "This document is locked by a password",
  },
  title: {
    fr: `Le titre compte de ${TITLE.least} à ${TITLE.most} caractères`,
    ar: `العنوان من ${TITLE.least} إلى ${TITLE.most} حرف`,
    en: `A title takes from ${TITLE.least} to ${TITLE.most} characters`,
  },
  missing: { fr: "Choisissez un fichier", ar: "اختر ملفا", en: "Choose a file" },
  too_many: {
    fr: "Ce projet a déjà autant de pièces qu’il peut en avoir : retirez-en une",
    ar: "بلغ هذا المشروع الحد الأقصى من المرفقات: أزل واحدا منها",
    en: "This project has as many files as it may: take one away",
  },
};
const refused = (why: keyof typeof REFUSALS): BayanError =>
  new BayanError("bad_attachment", REFUSALS[why], { status: 400, place: { column: "fichier", value: why } });
const noAttachment = (name: string): BayanError =>
  new BayanError(
    "unknown_attachment",
    { fr: "Pièce introuvable", ar: "المرفق غير موجود", en: "No such file" },
    { status: 404, place: { value: name.slice(0, 60) } },
  );
