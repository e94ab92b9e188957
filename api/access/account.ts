import { type Request, type RequestHandler, type Response, Router } from "express";
import { z } from "zod";
import type { PageOptions } from "#dashboards/lib/page.tsx";
import { choice, langOf, localized, readQuery } from "#dashboards/lib/url.ts";
import { ROLES } from "#warehouse/door/types.ts";
import { UsageError } from "#warehouse/errors.ts";
import {
  checkedTerritory,
  hashPassword,
  isAccountRole,
  newTotpSecret,
  passwordFault,
  passwordMatches,
  SCOPES,
  totpStep,
  totpUri,
} from "#warehouse/state/index.ts";
import type { AccountView } from "./account-page.tsx";
import { demand } from "./guards.ts";
import type { Identity } from "./identify.ts";
import { qrPath } from "./qr.ts";
import { type AccessParts, placeName } from "./routes.ts";
import { turns } from "./sign-in.ts";

type Draw = (
  req: Request,
  res: Response,
  status: number,
  drawn: Omit<PageOptions, "release">,
) => Promise<void>;
type Shown = Partial<Pick<AccountView, "fault" | "secret" | "factor">> & { readonly status?: number };

const DONE = ["password", "factor", "nofactor", "token", "sessions"] as const;
const AUDIT_ROWS = 50;
const word = z.string().max(400).default("");
const form = z.object({
  ancien: word,
  nouveau: word,
  code: word,
  nom: word,
  jours: word,
  id: word,
  role: word,
  territoire: word,
});

