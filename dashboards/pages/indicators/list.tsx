import { formatNumber } from "../../lib/format.ts";
import { FilterForm, Select } from "../../lib/forms.tsx";
import type { PageResult, PageView } from "../../lib/handler.ts";
import { t } from "../../lib/i18n.ts";
import { Empty, Pagination } from "../../lib/parts.tsx";
import { foldName } from "../../lib/search.ts";
import { DataTable } from "../../lib/table.tsx";
import { Code, rich } from "../../lib/text.tsx";
import { href, intParam, queryString, readQuery } from "../../lib/url.ts";
import { type Indicator, libraryOf } from "./library.ts";
import { directionWord, domainWord, unitWord } from "./words.ts";

export const BASE = "/indicateurs";
const PAGE_SIZE = 50;

/** Whether every word asked for is in an indicator's names, formulas or code, whatever the language. */
export function matches({ info, formula }: Indicator, asked: string): boolean {
  const words = foldName(asked).split(" ").filter(Boolean);
  const all = foldName(
    [info.name.replaceAll("_", " "), ...Object.values(info.label), ...Object.values(formula)].join(" "),
  );
  return words.every((word) => all.includes(word));
}

/** Every indicator of the platform, to browse and to search. */
export async function indicatorsPage({ ctx, lang, handle, req }: PageView): Promise<PageResult> {
  const { indicators } = await libraryOf(ctx.door, handle);
  const { values, unknown } = readQuery(req.originalUrl, ["q", "domaine", "page"]);
  const asked = (values.get("q") ?? "").slice(0, 80);
  const domains = [...new Set(indicators.map(({ domain }) => domain))].toSorted((a, b) =>
    domainWord(lang, a).localeCompare(domainWord(lang, b), lang),
  );
  const domain = domains.find((one) => one === values.get("domaine")) ?? "";
  const found = indicators
    .filter((one) => (domain === "" || one.domain === domain) && matches(one, asked))
    .toSorted(
      (a, b) =>
        a.info.label[lang].localeCompare(b.info.label[lang], lang) || (a.info.name < b.info.name ? -1 : 1),
    );
  const page = Math.min(
    intParam(values.get("page"), 1, 1, 1000),
    Math.max(1, Math.ceil(found.length / PAGE_SIZE)),
  );
  const title = t(lang, "indicateurs.title");
  const files: readonly (readonly [string, string])[] = [
    [`${BASE}.csv`, "CSV"],
    [`${BASE}.ttl`, "SKOS"],
    [`${BASE}/catalogue.ttl`, "DCAT"],
  ];
  return {
    title,
    unknown,
    lede: rich(
      t(lang, "indicateurs.lede", { count: indicators.length, n: formatNumber(lang, indicators.length) }),
    ),
    body: (
      <>
        <FilterForm action={href(lang, BASE)}>
          <div class="field">
            <label for="q">{t(lang, "indicateurs.search")}</label>
            <input id="q" name="q" type="search" dir="auto" value={asked} maxLength={80} />
          </div>
          <Select
            name="domaine"
            label={t(lang, "indicateurs.domain")}
            value={domain}
            options={[
              { value: "", label: t(lang, "indicateurs.domain.all") },
              ...domains.map((value) => ({ value, label: domainWord(lang, value) })),
            ]}
          />
        </FilterForm>
        <p aria-live="polite">
          {rich(t(lang, "indicateurs.found", { count: found.length, n: formatNumber(lang, found.length) }))}{" "}
          <a href={href(lang, "/dictionnaire")}>{t(lang, "dictionnaire.title")}</a>
          {" · "}
          {files.map(([path, name], index) => (
            <>
              {index > 0 && " · "}
              <a href={path} rel="nofollow" download="">
                {name}
              </a>
            </>
          ))}
        </p>
        {found.length === 0 ? (
          <Empty title={t(lang, "indicateurs.none")} />
        ) : (
          <div class="card">
            <DataTable
              caption={title}
              captionHidden
              label={title}
              rows={found.slice((page - 1) * PAGE_SIZE, page * PAGE_SIZE)}
              rowKey={({ info }) => info.name}
              columns={[
                {
                  key: "name",
                  label: t(lang, "indicateurs.name"),
                  header: true,
                  cell: ({ info }) => (
                    <a href={href(lang, `${BASE}/${info.name}`)}>{rich(info.label[lang])}</a>
                  ),
                },
                {
                  key: "formula",
                  label: t(lang, "indicateurs.formula"),
                  cell: ({ formula }) => formula[lang],
                },
                {
                  key: "unit",
                  label: t(lang, "indicateurs.unit"),
                  cell: ({ info }) => unitWord(lang, info.unit),
                },
                {
                  key: "direction",
                  label: t(lang, "indicateurs.direction"),
                  wideOnly: true,
                  cell: ({ info }) => directionWord(lang, info.direction),
                },
                {
                  key: "domain",
                  label: t(lang, "indicateurs.domain"),
                  wideOnly: true,
                  cell: (one) => domainWord(lang, one.domain),
                },
                {
                  key: "code",
                  label: t(lang, "indicateurs.code"),
                  wideOnly: true,
                  cell: ({ info }) => <Code>{info.name}</Code>,
                },
              ]}
            />
            <Pagination
              page={page}
              size={PAGE_SIZE}
              total={found.length}
              href={(to) =>
                `${href(lang, BASE)}${queryString({ q: asked, domaine: domain, page: to }, { page: 1 })}`
              }
            />
          </div>
        )}
      </>
    ),
  };
}
