import type { Request, Response } from "express";
import type { Viewer } from "#warehouse/door/types.ts";
import { signedInOf, viewerOf } from "#warehouse/door/viewer.ts";
import type { Lang } from "#warehouse/text.ts";

/** One field of what a form posted, as `api/` read and checked it: trimmed, at most `limit` characters of it; empty where there is none. */
export function posted(req: Request, name: string, limit = 400): string {
  const body: unknown = req.body;
  if (typeof body !== "object" || body === null || !Object.hasOwn(body, name)) return "";
  const value: unknown = Reflect.get(body, name);
  return typeof value === "string" ? value.trim().slice(0, limit) : "";
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
