import type { RequestHandler } from "express";
import { alertPlaces } from "#warehouse/alerts/index.ts";
import { CASE_KINDS, type CaseKind, deskOf, type NewCase } from "#warehouse/desk/index.ts";
import { formWordOf, signedInOf, viewerOf } from "#warehouse/door/viewer.ts";
import { BayanError } from "#warehouse/errors.ts";
import type { Context } from "#warehouse/surface.ts";
import type { Text } from "#warehouse/text.ts";
import { formatNumber } from "../../lib/format.ts";
import { PostForm } from "../../lib/forms.tsx";
import type { PageResult, PageView } from "../../lib/handler.ts";
import { t } from "../../lib/i18n.ts";
import { Notice } from "../../lib/parts.tsx";
import { posted } from "../../lib/posted.ts";
import { unitName } from "../../lib/territory.ts";
import { Code, rich } from "../../lib/text.tsx";
import { href, langOf, queryString, readQuery } from "../../lib/url.ts";
import { BASE, TOPICS } from "./subject.ts";

const STATEMENT = { least: 20, most: 4_000 };
const NAME = 120;
const PAGE = 300;
const EMAIL = /^[^\s@<>]{1,64}@[^\s@<>]{1,190}$/;

/** The form of one kind of case. A contest is for the collectivity itself and for those above it. */
export async function filePage(view: PageView): Promise<PageResult> {
  const { ctx, lang, req, viewer, asker } = view;
  const { values, unknown } = readQuery(req.originalUrl, ["objet", "unite", "page"]);
  const kind = CASE_KINDS.find((one) => one === values.get("objet")) ?? "error";
  const word = formWordOf(req.res);
  const code = values.get("unite") ?? asker.territory ?? "";
  const unit = code === "" ? undefined : (await ctx.door.territories({ code }, viewer))[0];
  const title = t(lang, `guichet.file.${kind}`);
  const frame = {
    ...{ title, unknown, keep: false as const },
    breadcrumb: [{ label: t(lang, "guichet.title"), href: href(lang, BASE) }],
    lede: t(lang, `guichet.who.${kind}`),
  };
  if (word === null) return { ...frame, body: <Notice tone="info">{t(lang, "guichet.form.closed")}</Notice> };
  if (kind === "contest" && !mayContest(asker.role))
    return {
      ...frame,
      body: (
        <Notice tone="info">
          <p>{t(lang, "guichet.form.sign-in")}</p>
          <p>
            <a href={`${href(lang, "/connexion")}${queryString({ retour: req.originalUrl }, {})}`}>
              {t(lang, "shell.signin")}
            </a>
          </p>
        </Notice>
      ),
    };
  return {
    ...frame,
    body: (
      <section class="card narrow">
        <PostForm action={href(lang, `${BASE}/deposer`)} word={word} hidden={{ objet: kind }}>
          {kind === "contest" ? (
            <>
              <input type="hidden" name="unite" value={code} />
              <p>
                {t(lang, "guichet.topic.rokhas")} –{" "}
                <bdi>{unit === undefined ? code : unitName(lang, unit)}</bdi> <Code>{code}</Code>
              </p>
            </>
          ) : (
            <div class="field">
              <label for="page">{t(lang, "guichet.form.page")}</label>
              <span class="hint" id="page-hint">
                {rich(t(lang, "guichet.form.page.hint"))}
              </span>
              <input
                id="page"
                name="page"
                type="text"
                dir="ltr"
                maxLength={PAGE}
                value={pageOf(values.get("page") ?? "") ?? ""}
                aria-describedby="page-hint"
              />
            </div>
          )}
          <div class="field">
            <label for="expose">{t(lang, "guichet.form.statement")}</label>
            <span class="hint" id="expose-hint">
              {rich(t(lang, "guichet.form.statement.hint", { max: formatNumber(lang, STATEMENT.most) }))}
            </span>
            <textarea
              id="expose"
              name="expose"
              rows={8}
              dir="auto"
              required
              minLength={STATEMENT.least}
              maxLength={STATEMENT.most}
              aria-describedby="expose-hint"
            />
          </div>
          <div class="field">
            <label for="nom">{t(lang, "guichet.form.name")}</label>
            <input id="nom" name="nom" type="text" dir="auto" maxLength={NAME} autocomplete="name" />
          </div>
          <div class="field">
            <label for="courriel">{t(lang, "guichet.form.email")}</label>
            <span class="hint" id="courriel-hint">
              {rich(
                t(lang, "guichet.form.email.hint", { days: formatNumber(lang, ctx.settings.deskKeepDays) }),
              )}
            </span>
            <input
              id="courriel"
              name="courriel"
              type="email"
              dir="ltr"
              maxLength={254}
              autocomplete="email"
              aria-describedby="courriel-hint"
            />
          </div>
          <button type="submit" class="button button-primary">
            {t(lang, "guichet.form.send")}
          </button>
        </PostForm>
      </section>
    ),
  };
}

