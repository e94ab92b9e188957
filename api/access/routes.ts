import express, { type Request, type RequestHandler, type Response, Router } from "express";
import { z } from "zod";
import { addMessages } from "#dashboards/lib/i18n.ts";
import type { PageOptions } from "#dashboards/lib/page.tsx";
import { langOf, localized, readQuery, safeReturn } from "#dashboards/lib/url.ts";
import { type Access, type Account, DEMO_ACCOUNTS, DEMO_PASSWORD } from "#warehouse/state/index.ts";
import type { Context } from "#warehouse/surface.ts";
import type { Lang } from "#warehouse/text.ts";
import { accountRoutes } from "./account.ts";
import type { Cookies } from "./cookies.ts";
import type { Forgery } from "./forgery.ts";
import { identityOf } from "./identify.ts";
import { messages } from "./messages.ts";
import type { Provider } from "./oidc.ts";
import { type Outcome, type SignIn, signIn } from "./sign-in.ts";

export interface AccessParts {
  readonly ctx: Context;
  readonly access: Access;
  readonly cookies: Cookies;
  readonly forgery: Forgery;
  /** The administration's identity provider, where one is named. */
  readonly provider: Provider | null;
}

/** A sign-in that waits for its code: five minutes, at any server over the same store. */
const PENDING_MS = 5 * 60_000;
const pendingSchema = z.object({ account: z.string(), back: z.string(), until: z.number() });
const text = z.string().max(400).default("");
const form = z.object({ nom: text, mot_de_passe: text, code: text, retour: text });

/** Signing in and out, and one's account: pages that work without JavaScript. */
export function accessRoutes(parts: AccessParts): Router {
  const { ctx, access, cookies, forgery, provider } = parts;
  addMessages(messages);
  const router = Router();
  const signing = signIn(access);
  const body = express.urlencoded({ extended: false, limit: 16_384, parameterLimit: 40 });
  const guarded: RequestHandler[] = [forgery.sameSite, body, forgery.formWord];

  const draw = async (req: Request, res: Response, status: number, drawn: Omit<PageOptions, "release">) => {
    const { renderPage } = await import("#dashboards/lib/page.tsx");
    res.status(status).set("Cache-Control", "no-store").type("html");
    res.send(renderPage(ctx, req, { ...drawn, release: null }));
  };
  const showForm = async (
    req: Request,
    res: Response,
    given: { status?: number; error?: string; wait?: number; name?: string; back?: string } = {},
  ) => {
    const { signInPage } = await import("./sign-in-page.tsx");
    const lang = langOf(req.path);
    const view = {
      ...{ lang, word: forgery.word(req, res), back: given.back ?? "/", name: given.name ?? "" },
      ...{ error: given.error ?? null, wait: given.wait ?? 0, provider: provider !== null },
      ...{ passwords: mayTypePassword(req, parts), demoPassword: DEMO_PASSWORD },
      demo: access.demonstration() ? await demoDoors(ctx, lang) : [],
    };
    if (given.wait !== undefined) res.set("Retry-After", String(given.wait));
    await draw(req, res, given.status ?? 200, signInPage(view));
  };
  const finish: Finish = (_req, res, outcome, back, lang) => {
    const former = identityOf(res)?.session;
    if (former != null) access.sessions.end(former.id);
    cookies.clear(res, "form");
    cookies.clear(res, "pending");
    cookies.set(res, "session", outcome.cookie, access.settings.sessionHours * 3_600_000);
    res.redirect(303, destination(back, lang));
  };

  router.get(localized("/connexion"), (req, res) => {
    const { values } = readQuery(req.originalUrl, ["retour", "fournisseur"]);
    const back = safeReturn(values.get("retour"));
    if (identityOf(res) !== null) return res.redirect(303, destination(back, langOf(req.path)));
    const why = ["failed", "refused"].find((one) => one === values.get("fournisseur"));
    return showForm(req, res, { back, ...(why === undefined ? {} : { error: `access.in.provider.${why}` }) });
  });

  router.post(localized("/connexion"), guarded, async (req: Request, res: Response) => {
    const given = form.parse(req.body ?? {});
    const back = safeReturn(given.retour);
    const isDemo = DEMO_ACCOUNTS.some(({ name }) => name === given.nom.trim());
    if (!isDemo && !mayTypePassword(req, parts)) return showForm(req, res, { status: 403, back });
    const outcome = await signing.password(given.nom, given.mot_de_passe, req.ip ?? "");
    if (outcome.kind === "in") return finish(req, res, outcome, back, langOf(req.path));
    if (outcome.kind === "code") {
      const { newSecret } = await import("#warehouse/state/sessions.ts");
      const key = newSecret();
      const until = access.clock.now().getTime() + PENDING_MS;
      access.departures.leave(key, JSON.stringify({ account: outcome.account.id, back, until }));
      cookies.set(res, "pending", key, PENDING_MS);
      return res.redirect(303, `/${langOf(req.path)}/connexion/code`);
    }
    if (outcome.kind === "wait")
      return showForm(req, res, {
        status: 429,
        error: "access.in.wait",
        wait: outcome.seconds,
        name: given.nom,
        back,
      });
    return showForm(req, res, { status: 401, error: "access.in.wrong", name: given.nom, back });
  });

  const waiting = (
    req: Request,
  ): { readonly account: Account; readonly back: string; readonly key: string } | null => {
    const key = cookies.read(req, "pending") ?? "";
    const left = access.departures.look(key);
    const found = left === null ? null : (pendingSchema.safeParse(JSON.parse(left)).data ?? null);
    if (found === null || found.until < access.clock.now().getTime()) return null;
    const account = access.accounts.byId(found.account);
    return account === null || account.disabled ? null : { account, back: found.back, key };
  };
  const showCode = async (req: Request, res: Response, status: number, error: string | null, wait = 0) => {
    const { codePage } = await import("./sign-in-page.tsx");
    await draw(
      req,
      res,
      status,
      codePage({ lang: langOf(req.path), word: forgery.word(req, res), error, wait }),
    );
  };
  router.get(localized("/connexion/code"), (req, res) =>
    waiting(req) === null
      ? res.redirect(303, `/${langOf(req.path)}/connexion`)
      : showCode(req, res, 200, null),
  );
  router.post(localized("/connexion/code"), guarded, async (req: Request, res: Response) => {
    const found = waiting(req);
    if (found === null) return res.redirect(303, `/${langOf(req.path)}/connexion`);
    const outcome = signing.code(found.account, form.parse(req.body ?? {}).code, req.ip ?? "");
    if (outcome.kind === "in") {
      access.departures.back(found.key);
      return finish(req, res, outcome, found.back, langOf(req.path));
    }
    if (outcome.kind === "wait") return showCode(req, res, 429, "access.in.wait", outcome.seconds);
    return showCode(req, res, 401, "access.code.wrong");
  });

  router.post(localized("/connexion/exemple"), guarded, async (req: Request, res: Response) => {
    const given = form.parse(req.body ?? {});
    const back = safeReturn(given.retour);
    const outcome = await signing.password(given.nom, DEMO_PASSWORD, req.ip ?? "");
    const isDemo = outcome.kind === "in" && outcome.account.demo;
    if (isDemo) return finish(req, res, outcome, back, langOf(req.path));
    return showForm(req, res, { status: 403, error: "access.in.wrong", back });
  });

  router.post(localized("/deconnexion"), forgery.sameSite, (req, res) => {
    const identity = identityOf(res);
    if (identity?.session != null) {
      access.sessions.end(identity.session.id);
      access.audit.record({ kind: "sign_out", actor: identity.account.id });
    }
    cookies.clear(res, "session");
    res.redirect(303, `/${langOf(req.path)}/`);
  });

  if (provider !== null) providerRoutes(router, parts, provider, signing, finish);
  router.use(accountRoutes(parts, guarded, draw));
  return router;
}

