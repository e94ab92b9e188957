import { T, useLang } from "#dashboards/lib/text.tsx";
import type { Listed } from "../catalogue.ts";
import { nameOf, WHOLE } from "../derive/forms.ts";
import { fileUrl } from "../files.ts";
import { PUBLISHER } from "../publisher.ts";

/** How to read the very file cited, in four languages; addresses are those of the edition, so that a script lasts. */
export function Load({ item, base }: { item: Listed; base: string }) {
  const { entry } = item;
  const at = (form: "csv" | "parquet") =>
    `${base}${fileUrl(entry.slug, entry.version, nameOf(entry, null, WHOLE, form))}`;
  const codes = entry.fields.filter(({ type }) => type === "string").map(({ name }) => `"${name}": "string"`);
  const samples: readonly (readonly [string, string])[] = [
    [
      "Python",
      `import pandas as pd\ndf = pd.read_csv("${at("csv")}",\n    dtype={${codes.slice(0, 6).join(", ")}})`,
    ],
    [
      "R",
      `library(readr)\ndf <- read_csv("${at("csv")}",\n    col_types = cols(.default = col_guess(), ${entry.fields
        .filter(({ type, name }) => type === "string" && /code/.test(name))
        .slice(0, 4)
        .map(({ name }) => `${name} = col_character()`)
        .join(", ")}))`,
    ],
    [
      "JavaScript",
      `import { asyncBufferFromUrl, parquetReadObjects } from "hyparquet";\nimport { compressors } from "hyparquet-compressors";\nconst file = await asyncBufferFromUrl({ url: "${at("parquet")}" });\nconst rows = await parquetReadObjects({ file, compressors });`,
    ],
    ["DuckDB", `select * from read_parquet('${at("parquet")}') limit 10;`],
    [
      "Excel (Power Query)",
      `let\n  Source = Csv.Document(Web.Contents("${at("csv")}"), [Delimiter=",", Encoding=65001]),\n  Rows = Table.PromoteHeaders(Source)\nin\n  Rows`,
    ],
  ];
  return (
    <section class="section">
      <h2>
        <T k="data.load" />
      </h2>
      {samples.map(([name, code], index) => (
        <details key={name} class="disclosure" open={index === 0}>
          <summary>
            <bdi dir="ltr">{name}</bdi>
          </summary>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard. */}
          <pre class="data-code" dir="ltr" tabIndex={0}>
            <code>{code}</code>
          </pre>
        </details>
      ))}
    </section>
  );
}

/** How to cite an edition: in words, and for a reference manager. */
export function Cite({ item, base, published }: { item: Listed; base: string; published: string | null }) {
  const lang = useLang();
  const { dataset, entry } = item;
  const year = (published ?? entry.to).slice(0, 4);
  const url = `${base}/dataset/${entry.slug}/v/${entry.version}/index.json`;
  const bibtex = `@misc{${entry.slug}_${entry.version},\n  title     = {${dataset.title.fr}},\n  author    = {{${PUBLISHER.name.fr}}},\n  publisher = {Bayan},\n  year      = {${year}},\n  version   = {${entry.version}},\n  url       = {${url}}\n}`;
  return (
    <section class="section">
      <h2>
        <T k="data.cite" />
      </h2>
      <p>
        <T
          k="data.citation"
          publisher={PUBLISHER.name[lang]}
          title={dataset.title[lang]}
          version={entry.version}
          year={year}
        />{" "}
        <a href={url}>
          <bdi dir="ltr">{url}</bdi>
        </a>
      </p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard. */}
      <pre class="data-code" dir="ltr" tabIndex={0}>
        <code>{bibtex}</code>
      </pre>
    </section>
  );
}
