import type { Request, RequestHandler, Response } from "express";
import type { Logger } from "pino";
import type { Clock } from "#warehouse/clock.ts";
import type { Access, AccountRole, AuditEntry, TokenScope } from "#warehouse/state/index.ts";
import { HttpError } from "../http/problem.ts";
import { type Identity, identityOf } from "./identify.ts";

/**
 * Keeps what is answered to someone signed in out of every cache, whatever the route says of it, and writes down
 * what left the house in their name and what was refused to anyone.
 */
export function guardAnswers(access: Access, log: Logger): RequestHandler {
  const refusals = perMinute(access.clock, 60);
  const refused = (entry: AuditEntry): void => {
    // Nobody in particular can be refused without end: the log tells how many more there were.
    const skipped = entry.actor === null ? refusals() : 0;
    if (skipped === null) return;
    try {
      access.audit.record(skipped === 0 ? entry : { ...entry, detail: { ...entry.detail, skipped } });
    } catch (cause) {
      // A refusal stands all the same.
      log.error({ err: cause }, "audit: a refusal was not written down");
    }
  };
  return (req, res, next) => {
    beforeHeaders(res, () => {
      const identity = identityOf(res);
      // A file that never changes is the same for all: caches between need not tell its readers apart.
      if (!String(res.getHeader("Cache-Control")).includes("immutable")) res.vary("Cookie, Authorization");
      if (identity !== null) res.setHeader("Cache-Control", "private, no-store");
      const entry = entryOf(req, res, identity?.account.id ?? null);
      if (entry?.kind === "refused") refused(entry);
      // What cannot be written down does not leave: this throws before the first byte.
      else if (entry !== null) access.audit.record(entry);
    });
    next();
  };
}

function entryOf(req: Request, res: Response, actor: string | null): AuditEntry | null {
  const path = (req.originalUrl.split("?")[0] ?? "").slice(0, 300);
  const request = String(res.locals.requestId ?? "");
  if (res.statusCode === 401 || res.statusCode === 403)
    return { kind: "refused", actor, detail: { path, status: res.statusCode, request } };
  const file = res.getHeader("Content-Disposition");
  if (actor !== null && res.statusCode === 200 && typeof file === "string") {
    const name = /filename="([^"]{1,200})"/.exec(file)?.[1] ?? "";
    return { kind: "export", actor, detail: { path, file: name, request } };
  }
  return null;
}

/** Runs just before the headers leave, after whatever the route set. */
function beforeHeaders(res: Response, change: () => void): void {
  const write = res.writeHead;
  let changed = false;
  Object.assign(res, {
    writeHead: (...given: unknown[]) => {
      if (!changed) {
        changed = true;
        change();
      }
      return Reflect.apply(write, res, given);
    },
  });
}

/** Null when so many have passed this minute; else how many were left out since the last that passed. */
function perMinute(clock: Clock, most: number): () => number | null {
  let minute = 0;
  let passed = 0;
  let left = 0;
  return () => {
    const now = Math.floor(clock.ticks() / 60_000);
    if (now !== minute) [minute, passed] = [now, 0];
    if (passed >= most) {
      left += 1;
      return null;
    }
    passed += 1;
    const skipped = left;
    left = 0;
    return skipped;
  };
}

/** What the asker must be for a route that is not everyone's. Throws 401 for nobody, 403 for somebody else. */
export function demand(
  res: Response,
  needs: { readonly roles?: readonly AccountRole[]; readonly scope?: TokenScope },
): Identity {
  const identity = identityOf(res);
  if (identity === null) {
    throw new HttpError(401, "sign_in_needed", {
      fr: "Connectez-vous pour voir cette page",
      ar: "سجل الدخول لعرض هذه الصفحة",
      en: "Sign in to see this page",
    });
  }
  const { account, token, session } = identity;
  if (needs.scope !== undefined && token !== null && !token.scopes.includes(needs.scope))
    throw notInToken(needs.scope);
  // Who looks through another's eyes has only the other's rights.
  if (needs.roles !== undefined && (!needs.roles.includes(account.role) || session?.viewAs != null)) {
    throw new HttpError(403, "not_your_role", {
      fr: "Votre rôle ne donne pas cet accès",
      ar: "دورك لا يتيح هذا الولوج",
      en: "Your role does not give this access",
    });
  }
  return identity;
}

/** Keeps a token to what it was given for. */
export function withinScope(scopeOf: (path: string) => TokenScope): RequestHandler {
  return (req, res, next) => {
    const token = identityOf(res)?.token;
    if (token != null && !token.scopes.includes(scopeOf(req.path))) throw notInToken(scopeOf(req.path));
    next();
  };
}

const notInToken = (scope: TokenScope): HttpError =>
  new HttpError(403, "not_in_token", {
    fr: `Ce jeton n’a pas été donné pour cela : il lui manque « ${scope} »`,
    ar: `هذا الرمز لم يُمنح لهذا الغرض: تنقصه صلاحية «${scope}»`,
    en: `This token was not given for that: it lacks “${scope}”`,
  });
