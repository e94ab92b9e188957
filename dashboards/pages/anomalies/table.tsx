import type { Viewer } from "#warehouse/door/types.ts";
import type { Lang } from "#warehouse/text.ts";
import { formatDate } from "../../lib/dates.ts";
import { evidenceHref } from "../../lib/evidence.ts";
import { formatNumber, formatPercent } from "../../lib/format.ts";
import { PostForm, ReasonField } from "../../lib/forms.tsx";
import { t } from "../../lib/i18n.ts";
import { formatMoney } from "../../lib/money.ts";
import { DataTable } from "../../lib/table.tsx";
import { Code, Num, rich } from "../../lib/text.tsx";
import { href } from "../../lib/url.ts";
import { Decision } from "../parts/decision.tsx";
import type { Anomaly, RuleRate } from "./data.ts";
import { RULES } from "./rules.ts";

export const ANOMALIES = "/tableaux/anomalies";
/** Characters of a reason. */
export const REASON = { least: 10, most: 300 };

/** What each rule looks for, and how common its finding is over the country. */
export const Rules = ({ lang, rates }: { lang: Lang; rates: readonly RuleRate[] }) => (
  <section class="section">
    <h2>{t(lang, "anomalies.rules")}</h2>
    <div class="card">
      <DataTable
        caption={t(lang, "anomalies.rules")}
        captionHidden
        label={t(lang, "anomalies.rules")}
        rows={rates.toSorted((a, b) => RULES.indexOf(a.rule) - RULES.indexOf(b.rule))}
        rowKey={({ rule }) => rule}
        columns={[
          {
            key: "rule",
            label: t(lang, "anomalies.rule"),
            header: true,
            cell: ({ rule }) => (
              <>
                {t(lang, `anomalies.${rule}`)}
                <span class="cell-sub">{t(lang, `anomalies.${rule}.note`)}</span>
              </>
            ),
          },
          {
            key: "checked",
            label: t(lang, "anomalies.checked"),
            kind: "number",
            wideOnly: true,
            cell: ({ checked }) => <Num>{formatNumber(lang, checked)}</Num>,
          },
          {
            key: "found",
            label: t(lang, "anomalies.found"),
            kind: "number",
            cell: ({ found }) => <Num>{formatNumber(lang, found)}</Num>,
          },
          {
            key: "rate",
            label: t(lang, "anomalies.rate"),
            kind: "number",
            cell: ({ rate }) => <Num>{formatPercent(lang, rate, { digits: 2 })}</Num>,
          },
        ]}
      />
    </div>
  </section>
);

const MEASURES: Readonly<Record<Anomaly["rule"], (lang: Lang, value: number) => string>> = {
  over_credit: (lang, value) => formatPercent(lang, value, { digits: 1 }),
  no_service: (lang, value) => formatNumber(lang, value),
  before_service: (lang, value) => t(lang, "anomalies.days", { days: formatNumber(lang, value) }),
  fast_payment: (lang, value) => t(lang, "anomalies.days", { days: formatNumber(lang, value) }),
  split_purchase: (lang, value) => t(lang, "anomalies.count", { n: formatNumber(lang, value) }),
  year_end: (lang, value) => formatPercent(lang, value, { digits: 1 }),
  benford: (lang, value) => formatNumber(lang, value, { digits: 3 }),
};

/** The figure of the council whose rows hold what the rule saw. */
const FIGURE: Readonly<Record<Anomaly["rule"], string>> = {
  ...{ over_credit: "ordered_mad", no_service: "ordered_mad", before_service: "ordered_mad" },
  ...{ fast_payment: "paid_mad", split_purchase: "committed_mad", year_end: "ordered_mad" },
  benford: "committed_mad",
};
const behind = (lang: Lang, { rule, council, subject, year }: Anomaly): string | null => {
  const line = /^\d{10}(?=\s|$)/u.exec(subject)?.[0];
  const cut = line === undefined ? { own: true } : { line };
  return evidenceHref(lang, { level: "commune", code: council }, year, FIGURE[rule], cut);
};

