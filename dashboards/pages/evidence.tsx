import type { CellExplanation, QuerySpec } from "#warehouse/door/types.ts";
import { CUTS, cutConditions, cutState, cutWords, EVIDENT, readCut } from "../lib/evidence.ts";
import { formatNumber, formatPercent, toNumber } from "../lib/format.ts";
import type { PageResult, PageView } from "../lib/handler.ts";
import { t } from "../lib/i18n.ts";
import { formatMoney } from "../lib/money.ts";
import { Kpi, KpiRow, Notice, Pagination } from "../lib/parts.tsx";
import { monthOf } from "../lib/periods.ts";
import { DataTable } from "../lib/table.tsx";
import { placeCrumbs, placeOf, unitName, within } from "../lib/territory.ts";
import { Code, Num, rich } from "../lib/text.tsx";
import { choice, href, intParam, queryString, readQuery } from "../lib/url.ts";
import { PlaceHeading } from "./parts/frame.tsx";

const BASE = "/tableaux/pieces";
const SIZE = 50;
/** The files, and for those with access the rows of exports, behind a figure of a place, a year and a line. */
export async function evidencePage(view: PageView): Promise<PageResult> {
  const { ctx, lang, viewer } = view;
  const { door } = ctx;
  const place = await placeOf(door, viewer, view.params.code);
  if (place === null) return null;
  const { unit } = place;
  const { values, unknown } = readQuery(view.req.originalUrl, ["annee", "mesure", "table", "page", ...CUTS]);
  const metric = choice(values.get("mesure"), EVIDENT);
  const year = intParam(values.get("annee"), Number(view.release.until.slice(0, 4)), 2000, 2100);
  const cut = readCut(values);
  const asked = values.get("table");
  const table = asked !== undefined && /^[a-z]+\.[a-z_]+$/u.test(asked) ? asked : undefined;
  const page = intParam(values.get("page"), 1, 1, 10_000);
  const spec: QuerySpec = {
    metrics: [metric],
    where: [
      ...(cut.own === true
        ? [{ dimension: "collectivity", op: "=" as const, value: unit.code }]
        : within(unit)),
      ...(cut.month === undefined ? [{ dimension: "year", op: "=" as const, value: year }] : []),
      ...cutConditions(cut),
    ],
    ...(cut.month === undefined
      ? {}
      : { time: { grain: "month", from: monthOf(year, 1), to: monthOf(year, cut.month), series: false } }),
  };
  const found = await door.explainCell(
    { spec, page, size: SIZE, ...(table === undefined ? {} : { table }) },
    viewer,
  );
  const name = unitName(lang, unit);
  const title = t(lang, "evidence.title", { metric: found.metric.label[lang], name, year: String(year) });
  const here = href(lang, unit.level === "nation" ? BASE : `${BASE}/${unit.code}`);
  const link = (change: { readonly table?: string; readonly page?: number }): string =>
    `${here}${queryString({ annee: year, mesure: metric, ...cutState(cut), table: change.table ?? table, page: change.page }, { mesure: EVIDENT[0], page: 1 })}`;
  const words = cutWords(lang, cut, year);
  return {
    title,
    ...placeCrumbs(lang, place, t(lang, "nav.pieces"), BASE),
    unknown,
    heading: <PlaceHeading title={title} place={place} />,
    lede: t(lang, "evidence.lede"),
    body: (
      <div class="stack">
        <KpiRow>
          <Kpi
            label={words.length === 0 ? found.metric.label[lang] : words.join(" · ")}
            value={shown(lang, found)}
            hint={found.metric.formula}
          />
        </KpiRow>
        <section class="card" id="tables">
          <h2 class="card-title">{t(lang, "evidence.tables")}</h2>
          <DataTable
            caption={t(lang, "evidence.tables")}
            captionHidden
            label={t(lang, "evidence.tables")}
            rows={found.tables}
            rowKey={(row) => `${row.system}.${row.table}`}
            columns={[
              {
                key: "table",
                label: t(lang, "evidence.column.table"),
                header: true,
                cell: (row) => (
                  <a href={link({ table: `${row.system}.${row.table}`, page: 1 })}>
                    <Code>{`${row.system}.${row.table}`}</Code>
                  </a>
                ),
              },
              {
                key: "rows",
                label: t(lang, "evidence.column.rows"),
                kind: "number",
                cell: (row) => <Num>{formatNumber(lang, row.rows)}</Num>,
              },
              {
                key: "by",
                label: t(lang, "evidence.column.by"),
                cell: (row) => <Code>{row.by.join(", ")}</Code>,
              },
            ]}
          />
        </section>
        {found.listed.rows.length === 0 ? (
          <Files found={found} year={year} view={view} />
        ) : (
          <section class="card" id="lignes">
            <h2 class="card-title">{t(lang, "evidence.rows", { table: found.listed.table ?? "" })}</h2>
            <DataTable
              caption={t(lang, "evidence.rows", { table: found.listed.table ?? "" })}
              captionHidden
              label={t(lang, "evidence.rows", { table: found.listed.table ?? "" })}
              rows={found.listed.rows}
              rowKey={(row) => `${row.export_id} ${row.record}`}
              columns={[
                {
                  key: "file",
                  label: t(lang, "evidence.column.file"),
                  header: true,
                  cell: (row) => <Code>{row.file}</Code>,
                },
                {
                  key: "line",
                  label: t(lang, "evidence.column.line"),
                  kind: "number",
                  cell: (row) => <Num>{formatNumber(lang, row.line)}</Num>,
                },
                {
                  key: "values",
                  label: t(lang, "evidence.column.values"),
                  cell: (row) => (
                    <Code>
                      {Object.entries(row.values)
                        .map(([key, value]) => `${key}=${value === null ? "" : String(value)}`)
                        .join(" · ")}
                    </Code>
                  ),
                },
              ]}
            />
            <Pagination
              page={found.listed.page}
              size={found.listed.size}
              total={found.listed.total}
              href={(to) => link({ page: to })}
            />
          </section>
        )}
      </div>
    ),
  };
}

