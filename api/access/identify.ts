import type { Request, RequestHandler, Response } from "express";
import { PUBLIC_VIEWER, type Viewer } from "#warehouse/door/types.ts";
import { setViewer } from "#warehouse/door/viewer.ts";
import type { Access, Account, ApiToken, Session } from "#warehouse/state/index.ts";
import { langOf } from "../http/lang.ts";
import { HttpError } from "../http/problem.ts";
import type { Cookies } from "./cookies.ts";

/** Someone who is signed in, with what they came in by. */
export interface Identity {
  readonly account: Account;
  readonly session: Session | null;
  readonly token: ApiToken | null;
}

const identities = new WeakMap<object, Identity>();

/** Who is signed in on this request; null for the public. */
export const identityOf = (res: Response): Identity | null => identities.get(res) ?? null;

/**
 * Finds out who asks, from `Authorization: Bearer` or the session's cookie, before anything else looks. A token that
 * is not one is refused (401); a cookie that opens nothing is nobody's. Rights are read anew at each request: an
 * account that was changed or closed is so at once.
 */
export function identify(access: Access, cookies: Cookies): RequestHandler {
  return (req, res, next) => {
    const lang = langOf(req);
    const found = fromToken(access, req, res) ?? fromCookie(access, cookies, req);
    if (found === null) setViewer(res, { ...PUBLIC_VIEWER, lang }, null);
    else {
      identities.set(res, found);
      res.locals.account = found.account.id;
      const { account, session } = found;
      setViewer(res, viewerFor(found, lang), {
        display: account.display,
        role: account.role,
        territory: account.territory,
        viewingAs: session?.viewAs != null,
      });
    }
    next();
  };
}

function viewerFor({ account, session }: Identity, lang: Viewer["lang"]): Viewer {
  const eyes = account.role === "admin" ? session?.viewAs : null;
  return { ...(eyes ?? { role: account.role, territory: account.territory }), user: account.id, lang };
}

const mayEnter = (access: Access, account: Account | null): account is Account =>
  account !== null && !account.disabled && (!account.demo || access.demonstration());

function fromCookie(access: Access, cookies: Cookies, req: Request): Identity | null {
  const cookie = cookies.read(req, "session");
  if (cookie === null) return null;
  const session = access.sessions.open(cookie);
  if (session === null) return null;
  const account = access.accounts.byId(session.account);
  return mayEnter(access, account) ? { account, session, token: null } : null;
}

function fromToken(access: Access, req: Request, res: Response): Identity | null {
  const given = req.get("authorization");
  if (given === undefined) return null;
  const secret = /^Bearer +([A-Za-z0-9_-]{1,200})$/i.exec(given)?.[1];
  const token = secret === undefined ? null : access.tokens.open(secret);
  const account = token === null ? null : access.accounts.byId(token.account);
  if (token !== null && mayEnter(access, account)) return { account, session: null, token };
  res.set("WWW-Authenticate", 'Bearer realm="Bayan", error="invalid_token"');
  throw new HttpError(401, "bad_token", {
    fr: "Ce jeton n’ouvre rien : il a expiré, a été retiré, ou n’a jamais été donné",
    ar: "هذا الرمز لا يتيح الولوج: انتهت صلاحيته أو سُحب أو لم يُمنح قط",
    en: "This token opens nothing: it is past its day, was taken back, or was never given",
  });
}
