import type { RequestHandler } from "express";
import type { ComponentChildren } from "preact";
import { type Case, type CaseFile, deskOf, EFFECTS } from "#warehouse/desk/index.ts";
import type { Viewer } from "#warehouse/door/types.ts";
import { formWordOf, signedInOf } from "#warehouse/door/viewer.ts";
import { BayanError } from "#warehouse/errors.ts";
import type { Context } from "#warehouse/surface.ts";
import type { Lang } from "#warehouse/text.ts";
import { formatDate } from "../../lib/dates.ts";
import { PostForm, ReasonField, Select } from "../../lib/forms.tsx";
import type { PageResult, PageView } from "../../lib/handler.ts";
import { t } from "../../lib/i18n.ts";
import { Facts, Notice } from "../../lib/parts.tsx";
import { personOf, posted, reasonOf } from "../../lib/posted.ts";
import { DataTable } from "../../lib/table.tsx";
import { Code, rich } from "../../lib/text.tsx";
import { href, langOf, readQuery } from "../../lib/url.ts";
import { pageOf } from "./file.tsx";
import { isOver, stateOf } from "./list.tsx";
import { aboutOf, BASE, unitNames } from "./subject.ts";

const REASON = { least: 20, most: 2_000 };
/** Who studies cases. */
const isOfficer = ({ role }: Viewer): boolean => role === "national" || role === "admin";

/** One case: its facts and decision for everyone; its words and contact for who filed it and who studies it. */
export async function casePage(view: PageView): Promise<PageResult> {
  const { ctx, lang, req, viewer, asker, params } = view;
  const desk = deskOf(ctx);
  const one = desk.get(params.id ?? "");
  if (one === null) return null;
  const { values, unknown } = readQuery(req.originalUrl, ["depose"]);
  const names = await unitNames(ctx.door, viewer, lang, [one]);
  const file = desk.fileOf(one.id);
  const word = formWordOf(req.res);
  const mine = file !== null && asker.user !== null && file.account === asker.user;
  const officer = isOfficer(asker);
  const today = ctx.clock.now().toISOString().slice(0, 10);
  const facts: readonly (readonly [string, ComponentChildren])[] = [
    [t(lang, "guichet.kind"), t(lang, `guichet.kind.${one.kind}`)],
    [t(lang, "guichet.about"), <About key="a" lang={lang} one={one} names={names} />],
    [t(lang, "guichet.state"), stateOf(lang, one, today)],
    [t(lang, "guichet.filed"), formatDate(lang, one.filedAt)],
    [t(lang, "guichet.due"), formatDate(lang, one.dueOn)],
    [t(lang, "guichet.release"), <Code key="r">{one.release}</Code>],
  ];
  return {
    ...{ title: t(lang, "guichet.case", { id: one.id }), unknown, keep: false },
    breadcrumb: [{ label: t(lang, "guichet.title"), href: href(lang, BASE) }],
    body: (
      <div class="stack">
        {values.get("depose") === "1" && !isOver(one) && (
          <Notice tone="ok">
            {rich(t(lang, "guichet.filed.notice", { id: one.id, due: formatDate(lang, one.dueOn) }))}
          </Notice>
        )}
        <section class="card">
          <Facts facts={facts} />
        </section>
        {one.decision !== null && (
          <section class="card">
            <h2 class="card-title">{t(lang, "guichet.decision")}</h2>
            <Facts
              facts={[
                [t(lang, "guichet.effect"), t(lang, `guichet.effect.${one.decision.effect}`)],
                [t(lang, "guichet.decision.at"), formatDate(lang, one.decision.at)],
              ]}
            />
            <p dir="auto">{one.decision.reason}</p>
            {one.decision.link !== null && (
              <p>
                <a href={href(lang, one.decision.link)}>
                  <Code>{one.decision.link}</Code>
                </a>
              </p>
            )}
          </section>
        )}
        {(mine || officer) && <Private lang={lang} file={file} />}
        {word !== null && !isOver(one) && (
          <Actions lang={lang} one={one} word={word} mine={mine} officer={officer} />
        )}
        <section class="card">
          <h2 class="card-title">{t(lang, "guichet.history")}</h2>
          <DataTable
            caption={t(lang, "guichet.history")}
            captionHidden
            label={t(lang, "guichet.history")}
            rows={desk.events(one.id)}
            rowKey={(_, index) => String(index)}
            columns={[
              {
                key: "at",
                label: t(lang, "guichet.at"),
                header: true,
                cell: ({ at }) => formatDate(lang, at),
              },
              {
                key: "kind",
                label: t(lang, "guichet.event"),
                cell: ({ kind }) => t(lang, `guichet.event.${kind}`),
              },
            ]}
          />
        </section>
      </div>
    ),
  };
}

