import { timingSafeEqual } from "node:crypto";
import type { Request, RequestHandler, Response } from "express";
import { hashOf, newSecret } from "#warehouse/state/sessions.ts";
import { HttpError } from "../http/problem.ts";
import type { Cookies } from "./cookies.ts";

/** Refuses what another site sends in a visitor's name. Two locks: where the request says it comes from, and a word that only our own form knows. */
export interface Forgery {
  /** The word for a form, tied to the visitor's own cookie; sets one where there is none. */
  word(req: Request, res: Response): string;
  /** Throws 403 for a request of another site. */
  readonly sameSite: RequestHandler;
  /** Throws 403 where the form's word (`jeton`) is not the visitor's. */
  readonly formWord: RequestHandler;
}

const refused = (): HttpError =>
  new HttpError(403, "forged_request", {
    fr: "Cette demande ne vient pas d’une page ouverte sur ce site : rechargez la page et recommencez",
    ar: "هذا الطلب لم يصدر عن صفحة مفتوحة في هذا الموقع: أعد تحميل الصفحة وحاول مجددا",
    en: "This request does not come from a page open on this site: reload the page and try again",
  });

export function forgeryGuard(cookies: Cookies, publicUrl: string): Forgery {
  const own = new URL(publicUrl).host;
  const secretOf = (req: Request): string | null => cookies.read(req, "session") ?? cookies.read(req, "form");
  const wordOf = (secret: string): string => hashOf(`form ${secret}`);
  return {
    word(req, res) {
      const known = secretOf(req);
      if (known !== null) return wordOf(known);
      const secret = newSecret();
      cookies.set(res, "form", secret);
      return wordOf(secret);
    },
    sameSite: (req, _res, next) => {
      const site = req.get("sec-fetch-site");
      if (site !== undefined && site !== "same-origin" && site !== "none") throw refused();
      const origin = req.get("origin");
      // `null` is what a sandboxed page or a redirect from elsewhere says of itself.
      if (origin !== undefined && hostOf(origin) !== own && hostOf(origin) !== req.get("host"))
        throw refused();
      next();
    },
    formWord: (req, _res, next) => {
      const secret = secretOf(req);
      const body: unknown = req.body;
      const given = typeof body === "object" && body !== null && "jeton" in body ? body.jeton : null;
      if (secret === null || typeof given !== "string" || !equal(given, wordOf(secret))) throw refused();
      next();
    },
  };
}

function hostOf(origin: string): string | null {
  return URL.canParse(origin) ? new URL(origin).host : null;
}

function equal(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(hashOf(a)), Buffer.from(hashOf(b))];
  return timingSafeEqual(left, right);
}
