import type { PageResult, PageView } from "../lib/handler.ts";
import { t } from "../lib/i18n.ts";
import { DataTable } from "../lib/table.tsx";
import { Foreign } from "../lib/text.tsx";
import { href } from "../lib/url.ts";
import { Article } from "./text/article.tsx";
import { glossary } from "./text/glossary.ts";
import { method } from "./text/method.ts";
import { rokhasMethod } from "./text/rokhas-method.ts";

export async function methodPage({ lang }: PageView): Promise<PageResult> {
  return {
    title: t(lang, "method.title"),
    lede: t(lang, "method.lede"),
    body: <Article sections={method[lang]} />,
  };
}

export async function rokhasMethodPage({ lang }: PageView): Promise<PageResult> {
  return {
    title: t(lang, "rokhas.method.title"),
    lede: t(lang, "rokhas.method.lede"),
    breadcrumb: [{ label: t(lang, "nav.rokhas"), href: href(lang, "/tableaux/rokhas") }],
    crumb: t(lang, "rokhas.method.crumb"),
    body: <Article sections={rokhasMethod[lang]} />,
  };
}

/** The reader's language first, then the two others. */
export async function glossaryPage({ lang }: PageView): Promise<PageResult> {
  const others = (["fr", "ar", "en"] as const).filter((other) => other !== lang);
  const collator = new Intl.Collator(lang);
  const rows = glossary.toSorted((a, b) => collator.compare(a.term[lang], b.term[lang]));
  return {
    title: t(lang, "glossary.title"),
    lede: t(lang, "glossary.lede"),
    body: (
      <div class="card">
        <DataTable
          caption={t(lang, "glossary.title")}
          captionHidden
          label={t(lang, "glossary.title")}
          rows={rows}
          rowKey={(row) => row.id}
          columns={[
            {
              key: "term",
              label: t(lang, "glossary.term"),
              header: true,
              cell: (row) => <strong id={row.id}>{row.term[lang]}</strong>,
            },
            ...others.map((other) => ({
              key: other,
              label: t(lang, `glossary.${other}`),
              cell: (row: (typeof rows)[number]) => <Foreign lang={other}>{row.term[other]}</Foreign>,
            })),
            { key: "meaning", label: t(lang, "glossary.meaning"), cell: (row) => row.meaning[lang] },
          ]}
        />
      </div>
    ),
  };
}
