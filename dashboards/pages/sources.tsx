import type { SourceTable } from "#warehouse/door/types.ts";
import { formatDate, formatPeriod } from "../lib/dates.ts";
import { formatNumber, formatPercent } from "../lib/format.ts";
import type { PageResult, PageView } from "../lib/handler.ts";
import { hasMessage, t } from "../lib/i18n.ts";
import { Empty, Notice } from "../lib/parts.tsx";
import { DataTable } from "../lib/table.tsx";
import { Code, Num, rich } from "../lib/text.tsx";
import { checksSection } from "./checks.tsx";

/** What each system delivered for this release, and what the checks refused of it. */
export async function sourcesPage(view: PageView): Promise<PageResult> {
  const { ctx, lang } = view;
  const [tables, checks] = await Promise.all([ctx.door.sources(), checksSection(view)]);
  const sum = (field: "rows_in" | "rows_loaded" | "rows_refused"): number =>
    tables.reduce((total, table) => total + table[field], 0);
  const n = (value: number): string => formatNumber(lang, value);
  const share = (table: Pick<SourceTable, "rows_in" | "rows_refused">): string =>
    table.rows_in === 0
      ? formatNumber(lang, null)
      : formatPercent(lang, table.rows_refused / table.rows_in, { digits: 2 });
  const systems = [...new Set(tables.map((table) => table.system))];
  const count = (
    key: string,
    field: "exports" | "rows_in" | "rows_loaded" | "rows_refused",
    wideOnly = false,
  ) => ({
    key,
    label: t(lang, `sources.column.${key}`),
    kind: "number" as const,
    wideOnly,
    cell: (row: SourceTable) => <Num>{n(row[field])}</Num>,
  });
  return {
    title: t(lang, "sources.title"),
    lede: t(lang, "sources.lede"),
    body:
      tables.length === 0 ? (
        <Empty title={t(lang, "sources.empty")} />
      ) : (
        <div class="stack">
          <Notice tone="info">
            <p>
              {rich(
                t(lang, "sources.totals", {
                  in: n(sum("rows_in")),
                  loaded: n(sum("rows_loaded")),
                  refused: n(sum("rows_refused")),
                  rate: share({ rows_in: sum("rows_in"), rows_refused: sum("rows_refused") }),
                }),
              )}
            </p>
            <p>{t(lang, "sources.law")}</p>
          </Notice>
          {checks}
          {systems.map((system) => {
            const name = hasMessage(`system.${system}`) ? t(lang, `system.${system}`) : system;
            return (
              <section key={system} class="card" id={system}>
                <h2 class="card-title">{rich(name)}</h2>
                <DataTable
                  caption={name}
                  captionHidden
                  label={name}
                  rows={tables.filter((table) => table.system === system)}
                  rowKey={(row) => row.table}
                  columns={[
                    {
                      key: "table",
                      label: t(lang, "sources.column.table"),
                      header: true,
                      cell: (row) => <Code>{row.table}</Code>,
                    },
                    count("exports", "exports", true),
                    count("in", "rows_in"),
                    count("loaded", "rows_loaded"),
                    count("refused", "rows_refused"),
                    {
                      key: "rate",
                      label: t(lang, "sources.column.rate"),
                      kind: "number",
                      wideOnly: true,
                      cell: (row) => <Num>{share(row)}</Num>,
                    },
                    {
                      key: "last",
                      label: t(lang, "sources.column.last"),
                      cell: (row) =>
                        row.last_export === null
                          ? t(lang, "sources.none")
                          : formatDate(lang, row.last_export),
                    },
                    {
                      key: "period",
                      label: t(lang, "sources.column.period"),
                      wideOnly: true,
                      cell: (row) =>
                        row.last_period === null || row.last_period === "snapshot"
                          ? "–"
                          : formatPeriod(lang, row.last_period),
                    },
                  ]}
                />
              </section>
            );
          })}
        </div>
      ),
  };
}
