import { totals } from "../../lib/cents.ts";
import { formatDate } from "../../lib/dates.ts";
import { formatNumber } from "../../lib/format.ts";
import { t } from "../../lib/i18n.ts";
import { DataTable } from "../../lib/table.tsx";
import { Code, rich, useLang } from "../../lib/text.tsx";
import type { ContractLine } from "./data.ts";
import { Amount, amount, named } from "./tables.tsx";

const KEYS = ["committed", "ordered", "paid"] as const;
/** Rows that are printed; the file has all of them. */
const MOST = 25;

/** Contracts awarded in the year, the largest first, and what all of them come to. Who holds one is not told. */
export function ContractsTable(props: {
  readonly rows: readonly ContractLine[];
  readonly nameOf: (code: string) => string;
  readonly evidence: (line: string) => string;
}) {
  const lang = useLang();
  const { rows } = props;
  const sums = totals(rows, KEYS);
  const title = t(lang, "accounts.contracts");
  return (
    <section class="card" id="marches">
      <h2 class="card-title">{title}</h2>
      <p class="muted">
        {rich(
          t(lang, rows.length === 0 ? "accounts.contracts.none" : "accounts.contracts.note", {
            ...{ n: rows.length, count: formatNumber(lang, rows.length) },
            shown: formatNumber(lang, Math.min(MOST, rows.length)),
          }),
        )}
      </p>
      {rows.length > 0 && (
        <DataTable<ContractLine>
          caption={title}
          captionHidden
          label={title}
          rows={rows.slice(0, MOST)}
          rowKey={(row) => row.contract}
          columns={[
            {
              ...{ key: "contract", label: t(lang, "accounts.column.contract"), header: true },
              cell: (row) => <Code>{row.contract}</Code>,
            },
            {
              ...named<ContractLine>(t(lang, "accounts.column.line"), props.nameOf, props.evidence),
              header: false,
            },
            {
              ...{ key: "since", label: t(lang, "accounts.column.since"), wideOnly: true },
              cell: (row) => formatDate(lang, row.since),
            },
            ...KEYS.map((key) =>
              amount<ContractLine>(key, t(lang, `accounts.column.${key}`), (row) => row[key]),
            ),
          ]}
          total={[
            t(lang, "accounts.contracts.total"),
            ...["", ""],
            ...KEYS.map((key) => <Amount key={key} value={sums[key]} />),
          ]}
        />
      )}
    </section>
  );
}
