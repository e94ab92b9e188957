import type { Request, Response } from "express";
import type { Viewer } from "#warehouse/door/types.ts";
import { signedInOf, viewerOf } from "#warehouse/door/viewer.ts";
import { BayanError } from "#warehouse/errors.ts";
import type { Lang } from "#warehouse/text.ts";

/** One field of what a form posted, as `api/` read and checked it: trimmed, at most `limit` characters of it; empty where there is none. */
export function posted(req: Request, name: string, limit = 400): string {
  const body: unknown = req.body;
  if (typeof body !== "object" || body === null || !Object.hasOwn(body, name)) return "";
  const value: unknown = Reflect.get(body, name);
  return typeof value === "string" ? value.trim().slice(0, limit) : "";
}

/** How long a reason may be, in characters. */
export interface ReasonLength {
  readonly least: number;
  readonly most: number;
}
/** Why somebody decides (field `motif`); throws `bad_decision` where it is too short to say anything, or too long. */
export function reasonOf(req: Request, { least, most }: ReasonLength): string {
  const reason = posted(req, "motif", most + 1);
  if (reason.length < least || reason.length > most)
    throw new BayanError(
      "bad_decision",
      {
        fr: `Le motif compte de ${least} à ${most} caractères`,
        ar: `السبب من ${least} إلى ${most} حرف`,
        en: `A reason takes from ${least} to ${most} characters`,
      },
      { status: 400, place: { column: "motif", value: String(reason.length) } },
    );
  return reason;
}

/** The administrator who asks, or null: who looks through another's eyes is none. */
export function adminOf(res: Response, lang: Lang): Viewer | null {
  const signedIn = signedInOf(res);
  const viewer = viewerOf(res, lang);
  return signedIn?.role === "admin" && !signedIn.viewingAs ? viewer : null;
}

/** Whoever is signed in under their own name, or null. */
export function personOf(res: Response, lang: Lang): (Viewer & { readonly user: string }) | null {
  const signedIn = signedInOf(res);
  const viewer = viewerOf(res, lang);
  return signedIn === null || signedIn.viewingAs || viewer.user === null
    ? null
    : { ...viewer, user: viewer.user };
}
