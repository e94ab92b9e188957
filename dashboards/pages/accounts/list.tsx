import { t } from "../../lib/i18n.ts";
import { Notice } from "../../lib/parts.tsx";
import { rich, useLang } from "../../lib/text.tsx";
import { STATEMENTS } from "./statements.ts";

const FORMS = ["csv", "xlsx", "json"] as const;

/** The statements that a council is to publish: where each stands here, and its files of the year. */
export function StatementList({ code, year }: { code: string; year: number }) {
  const lang = useLang();
  return (
    <section class="card" id="etats">
      <h2 class="card-title">{t(lang, "accounts.statements")}</h2>
      <Notice tone="info">
        <p>{rich(t(lang, "accounts.statements.note"))}</p>
      </Notice>
      <ul>
        {STATEMENTS.map(({ key, label, at, files }) => (
          <li key={key}>
            {at === null ? label[lang] : <a href={at}>{label[lang]}</a>}{" "}
            {files === null ? (
              <span class="muted">({t(lang, "accounts.missing")})</span>
            ) : (
              FORMS.map((form, index) => (
                <span key={form}>
                  {index > 0 && " · "}
                  <a
                    href={`/dataset/${files}/latest/${files}-${year}-collectivite-${code}.${form}`}
                    aria-label={`${label[lang]}, ${form.toUpperCase()}`}
                    rel="nofollow"
                  >
                    <bdi dir="ltr">{form.toUpperCase()}</bdi>
                  </a>
                </span>
              ))
            )}
          </li>
        ))}
      </ul>
      <p class="muted">{rich(t(lang, "accounts.files.note"))}</p>
    </section>
  );
}
