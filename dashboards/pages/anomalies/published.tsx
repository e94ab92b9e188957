import { formatDate } from "../../lib/dates.ts";
import { t } from "../../lib/i18n.ts";
import { formatMoney } from "../../lib/money.ts";
import { DataTable } from "../../lib/table.tsx";
import { Code, Num, useLang } from "../../lib/text.tsx";
import { href } from "../../lib/url.ts";
import type { Published } from "./publication.ts";

/** What the public is told an anomaly is about: the supplier that a split purchase names stays out, pseudonym and all. */
const openSubject = (subject: string): string => subject.split(" ")[0] ?? subject;

/** Anomalies that two persons made public, with what was seen then, and why. */
export function PublishedTable(props: {
  readonly rows: readonly Published[];
  readonly names: ReadonlyMap<string, string>;
}) {
  const lang = useLang();
  const { rows, names } = props;
  if (rows.length === 0) return null;
  const title = t(lang, "anomalies.published");
  return (
    <section class="section card" id="publiees">
      <h2>{title}</h2>
      <p>{t(lang, "anomalies.published.note")}</p>
      <DataTable<Published>
        caption={title}
        captionHidden
        label={title}
        rows={rows}
        rowKey={({ decision: { rule, council, subject } }) => `${rule} ${council} ${subject}`}
        columns={[
          {
            ...{ key: "council", label: t(lang, "anomalies.council"), header: true },
            cell: ({ rule, decision: { council } }) => (
              <>
                <a href={href(lang, `/tableaux/comptes/${council}`)}>{names.get(council) ?? council}</a>
                <span class="cell-sub">{t(lang, `anomalies.${rule}`)}</span>
              </>
            ),
          },
          {
            ...{ key: "subject", label: t(lang, "anomalies.subject"), wideOnly: true },
            cell: ({ decision }) => <Code>{openSubject(decision.subject)}</Code>,
          },
          {
            ...{ key: "amount", label: t(lang, "anomalies.amount"), kind: "number" },
            cell: ({ decision: { evidence } }) => (
              <Num>{evidence.observed === 0 ? "–" : formatMoney(lang, evidence.observed)}</Num>
            ),
          },
          {
            ...{ key: "reason", label: t(lang, "anomalies.reason") },
            cell: ({ decision }) => (
              <>
                <span dir="auto">{decision.reason}</span>
                <span class="cell-sub">
                  {t(lang, "decision.published", {
                    date: formatDate(lang, decision.validatedAt ?? decision.proposedAt),
                  })}
                </span>
              </>
            ),
          },
        ]}
      />
    </section>
  );
}