/** Anomalies, each with a way to set it aside. */
export function Found(props: {
  readonly lang: Lang;
  readonly rows: readonly Anomaly[];
  readonly names: ReadonlyMap<string, string>;
  readonly asker: Viewer;
  readonly word: string | null;
  readonly back: string;
}) {
  const { lang, asker, word } = props;
  return (
    <div class="card">
      <DataTable
        caption={t(lang, "anomalies.list")}
        captionHidden
        label={t(lang, "anomalies.list")}
        rows={props.rows}
        rowKey={({ rule, council, subject }) => `${rule} ${council} ${subject}`}
        columns={[
          {
            key: "council",
            label: t(lang, "anomalies.council"),
            header: true,
            cell: ({ council, rule }) => (
              <>
                <a href={href(lang, `/tableaux/comptes/${council}`)}>{props.names.get(council) ?? council}</a>
                <span class="cell-sub">{t(lang, `anomalies.${rule}`)}</span>
              </>
            ),
          },
          {
            key: "subject",
            label: t(lang, "anomalies.subject"),
            wideOnly: true,
            cell: (row) => (
              <a href={behind(lang, row) ?? undefined} rel="nofollow">
                <Code>{row.subject}</Code>
              </a>
            ),
          },
          {
            key: "amount",
            label: t(lang, "anomalies.amount"),
            kind: "number",
            cell: ({ amount }) => <Num>{amount === null ? "–" : formatMoney(lang, amount)}</Num>,
          },
          {
            key: "measure",
            label: t(lang, "anomalies.measure"),
            kind: "number",
            wideOnly: true,
            cell: ({ rule, measure }) => <Num>{measure === null ? "–" : MEASURES[rule](lang, measure)}</Num>,
          },
          {
            key: "act",
            label: t(lang, "anomalies.state"),
            cell: (row) => <Act lang={lang} row={row} word={word} back={props.back} />,
          },
          {
            ...{ key: "decision", label: t(lang, "decision.title") },
            cell: (row) => (
              <Decision
                {...{ decision: row.decision, asker, word, hidden: hiddenOf(row, props.back) }}
                to={(step) => href(lang, `${ANOMALIES}/${step}`)}
              />
            ),
          },
        ]}
      />
    </div>
  );
}

/** What names an anomaly in a form, and where to go back to. */
const hiddenOf = (row: Anomaly, back: string): Readonly<Record<string, string>> => ({
  ...{ regle: row.rule, conseil: row.council, exercice: String(row.year), objet: row.subject },
  retour: back,
});

function Act(props: {
  readonly lang: Lang;
  readonly row: Anomaly;
  readonly word: string | null;
  readonly back: string;
}) {
  const { lang, row, word } = props;
  const hidden = hiddenOf(row, props.back);
  if (row.dismissal !== null)
    return (
      <>
        <span dir="auto">{row.dismissal.reason}</span>
        <span class="cell-sub">
          {rich(
            t(lang, "anomalies.dismissed", {
              by: row.dismissal.by,
              date: formatDate(lang, row.dismissal.at),
            }),
          )}
        </span>
        {word !== null && (
          <PostForm action={href(lang, `${ANOMALIES}/retablir`)} word={word} hidden={hidden}>
            <button type="submit" class="button">
              {t(lang, "anomalies.restore")}
            </button>
          </PostForm>
        )}
      </>
    );
  if (word === null) return <>{t(lang, "anomalies.state.open")}</>;
  const id = `motif-${row.rule}-${row.council}-${row.subject}`.replace(/[^\w-]+/g, "-");
  return (
    <details>
      <summary>{t(lang, "anomalies.dismiss")}</summary>
      <PostForm action={href(lang, `${ANOMALIES}/ecarter`)} word={word} hidden={hidden}>
        <ReasonField id={id} label={t(lang, "anomalies.reason")} bounds={REASON} rows={2} />
        <button type="submit" class="button">
          {t(lang, "anomalies.dismiss")}
        </button>
      </PostForm>
    </details>
  );
}
