import { formatDate } from "#dashboards/lib/dates.ts";
import { formatNumber, formatPercent } from "#dashboards/lib/format.ts";
import { t } from "#dashboards/lib/i18n.ts";
import { DataTable } from "#dashboards/lib/table.tsx";
import { Code, Num, T, useLang } from "#dashboards/lib/text.tsx";
import { href } from "#dashboards/lib/url.ts";
import type { Listed } from "../catalogue.ts";
import { printedAt, printedOf } from "../documents.ts";
import { LICENCES } from "../licences.ts";
import { schemaOrg } from "../meta/packages.ts";
import type { Preview, PreviewAsk } from "../preview.ts";
import { PUBLISHER } from "../publisher.ts";
import type { Reuse } from "../reuses.ts";
import type { Edition } from "../shelf/shelf.ts";
import type { Field } from "../types.ts";
import { Files } from "./files.tsx";
import { Cite, Load } from "./load.tsx";
import { PreviewSection } from "./preview.tsx";
import { UsedIn } from "./reuses.tsx";

function Dictionary({ item }: { item: Listed }) {
  const lang = useLang();
  const { entry } = item;
  const full = (field: Field) => entry.completeness[entry.fields.indexOf(field)] ?? 1;
  return (
    <section class="section">
      <h2>
        <T k="data.dictionary" />
      </h2>
      <DataTable<Field>
        caption={<T k="data.dictionary" />}
        captionHidden
        label={t(lang, "data.dictionary")}
        rows={entry.fields}
        rowKey={(field) => field.name}
        columns={[
          {
            key: "name",
            label: <T k="data.column" />,
            header: true,
            cell: (field) => <Code>{field.name}</Code>,
          },
          { key: "label", label: <T k="data.meaning" />, cell: (field) => field.label[lang] },
          { key: "type", label: <T k="data.type" />, cell: (field) => <Code>{field.type}</Code> },
          {
            key: "unit",
            label: <T k="data.unit" />,
            cell: (field) => (field.unit === undefined ? "" : <Code>{field.unit}</Code>),
          },
          {
            key: "full",
            label: <T k="data.filled" />,
            kind: "number",
            wideOnly: true,
            cell: (field) => <Num>{formatPercent(lang, full(field))}</Num>,
          },
        ]}
      />
    </section>
  );
}

function Versions({ item, editions }: { item: Listed; editions: readonly Edition[] }) {
  const lang = useLang();
  const { slug } = item.entry;
  const rows = editions.map((edition, index) => ({ edition, before: editions[index - 1] })).reverse();
  return (
    <section class="section">
      <h2>
        <T k="data.versions" />
      </h2>
      <DataTable
        caption={<T k="data.versions.caption" />}
        label={t(lang, "data.versions")}
        rows={rows}
        rowKey={({ edition }) => edition.version}
        columns={[
          {
            key: "version",
            label: <T k="data.version" />,
            header: true,
            cell: ({ edition }) => (
              <a href={`/dataset/${slug}/v/${edition.version}/index.json`}>
                <Code>{edition.version}</Code>
              </a>
            ),
          },
          {
            key: "day",
            label: <T k="data.published" />,
            cell: ({ edition }) => formatDate(lang, edition.published_at.slice(0, 10)),
          },
          {
            key: "rows",
            label: <T k="data.rowsHeader" />,
            kind: "number",
            cell: ({ edition }) => <Num>{formatNumber(lang, edition.entry.rows)}</Num>,
          },
          {
            key: "diff",
            label: <T k="data.changes" />,
            cell: ({ edition, before }) =>
              before === undefined ? (
                <T k="data.first" />
              ) : (
                <a href={`/dataset/${slug}/diff/${before.version}..${edition.version}.json?lang=${lang}`}>
                  <T k="data.diff" />
                </a>
              ),
          },
        ]}
      />
    </section>
  );
}

