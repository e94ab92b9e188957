import { formatNumber } from "#dashboards/lib/format.ts";
import { t } from "#dashboards/lib/i18n.ts";
import { Pagination } from "#dashboards/lib/parts.tsx";
import { DataTable } from "#dashboards/lib/table.tsx";
import { Code, Num, T, useLang } from "#dashboards/lib/text.tsx";
import { href, queryString } from "#dashboards/lib/url.ts";
import type { Lang } from "#warehouse/text.ts";
import type { Listed } from "../catalogue.ts";
import { WITHHELD } from "../disclosure/guard.ts";
import { PREVIEW_ROWS, type Preview, type PreviewAsk } from "../preview.ts";
import type { Row } from "../query/types.ts";
import type { Field } from "../types.ts";

const NUMBERS = new Set(["decimal", "number", "integer"]);

/** A value as a reader sees it; a withheld one says so. */
function cellOf(lang: Lang, field: Field, row: Row) {
  const value = row[field.name];
  if (value === null || value === undefined) {
    if (row.status === WITHHELD && field.type === "integer")
      return (
        <abbr class="status" title={t(lang, "data.withheld.title")}>
          {t(lang, "data.withheld.word")}
        </abbr>
      );
    return "";
  }
  // Years and codes are numbers that nobody groups.
  if (typeof value === "number" && field.type === "decimal")
    return <Num>{formatNumber(lang, value, { digits: 2 })}</Num>;
  if (typeof value === "number" && !/year$/.test(field.name))
    return <Num>{formatNumber(lang, value, { digits: field.type === "integer" ? 0 : 3 })}</Num>;
  return <bdi dir="auto">{String(value)}</bdi>;
}

/** Rows of the latest file: filtered, sorted and paged by the address alone. */
export function PreviewSection({ item, preview, ask }: { item: Listed; preview: Preview; ask: PreviewAsk }) {
  const lang = useLang();
  const { entry } = item;
  const path = `/donnees/${entry.slug}`;
  const state = (change: Record<string, string | number | null>) =>
    `${href(lang, path)}${queryString({ partie: ask.part, q: ask.words, colonne: ask.column, valeur: ask.value, tri: ask.sort, sens: ask.dir, page: ask.page, ...change }, { sens: "asc", page: 1 })}#apercu`;
  const parts = [...new Set(entry.files.map(({ part }) => part).filter((part) => part !== null))];
  return (
    <section class="section" id="apercu">
      <h2>
        <T k="data.preview.short" />
      </h2>
      <form class="filters" method="get" action={`${href(lang, path)}#apercu`}>
        {parts.length > 0 && (
          <div class="field">
            <label for="partie">
              <T k="data.part" />
            </label>
            <select id="partie" name="partie">
              {[...parts].reverse().map((part) => (
                <option key={part} value={part} selected={part === preview.query.part}>
                  {part}
                </option>
              ))}
            </select>
          </div>
        )}
        <div class="field">
          <label for="colonne">
            <T k="data.column" />
          </label>
          <select id="colonne" name="colonne">
            {entry.fields.map((field) => (
              <option key={field.name} value={field.name} selected={field.name === ask.column}>
                {field.label[lang]}
              </option>
            ))}
          </select>
        </div>
        <div class="field">
          <label for="valeur">
            <T k="data.contains" />
          </label>
          <input id="valeur" name="valeur" type="text" value={ask.value} dir="auto" maxLength={80} />
        </div>
        <div class="field">
          <label for="q">
            <T k="data.words" />
          </label>
          <input id="q" name="q" type="search" value={ask.words} dir="auto" maxLength={80} />
        </div>
        <button type="submit" class="button">
          <T k="data.filter" />
        </button>
      </form>
      <DataTable<Row>
        caption={<T k="data.preview" n={formatNumber(lang, preview.total)} />}
        label={t(lang, "data.preview.short")}
        rows={preview.rows}
        rowKey={(_, index) => String(index)}
        empty={<T k="data.none.rows" />}
        columns={entry.fields.map((field, index) => {
          const sorted = ask.sort === field.name;
          const next = sorted && ask.dir === "asc" ? "desc" : "asc";
          return {
            key: field.name,
            label: <Code>{field.name}</Code>,
            kind: NUMBERS.has(field.type) ? ("number" as const) : ("text" as const),
            header: index === 0,
            sort: { href: state({ tri: field.name, sens: next, page: 1 }), dir: sorted ? ask.dir : null },
            cell: (row: Row) => cellOf(lang, field, row),
          };
        })}
      />
      <Pagination
        page={ask.page}
        size={PREVIEW_ROWS}
        total={preview.total}
        href={(page) => state({ page })}
      />
    </section>
  );
}
