import { type Cents, dirhams, totals } from "../../lib/cents.ts";
import { formatDays, formatNumber } from "../../lib/format.ts";
import { t } from "../../lib/i18n.ts";
import { formatAmount } from "../../lib/money.ts";
import { type Column, DataTable } from "../../lib/table.tsx";
import { Code, Num, rich, useLang } from "../../lib/text.tsx";
import { CHAIN, type ExpenditureLine, type FundingLine, type ReceiptLine } from "./data.ts";

/** To the centime: accounts are checked by hand. */
export function Amount({ value }: { value: Cents | null }) {
  const lang = useLang();
  return <Num>{formatAmount(lang, dirhams(value), { digits: 2 })}</Num>;
}
/** A column of amounts. */
export const amount = <R,>(
  key: string,
  label: string,
  of: (row: R) => Cents | null,
  wideOnly = false,
): Column<R> => ({
  key,
  label,
  kind: "number",
  wideOnly,
  cell: (row) => <Amount value={of(row)} />,
});
/** A column of budget lines, each leading to the rows behind it. */
export const named = <R extends { readonly line: string }>(
  label: string,
  nameOf: (code: string) => string,
  evidence: (line: string) => string,
): Column<R> => ({
  key: "line",
  label,
  header: true,
  cell: (row) => (
    <>
      {rich(nameOf(row.line))}{" "}
      <a href={evidence(row.line)} rel="nofollow">
        <Code>{row.line}</Code>
      </a>
    </>
  ),
});

/** Receipts with the account's official columns; each row and the total keep RAR_N = RAR_N−1 + raised − collected. */
export function ReceiptsTable({
  rows,
  nameOf,
  evidence,
  year,
}: {
  rows: readonly ReceiptLine[];
  nameOf: (code: string) => string;
  /** Where a line’s figure shows the rows behind it. */
  evidence: (line: string) => string;
  year: number;
}) {
  const lang = useLang();
  const keys = ["forecast", "netRaised", "opening", "total", "collected", "closing"] as const;
  const sums = totals(rows, keys);
  const before = String(year - 1);
  return (
    <section class="card" id="recettes">
      <h2 class="card-title">{t(lang, "accounts.receipts")}</h2>
      <p class="muted">{rich(t(lang, "accounts.identity"))}</p>
      <DataTable
        caption={t(lang, "accounts.receipts")}
        captionHidden
        label={t(lang, "accounts.receipts")}
        rows={rows}
        rowKey={(row) => row.line}
        columns={[
          named<ReceiptLine>(t(lang, "accounts.column.line"), nameOf, evidence),
          ...keys.map((key) =>
            amount<ReceiptLine>(
              key,
              t(lang, `accounts.column.${key}`, { before, year: String(year) }),
              (row) => row[key],
            ),
          ),
        ]}
        total={[t(lang, "accounts.total"), ...keys.map((key) => <Amount key={key} value={sums[key]} />)]}
      />
    </section>
  );
}

/** Expenditure of one part of the main budget, from vote to payment, with what remains to realise. */
export function ExpenditureTable(props: {
  readonly part: "1" | "2";
  readonly rows: readonly ExpenditureLine[];
  readonly nameOf: (code: string) => string;
  readonly evidence: (line: string) => string;
  readonly year: number;
}) {
  const lang = useLang();
  const keys = ["initial", "final", "committed", "ordered", "paid", "remaining"] as const;
  const sums = totals(props.rows, keys);
  const title = t(lang, `accounts.expenditure.${props.part}`);
  return (
    <section class="card" id={`depenses-${props.part}`}>
      <h2 class="card-title">{title}</h2>
      <DataTable
        caption={title}
        captionHidden
        label={title}
        rows={props.rows}
        rowKey={(row) => row.line}
        columns={[
          named<ExpenditureLine>(t(lang, "accounts.column.line"), props.nameOf, props.evidence),
          ...keys.map((key) =>
            amount<ExpenditureLine>(key, t(lang, `accounts.column.${key}`), (row) => row[key]),
          ),
        ]}
        total={[t(lang, "accounts.total"), ...keys.map((key) => <Amount key={key} value={sums[key]} />)]}
      />
    </section>
  );
}

/** Main budget, annexed budgets and special accounts beside each other. */
export function BudgetsTable({ rows }: { rows: readonly ExpenditureLine[] }) {
  const lang = useLang();
  const keys = ["initial", "final", "committed", "ordered", "paid", "remaining"] as const;
  const budgets = [...new Set(rows.map((row) => row.budget))].sort();
  const lines = budgets.map((budget) => ({
    budget,
    ...totals(
      rows.filter((row) => row.budget === budget),
      keys,
    ),
  }));
  const title = t(lang, "accounts.budgets");
  return (
    <section class="card" id="budgets">
      <h2 class="card-title">{title}</h2>
      <DataTable
        caption={title}
        captionHidden
        label={title}
        rows={lines}
        rowKey={(row) => row.budget}
        columns={[
          {
            key: "budget",
            label: t(lang, "accounts.column.budget"),
            header: true,
            cell: (row) => <Code>{row.budget}</Code>,
          },
          ...keys.map((key) =>
            amount<(typeof lines)[number]>(key, t(lang, `accounts.column.${key}`), (row) => row[key]),
          ),
        ]}
        total={[
          t(lang, "accounts.total"),
          ...keys.map((key) => <Amount key={key} value={totals(lines, keys)[key]} />),
        ]}
      />
    </section>
  );
}

/** AP and AS of the year on each special account of the State, from notification to release. */
export function FundingTable({ rows }: { rows: readonly FundingLine[] }) {
  const lang = useLang();
  const title = t(lang, "accounts.funding");
  return (
    <section class="card" id="autorisations">
      <h2 class="card-title">{title}</h2>
      <DataTable
        caption={title}
        captionHidden
        label={title}
        rows={rows}
        rowKey={(row) => `${row.cas} ${row.kind}`}
        columns={[
          {
            key: "cas",
            label: t(lang, "accounts.column.cas"),
            header: true,
            cell: (row) => <Code>{`${row.cas} ${row.kind}`}</Code>,
          },
          {
            key: "acts",
            label: t(lang, "accounts.column.acts"),
            kind: "number",
            cell: (row) => <Num>{formatNumber(lang, row.acts)}</Num>,
          },
          ...CHAIN.map((name, index) =>
            amount<FundingLine>(name, t(lang, `accounts.chain.${name}`), (row) => row.amounts[index] ?? 0n),
          ),
          {
            key: "days",
            label: t(lang, "accounts.column.release"),
            kind: "number",
            cell: (row) => <Num>{formatDays(lang, row.releaseDays)}</Num>,
          },
        ]}
      />
    </section>
  );
}