const mayContest = (role: string): boolean => ["commune", "province", "wali"].includes(role);

/** An address of this site without its language; null for any other. */
export function pageOf(given: string): string | null {
  const path = given.trim().replace(/^\/(?:fr|ar|en)(?=\/|$)/, "");
  return path.length <= PAGE && /^\/[\w./?=&%,+~:-]*$/.test(path) && !path.startsWith("//") ? path : null;
}

/** `POST /guichet/deposer`: files a case and goes to its page. */
export function fileCase(ctx: Context): RequestHandler {
  return async (req, res) => {
    const lang = langOf(req.path);
    const asker = viewerOf(res, lang);
    const signedIn = signedInOf(res);
    if (signedIn?.viewingAs === true) throw notYours();
    const field = (name: string): string => posted(req, name, STATEMENT.most + 1);
    const kind = CASE_KINDS.find((one) => one === field("objet"));
    if (kind === undefined) throw bad("objet", field("objet"), KIND);
    const statement = field("expose");
    if (statement.length < STATEMENT.least || statement.length > STATEMENT.most)
      throw bad("expose", String(statement.length), LENGTH);
    const [name, email] = [field("nom"), field("courriel")];
    if (name.length > NAME) throw bad("nom", String(name.length), LENGTH);
    if (email !== "" && !EMAIL.test(email)) throw bad("courriel", email, MAIL);
    const handle = await ctx.release();
    try {
      const about = await subjectOf(ctx, kind, field, async () => {
        if (!mayContest(asker.role)) throw notYours();
        return (await alertPlaces(handle, asker)) ?? new Set();
      });
      const entry: NewCase = {
        ...{ kind, statement, release: handle.id, account: asker.user },
        ...{ name: name === "" ? (signedIn?.display ?? null) : name, email: email === "" ? null : email },
        ...about,
      };
      const filed = deskOf(ctx).file(entry);
      ctx.audit.record({ kind: "case_filed", actor: asker.user, detail: { case: filed.id, about: kind } });
      res.redirect(303, `${href(lang, `${BASE}/affaires/${filed.id}`)}?depose=1`);
    } finally {
      handle.release();
    }
  };
}

/** The unit that a contest is about, which has to be in the asker's territory; the page that another case is about. */
async function subjectOf(
  ctx: Context,
  kind: CaseKind,
  field: (name: string) => string,
  places: () => Promise<ReadonlySet<string>>,
): Promise<Pick<NewCase, "unit" | "topic" | "page">> {
  if (kind === "contest") {
    const unit = field("unite");
    if (!(await places()).has(unit)) throw notYours();
    return { unit, topic: "rokhas", page: `${TOPICS.rokhas}/${unit}` };
  }
  const given = field("page");
  const page = given === "" ? null : pageOf(given.replace(ctx.publicUrl, ""));
  if (given !== "" && page === null) throw bad("page", given, ADDRESS);
  return { unit: null, topic: null, page };
}

const KIND: Text = { fr: "Objet inconnu", ar: "موضوع غير معروف", en: "No such subject" };
const LENGTH: Text = {
  fr: `De ${STATEMENT.least} à ${STATEMENT.most} caractères pour l’exposé, ${NAME} au plus pour le nom`,
  ar: `من ${STATEMENT.least} إلى ${STATEMENT.most} حرف للعرض، و${NAME} على الأكثر للاسم`,
  en: `From ${STATEMENT.least} to ${STATEMENT.most} characters for the statement, at most ${NAME} for the name`,
};
const MAIL: Text = {
  fr: "Adresse électronique mal formée",
  ar: "بريد إلكتروني غير صحيح",
  en: "Malformed e-mail",
};
const ADDRESS: Text = {
  fr: "La page doit être une adresse de ce site, comme /tableaux/budget",
  ar: "يجب أن تكون الصفحة عنوانا في هذا الموقع، مثل ‎/tableaux/budget‎",
  en: "The page must be an address of this site, such as /tableaux/budget",
};
const bad = (column: string, value: string, text: Text): BayanError =>
  new BayanError("bad_case", text, { status: 400, place: { column, value: value.slice(0, 40) } });
const notYours = (): BayanError =>
  new BayanError(
    "not_your_unit",
    {
      fr: "Seules la collectivité concernée et sa tutelle contestent ce chiffre",
      ar: "لا يعترض على هذا الرقم إلا الجماعة المعنية وسلطة الوصاية",
      en: "Only the collectivity itself and those who supervise it contest this figure",
    },
    { status: 403 },
  );
