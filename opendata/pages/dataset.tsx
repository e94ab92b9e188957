import { formatNumber } from "#dashboards/lib/format.ts";
import { t } from "#dashboards/lib/i18n.ts";
import { DataTable } from "#dashboards/lib/table.tsx";
import { Code, Num, T, useLang } from "#dashboards/lib/text.tsx";
import type { Lang } from "#warehouse/text.ts";
import type { Listed } from "../catalogue.ts";
import { fileUrl } from "../dcat.ts";
import type { PreviewRow } from "../preview.ts";
import { PUBLISHER } from "../publisher.ts";
import type { CatalogueFile, Field } from "../types.ts";

const UNITS: readonly [number, Record<Lang, string>][] = [
  [1e6, { fr: "Mo", ar: "ميغابايت", en: "MB" }],
  [1e3, { fr: "ko", ar: "كيلوبايت", en: "kB" }],
  [1, { fr: "o", ar: "بايت", en: "B" }],
];

/** 1,2 Mo · 1.2 MB, in powers of ten. */
export function formatBytes(lang: Lang, bytes: number): string {
  const [size, words] = UNITS.find(([least]) => bytes >= least) ?? [1, { fr: "o", ar: "بايت", en: "B" }];
  return `${formatNumber(lang, bytes / size, { digits: size > 1 ? 1 : 0 })}\u00a0${words[lang]}`;
}

function Files({ item }: { item: Listed }) {
  const lang = useLang();
  const { dataset, entry } = item;
  return (
    <section class="section">
      <h2>
        <T k="data.files" />
      </h2>
      <DataTable<CatalogueFile>
        caption={<T k="data.files" />}
        captionHidden
        label={t(lang, "data.files")}
        rows={[...entry.files].reverse()}
        rowKey={(file) => file.name}
        columns={[
          {
            key: "name",
            label: <T k="data.file" />,
            header: true,
            cell: (file) => (
              <a href={fileUrl(dataset.slug, entry.version, file.name)} download>
                <bdi dir="ltr">{[file.part, file.format.toUpperCase()].filter(Boolean).join(" · ")}</bdi>
              </a>
            ),
          },
          {
            key: "file",
            label: <T k="data.fileName" />,
            wideOnly: true,
            cell: (file) => <Code>{file.name}</Code>,
          },
          {
            key: "rows",
            label: <T k="data.rowsHeader" />,
            kind: "number",
            cell: (file) => <Num>{formatNumber(lang, file.rows)}</Num>,
          },
          {
            key: "size",
            label: <T k="data.size" />,
            kind: "number",
            cell: (file) => <Num>{formatBytes(lang, file.bytes)}</Num>,
          },
          {
            key: "hash",
            label: <T k="data.fingerprint" />,
            wideOnly: true,
            cell: (file) => (
              <abbr title={file.sha256}>
                <Code>{`${file.sha256.slice(0, 16)}…`}</Code>
              </abbr>
            ),
          },
        ]}
      />
    </section>
  );
}

function Preview({ item, rows }: { item: Listed; rows: readonly PreviewRow[] }) {
  const lang = useLang();
  return (
    <section class="section">
      <h2>
        <T k="data.preview.short" />
      </h2>
      <DataTable<PreviewRow>
        caption={<T k="data.preview" />}
        label={t(lang, "data.preview.short")}
        rows={rows}
        rowKey={(_, index) => String(index)}
        columns={item.dataset.fields.map((field, index) => ({
          key: field.name,
          label: <Code>{field.name}</Code>,
          kind:
            field.type === "decimal" || field.type === "number" || field.type === "integer"
              ? "number"
              : "text",
          header: index === 0,
          cell: (row) => <bdi dir="auto">{row[field.name] ?? ""}</bdi>,
        }))}
      />
    </section>
  );
}

function Dictionary({ item }: { item: Listed }) {
  const lang = useLang();
  return (
    <section class="section">
      <h2>
        <T k="data.dictionary" />
      </h2>
      <DataTable<Field>
        caption={<T k="data.dictionary" />}
        captionHidden
        label={t(lang, "data.dictionary")}
        rows={item.dataset.fields}
        rowKey={(field) => field.name}
        columns={[
          {
            key: "name",
            label: <T k="data.column" />,
            header: true,
            cell: (field) => <Code>{field.name}</Code>,
          },
          { key: "type", label: <T k="data.type" />, cell: (field) => <Code>{field.type}</Code> },
          {
            key: "unit",
            label: <T k="data.unit" />,
            cell: (field) => (field.unit === undefined ? "" : <Code>{field.unit}</Code>),
          },
          { key: "label", label: <T k="data.meaning" />, cell: (field) => field.label[lang] },
        ]}
      />
    </section>
  );
}

/** One dataset: its files first, then what is in them, then under which terms. */
export function DatasetPage({
  item,
  rows,
  release,
}: {
  item: Listed;
  rows: readonly PreviewRow[];
  release: string;
}) {
  const lang = useLang();
  const { dataset, entry } = item;
  return (
    <>
      <Files item={item} />
      <Preview item={item} rows={rows} />
      <Dictionary item={item} />
      <section class="section">
        <h2>
          <T k="data.about" />
        </h2>
        <dl class="facts card">
          <dt>
            <T k="data.publisher" />
          </dt>
          <dd>{PUBLISHER.name[lang]}</dd>
          <dt>
            <T k="data.licence" />
          </dt>
          <dd>{PUBLISHER.licence[lang]}</dd>
          <dt>
            <T k="data.law" />
          </dt>
          <dd>{dataset.law[lang]}</dd>
          <dt>
            <T k="data.limits" />
          </dt>
          <dd>{dataset.limits[lang]}</dd>
          <dt>
            <T k="data.version" />
          </dt>
          <dd>
            <Code>{entry.version}</Code>
          </dd>
          <dt>
            <T k="data.cite" />
          </dt>
          <dd>
            <T
              k="data.citation"
              publisher={PUBLISHER.name[lang]}
              title={dataset.title[lang]}
              version={entry.version}
              release={release}
            />
          </dd>
        </dl>
        <p>
          <a href={`/dataset/${dataset.slug}.ttl`}>
            <T k="data.metadata" />
          </a>
        </p>
      </section>
    </>
  );
}
