import type { ComponentChildren } from "preact";
import type { TerritoryItem } from "#warehouse/door/types.ts";
import { formatDate } from "../../lib/dates.ts";
import { formatDays, formatNumber, formatPercent } from "../../lib/format.ts";
import { t } from "../../lib/i18n.ts";
import { formatAmount } from "../../lib/money.ts";
import { type Column, DataTable } from "../../lib/table.tsx";
import { unitName } from "../../lib/territory.ts";
import { Code, Num, rich, useLang } from "../../lib/text.tsx";
import { daysOf, numberOf, type ProjectRecord, textOf } from "./record.ts";

type Row = ProjectRecord["funding"][number];
type Names = (code: string | null) => string;

const ratio = (over: number | null, under: number | null): number | null =>
  over === null || under === null || under === 0 ? null : over / under;
const sum = (rows: readonly Row[], name: string): number =>
  rows.reduce((total, row) => total + (numberOf(row, name) ?? 0), 0);

function Section(props: {
  readonly id: string;
  readonly title: string;
  readonly note?: string;
  readonly children: ComponentChildren;
}) {
  return (
    <section class="section" id={props.id}>
      <h2>{props.title}</h2>
      <div class="card">
        {props.children}
        {props.note !== undefined && <p class="figure-note">{rich(props.note)}</p>}
      </div>
    </section>
  );
}

/** A column of dirhams. */
function money(label: string, unit: string, name: string, wideOnly = false): Column<Row> {
  return {
    key: name,
    ...{ label, unit, kind: "number", wideOnly },
    cell: (row) => <Amount value={numberOf(row, name)} />,
  };
}
function Amount({ value }: { value: number | null }) {
  const lang = useLang();
  return <Num>{formatAmount(lang, value)}</Num>;
}

/** Who promised what, and how much of it came. */
export function Funders({ rows, funderName }: { rows: readonly Row[]; funderName: Names }) {
  const lang = useLang();
  const title = t(lang, "projet.funders");
  const mad = t(lang, "unit.mad");
  const kept = (promised: number | null, paid: number | null) => (
    <Num>{formatPercent(lang, ratio(paid, promised))}</Num>
  );
  return (
    <Section id="financeurs" title={title} note={t(lang, "projet.funders.note")}>
      <DataTable
        caption={title}
        captionHidden
        label={title}
        rows={rows}
        rowKey={(row) => textOf(row, "funder") ?? ""}
        columns={[
          {
            key: "funder",
            label: t(lang, "projet.funder"),
            header: true,
            cell: (row) => funderName(textOf(row, "funder")),
          },
          money(t(lang, "projet.promised"), mad, "committed_mad"),
          money(t(lang, "projet.paid"), mad, "paid_mad"),
          {
            key: "kept",
            label: t(lang, "projet.kept"),
            kind: "number",
            cell: (row) => kept(numberOf(row, "committed_mad"), numberOf(row, "paid_mad")),
          },
        ]}
        total={[
          t(lang, "projet.total"),
          <Amount key="c" value={sum(rows, "committed_mad")} />,
          <Amount key="p" value={sum(rows, "paid_mad")} />,
          kept(sum(rows, "committed_mad"), sum(rows, "paid_mad")),
        ]}
      />
    </Section>
  );
}

