import { type ComponentChildren, Fragment } from "preact";
import { PUBLIC_VIEWER } from "#warehouse/door/types.ts";
import { formatMonth } from "../../lib/dates.ts";
import { formatNumber, formatPercent } from "../../lib/format.ts";
import type { PageResult, PageView } from "../../lib/handler.ts";
import { t } from "../../lib/i18n.ts";
import { Facts } from "../../lib/parts.tsx";
import { DataTable } from "../../lib/table.tsx";
import { Code, Foreign, Num, rich } from "../../lib/text.tsx";
import { href } from "../../lib/url.ts";
import { libraryOf } from "./library.ts";
import { BASE } from "./list.tsx";
import { definedSince } from "./versions.ts";
import { directionWord, domainWord, unitWord } from "./words.ts";

/** One indicator: what it means, how it is computed, from what, by whom, how often, under which text. */
export async function indicatorPage(view: PageView): Promise<PageResult> {
  const { ctx, lang, handle, params } = view;
  const { indicators } = await libraryOf(ctx.door, handle);
  const one = indicators.find(({ info }) => info.name === params.name);
  if (one === undefined) return null;
  const { info, formula, sources } = one;
  const [explained, dimensions, { since, of }] = await Promise.all([
    ctx.door.explain(info.name, PUBLIC_VIEWER),
    ctx.door.dimensions(),
    definedSince(ctx.home, handle.id, info.name),
  ]);
  const others = (["fr", "ar", "en"] as const).filter((other) => other !== lang);
  const named = (name: string): string => dimensions.find((item) => item.name === name)?.label[lang] ?? name;
  const rowsIn = explained.exports.reduce((sum, item) => sum + item.rows_in, 0);
  const loaded = explained.exports.reduce((sum, item) => sum + item.rows_loaded, 0);
  const owners = [...new Set(sources.map(({ owner }) => owner).filter((owner) => owner !== ""))];
  const laws = [...new Set(sources.map(({ law }) => law).filter((law) => law !== ""))];
  const separator = lang === "ar" ? "، " : ", ";
  const facts: readonly (readonly [string, ComponentChildren])[] = [
    [t(lang, "indicateurs.formula"), formula[lang]],
    ...others.map(
      (other) =>
        [
          t(lang, `glossary.${other}`),
          <Foreign key={other} lang={other}>{`${info.label[other]} : ${formula[other]}`}</Foreign>,
        ] as const,
    ),
    [
      t(lang, "indicateurs.definition"),
      <Foreign key="d" lang="en">
        {one.definition}
      </Foreign>,
    ],
    [t(lang, "indicateurs.unit"), unitWord(lang, info.unit)],
    [t(lang, "indicateurs.direction"), directionWord(lang, info.direction)],
    [t(lang, "indicateurs.target"), one.target?.text[lang] ?? t(lang, "indicateurs.target.none")],
    [
      t(lang, "indicateurs.grains"),
      info.grains.map((grain) => t(lang, `indicateurs.grain.${grain}`)).join(separator),
    ],
    [t(lang, "indicateurs.dimensions"), info.dimensions.map(named).join(separator)],
    [t(lang, "indicateurs.additive"), t(lang, info.additive ? "indicateurs.yes" : "indicateurs.no")],
    [t(lang, "indicateurs.law"), info.law?.[lang] ?? (laws.length === 0 ? "–" : laws.join(separator))],
    [t(lang, "indicateurs.owner"), owners.length === 0 ? "–" : owners.join(separator)],
    [
      t(lang, "indicateurs.quality"),
      rowsIn === 0
        ? "–"
        : t(lang, "indicateurs.quality.text", {
            n: formatNumber(lang, rowsIn),
            rate: formatPercent(lang, loaded / rowsIn, { digits: 2 }),
            files: formatNumber(lang, explained.exports.length),
          }),
    ],
    [
      t(lang, "indicateurs.version"),
      <Fragment key="v">
        <Code>{info.version}</Code>{" "}
        {rich(
          t(lang, "indicateurs.since", {
            month: formatMonth(lang, since),
            count: of,
            n: formatNumber(lang, of),
          }),
        )}
      </Fragment>,
    ],
    [t(lang, "indicateurs.code"), <Code key="c">{info.name}</Code>],
  ];
  return {
    title: info.label[lang],
    lede: domainWord(lang, one.domain),
    breadcrumb: [{ label: t(lang, "indicateurs.title"), href: href(lang, BASE) }],
    body: (
      <div class="stack">
        <section class="card">
          <Facts facts={facts} />
        </section>
        <section class="card">
          <h2 class="card-title">{t(lang, "indicateurs.lineage")}</h2>
          <p>
            {one.tables.map((table) => (
              <a key={table} href={href(lang, `/dictionnaire/${table}`)}>
                <Code>{table}</Code>
              </a>
            ))}{" "}
            <a href={`/api/v1/lineage?metric=${info.name}`} rel="nofollow">
              {t(lang, "indicateurs.lineage.all")}
            </a>
          </p>
          <DataTable
            caption={t(lang, "indicateurs.sources")}
            captionHidden
            label={t(lang, "indicateurs.sources")}
            rows={sources}
            rowKey={({ id }) => id}
            columns={[
              {
                key: "id",
                label: t(lang, "indicateurs.source"),
                header: true,
                cell: ({ id }) => <Code>{id}</Code>,
              },
              { key: "label", label: t(lang, "indicateurs.name"), cell: ({ label }) => label?.[lang] ?? "–" },
              {
                key: "exports",
                label: t(lang, "indicateurs.exports"),
                kind: "number",
                cell: ({ id }) => (
                  <Num>
                    {formatNumber(
                      lang,
                      explained.exports.filter(({ system, table }) => `${system}.${table}` === id).length,
                    )}
                  </Num>
                ),
              },
              {
                key: "owner",
                label: t(lang, "indicateurs.owner"),
                wideOnly: true,
                cell: ({ owner }) => owner,
              },
              { key: "law", label: t(lang, "indicateurs.law"), wideOnly: true, cell: ({ law }) => law },
            ]}
          />
        </section>
      </div>
    ),
  };
}