function About(props: {
  readonly lang: Lang;
  readonly one: Case;
  readonly names: ReadonlyMap<string, string>;
}) {
  const { lang, one } = props;
  const said = <bdi>{aboutOf(lang, one, props.names)}</bdi>;
  return one.page === null ? said : <a href={href(lang, one.page)}>{said}</a>;
}

function Private({ lang, file }: { lang: Lang; file: CaseFile | null }) {
  if (file === null) return <Notice tone="info">{t(lang, "guichet.forgotten")}</Notice>;
  const contact = [file.name, file.email].filter((each) => each !== null);
  return (
    <section class="card stack">
      <h2 class="card-title">{t(lang, "guichet.statement")}</h2>
      <p dir="auto" class="as-written">
        {file.statement}
      </p>
      <Facts
        facts={[
          [t(lang, "guichet.contact"), <bdi key="c">{contact.join(" · ") || "–"}</bdi>],
          [t(lang, "guichet.officer"), <bdi key="o">{file.officer ?? "–"}</bdi>],
        ]}
      />
    </section>
  );
}

function Actions(props: {
  readonly lang: Lang;
  readonly one: Case;
  readonly word: string;
  readonly mine: boolean;
  readonly officer: boolean;
}) {
  const { lang, one, word } = props;
  const here = href(lang, `${BASE}/affaires/${one.id}`);
  if (!props.mine && !props.officer) return null;
  return (
    <section class="card stack">
      {props.officer && one.state === "received" && (
        <PostForm action={`${here}/prendre`} word={word}>
          <button type="submit" class="button">
            {t(lang, "guichet.take")}
          </button>
        </PostForm>
      )}
      {props.officer && (
        <PostForm action={`${here}/trancher`} word={word}>
          <Select
            name="suite"
            label={t(lang, "guichet.effect")}
            value=""
            options={EFFECTS[one.kind].map((value) => ({ value, label: t(lang, `guichet.effect.${value}`) }))}
          />
          <ReasonField
            id="motif"
            label={t(lang, "guichet.reason")}
            bounds={REASON}
            hint={t(lang, "guichet.reason.hint")}
            rows={5}
          />
          <div class="field">
            <label for="lien">{t(lang, "guichet.link")}</label>
            <input id="lien" name="lien" type="text" dir="ltr" maxLength={300} />
          </div>
          <button type="submit" class="button button-primary">
            {t(lang, "guichet.decide")}
          </button>
        </PostForm>
      )}
      {props.mine && (
        <PostForm action={`${here}/retirer`} word={word}>
          <button type="submit" class="button">
            {t(lang, "guichet.withdraw")}
          </button>
        </PostForm>
      )}
    </section>
  );
}

/** `POST …/affaires/:id/{prendre,trancher,retirer}`: what an officer, or who filed it, does about a case. */
export function caseAction(ctx: Context, action: "prendre" | "trancher" | "retirer"): RequestHandler {
  return (req, res) => {
    const lang = langOf(req.path);
    const person = personOf(res, lang);
    const desk = deskOf(ctx);
    const id = typeof req.params.id === "string" ? req.params.id : "";
    const one = desk.get(id);
    if (one === null || person === null || (action !== "retirer" && !isOfficer(person))) throw noCase(id);
    const { user } = person;
    const officer = signedInOf(res)?.display ?? "";
    if (action === "prendre") desk.take(id, officer);
    else if (action === "retirer") desk.withdraw(id, user);
    else {
      const reason = reasonOf(req, REASON);
      const given = posted(req, "lien");
      const link = given === "" ? null : pageOf(given.replace(ctx.publicUrl, ""));
      if (given !== "" && link === null) throw badLink(given);
      if (desk.decide(id, officer, { effect: posted(req, "suite"), reason, link }))
        ctx.audit.record({
          kind: "case_decided",
          actor: user,
          detail: { case: id, effect: posted(req, "suite") },
        });
    }
    res.redirect(303, href(lang, `${BASE}/affaires/${id}`));
  };
}

const noCase = (id: string): BayanError =>
  new BayanError(
    "unknown_case",
    { fr: "Affaire introuvable", ar: "الملف غير موجود", en: "No such case" },
    { status: 404, place: { value: id.slice(0, 40) } },
  );
const badLink = (given: string): BayanError =>
  new BayanError(
    "bad_decision",
    {
      fr: "Le lien doit être une adresse de ce site",
      ar: "يجب أن يكون الرابط عنوانا في هذا الموقع",
      en: "The link must be an address of this site",
    },
    { status: 400, place: { column: "lien", value: given.slice(0, 40) } },
  );
