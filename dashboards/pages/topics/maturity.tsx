import { heatChart } from "../../charts/heat.ts";
import { ask, csvHref, keyOf, metricOf } from "../../lib/answers.ts";
import { Figure } from "../../lib/figure.tsx";
import { formatNumber } from "../../lib/format.ts";
import type { PageView } from "../../lib/handler.ts";
import { t } from "../../lib/i18n.ts";
import { printed } from "../../lib/metrics.ts";
import { DataTable } from "../../lib/table.tsx";
import { type Place, within } from "../../lib/territory.ts";
import { Num } from "../../lib/text.tsx";
import { sourceName } from "./source.ts";

const METRIC = "maturity";
const SEGMENTS = ["lt_15k", "15k_50k", "50k_100k", "100k_250k", "gt_250k", "arrondissements"];

/** Digital level of communes by population segment and axis: the weakest cell names the figure. */
export async function maturityMatrix(view: PageView, place: Place, year: number, name: string) {
  const { ctx, lang, viewer, release } = view;
  if (place.unit.level === "commune") return null;
  const [asked, dimensions] = await Promise.all([
    ask(ctx.door, viewer, {
      metrics: [METRIC],
      groupBy: ["segment", "maturity_domain"],
      where: [...within(place.unit), { dimension: "year", op: "=", value: year }],
    }),
    ctx.door.dimensions(),
  ]);
  const names = (dimension: string) => {
    const found = dimensions.find((one) => one.name === dimension)?.values ?? {};
    return (code: string): string => printed(found[code]?.[lang] ?? code);
  };
  const [segmentOf, domainOf] = [names("segment"), names("maturity_domain")];
  const rows = asked.answer.rows.flatMap((row) => {
    const [segment, domain] = [keyOf(row, "segment"), keyOf(row, "maturity_domain")];
    const value = metricOf(row, METRIC);
    return segment === null || domain === null || value === null ? [] : [{ segment, domain, value }];
  });
  const segments = SEGMENTS.filter((code) => rows.some((row) => row.segment === code));
  const domains = [...new Set(rows.map((row) => row.domain))].sort();
  const low = rows.toSorted((a, b) => a.value - b.value || (a.segment < b.segment ? -1 : 1))[0];
  const high = rows.toSorted((a, b) => b.value - a.value || (a.segment < b.segment ? -1 : 1))[0];
  if (low === undefined || high === undefined || segments.length < 2) return null;
  const text = (value: number | null): string => formatNumber(lang, value, { digits: 1 });
  const levelAt = (segment: string, domain: string): number | null =>
    rows.find((row) => row.segment === segment && row.domain === domain)?.value ?? null;
  const said = (row: typeof low) => `${domainOf(row.domain)}, ${segmentOf(row.segment)}`;
  const title = t(lang, "maturity.matrix.title", { low: said(low), value: text(low.value) });
  return (
    <Figure
      id="strates"
      title={title}
      subtitle={t(lang, "maturity.matrix.subtitle", { year: String(year), name })}
      chart={heatChart(
        {
          ...{ lang, sample: release.sample, figure: "strates", width: 1000 },
          description: t(lang, "maturity.matrix.desc", {
            low: `${said(low)} ${text(low.value)}`,
            high: `${said(high)} ${text(high.value)}`,
          }),
        },
        {
          rows: segments.map((code) => ({ key: code, name: segmentOf(code) })),
          columns: domains.map((code) => ({ key: code, name: domainOf(code) })),
          cells: rows.map((row) => ({
            ...{ row: row.segment, column: row.domain, value: row.value, text: text(row.value) },
          })),
          breaks: [1, 2, 3, 4],
          time: false,
          values: true,
          rowNames: Math.max(...segments.map((code) => segmentOf(code).length)),
        },
      )}
      full
      table={
        <DataTable
          caption={title}
          captionHidden
          label={title}
          rows={segments}
          rowKey={(code) => code}
          columns={[
            {
              key: "segment",
              label: printed(dimensions.find((one) => one.name === "segment")?.label[lang] ?? ""),
              header: true,
              cell: (code) => segmentOf(code),
            },
            ...domains.map((domain) => ({
              key: domain,
              label: domainOf(domain),
              kind: "number" as const,
              cell: (code: string) => <Num>{text(levelAt(code, domain))}</Num>,
            })),
          ]}
        />
      }
      source={sourceName(lang, "diagnostic")}
      release={release}
      method={`/${lang}/indicateurs/${METRIC}`}
      csv={csvHref(asked)}
    />
  );
}
