import { t } from "#dashboards/lib/i18n.ts";
import type { PageOptions } from "#dashboards/lib/page.tsx";
import { Notice } from "#dashboards/lib/parts.tsx";
import { Code, rich } from "#dashboards/lib/text.tsx";
import { href } from "#dashboards/lib/url.ts";
import type { DemoAccount } from "#warehouse/state/demo.ts";
import type { Lang } from "#warehouse/text.ts";
import { Field, PostForm } from "./parts.tsx";

export interface SignInView {
  readonly lang: Lang;
  readonly word: string;
  /** Where to go once in. */
  readonly back: string;
  readonly name: string;
  /** What went wrong, as a message's key. */
  readonly error: string | null;
  /** Seconds to wait, when that is what went wrong. */
  readonly wait: number;
  readonly provider: boolean;
  /** False where a password would travel unencrypted. */
  readonly passwords: boolean;
  readonly demo: readonly (DemoAccount & { readonly place: string })[];
  readonly demoPassword: string;
}

type Drawn = Omit<PageOptions, "release">;

/** The way in: one's own account, the administration's, or with the sample one account per role to try. */
export function signInPage(view: SignInView): Drawn {
  const { lang, word, back, error } = view;
  return {
    title: t(lang, "access.in.title"),
    lede: t(lang, "access.in.lede"),
    body: (
      <div class="two-columns">
        <section class="card stack" aria-label={t(lang, "access.in.title")}>
          {error !== null && (
            <div role="alert">
              <Notice tone="error">{rich(t(lang, error, { n: view.wait }))}</Notice>
            </div>
          )}
          {view.provider && (
            <p>
              <a
                class="button button-primary"
                href={`${href(lang, "/connexion/fournisseur")}?retour=${encodeURIComponent(back)}`}
                rel="nofollow"
              >
                {t(lang, "access.in.provider")}
              </a>
            </p>
          )}
          {view.passwords ? (
            <PostForm action={href(lang, "/connexion")} word={word} hidden={{ retour: back }}>
              <Field name="nom" label={t(lang, "access.in.name")} value={view.name} autocomplete="username" />
              <Field
                name="mot_de_passe"
                type="password"
                label={t(lang, "access.in.password")}
                autocomplete="current-password"
              />
              <button type="submit" class="button button-primary">
                {t(lang, "access.in.submit")}
              </button>
            </PostForm>
          ) : (
            <Notice tone="warn">{t(lang, "access.in.plain")}</Notice>
          )}
        </section>
        {view.demo.length > 0 && (
          <section class="card" aria-labelledby="demo">
            <h2 class="card-title" id="demo">
              {t(lang, "access.demo.title")}
            </h2>
            <p>{t(lang, "access.demo.text")}</p>
            <ul class="doors">
              {view.demo.map((demo) => (
                <li key={demo.name}>
                  <PostForm
                    action={href(lang, "/connexion/exemple")}
                    word={word}
                    hidden={{ retour: back, nom: demo.name }}
                  >
                    <button type="submit" class="button">
                      {rich(t(lang, "access.demo.enter", { who: who(lang, demo) }))}
                    </button>
                  </PostForm>
                  <small>
                    {t(lang, `access.sees.${demo.role}`)} · <Code>{demo.name}</Code> /{" "}
                    <Code>{view.demoPassword}</Code>
                  </small>
                </li>
              ))}
            </ul>
          </section>
        )}
      </div>
    ),
  };
}

const who = (lang: Lang, demo: { readonly role: string; readonly place: string }): string =>
  `${t(lang, `access.role.${demo.role}`)}${demo.place === "" ? "" : ` (${demo.place})`}`;

/** The second step, for an account that asks for a code. */
export function codePage(view: {
  readonly lang: Lang;
  readonly word: string;
  readonly error: string | null;
  readonly wait: number;
}): Drawn {
  const { lang, word, error } = view;
  return {
    title: t(lang, "access.code.title"),
    lede: t(lang, "access.code.lede"),
    breadcrumb: [{ label: t(lang, "access.in.title"), href: href(lang, "/connexion") }],
    body: (
      <div class="narrow card stack">
        {error !== null && (
          <div role="alert">
            <Notice tone="error">{rich(t(lang, error, { n: view.wait }))}</Notice>
          </div>
        )}
        <PostForm action={href(lang, "/connexion/code")} word={word}>
          <Field
            name="code"
            label={t(lang, "access.code.label")}
            autocomplete="one-time-code"
            numeric
            maxLength={9}
          />
          <button type="submit" class="button button-primary">
            {t(lang, "access.code.submit")}
          </button>
        </PostForm>
      </div>
    ),
  };
}
