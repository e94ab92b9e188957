import type { ComponentChildren } from "preact";
import { formatDate } from "#dashboards/lib/dates.ts";
import { t } from "#dashboards/lib/i18n.ts";
import type { PageOptions } from "#dashboards/lib/page.tsx";
import { Notice } from "#dashboards/lib/parts.tsx";
import { DataTable } from "#dashboards/lib/table.tsx";
import { Code, rich } from "#dashboards/lib/text.tsx";
import { href } from "#dashboards/lib/url.ts";
import { ROLES } from "#warehouse/door/types.ts";
import type { Account, ApiToken, AuditRecord } from "#warehouse/state/index.ts";
import type { Lang, Text } from "#warehouse/text.ts";
import { Field, PostForm } from "./parts.tsx";
import { TokenList } from "./token-list.tsx";

export interface AccountView {
  readonly lang: Lang;
  readonly word: string;
  readonly account: Account;
  /** What the territory is called; empty for the whole country. */
  readonly place: string;
  readonly sessions: number;
  readonly tokens: readonly ApiToken[];
  readonly passwordMinLength: number;
  /** A message's key: what was just done. */
  readonly done: string | null;
  /** What was refused, in which part. */
  readonly fault: {
    readonly part: "password" | "factor" | "token" | "as";
    readonly text: Text | string;
  } | null;
  /** The secret of a token that was just made: shown this once. */
  readonly secret: string | null;
  /** A second factor being set up: its key, and the picture of its address as an SVG path. */
  readonly factor: { readonly key: string; readonly path: string; readonly size: number } | null;
  /** Latest records, for administrators. */
  readonly audit: readonly AuditRecord[] | null;
  readonly names: ReadonlyMap<string, string>;
}

/** What one may see, how one comes in, and what one has given to programs. */
export function accountPage(view: AccountView): Omit<PageOptions, "release"> {
  const { lang, account, word } = view;
  const role = t(lang, `access.role.${account.role}`);
  const place = view.place === "" ? t(lang, "access.everywhere") : view.place;
  return {
    title: t(lang, "access.account"),
    lede: (
      <>
        <bdi>{account.display}</bdi> · {rich(t(lang, "access.account.lede", { role, territory: place }))}
      </>
    ),
    body: (
      <div class="stack">
        {view.done !== null && (
          <div role="status">
            <Notice tone="ok">{t(lang, view.done)}</Notice>
          </div>
        )}
        <div class="two-columns">
          {account.role === "admin" && <ViewAs view={view} />}
          {account.demo ? (
            <Part title={t(lang, "access.tokens.title")}>
              <p>{t(lang, "access.tokens.demo")}</p>
            </Part>
          ) : (
            <>
              {!account.external && <Password view={view} />}
              {!account.external && <Factor view={view} />}
              <TokenList view={view} />
            </>
          )}
          <Part title={t(lang, "access.sessions.title")}>
            <p>{rich(t(lang, "access.sessions.count", { n: view.sessions }))}</p>
            {view.sessions > 1 && (
              <PostForm action={href(lang, "/compte/sessions")} word={word}>
                <button type="submit" class="button">
                  {t(lang, "access.sessions.end")}
                </button>
              </PostForm>
            )}
            <form method="post" action={href(lang, "/deconnexion")}>
              <button type="submit" class="button">
                {t(lang, "access.out")}
              </button>
            </form>
          </Part>
        </div>
        {view.audit !== null && <AuditTable lang={lang} records={view.audit} names={view.names} />}
      </div>
    ),
  };
}

export function Part({ title, children }: { title: string; children: ComponentChildren }) {
  return (
    <section class="card stack">
      <h2 class="card-title">{title}</h2>
      {children}
    </section>
  );
}

/** Why a part was refused, where it was. */
export function Refused({
  view,
  part,
}: {
  view: AccountView;
  part: NonNullable<AccountView["fault"]>["part"];
}) {
  if (view.fault?.part !== part) return null;
  const { text } = view.fault;
  return (
    <div role="alert">
      <Notice tone="error">{typeof text === "string" ? t(view.lang, text) : text[view.lang]}</Notice>
    </div>
  );
}

function Password({ view }: { view: AccountView }) {
  const { lang } = view;
  return (
    <Part title={t(lang, "access.password.title")}>
      <Refused view={view} part="password" />
      <PostForm action={href(lang, "/compte/mot-de-passe")} word={view.word}>
        <input type="hidden" name="nom" value={view.account.name} autocomplete="username" />
        <Field
          name="ancien"
          type="password"
          label={t(lang, "access.password.old")}
          autocomplete="current-password"
        />
        <Field
          name="nouveau"
          type="password"
          label={t(lang, "access.password.new")}
          autocomplete="new-password"
          hint={t(lang, "access.password.hint", { n: String(view.passwordMinLength) })}
        />
        <button type="submit" class="button">
          {t(lang, "access.password.submit")}
        </button>
      </PostForm>
    </Part>
  );
}

