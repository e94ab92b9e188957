import { formatDate } from "#dashboards/lib/dates.ts";
import { t } from "#dashboards/lib/i18n.ts";
import { Notice } from "#dashboards/lib/parts.tsx";
import { rich } from "#dashboards/lib/text.tsx";
import { href } from "#dashboards/lib/url.ts";
import { SCOPES } from "#warehouse/state/tokens.ts";
import { type AccountView, Part, Refused } from "./account-page.tsx";
import { Field, PostForm } from "./parts.tsx";

/** Days that a token may be given for. */
export const TOKEN_DAYS = [30, 90, 366] as const;

/** What was given to programs, and a form for one more. */
export function TokenList({ view }: { view: AccountView }) {
  const { lang, word } = view;
  const scopes = SCOPES.filter((scope) => scope !== "audit" || view.account.role === "admin");
  return (
    <Part title={t(lang, "access.tokens.title")}>
      <p>{t(lang, "access.tokens.text")}</p>
      {view.secret !== null && (
        <div role="status">
          <Notice tone="ok">
            <p>{t(lang, "access.tokens.once")}</p>
            <bdi dir="ltr" class="code secret">
              {view.secret}
            </bdi>
          </Notice>
        </div>
      )}
      {view.tokens.length === 0 ? (
        <p>{t(lang, "access.tokens.none")}</p>
      ) : (
        <ul class="tokens">
          {view.tokens.map((token) => (
            <li key={token.id}>
              <span>
                <bdi>{token.label}</bdi>
                <br />
                <small>
                  {token.scopes.map((scope) => `${t(lang, `access.tokens.scope.${scope}`)} · `)}
                  {rich(t(lang, "access.tokens.until", { date: formatDate(lang, token.expiresAt) }))} ·{" "}
                  {token.usedAt === null
                    ? t(lang, "access.tokens.unused")
                    : rich(t(lang, "access.tokens.used", { date: formatDate(lang, token.usedAt) }))}
                </small>
              </span>
              <PostForm action={href(lang, "/compte/jetons/retirer")} word={word} hidden={{ id: token.id }}>
                <button type="submit" class="button">
                  {t(lang, "access.tokens.revoke")}
                </button>
              </PostForm>
            </li>
          ))}
        </ul>
      )}
      <Refused view={view} part="token" />
      <PostForm action={href(lang, "/compte/jetons")} word={word}>
        <Field name="nom" label={t(lang, "access.tokens.label")} autocomplete="off" maxLength={60} />
        <fieldset>
          <legend>{t(lang, "access.tokens.scopes")}</legend>
          <div class="checks">
            {scopes.map((scope) => (
              <label key={scope}>
                <input type="checkbox" name={`droit_${scope}`} value="1" checked={scope === "figures"} />
                {t(lang, `access.tokens.scope.${scope}`)}
              </label>
            ))}
          </div>
        </fieldset>
        <div class="field">
          <label for="token-days">{t(lang, "access.tokens.days")}</label>
          <select id="token-days" name="jours">
            {TOKEN_DAYS.map((days) => (
              <option key={days} value={String(days)}>
                {t(lang, "access.tokens.days.n", { n: days })}
              </option>
            ))}
          </select>
        </div>
        <button type="submit" class="button">
          {t(lang, "access.tokens.create")}
        </button>
      </PostForm>
    </Part>
  );
}
