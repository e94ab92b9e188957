import { formatNumber } from "#dashboards/lib/format.ts";
import { t } from "#dashboards/lib/i18n.ts";
import { DataTable } from "#dashboards/lib/table.tsx";
import { Code, Num, T, useLang } from "#dashboards/lib/text.tsx";
import type { Listed } from "../catalogue.ts";
import { councilColumn, type Form, nameOf, REGIONS, refusal, WHOLE } from "../derive/forms.ts";
import { fileUrl } from "../files.ts";
import type { CatalogueFile } from "../types.ts";
import { formatBytes } from "./bytes.ts";

const FORMS: readonly Form[] = ["csv", "xlsx", "json", "ndjson", "parquet", "geojson", "zip"];

/** The whole dataset in every form that it can take. */
function Whole({ item }: { item: Listed }) {
  const lang = useLang();
  const { entry } = item;
  const forms = FORMS.filter((form) => refusal(entry, { part: null, ...WHOLE, form }) === null);
  return (
    <p class="data-forms">
      {forms.map((form) => {
        const size = form === "csv" ? formatBytes(lang, entry.whole.bytes) : null;
        return (
          <a
            key={form}
            class="button"
            href={fileUrl(entry.slug, entry.version, nameOf(entry, null, WHOLE, form))}
            download
          >
            <bdi dir="ltr">{form === "zip" ? "CSV.ZIP" : form.toUpperCase()}</bdi>
            {size !== null && <span class="muted"> · {size}</span>}
          </a>
        );
      })}
    </p>
  );
}

function Regions({ item }: { item: Listed }) {
  const lang = useLang();
  const { entry } = item;
  if (entry.region === null) return null;
  return (
    <details class="disclosure">
      <summary>
        <T k="data.byRegion" />
      </summary>
      <ul class="data-regions">
        {REGIONS.map((region) => (
          <li key={region}>
            <a
              href={fileUrl(entry.slug, entry.version, nameOf(entry, null, { region, council: null }, "csv"))}
              download
            >
              {t(lang, "data.region", { code: region })}
            </a>
          </li>
        ))}
      </ul>
    </details>
  );
}

/** Where one council's file stands: the address is said, since there are 1,590 of them. */
function Councils({ item: { entry } }: { item: Listed }) {
  if (councilColumn(entry) === null) return null;
  const part = entry.files.at(-1)?.part ?? null;
  const name = nameOf(entry, part, { region: null, council: "01.511" }, "csv");
  return (
    <details class="disclosure">
      <summary>
        <T k="data.byCouncil" />
      </summary>
      <p>
        <T k="data.byCouncil.how" /> <Code>{`/dataset/${entry.slug}/latest/${name}`}</Code>
      </p>
    </details>
  );
}

/** Files of a dataset: the whole first, then year by year, then by region. */
export function Files({ item }: { item: Listed }) {
  const lang = useLang();
  const { dataset, entry } = item;
  return (
    <section class="section">
      <h2>
        <T k="data.files" />
      </h2>
      <Whole item={item} />
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
      <Regions item={item} />
      <Councils item={item} />
    </section>
  );
}