/** One's own account. What changes it asks for the session's cookie, never a token: a program that leaks cannot take it over. */
export function accountRoutes(parts: AccessParts, guarded: RequestHandler[], draw: Draw): Router {
  const { ctx, access, forgery } = parts;
  const router = Router();
  const turn = turns(2, 20);
  /** Where a second factor being set up waits for the first code, which proves that the phone has it. */
  const starting = (session: string): string => `factor ${session}`;

  const mine = (res: Response): Identity & { readonly session: NonNullable<Identity["session"]> } => {
    const identity = demand(res, {});
    if (identity.session === null) throw sessionNeeded();
    return { ...identity, session: identity.session };
  };
  const show = async (req: Request, res: Response, shown: Shown = {}) => {
    const { accountPage } = await import("./account-page.tsx");
    const { account } = mine(res);
    const lang = langOf(req.path);
    const { values } = readQuery(req.originalUrl, ["fait"]);
    const fait = DONE.find((one) => one === values.get("fait"));
    const all = account.role === "admin" ? access.accounts.list() : [];
    const view: AccountView = {
      ...{
        lang,
        account,
        word: forgery.word(req, res),
        place: await placeName(ctx, account.territory, lang),
      },
      sessions: access.sessions.count(account.id),
      tokens: access.tokens.list(account.id),
      passwordMinLength: access.settings.passwordMinLength,
      done: fait === undefined ? null : `access.done.${fait}`,
      fault: shown.fault ?? null,
      secret: shown.secret ?? null,
      factor: shown.factor ?? null,
      audit: account.role === "admin" ? access.audit.latest(AUDIT_ROWS) : null,
      names: new Map(all.map((one) => [one.id, one.name])),
    };
    await draw(req, res, shown.status ?? 200, accountPage(view));
  };
  const done = (req: Request, res: Response, what: (typeof DONE)[number]) =>
    res.redirect(303, `/${langOf(req.path)}/compte?fait=${what}`);

  router.get(localized("/compte"), (req, res) => {
    if (res.locals.signedIn == null) {
      return res.redirect(
        303,
        `/${langOf(req.path)}/connexion?retour=${encodeURIComponent(req.originalUrl)}`,
      );
    }
    return show(req, res);
  });

  /** Whose password it is, asked again before what protects the account changes. */
  const confirmed = async (req: Request, res: Response, password: string): Promise<boolean> => {
    const { account } = mine(res);
    if (account.demo || account.external) return false;
    if (access.attempts.waits(account.name, req.ip ?? "") > 0) return false;
    const right = await turn(() =>
      passwordMatches(password, access.accounts.credentials(account.id).password),
    );
    if (!right) access.attempts.failed(account.name, req.ip ?? "");
    return right;
  };
  const wrong = (part: "password" | "factor"): Shown => ({
    status: 403,
    fault: { part, text: "access.password.wrong" },
  });

  router.post(localized("/compte/mot-de-passe"), guarded, async (req: Request, res: Response) => {
    const { account, session } = mine(res);
    const given = form.parse(req.body ?? {});
    if (!(await confirmed(req, res, given.ancien))) return show(req, res, wrong("password"));
    const fault = passwordFault(given.nouveau, account.name, access.settings.passwordMinLength);
    if (fault !== null) return show(req, res, { status: 422, fault: { part: "password", text: fault } });
    access.accounts.setPassword(account.id, await turn(() => hashPassword(given.nouveau)));
    access.sessions.endAll(account.id, session.id);
    access.audit.record({ kind: "password_changed", actor: account.id });
    return done(req, res, "password");
  });

  router.post(localized("/compte/second-facteur"), guarded, async (req: Request, res: Response) => {
    const { account, session } = mine(res);
    if (!(await confirmed(req, res, form.parse(req.body ?? {}).ancien)))
      return show(req, res, wrong("factor"));
    const key = newTotpSecret();
    access.departures.leave(starting(session.id), key);
    return show(req, res, { factor: { key, ...(await qrPath(totpUri(key, account.name, "Bayan"))) } });
  });
  router.post(localized("/compte/second-facteur/confirmer"), guarded, async (req: Request, res: Response) => {
    const { account, session } = mine(res);
    const key = access.departures.look(starting(session.id));
    const step = key === null ? null : totpStep(key, form.parse(req.body ?? {}).code, access.clock.now());
    if (key === null || step === null)
      return show(req, res, {
        status: 422,
        fault: { part: "factor", text: "access.code.wrong" },
        ...(key === null ? {} : { factor: { key, ...(await qrPath(totpUri(key, account.name, "Bayan"))) } }),
      });
    access.departures.back(starting(session.id));
    access.accounts.setSecondFactor(account.id, key);
    access.accounts.useStep(account.id, step);
    access.sessions.endAll(account.id, session.id);
    access.audit.record({ kind: "second_factor_on", actor: account.id });
    return done(req, res, "factor");
  });
  router.post(localized("/compte/second-facteur/retirer"), guarded, async (req: Request, res: Response) => {
    const { account } = mine(res);
    if (!(await confirmed(req, res, form.parse(req.body ?? {}).ancien)))
      return show(req, res, wrong("factor"));
    access.accounts.setSecondFactor(account.id, null);
    access.audit.record({ kind: "second_factor_off", actor: account.id });
    return done(req, res, "nofactor");
  });

  router.post(localized("/compte/jetons"), guarded, (req: Request, res: Response) => {
    const { account } = mine(res);
    const given = form.parse(req.body ?? {});
    const asked: unknown = req.body;
    const scopes = SCOPES.filter(
      (scope) =>
        typeof asked === "object" &&
        asked !== null &&
        `droit_${scope}` in asked &&
        (scope !== "audit" || account.role === "admin"),
    );
    const label = given.nom.trim().slice(0, 60);
    // A demonstration account could leave a way in behind for when real data is there.
    if (account.demo || label === "" || scopes.length === 0)
      return show(req, res, { status: 422, fault: { part: "token", text: "access.tokens.bad" } });
    const days = Number(choice(given.jours, ["30", "90", "366"]));
    const { token, secret } = access.tokens.create(account.id, label, scopes, days);
    access.audit.record({
      kind: "token_created",
      actor: account.id,
      detail: { token: token.id, scopes: scopes.join(" "), days },
    });
    return show(req, res, { secret });
  });
  router.post(localized("/compte/jetons/retirer"), guarded, (req: Request, res: Response) => {
    const { account } = mine(res);
    const { id } = form.parse(req.body ?? {});
    if (access.tokens.revoke(account.id, id))
      access.audit.record({ kind: "token_revoked", actor: account.id, detail: { token: id } });
    return done(req, res, "token");
  });
  router.post(localized("/compte/sessions"), guarded, (req: Request, res: Response) => {
    const { account, session } = mine(res);
    access.sessions.endAll(account.id, session.id);
    access.audit.record({ kind: "sign_out", actor: account.id, detail: { what: "other sessions" } });
    return done(req, res, "sessions");
  });

  router.post(localized("/compte/voir-comme"), guarded, async (req: Request, res: Response) => {
    const { session, account } = { ...mine(res), ...demand(res, { roles: ["admin"] }) };
    const given = form.parse(req.body ?? {});
    const role = ROLES.find((one) => one === given.role && one !== "admin");
    const territory = role === undefined ? null : await knownTerritory(role, given.territoire.trim());
    if (role === undefined || territory === undefined)
      return show(req, res, { status: 422, fault: { part: "as", text: "access.as.bad" } });
    access.sessions.viewAs(session?.id ?? "", { role, territory });
    access.audit.record({ kind: "view_as", actor: account.id, detail: { role, territory } });
    return res.redirect(303, `/${langOf(req.path)}/`);
  });
  router.post(localized("/compte/voir-comme/fin"), forgery.sameSite, (req: Request, res: Response) => {
    const { account, session } = mine(res);
    if (session.viewAs !== null) {
      access.sessions.viewAs(session.id, null);
      access.audit.record({ kind: "view_as_end", actor: account.id });
    }
    res.redirect(303, `/${langOf(req.path)}/compte`);
  });

  /** The territory to look through; undefined where the role needs one that exists. */
  async function knownTerritory(role: string, code: string): Promise<string | null | undefined> {
    if (!isAccountRole(role)) return null;
    try {
      const territory = checkedTerritory(role, code === "" || role === "national" ? null : code);
      if (territory === null) return null;
      const viewer = { role: "national", territory: null, user: null, lang: "fr" } as const;
      const found = await ctx.door.territories({ code: territory }, viewer);
      return found.length === 0 ? undefined : territory;
    } catch (cause) {
      if (cause instanceof UsageError) return undefined;
      throw cause;
    }
  }
  return router;
}

const sessionNeeded = (): UsageError =>
  new UsageError("session_needed", {
    fr: "Un jeton ne donne pas accès au compte : connectez-vous sur le site",
    ar: "الرمز لا يتيح الولوج إلى الحساب: سجل الدخول في الموقع",
    en: "A token gives no access to the account: sign in on the site",
  });
