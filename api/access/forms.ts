import express, { type Request, type RequestHandler } from "express";
import { setFormWord } from "#warehouse/door/viewer.ts";
import type { Cookies } from "./cookies.ts";
import type { Forgery } from "./forgery.ts";

/** Read-only interfaces that answer everybody alike: what they are posted, as a form or not, changes nothing. */
const READS = /^\/api\/(?:3\/)?action\//;
const isForm = (req: Request): boolean =>
  req.method === "POST" && !READS.test(req.path) && req.is("application/x-www-form-urlencoded") !== false;

/**
 * For the surfaces' own forms: their pages may ask for the word, and what is posted is refused without it. Whatever
 * else is posted with a session, JSON say, has to come from this site.
 */
export function surfaceForms(forgery: Forgery, cookies: Cookies, bodyBytes: number): RequestHandler[] {
  const when =
    (guarded: (req: Request) => boolean, handler: RequestHandler): RequestHandler =>
    (req, res, next) =>
      guarded(req) ? handler(req, res, next) : next();
  const inSession = (req: Request): boolean =>
    !["GET", "HEAD", "OPTIONS"].includes(req.method) &&
    !READS.test(req.path) &&
    cookies.read(req, "session") !== null;
  return [
    (req, res, next) => {
      setFormWord(res, () => forgery.word(req, res));
      next();
    },
    when((req) => isForm(req) || inSession(req), forgery.sameSite),
    when(isForm, express.urlencoded({ extended: false, limit: bodyBytes })),
    when(isForm, forgery.formWord),
  ];
}
