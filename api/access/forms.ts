import express, { type Request, type RequestHandler } from "express";
import { setUpload } from "#warehouse/attachments/index.ts";
import { setFormWord } from "#warehouse/door/viewer.ts";
import type { ApiLimits } from "../http/limits.ts";
import { readMultipart } from "../http/multipart.ts";
import type { Cookies } from "./cookies.ts";
import type { Forgery } from "./forgery.ts";

/** Read-only interfaces that answer everybody alike: what they are posted, as a form or not, changes nothing. */
const READS = /^\/api\/(?:3\/)?action\//;
const isForm = (req: Request): boolean =>
  req.method === "POST" && !READS.test(req.path) && req.is("application/x-www-form-urlencoded") !== false;

/** Room for the fields of a form and the lines between its parts, beside its file. */
const AROUND = 65_536;

/**
 * For the surfaces' own forms: their pages may ask for the word, and what is posted is refused without it. Whatever
 * else is posted with a session, JSON say, has to come from this site.
 */
export function surfaceForms(
  forgery: Forgery,
  cookies: Cookies,
  { bodyBytes, uploadBytes }: Pick<ApiLimits, "bodyBytes" | "uploadBytes">,
): RequestHandler[] {
  const when =
    (guarded: (req: Request) => boolean, handler: RequestHandler): RequestHandler =>
    (req, res, next) =>
      guarded(req) ? handler(req, res, next) : next();
  const inSession = (req: Request): boolean =>
    !["GET", "HEAD", "OPTIONS"].includes(req.method) &&
    !READS.test(req.path) &&
    cookies.read(req, "session") !== null;
  // Files are for who is signed in: from anyone else, not a byte of one is read.
  const isUpload = (req: Request): boolean =>
    inSession(req) && typeof req.is("multipart/form-data") === "string";
  const parts: RequestHandler = (req, res, next) => {
    const body: unknown = req.body;
    const { fields, file } = readMultipart(
      req.get("content-type") ?? "",
      Buffer.isBuffer(body) ? body : Buffer.alloc(0),
    );
    req.body = fields;
    setUpload(res, file);
    next();
  };
  return [
    (req, res, next) => {
      setFormWord(res, () => forgery.word(req, res));
      next();
    },
    when((req) => isForm(req) || inSession(req), forgery.sameSite),
    when(isForm, express.urlencoded({ extended: false, limit: bodyBytes })),
    when(isUpload, express.raw({ type: "multipart/form-data", limit: uploadBytes + AROUND, inflate: false })),
    when(isUpload, parts),
    when((req) => isForm(req) || isUpload(req), forgery.formWord),
  ];
}
