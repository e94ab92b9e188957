import { type Cell, PUBLIC_VIEWER, type Row } from "#warehouse/door/types.ts";
import { formatNumber, formatPercent, toNumber } from "../lib/format.ts";
import type { PageView } from "../lib/handler.ts";
import { hasMessage, t } from "../lib/i18n.ts";
import { DataTable } from "../lib/table.tsx";
import { Num, rich } from "../lib/text.tsx";

const number = (cell: Cell | undefined): number =>
  typeof cell === "boolean" || cell === undefined ? 0 : (toNumber(cell) ?? 0);

/** What was looked for across the tables of a release, and what was found: the worst share first. */
export async function checksSection({ ctx, lang }: PageView) {
  const { rows } = await ctx.door.rows({ mart: "meta_check" }, PUBLIC_VIEWER);
  if (rows.length === 0) return null;
  const share = (row: Row): number =>
    number(row.rows_checked) === 0 ? 0 : number(row.rows_found) / number(row.rows_checked);
  const sorted = rows.toSorted((a, b) => share(b) - share(a) || (String(a.name) < String(b.name) ? -1 : 1));
  const clean = rows.filter((row) => number(row.rows_found) === 0).length;
  const count = (key: string, label: string, cell: (row: Row) => string, wideOnly = false) => ({
    ...{ key, label, wideOnly, kind: "number" as const },
    cell: (row: Row) => <Num>{cell(row)}</Num>,
  });
  const title = t(lang, "checks.title");
  return (
    <section class="card" id="controles">
      <h2 class="card-title">{title}</h2>
      <p>{t(lang, "checks.lede")}</p>
      <p>
        <strong>
          {rich(
            t(lang, "checks.clean", {
              clean: formatNumber(lang, clean),
              all: formatNumber(lang, rows.length),
            }),
          )}
        </strong>
      </p>
      <DataTable
        caption={title}
        captionHidden
        label={title}
        rows={sorted}
        rowKey={(row) => String(row.name)}
        columns={[
          {
            key: "check",
            label: t(lang, "checks.column.check"),
            header: true,
            cell: (row) => String(row[`label_${lang}`]),
          },
          count(
            "checked",
            t(lang, "checks.column.checked"),
            (row) => formatNumber(lang, number(row.rows_checked)),
            true,
          ),
          count("found", t(lang, "checks.column.found"), (row) => formatNumber(lang, number(row.rows_found))),
          count("share", t(lang, "checks.column.share"), (row) =>
            formatPercent(lang, share(row), { digits: 2 }),
          ),
          {
            key: "severity",
            label: t(lang, "checks.column.severity"),
            wideOnly: true,
            cell: (row) => {
              const key = `checks.severity.${row.severity}`;
              return number(row.rows_found) === 0 || !hasMessage(key) ? "–" : t(lang, key);
            },
          },
        ]}
      />
    </section>
  );
}