function About({ item }: { item: Listed }) {
  const lang = useLang();
  const { dataset, entry } = item;
  const licence = LICENCES[dataset.licence];
  const printed = printedOf(dataset);
  const facts: readonly (readonly [string, unknown])[] = [
    ["data.publisher", PUBLISHER.name[lang]],
    [
      "data.licence",
      <a key="l" href={licence.url ?? href(lang, "/donnees/licence")}>
        {licence.title[lang]}
      </a>,
    ],
    ["data.law", dataset.law[lang]],
    [
      "data.coverage",
      <T key="c" k="data.span" from={formatDate(lang, entry.from)} to={formatDate(lang, entry.to)} />,
    ],
    ["data.frequency", t(lang, `data.frequency.${dataset.frequency}`)],
    ["data.quality", dataset.quality[lang]],
    ["data.limits", dataset.limits[lang]],
    ...(printed.length === 0
      ? []
      : [
          [
            "data.printed",
            printed.map((report, index) => (
              <span key={report.name}>
                {index > 0 && " · "}
                <a href={printedAt(report, lang)}>
                  {report.title[lang]} (<bdi dir="ltr">PDF</bdi>)
                </a>
              </span>
            )),
          ] as const,
        ]),
    [
      "data.contact",
      <a key="d" href={href(lang, "/donnees/demande")}>
        <T k="data.request" />
      </a>,
    ],
  ];
  return (
    <section class="section">
      <h2>
        <T k="data.about" />
      </h2>
      <dl class="facts card">
        {facts.map(([key, value]) => [
          <dt key={`${key}t`}>
            <T k={key} />
          </dt>,
          <dd key={`${key}d`}>{value as string}</dd>,
        ])}
        {entry.withheld !== null && [
          <dt key="wt">
            <T k="data.withheld" />
          </dt>,
          <dd key="wd">
            <T
              k="data.withheld.count"
              n={formatNumber(lang, entry.withheld.rows)}
              total={formatNumber(lang, entry.withheld.examined)}
            />{" "}
            <a href={href(lang, "/donnees/masque")}>
              <T k="data.withheld.why" />
            </a>
          </dd>,
        ]}
      </dl>
      <p>
        {(["ttl", "jsonld", "rdf"] as const).map((form) => (
          <span key={form}>
            <a href={`/dataset/${entry.slug}.${form}`}>
              <bdi dir="ltr">DCAT-AP ({form})</bdi>
            </a>{" "}
            ·{" "}
          </span>
        ))}
        {(["datapackage.json", "croissant.json", "provenance.jsonld", "ro-crate-metadata.json"] as const).map(
          (name, index) => (
            <span key={name}>
              {index > 0 && " · "}
              <a href={`/dataset/${entry.slug}/v/${entry.version}/${name}`}>
                <bdi dir="ltr">{name}</bdi>
              </a>
            </span>
          ),
        )}
      </p>
    </section>
  );
}

export interface DatasetPageProps {
  readonly item: Listed;
  readonly preview: Preview;
  readonly ask: PreviewAsk;
  readonly editions: readonly Edition[];
  readonly reuses: readonly Reuse[];
  readonly base: string;
}

/** One dataset: its files first, then what is in them, how it changed, how to load and cite it, under which terms. */
export function DatasetPage({ item, preview, ask, editions, reuses, base }: DatasetPageProps) {
  const lang = useLang();
  const edition = editions.find(({ version }) => version === item.entry.version);
  const published = edition?.published_at ?? null;
  // Data, not code: a script element of this type is never run. `<` could close it.
  const described = JSON.stringify(schemaOrg(base, item, lang, published)).replaceAll("<", "\\u003c");
  return (
    <>
      <script type="application/ld+json" dangerouslySetInnerHTML={{ __html: described }} />
      <Files item={item} />
      <PreviewSection item={item} preview={preview} ask={ask} />
      <Dictionary item={item} />
      <Versions item={item} editions={editions} />
      <Load item={item} base={base} />
      <Cite item={item} base={base} published={published} />
      <UsedIn reuses={reuses} item={item} />
      <About item={item} />
    </>
  );
}
