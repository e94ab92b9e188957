import { addMessages, hasMessage, t } from "#dashboards/lib/i18n.ts";
import type { PageOptions } from "#dashboards/lib/page.tsx";
import { DataTable } from "#dashboards/lib/table.tsx";
import { Code, rich } from "#dashboards/lib/text.tsx";
import type { Lang } from "#warehouse/text.ts";
import { messages } from "./messages.ts";
import { kindOf, type Operation, operationsOf } from "./operations.ts";

addMessages(messages);

const EXAMPLE = `curl -X POST $SITE/api/v1/query -H 'Content-Type: application/json' -H 'Accept: text/csv' \\
  -d '{"metrics":["ordered_mad","execution_rate"],"groupBy":["region"],"where":[{"dimension":"year","op":"=","value":2025}]}'`;

/** The contract as people read it: the same document, in their language, with an example to begin with. */
export function referencePage(lang: Lang, document: unknown): Omit<PageOptions, "release"> {
  const groups = [...operationsOf(document)].filter(([, operations]) => operations.length > 0);
  const [before = "", after = ""] = t(lang, "api.lede", { link: "\u0000" }).split("\u0000");
  return {
    title: t(lang, "api.title"),
    lede: (
      <>
        {before}
        <a href="/openapi.json">
          <Code>/openapi.json</Code>
        </a>
        {after}
      </>
    ),
    body: (
      <div class="stack">
        <section class="section">
          <h2>{t(lang, "api.start")}</h2>
          <p>{t(lang, "api.start.text")}</p>
          <pre class="example" dir="ltr">
            <code>{EXAMPLE}</code>
          </pre>
          <ul>
            {(["api.token", "api.limits", "api.errors"] as const).map((key) => (
              <li key={key}>{rich(t(lang, key))}</li>
            ))}
          </ul>
        </section>
        {groups.map(([tag, operations]) => (
          <section class="section" key={tag} id={tag}>
            <h2>{hasMessage(`api.tag.${tag}`) ? t(lang, `api.tag.${tag}`) : tag}</h2>
            {operations.map((operation) => (
              <Described key={operation.id} lang={lang} operation={operation} />
            ))}
          </section>
        ))}
      </div>
    ),
  };
}

function Described({ lang, operation }: { lang: Lang; operation: Operation }) {
  const { id, method, path, summary, parameters, takes, gives, statuses } = operation;
  return (
    <details class="operation" id={id}>
      <summary>
        <Code>{`${method} ${path}`}</Code> <span>{summary}</span>
      </summary>
      {parameters.length > 0 && (
        <DataTable
          caption={t(lang, "api.parameter")}
          captionHidden
          label={`${method} ${path}`}
          rows={parameters}
          rowKey={(row) => row.name}
          columns={[
            {
              key: "name",
              label: t(lang, "api.parameter"),
              header: true,
              cell: (row) => (
                <>
                  <Code>{row.name}</Code>
                  {row.required && <small> {t(lang, "api.required")}</small>}
                </>
              ),
            },
            { key: "kind", label: t(lang, "api.kind"), cell: (row) => <Code>{kindOf(row)}</Code> },
            {
              key: "meaning",
              label: t(lang, "api.meaning"),
              cell: (row) => (
                <span lang="en" dir="ltr">
                  {row.description}
                </span>
              ),
            },
          ]}
        />
      )}
      <dl>
        <Line label={t(lang, "api.takes")} values={takes} />
        <Line label={t(lang, "api.gives")} values={gives} />
        <Line label={t(lang, "api.statuses")} values={statuses} />
      </dl>
    </details>
  );
}

function Line({ label, values }: { label: string; values: readonly string[] }) {
  if (values.length === 0) return null;
  return (
    <div>
      <dt>{label}</dt>
      <dd>
        <Code>{values.join(", ")}</Code>
      </dd>
    </div>
  );
}
