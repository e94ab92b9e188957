import type { Row } from "#warehouse/door/types.ts";
import { formatNumber, formatPercent } from "../../lib/format.ts";
import { t } from "../../lib/i18n.ts";
import { formatAmount } from "../../lib/money.ts";
import { Pagination } from "../../lib/parts.tsx";
import { DataTable } from "../../lib/table.tsx";
import { Num, useLang } from "../../lib/text.tsx";
import { queryString } from "../../lib/url.ts";
import { daysOf, numberOf, textOf } from "./record.ts";
import { projectHref } from "./record-page.tsx";

const PAGE_SIZE = 25;

/** Each project of the place, the dearest first; a name opens its record. */
export function ProjectList(props: {
  readonly rows: readonly Row[];
  readonly sectorName: (code: string | null) => string;
  readonly statusName: (code: string | null) => string;
  readonly page: number;
  readonly here: string;
  readonly filter: { readonly programme: string; readonly secteur: string };
}) {
  const lang = useLang();
  const { rows } = props;
  const page = Math.min(props.page, Math.max(1, Math.ceil(rows.length / PAGE_SIZE)));
  return (
    <section class="section" id="projets">
      <h2>{t(lang, "projets.list")}</h2>
      <div class="card">
        <DataTable
          caption={t(lang, "projets.list")}
          captionHidden
          label={t(lang, "projets.list")}
          rows={rows.slice((page - 1) * PAGE_SIZE, page * PAGE_SIZE)}
          rowKey={(row) => textOf(row, "project_id") ?? ""}
          columns={[
            {
              key: "project",
              label: t(lang, "projets.list.project"),
              header: true,
              cell: (row) => (
                <a href={projectHref(lang, textOf(row, "project_id") ?? "")}>
                  <bdi>{textOf(row, "title")}</bdi>
                </a>
              ),
            },
            {
              key: "sector",
              label: t(lang, "projets.sector"),
              wideOnly: true,
              cell: (row) => props.sectorName(textOf(row, "sector")),
            },
            {
              key: "status",
              label: t(lang, "projets.status"),
              cell: (row) => props.statusName(textOf(row, "status")),
            },
            {
              key: "budget",
              label: t(lang, "projets.kpi.budget"),
              unit: t(lang, "unit.mad"),
              kind: "number",
              wideOnly: true,
              cell: (row) => <Num>{formatAmount(lang, numberOf(row, "budget_mad"))}</Num>,
            },
            {
              key: "physical",
              label: t(lang, "projet.physical"),
              kind: "number",
              cell: (row) => <Num>{formatPercent(lang, numberOf(row, "physical_ratio"))}</Num>,
            },
            {
              key: "spi",
              label: t(lang, "projets.kpi.spi"),
              kind: "number",
              wideOnly: true,
              cell: (row) => <Num>{formatNumber(lang, numberOf(row, "spi"), { digits: 2 })}</Num>,
            },
            {
              key: "slip",
              label: t(lang, "projets.slip"),
              kind: "number",
              cell: (row) => <Num>{daysOf(lang, numberOf(row, "slip_days"))}</Num>,
            },
          ]}
        />
        <Pagination
          page={page}
          size={PAGE_SIZE}
          total={rows.length}
          href={(to) => `${props.here}${queryString({ ...props.filter, page: to }, { page: 1 })}#projets`}
        />
      </div>
    </section>
  );
}
