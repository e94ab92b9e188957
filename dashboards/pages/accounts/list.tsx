import { t } from "../../lib/i18n.ts";
import { Notice } from "../../lib/parts.tsx";
import { rich, useLang } from "../../lib/text.tsx";
import type { Account } from "./data.ts";
import { STATEMENTS } from "./statements.ts";

const FORMS = ["csv", "xlsx", "json"] as const;

const GRANTS = "1220201011";

/** Statements of which the council has no line in the year: they have no file. */
function emptyOf({ receipts, expenditure, funding, loans, contracts }: Account): ReadonlySet<string> {
  const has: Readonly<Record<string, boolean>> = {
    receipts: receipts.length > 0,
    arrears: receipts.some(({ closing }) => closing !== null && closing > 0n),
    debt: loans === null || loans.length > 0,
    special: expenditure.some(({ budget }) => budget !== "PRINCIPAL"),
    triennial: funding.length > 0,
    funding: funding.length > 0,
    grants: expenditure.some(({ line }) => line === GRANTS),
    contracts: contracts === null || contracts.length > 0,
  };
  return new Set(Object.keys(has).filter((key) => has[key] === false));
}

/** The statements that a council is to publish: where each stands here, and its files of the year. */
export function StatementList(props: {
  readonly code: string;
  readonly year: number;
  readonly account: Account;
}) {
  const { code, year, account } = props;
  const lang = useLang();
  const without = emptyOf(account);
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
            ) : without.has(key) ? (
              <span class="muted">({t(lang, "accounts.none")})</span>
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
