import type { Row } from "#warehouse/door/types.ts";
import { type Asked, csvHref, keyOf, metricOf } from "../../lib/answers.ts";
import { formatNumber } from "../../lib/format.ts";
import { t } from "../../lib/i18n.ts";
import { Icon } from "../../lib/icon.tsx";
import { formatAmount } from "../../lib/money.ts";
import { Pagination } from "../../lib/parts.tsx";
import { DataTable } from "../../lib/table.tsx";
import { Code, Num, useLang } from "../../lib/text.tsx";
import { queryString } from "../../lib/url.ts";

const PAGE_SIZE = 25;

/** Each project of the place, the dearest first. */
export function ProjectList(props: {
  readonly asked: Asked;
  readonly sectorName: (code: string | null) => string;
  readonly page: number;
  readonly here: string;
  readonly sector: string;
}) {
  const lang = useLang();
  const { rows } = props.asked.answer;
  const page = Math.min(props.page, Math.max(1, Math.ceil(rows.length / PAGE_SIZE)));
  const number = (row: Row, metric: string, digits: number): string =>
    formatNumber(lang, metricOf(row, metric), { digits });
  return (
    <section class="section" id="projets">
      <h2>{t(lang, "projets.list")}</h2>
      <div class="card">
        <DataTable
          caption={t(lang, "projets.list")}
          captionHidden
          label={t(lang, "projets.list")}
          rows={rows.slice((page - 1) * PAGE_SIZE, page * PAGE_SIZE)}
          rowKey={(row) => keyOf(row, "project") ?? ""}
          columns={[
            {
              key: "project",
              label: t(lang, "projets.list.project"),
              header: true,
              cell: (row) => <Code>{keyOf(row, "project") ?? "–"}</Code>,
            },
            {
              key: "sector",
              label: t(lang, "projets.sector"),
              cell: (row) => props.sectorName(keyOf(row, "sector")),
            },
            {
              key: "budget",
              label: t(lang, "projets.kpi.budget"),
              unit: t(lang, "unit.mad"),
              kind: "number",
              cell: (row) => <Num>{formatAmount(lang, metricOf(row, "project_budget_mad"))}</Num>,
            },
            {
              key: "spi",
              label: t(lang, "projets.kpi.spi"),
              kind: "number",
              cell: (row) => <Num>{number(row, "project_spi", 2)}</Num>,
            },
            {
              key: "cpi",
              label: t(lang, "projets.kpi.cpi"),
              kind: "number",
              cell: (row) => <Num>{number(row, "project_cpi", 2)}</Num>,
            },
          ]}
        />
        <Pagination
          page={page}
          size={PAGE_SIZE}
          total={rows.length}
          href={(to) =>
            `${props.here}${queryString({ secteur: props.sector, page: to }, { page: 1 })}#projets`
          }
        />
        <p class="figure-source">
          <a href={csvHref(props.asked)} rel="nofollow" download="">
            <Icon name="download" size={16} />
            {t(lang, "children.download")}
          </a>
        </p>
      </div>
    </section>
  );
}
