import type { Request, Response } from "express";
import { BayanError } from "#warehouse/errors.ts";
import type { Lang, Text } from "#warehouse/text.ts";
import { langOf } from "./lang.ts";

/** RFC 9457, with a stable `code` for programs and the request's id to quote. */
export interface Problem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly code: string;
  /** The parameter at fault, where one is. */
  readonly parameter?: string;
  readonly request: string;
}

export class HttpError extends BayanError {
  constructor(status: number, code: string, text: Text, parameter?: string) {
    super(code, text, { status, ...(parameter === undefined ? {} : { place: { column: parameter } }) });
    this.name = "HttpError";
  }
}

const TITLES: Readonly<Record<number, Text>> = {
  400: { fr: "Requête mal formée", ar: "طلب غير صحيح", en: "Bad request" },
  401: { fr: "Connexion requise", ar: "يلزم تسجيل الدخول", en: "Sign-in required" },
  403: { fr: "Accès refusé", ar: "الولوج مرفوض", en: "Forbidden" },
  404: { fr: "Introuvable", ar: "غير موجود", en: "Not found" },
  405: { fr: "Méthode non admise", ar: "طريقة غير مقبولة", en: "Method not allowed" },
  406: { fr: "Format non disponible", ar: "صيغة غير متوفرة", en: "Not acceptable" },
  413: { fr: "Réponse ou requête trop grande", ar: "الطلب أو الجواب كبير جدا", en: "Too large" },
  415: { fr: "Type de contenu non admis", ar: "نوع المحتوى غير مقبول", en: "Unsupported media type" },
  429: { fr: "Trop de requêtes", ar: "طلبات كثيرة", en: "Too many requests" },
  422: { fr: "Demande à corriger", ar: "طلب يحتاج إلى تصحيح", en: "To be corrected" },
  431: {
    fr: "Adresse ou en-têtes trop longs",
    ar: "العنوان أو الترويسات طويلة جدا",
    en: "Address or headers too long",
  },
  500: { fr: "Erreur du serveur", ar: "خطأ في الخادم", en: "Server error" },
  503: { fr: "Service momentanément indisponible", ar: "الخدمة غير متاحة مؤقتا", en: "Service unavailable" },
};

const UNKNOWN: Text = {
  fr: "Une erreur est survenue ; citez la référence de la requête pour la signaler.",
  ar: "حدث خطأ؛ يرجى ذكر مرجع الطلب عند التبليغ عنه.",
  en: "Something failed; quote the request's reference to report it.",
};

/** What is said of an error in a language. Of what is not ours to tell, nothing but a reference. */
export function problemOf(error: unknown, lang: Lang, request: string): Problem {
  const known = asBayan(error);
  const status = known === null || TITLES[known.status] === undefined ? 500 : known.status;
  const told = known !== null && (status < 500 || status === 503);
  const parameter = told ? known.place.column : undefined;
  const code = told ? known.code : "server_error";
  return {
    type: `urn:bayan:problem:${code}`,
    title: (TITLES[status] ?? UNKNOWN)[lang],
    status,
    detail: told ? known.in(lang) : UNKNOWN[lang],
    code,
    ...(parameter === undefined ? {} : { parameter }),
    request,
  };
}

/** The status that an error is told with. */
export const statusOf = (error: unknown): number => asBayan(error)?.status ?? 500;

export function sendProblem(req: Request, res: Response, error: unknown): void {
  const lang = langOf(req);
  const problem = problemOf(error, lang, requestId(res));
  if (problem.status === 503 || problem.status === 429)
    res.set("Retry-After", problem.status === 429 ? "1" : "2");
  res.set({ "Content-Language": lang, "Cache-Control": "no-store" });
  res.vary("Accept-Language");
  // Not `send`: an error has no tag to come back with, and its reference would make it another each time.
  res.status(problem.status).type("application/problem+json").end(JSON.stringify(problem));
}

export const requestId = (res: Response): string =>
  typeof res.locals.requestId === "string" ? res.locals.requestId : "";

/** Express and its body parser say their own in `status` and `type`. */
function asBayan(error: unknown): BayanError | null {
  if (error instanceof BayanError) return error;
  const status: unknown =
    typeof error === "object" && error !== null && "status" in error ? error.status : null;
  if (status === 413)
    return new HttpError(413, "body_too_large", {
      fr: "Le corps de la requête est trop grand",
      ar: "جسم الطلب كبير جدا",
      en: "The request's body is too large",
    });
  if (status === 415)
    return new HttpError(415, "unsupported_encoding", {
      fr: "Encodage non admis",
      ar: "ترميز غير مقبول",
      en: "Unsupported encoding",
    });
  if (typeof status === "number" && status >= 400 && status < 500) {
    return new HttpError(400, "bad_request", {
      fr: "La requête ne peut pas être lue",
      ar: "تعذرت قراءة الطلب",
      en: "The request cannot be read",
    });
  }
  return null;
}
