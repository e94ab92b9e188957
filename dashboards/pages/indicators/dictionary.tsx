import { formatNumber } from "../../lib/format.ts";
import type { PageResult, PageView } from "../../lib/handler.ts";
import { t } from "../../lib/i18n.ts";
import { DataTable } from "../../lib/table.tsx";
import { Code, Foreign, Num, rich } from "../../lib/text.tsx";
import { href } from "../../lib/url.ts";
import { libraryOf } from "./library.ts";
import { BASE } from "./list.tsx";
import { domainWord, unitWord } from "./words.ts";

const HERE = "/dictionnaire";

/** Every table of a release, with what it holds. */
export async function dictionaryPage({ ctx, lang, handle }: PageView): Promise<PageResult> {
  const { tables } = await libraryOf(ctx.door, handle);
  const title = t(lang, "dictionnaire.title");
  return {
    title,
    lede: rich(t(lang, "dictionnaire.lede", { count: tables.length, n: formatNumber(lang, tables.length) })),
    breadcrumb: [{ label: t(lang, "indicateurs.title"), href: href(lang, BASE) }],
    body: (
      <div class="card">
        <p>
          <a href={`${HERE}.csv`} rel="nofollow" download="">
            CSV
          </a>
        </p>
        <DataTable
          caption={title}
          captionHidden
          label={title}
          rows={tables}
          rowKey={({ name }) => name}
          columns={[
            {
              key: "name",
              label: t(lang, "dictionnaire.table"),
              header: true,
              cell: ({ name }) => (
                <a href={href(lang, `${HERE}/${name}`)}>
                  <Code>{name}</Code>
                </a>
              ),
            },
            {
              key: "domain",
              label: t(lang, "indicateurs.domain"),
              cell: ({ domain }) => domainWord(lang, domain),
            },
            {
              key: "columns",
              label: t(lang, "dictionnaire.columns"),
              kind: "number",
              cell: ({ columns }) => <Num>{formatNumber(lang, columns.length)}</Num>,
            },
            {
              key: "description",
              label: t(lang, "indicateurs.definition"),
              wideOnly: true,
              cell: ({ description }) => <Foreign lang="en">{description}</Foreign>,
            },
          ]}
        />
      </div>
    ),
  };
}

/** One table: each published column with its names, type and unit. */
export async function tablePage({ ctx, lang, handle, params }: PageView): Promise<PageResult> {
  const { tables } = await libraryOf(ctx.door, handle);
  const table = tables.find(({ name }) => name === params.name);
  if (table === undefined) return null;
  return {
    title: table.name,
    lede: <Foreign lang="en">{table.description}</Foreign>,
    breadcrumb: [
      { label: t(lang, "indicateurs.title"), href: href(lang, BASE) },
      { label: t(lang, "dictionnaire.title"), href: href(lang, HERE) },
    ],
    body: (
      <div class="stack">
        <section class="card">
          <DataTable
            caption={table.name}
            captionHidden
            label={table.name}
            rows={table.columns}
            rowKey={({ name }) => name}
            columns={[
              {
                key: "column",
                label: t(lang, "dictionnaire.column"),
                header: true,
                cell: ({ name }) => <Code>{table.key.includes(name) ? `${name} *` : name}</Code>,
              },
              { key: "label", label: t(lang, "indicateurs.name"), cell: ({ label }) => label?.[lang] ?? "–" },
              { key: "type", label: t(lang, "dictionnaire.type"), cell: ({ type }) => <Code>{type}</Code> },
              {
                key: "unit",
                label: t(lang, "indicateurs.unit"),
                cell: ({ unit }) => (unit === null ? "–" : unitWord(lang, unit)),
              },
              {
                key: "description",
                label: t(lang, "indicateurs.definition"),
                wideOnly: true,
                cell: ({ description }) => <Foreign lang="en">{description}</Foreign>,
              },
            ]}
          />
          <p class="figure-note">{t(lang, "dictionnaire.key")}</p>
        </section>
        <section class="card">
          <h2 class="card-title">{t(lang, "indicateurs.sources")}</h2>
          <ul class="plain-list">
            {table.sources.map((id) => (
              <li key={id}>
                <Code>{id}</Code>
              </li>
            ))}
          </ul>
        </section>
      </div>
    ),
  };
}
