import { totals } from "../../lib/cents.ts";
import { formatPercent } from "../../lib/format.ts";
import { t } from "../../lib/i18n.ts";
import { type Column, DataTable } from "../../lib/table.tsx";
import { Code, Num, rich, useLang } from "../../lib/text.tsx";
import type { LoanLine } from "./data.ts";
import { Amount, amount } from "./tables.tsx";

const KEYS = ["opening", "drawn", "repaid", "closing", "interest"] as const;

/** The statement of debt: each loan from its opening balance to its closing one, and what it cost. */
export function DebtTable({ rows }: { rows: readonly LoanLine[] }) {
  const lang = useLang();
  const sums = totals(rows, KEYS);
  const title = t(lang, "accounts.debt");
  const columns: readonly Column<LoanLine>[] = [
    {
      ...{ key: "loan", label: t(lang, "accounts.column.loan"), header: true },
      cell: (row) => (
        <>
          {t(lang, `accounts.lender.${row.lender}`)} <Code>{row.loan}</Code>
        </>
      ),
    },
    {
      ...{ key: "rate", label: t(lang, "accounts.column.rate"), kind: "number", wideOnly: true },
      cell: (row) => <Num>{formatPercent(lang, row.rate, { digits: 2 })}</Num>,
    },
    ...KEYS.map((key) => amount<LoanLine>(key, t(lang, `accounts.debt.${key}`), (row) => row[key])),
  ];
  return (
    <section class="card" id="dette">
      <h2 class="card-title">{title}</h2>
      <p class="muted">
        {rich(t(lang, rows.length === 0 ? "accounts.debt.none" : "accounts.debt.identity"))}
      </p>
      {rows.length > 0 && (
        <DataTable<LoanLine>
          caption={title}
          captionHidden
          label={title}
          rows={rows}
          rowKey={(row) => row.loan}
          columns={columns}
          total={[
            t(lang, "accounts.total"),
            "",
            ...KEYS.map((key) => <Amount key={key} value={sums[key]} />),
          ]}
        />
      )}
    </section>
  );
}
