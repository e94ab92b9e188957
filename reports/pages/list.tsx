import { t } from "#dashboards/lib/i18n.ts";
import { DataTable } from "#dashboards/lib/table.tsx";
import { T, useLang } from "#dashboards/lib/text.tsx";
import { href } from "#dashboards/lib/url.ts";
import type { Definition } from "../definition/schema.ts";
import { periodsOf, reportUrl } from "./parts.ts";

/** Every report with what it tells, how often it comes, and its latest issue for the country. */
export function ReportList(props: {
  definitions: readonly Definition[];
  until: string;
  /** Whether someone is signed in, and whether they run the installation. */
  person: boolean;
  admin: boolean;
}) {
  const lang = useLang();
  const { definitions, until } = props;
  return (
    <>
      {props.person && (
        <p>
          <a href={href(lang, "/rapports/abonnements")}>
            <T k="subs.title" />
          </a>
          {props.admin && (
            <>
              {" "}
              ·{" "}
              <a href={href(lang, "/exploitation")}>
                <T k="ops.title" />
              </a>
            </>
          )}
        </p>
      )}
      <DataTable<Definition>
        caption={<T k="reports.title" />}
        captionHidden
        label={t(lang, "reports.title")}
        rows={definitions}
        rowKey={({ name }) => name}
        columns={[
          {
            key: "name",
            label: <T k="reports.report" />,
            header: true,
            cell: ({ name, title }) => <a href={href(lang, `/rapports/${name}`)}>{title[lang]}</a>,
          },
          { key: "about", label: <T k="reports.about" />, cell: ({ about }) => about[lang], wideOnly: true },
          {
            key: "every",
            label: <T k="reports.every" />,
            cell: ({ every }) => <T k={`reports.every.${every}`} />,
          },
          {
            key: "latest",
            label: <T k="reports.latest" />,
            cell: (definition) => {
              const [latest] = periodsOf(definition, until, lang, 1);
              if (latest === undefined || !definition.levels.includes("nation")) return latest?.label ?? "";
              const request = { territory: "MA", period: latest.value, lang, format: "pdf" };
              return <a href={reportUrl(definition.name, request)}>{latest.label} (PDF)</a>;
            },
          },
        ]}
      />
    </>
  );
}
