import { Select } from "#dashboards/lib/forms.tsx";
import { t } from "#dashboards/lib/i18n.ts";
import { DataTable } from "#dashboards/lib/table.tsx";
import { Num, T, useLang } from "#dashboards/lib/text.tsx";
import { href, queryString } from "#dashboards/lib/url.ts";
import type { TerritoryItem } from "#warehouse/door/types.ts";
import { LANGS } from "#warehouse/text.ts";
import type { ArchivedReport } from "../archive/archive.ts";
import { parsePeriod, sayPeriod } from "../definition/period.ts";
import type { Definition } from "../definition/schema.ts";
import { FORMATS, LANGUAGE_NAMES, periodsOf } from "./parts.ts";

export interface ArchiveView {
  readonly q: string;
  readonly total: number;
  readonly items: readonly ArchivedReport[];
  readonly page: number;
  /** Names of the territories listed. */
  name(code: string): string;
}
export const PER_PAGE = 25;

/** One report: a form that makes it now, and the issues that were kept, searchable by place. */
export function ReportView(props: {
  definition: Definition;
  until: string;
  regions: readonly TerritoryItem[];
  archive: ArchiveView;
}) {
  const lang = useLang();
  const { definition, regions, archive } = props;
  const periods = periodsOf(definition, props.until, lang);
  const places = [
    ...(definition.levels.includes("nation") ? [{ value: "MA", label: t(lang, "reports.nation") }] : []),
    ...(definition.levels.includes("region")
      ? regions.map((region) => ({
          value: region.code,
          label: lang === "ar" ? region.name_ar : region.name_fr,
        }))
      : []),
  ];
  return (
    <>
      <p>{definition.about[lang]}</p>
      <form class="filters" method="get" action={`/rapports/${definition.name}`}>
        {places.length > 0 && (
          <Select name="territoire" label={t(lang, "reports.territory")} value="MA" options={places} />
        )}
        {definition.levels.some((level) => level === "commune" || level === "province") && (
          <div class="field">
            <label for="code">
              <T k="reports.code" />
            </label>
            <input id="code" name="code" type="text" dir="ltr" maxLength={12} placeholder="01.511.01.0" />
          </div>
        )}
        <Select
          name="periode"
          label={t(lang, "reports.period")}
          value={periods[0]?.value ?? ""}
          options={periods}
        />
        <Select
          name="langue"
          label={t(lang, "reports.lang")}
          value={lang}
          options={LANGS.map((code) => ({ value: code, label: LANGUAGE_NAMES[code] }))}
        />
        <Select
          name="format"
          label={t(lang, "reports.format")}
          value="pdf"
          options={FORMATS.map((format) => ({ value: format, label: format.toUpperCase() }))}
        />
        <button type="submit" class="button">
          <T k="reports.open" />
        </button>
      </form>
      <Archive definition={definition} view={archive} />
    </>
  );
}

function Archive({ definition, view }: { definition: Definition; view: ArchiveView }) {
  const lang = useLang();
  const path = href(lang, `/rapports/${definition.name}`);
  const to = (page: number) => `${path}${queryString({ q: view.q, page }, { q: "", page: 1 })}`;
  const last = Math.max(1, Math.ceil(view.total / PER_PAGE));
  return (
    <section class="section">
      <h2>
        <T k="reports.archive" />
      </h2>
      <form class="filters" method="get" action={path}>
        <div class="field">
          <label for="q">
            <T k="reports.place" />
          </label>
          <input id="q" name="q" type="search" dir="auto" maxLength={80} value={view.q} />
        </div>
        <button type="submit" class="button">
          <T k="reports.search" />
        </button>
      </form>
      <p role="status">
        <T k="reports.found" count={view.total} n={String(view.total)} />
      </p>
      {view.total > 0 && (
        <DataTable<ArchivedReport>
          caption={<T k="reports.archive" />}
          captionHidden
          label={t(lang, "reports.archive")}
          rows={view.items}
          rowKey={(report) => report.path}
          columns={[
            {
              key: "place",
              label: <T k="reports.territory" />,
              header: true,
              cell: ({ territory }) => view.name(territory),
            },
            {
              key: "period",
              label: <T k="reports.period" />,
              cell: ({ period }) => sayPeriod(lang, parsePeriod(definition.every, period)),
            },
            {
              key: "revision",
              label: <T k="reports.revision" />,
              kind: "number",
              cell: ({ revision }) => <Num>{String(revision)}</Num>,
            },
            {
              key: "pages",
              label: <T k="reports.pages" />,
              kind: "number",
              cell: ({ pages }) => <Num>{String(pages ?? "")}</Num>,
            },
            {
              key: "file",
              label: <T k="reports.file" />,
              cell: (report) => (
                <a href={`/rapports/archive/${report.path}`} hreflang={report.lang}>
                  {LANGUAGE_NAMES[report.lang]} ({report.format.toUpperCase()})
                </a>
              ),
            },
          ]}
        />
      )}
      {last > 1 && (
        <nav class="pager" aria-label={t(lang, "reports.pager")}>
          {view.page > 1 && (
            <a href={to(view.page - 1)} rel="prev">
              <T k="reports.previous" />
            </a>
          )}{" "}
          <Num>{`${view.page} / ${last}`}</Num>{" "}
          {view.page < last && (
            <a href={to(view.page + 1)} rel="next">
              <T k="reports.next" />
            </a>
          )}
        </nav>
      )}
    </section>
  );
}