/** Contracts, their delay and how far past it the works ended or stand. `until` is the last day covered. */
export function Contracts({ record, until }: { record: ProjectRecord; until: string }) {
  const lang = useLang();
  const title = t(lang, "projet.contracts");
  const end = textOf(record.project, "end_actual") ?? until;
  const past = (row: Row): string => {
    const due = textOf(row, "due_on");
    if (due === null) return "–";
    const days = Math.round((Date.parse(end) - Date.parse(due)) / 86_400_000);
    return days > 0 ? daysOf(lang, days) : t(lang, "projet.in-delay");
  };
  return (
    <Section id="marches" title={title} note={t(lang, "projet.contracts.note")}>
      <DataTable
        caption={title}
        captionHidden
        label={title}
        rows={record.contracts}
        rowKey={(row) => textOf(row, "contract_no") ?? ""}
        empty={t(lang, "projet.contracts.none")}
        columns={[
          {
            key: "contract",
            label: t(lang, "projet.contract"),
            header: true,
            cell: (row) => <Code>{textOf(row, "contract_no") ?? "–"}</Code>,
          },
          {
            key: "kind",
            label: t(lang, "projet.kind"),
            cell: (row) => t(lang, `projet.kind.${textOf(row, "kind") ?? ""}`),
          },
          money(t(lang, "projet.amount"), t(lang, "unit.mad"), "amount_mad"),
          {
            key: "started",
            label: t(lang, "projet.order"),
            wideOnly: true,
            cell: (row) => formatDate(lang, textOf(row, "started_on")),
          },
          {
            key: "days",
            label: t(lang, "projet.delay"),
            kind: "number",
            wideOnly: true,
            cell: (row) => <Num>{daysOf(lang, numberOf(row, "contract_days"))}</Num>,
          },
          {
            key: "amendments",
            label: t(lang, "projet.amendments"),
            kind: "number",
            cell: (row) => <Num>{formatNumber(lang, numberOf(row, "amendments"))}</Num>,
          },
          {
            key: "past",
            label: t(lang, "projet.past"),
            kind: "number",
            cell: (row) => <Num>{past(row)}</Num>,
          },
        ]}
      />
    </Section>
  );
}

/** What the books of collectivities hold of the project: one row a budget and year, each commitment once. */
export function Spending(props: {
  readonly rows: readonly Row[];
  readonly places: ReadonlyMap<string, TerritoryItem>;
}) {
  const lang = useLang();
  const { rows } = props;
  const title = t(lang, "projet.gid");
  const mad = t(lang, "unit.mad");
  const days = (timed: number | null, total: number | null) => (
    <Num>{formatDays(lang, ratio(total, timed))}</Num>
  );
  return (
    <Section id="gid" title={title} note={t(lang, "projet.gid.note")}>
      <DataTable
        caption={title}
        captionHidden
        label={title}
        rows={rows}
        rowKey={(row) =>
          ["collectivity_code", "fiscal_year", "budget_id", "link"].map((name) => textOf(row, name)).join(" ")
        }
        empty={t(lang, "projet.gid.none")}
        columns={[
          {
            key: "collectivity",
            label: t(lang, "projet.collectivity"),
            header: true,
            cell: (row) => {
              const unit = props.places.get(textOf(row, "collectivity_code") ?? "");
              return unit === undefined ? (
                <Code>{textOf(row, "collectivity_code") ?? "–"}</Code>
              ) : (
                unitName(lang, unit)
              );
            },
          },
          {
            key: "year",
            label: t(lang, "projet.year"),
            cell: (row) => <Num>{textOf(row, "fiscal_year") ?? "–"}</Num>,
          },
          {
            key: "budget",
            label: t(lang, "projet.budget"),
            wideOnly: true,
            cell: (row) => <Code>{textOf(row, "budget_id") ?? "–"}</Code>,
          },
          {
            key: "link",
            label: t(lang, "projet.link"),
            wideOnly: true,
            cell: (row) => t(lang, `projet.link.${textOf(row, "link") ?? ""}`),
          },
          money(t(lang, "projet.committed"), mad, "committed_mad"),
          money(t(lang, "projet.ordered"), mad, "ordered_mad"),
          money(t(lang, "projet.paid-gid"), mad, "paid_mad"),
          {
            key: "delay",
            label: t(lang, "projet.payment-delay"),
            kind: "number",
            wideOnly: true,
            cell: (row) => days(numberOf(row, "payments_timed"), numberOf(row, "delay_days_total")),
          },
        ]}
        {...(rows.length < 2
          ? {}
          : {
              total: [
                t(lang, "projet.total"),
                ...["", "", ""],
                ...["committed_mad", "ordered_mad", "paid_mad"].map((name) => (
                  <Amount key={name} value={sum(rows, name)} />
                )),
                days(sum(rows, "payments_timed"), sum(rows, "delay_days_total")),
              ],
            })}
      />
    </Section>
  );
}