function shown(lang: PageView["lang"], found: CellExplanation): string {
  const value = typeof found.value === "boolean" ? null : toNumber(found.value);
  if (found.metric.unit === "MAD") return formatMoney(lang, value);
  return found.metric.unit === "ratio"
    ? formatPercent(lang, value)
    : formatNumber(lang, value, { digits: 1 });
}

/** What the public is told: the files of the year, or of no period, with their fingerprint. */
function Files({ found, year, view }: { found: CellExplanation; year: number; view: PageView }) {
  const { lang } = view;
  return (
    <section class="card" id="fichiers">
      <h2 class="card-title">{t(lang, "evidence.files")}</h2>
      <Notice tone="info">
        <p>{rich(t(lang, "evidence.public"))}</p>
      </Notice>
      <DataTable
        caption={t(lang, "evidence.files")}
        captionHidden
        label={t(lang, "evidence.files")}
        rows={found.exports.filter(
          (one) => !/^\d{4}/u.test(one.period) || one.period.startsWith(String(year)),
        )}
        rowKey={(row) => row.export_id}
        columns={[
          {
            key: "file",
            label: t(lang, "evidence.column.file"),
            header: true,
            cell: (row) => <Code>{row.file}</Code>,
          },
          {
            key: "rows",
            label: t(lang, "evidence.column.rows"),
            kind: "number",
            cell: (row) => <Num>{formatNumber(lang, row.rows_loaded)}</Num>,
          },
          {
            key: "sha",
            label: "sha256",
            wideOnly: true,
            cell: (row) => <Code>{row.sha256.slice(0, 16)}</Code>,
          },
        ]}
      />
    </section>
  );
}