type Finish = (
  req: Request,
  res: Response,
  outcome: Outcome & { kind: "in" },
  back: string,
  lang: Lang,
) => void;

/** There and back: the identity provider recognises, this installation gives the session. */
function providerRoutes(
  router: Router,
  { access, cookies }: AccessParts,
  provider: Provider,
  signing: SignIn,
  finish: Finish,
): void {
  const failed = (res: Response, lang: Lang, why: "failed" | "refused"): void =>
    res.redirect(303, `/${lang}/connexion?fournisseur=${why}`);
  router.get(localized("/connexion/fournisseur"), async (req, res) => {
    const lang = langOf(req.path);
    const { values } = readQuery(req.originalUrl, ["retour"]);
    const begun = await provider.begin(safeReturn(values.get("retour")), lang);
    if (begun === null) return failed(res, lang, "failed");
    cookies.set(res, "oidc", begun.key, 10 * 60_000);
    return res.redirect(303, begun.address);
  });
  router.get("/connexion/retour", async (req, res) => {
    const key = cookies.read(req, "oidc");
    cookies.clear(res, "oidc");
    const result = await provider.end(key ?? "", req.originalUrl);
    if (result.kind === "in") {
      const outcome = signing.enter(result.account, "provider");
      if (outcome.kind === "in") finish(req, res, outcome, result.back, result.lang);
      return;
    }
    access.audit.record({
      kind: "sign_in_refused",
      actor: null,
      detail: { why: result.why, by: "provider" },
    });
    failed(res, result.lang, result.kind);
  });
}

/** Passwords travel encrypted, or not beyond this machine. */
function mayTypePassword(req: Request, { ctx }: AccessParts): boolean {
  if (ctx.settings.insecureSignIn || req.secure || ctx.publicUrl.startsWith("https:")) return true;
  const address = req.ip ?? "";
  return address === "::1" || /^(::ffff:)?127\./.test(address);
}

/** The page one came from, in the language one reads. */
const destination = (back: string, lang: Lang): string => (back === "/" ? `/${lang}/` : back);

/** The demonstration accounts whose territory the release knows, with its name. */
async function demoDoors(ctx: Context, lang: Lang) {
  const national = { role: "national", territory: null, user: null, lang } as const;
  return Promise.all(
    DEMO_ACCOUNTS.map(async (demo) => ({
      ...demo,
      place: await placeName(ctx, demo.territory, lang, national),
    })),
  );
}

/** What a territory is called; empty for the whole country, its code where it is not known. */
export async function placeName(
  ctx: Context,
  code: string | null,
  lang: Lang,
  viewer = { role: "national", territory: null, user: null, lang } as const,
): Promise<string> {
  if (code === null) return "";
  const [unit] = await ctx.door.territories({ code }, viewer);
  if (unit === undefined) return code;
  return { fr: unit.name_fr, ar: unit.name_ar, en: unit.name_en }[lang];
}