function Factor({ view }: { view: AccountView }) {
  const { lang, factor, word } = view;
  const on = view.account.secondFactor;
  return (
    <Part title={t(lang, "access.factor.title")}>
      <Refused view={view} part="factor" />
      {factor === null ? (
        <>
          <p>{t(lang, on ? "access.factor.on" : "access.factor.off")}</p>
          <PostForm
            action={href(lang, on ? "/compte/second-facteur/retirer" : "/compte/second-facteur")}
            word={word}
          >
            <Field
              name="ancien"
              type="password"
              label={t(lang, "access.password.old")}
              autocomplete="current-password"
            />
            <button type="submit" class="button">
              {t(lang, on ? "access.factor.stop" : "access.factor.start")}
            </button>
          </PostForm>
        </>
      ) : (
        <>
          <p>{t(lang, "access.factor.scan")}</p>
          <svg
            class="qr"
            viewBox={`-4 -4 ${factor.size + 8} ${factor.size + 8}`}
            role="img"
            aria-label={t(lang, "access.factor.image")}
          >
            <path d={factor.path} fill="#000" />
          </svg>
          <p>
            {t(lang, "access.factor.key")} : <Code>{factor.key}</Code>
          </p>
          <PostForm action={href(lang, "/compte/second-facteur/confirmer")} word={word}>
            <Field
              name="code"
              label={t(lang, "access.code.label")}
              autocomplete="one-time-code"
              numeric
              maxLength={9}
            />
            <button type="submit" class="button button-primary">
              {t(lang, "access.factor.confirm")}
            </button>
          </PostForm>
        </>
      )}
    </Part>
  );
}

function ViewAs({ view }: { view: AccountView }) {
  const { lang } = view;
  return (
    <Part title={t(lang, "access.as.title")}>
      <p>{t(lang, "access.as.text")}</p>
      <Refused view={view} part="as" />
      <PostForm action={href(lang, "/compte/voir-comme")} word={view.word}>
        <div class="field">
          <label for="as-role">{t(lang, "access.as.role")}</label>
          <select id="as-role" name="role">
            {ROLES.filter((role) => role !== "admin").map((role) => (
              <option key={role} value={role}>
                {t(lang, `access.role.${role}`)}
              </option>
            ))}
          </select>
        </div>
        <Field
          name="territoire"
          label={t(lang, "access.as.territory")}
          autocomplete="off"
          numeric
          required={false}
          maxLength={20}
          hint={t(lang, "access.as.hint")}
        />
        <button type="submit" class="button">
          {t(lang, "access.as.submit")}
        </button>
      </PostForm>
    </Part>
  );
}

function AuditTable(props: {
  lang: Lang;
  records: readonly AuditRecord[];
  names: ReadonlyMap<string, string>;
}) {
  const { lang } = props;
  const title = t(lang, "access.audit.title");
  return (
    <section class="section">
      <h2>{title}</h2>
      <DataTable
        caption={title}
        captionHidden
        label={title}
        rows={props.records}
        rowKey={(row) => String(row.seq)}
        columns={[
          { key: "seq", label: "#", kind: "number", cell: (row) => String(row.seq) },
          {
            key: "at",
            label: t(lang, "access.audit.when"),
            header: true,
            cell: (row) => (
              <>
                {rich(formatDate(lang, row.at))} <Code>{row.at.slice(11, 19)}</Code>
              </>
            ),
          },
          {
            key: "actor",
            label: t(lang, "access.audit.who"),
            cell: (row) => (
              <bdi>
                {row.actor === null
                  ? t(lang, "access.audit.nobody")
                  : (props.names.get(row.actor) ?? row.actor)}
              </bdi>
            ),
          },
          { key: "kind", label: t(lang, "access.audit.what"), cell: (row) => <Code>{row.kind}</Code> },
          {
            key: "detail",
            label: t(lang, "access.audit.detail"),
            cell: (row) => (
              <Code>
                {Object.entries(row.detail)
                  .filter(([name]) => name !== "request")
                  .map(([name, value]) => `${name}=${String(value)}`)
                  .join(" ")}
              </Code>
            ),
          },
        ]}
      />
    </section>
  );
}
