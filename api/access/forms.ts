import express, { type RequestHandler, Router } from "express";
import type { Forgery } from "./forgery.ts";

/**
 * Lends the lock of our own forms to the surfaces' pages: what they post is read and checked here, before any of
 * their routes runs, and `res.locals.formWord()` gives the word that their forms carry.
 */
export function surfaceForms(forgery: Forgery): Router {
  const router = Router();
  const word: RequestHandler = (req, res, next) => {
    res.locals.formWord = () => forgery.word(req, res);
    next();
  };
  router.use(word);
  router.post(
    /^\/(?:fr|ar|en)\/(?:exploitation|rapports)(?:\/|$)/u,
    forgery.sameSite,
    express.urlencoded({ extended: false, limit: 16_384, parameterLimit: 40 }),
    forgery.formWord,
  );
  return router;
}
