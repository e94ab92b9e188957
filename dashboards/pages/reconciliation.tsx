import { PUBLIC_VIEWER, type Row } from "#warehouse/door/types.ts";
import { type EvidenceCut, evidenceHref } from "../lib/evidence.ts";
import { formatDays, formatNumber, formatPercent, formatPoints } from "../lib/format.ts";
import type { PageResult, PageView } from "../lib/handler.ts";
import { hasMessage, t } from "../lib/i18n.ts";
import { Empty, Kpi, KpiRow, Notice } from "../lib/parts.tsx";
import { DataTable } from "../lib/table.tsx";
import { Num, rich } from "../lib/text.tsx";

/** How far a total may stand from the bulletin before the page says so. */
const TOLERANCE = 0.02;
/** What our own figure of a measure is a part of, in a year of the nation; a share has no sum of its own. */
const BEHIND: Readonly<Record<string, { readonly metric: string; readonly cut?: EvidenceCut }>> = {
  recettes_ordinaires: { metric: "collected_mad", cut: { part: "1" } },
  recettes_fiscales: { metric: "collected_mad", cut: { part: "1", natures: ["direct", "indirect"] } },
  recettes_non_fiscales: { metric: "collected_mad", cut: { part: "1", natures: ["non_fiscal"] } },
  recettes_transferees: { metric: "collected_mad", cut: { part: "1", management: "TRANSFERE" } },
  recettes_gerees_etat: { metric: "collected_mad", cut: { part: "1", management: "ETAT" } },
  depenses_ordinaires: { metric: "ordered_mad", cut: { natures: ["personnel", "goods", "interest"] } },
  investissement: { metric: "ordered_mad", cut: { natures: ["investment"] } },
  payment_delay_mean: { metric: "payment_delay_days" },
};
const number = (row: Row, name: string): number | null => {
  const cell = row[name];
  return typeof cell === "number" ? cell : null;
};

/** Our sums beside the published bulletin, measure by measure and year by year. */
export async function reconciliationPage({ ctx, lang }: PageView): Promise<PageResult> {
  const { rows: all } = await ctx.door.rows({ mart: "meta_published_total" }, PUBLIC_VIEWER);
  const rows = all.filter((row) => hasMessage(`reconciliation.measure.${String(row.measure)}`));
  const measures = [...new Set(rows.map((row) => String(row.measure)))];
  const gaps = rows.flatMap((row) => number(row, "gap_ratio") ?? []);
  const near = gaps.filter((gap) => Math.abs(gap) <= TOLERANCE).length;
  const value = (row: Row, name: string): string => {
    const found = number(row, name);
    if (row.unit === "ratio") return formatPercent(lang, found);
    if (row.unit === "days") return formatDays(lang, found);
    return found === null
      ? formatNumber(lang, null)
      : t(lang, "reconciliation.billion", { value: formatNumber(lang, found, { digits: 2 }) });
  };
  const evidence = (row: Row): string | null => {
    const behind = BEHIND[String(row.measure)];
    const year = Number(row.period);
    if (behind === undefined || row.scope !== "nation" || !Number.isInteger(year)) return null;
    return evidenceHref(lang, { level: "nation", code: "MA" }, year, behind.metric, behind.cut);
  };
  const gap = (row: Row): string =>
    row.unit === "ratio"
      ? formatPoints(lang, number(row, "gap_ratio"))
      : formatPercent(lang, number(row, "gap_ratio"), { sign: true });
  return {
    title: t(lang, "reconciliation.title"),
    lede: rich(
      t(lang, "reconciliation.lede", { near: formatNumber(lang, near), of: formatNumber(lang, gaps.length) }),
    ),
    body:
      rows.length === 0 ? (
        <Empty title={t(lang, "reconciliation.empty")} />
      ) : (
        <div class="stack">
          <Notice tone="info">
            <p>{rich(t(lang, "reconciliation.why"))}</p>
          </Notice>
          <KpiRow>
            <Kpi
              label={t(lang, "reconciliation.kpi.near")}
              value={formatPercent(lang, gaps.length === 0 ? null : near / gaps.length)}
              hint={t(lang, "reconciliation.kpi.near.hint")}
            />
            <Kpi
              label={t(lang, "reconciliation.kpi.largest")}
              value={formatPercent(lang, gaps.length === 0 ? null : Math.max(...gaps.map(Math.abs)))}
              hint={t(lang, "reconciliation.kpi.largest.hint")}
            />
          </KpiRow>
          {measures.map((measure) => {
            const title = t(lang, `reconciliation.measure.${measure}`);
            return (
              <section key={measure} class="card" id={measure.replaceAll("_", "-")}>
                <h2 class="card-title">{title}</h2>
                <DataTable
                  caption={title}
                  captionHidden
                  label={title}
                  rows={rows.filter((row) => row.measure === measure)}
                  rowKey={(row) => `${row.period} ${row.scope}`}
                  columns={[
                    {
                      key: "period",
                      label: t(lang, "reconciliation.column.period"),
                      header: true,
                      cell: (row) =>
                        `${String(row.period)}${row.scope === "nation" ? "" : ` · ${String(row.scope)}`}`,
                    },
                    {
                      key: "published",
                      label: t(lang, "reconciliation.column.published"),
                      kind: "number",
                      cell: (row) => <Num>{value(row, "published_value")}</Num>,
                    },
                    {
                      key: "computed",
                      label: t(lang, "reconciliation.column.computed"),
                      kind: "number",
                      cell: (row) => {
                        const shown = <Num>{value(row, "computed_value")}</Num>;
                        const at = evidence(row);
                        return at === null ? (
                          shown
                        ) : (
                          <a href={at} rel="nofollow">
                            {shown}
                          </a>
                        );
                      },
                    },
                    {
                      key: "gap",
                      label: t(lang, "reconciliation.column.gap"),
                      kind: "number",
                      cell: (row) => (
                        <>
                          <Num>{gap(row)}</Num>
                          {Math.abs(number(row, "gap_ratio") ?? 0) > TOLERANCE && (
                            <span class="unit"> {t(lang, "reconciliation.beyond")}</span>
                          )}
                        </>
                      ),
                    },
                    {
                      key: "source",
                      label: t(lang, "reconciliation.column.source"),
                      wideOnly: true,
                      cell: (row) => String(row.source ?? ""),
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
