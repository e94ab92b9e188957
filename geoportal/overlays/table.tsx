import { formatNumber, formatPercent } from "#dashboards/lib/format.ts";
import { t } from "#dashboards/lib/i18n.ts";
import { formatMoneyShort } from "#dashboards/lib/money.ts";
import { DataTable } from "#dashboards/lib/table.tsx";
import { Num, T, useLang } from "#dashboards/lib/text.tsx";
import { href } from "#dashboards/lib/url.ts";
import { StageSwatch } from "./marks.tsx";
import type { Project } from "./projects.ts";

const SHOWN = 25;

/** Address of a project's card. */
export const projectHref = (lang: "fr" | "ar" | "en", id: string): string =>
  href(lang, `/carte/projet/${encodeURIComponent(id)}`);

/** Projects in difficulty first, the dearest first among them: the list twin of the marks. */
export function ProjectTable({ projects, title }: { projects: readonly Project[]; title: string }) {
  const lang = useLang();
  const listed = projects.toSorted(
    (a, b) =>
      Number(b.troubled) - Number(a.troubled) ||
      Number(b.budget) - Number(a.budget) ||
      (a.id < b.id ? -1 : 1),
  );
  return (
    <>
      <DataTable
        caption={title}
        captionHidden
        label={title}
        rows={listed.slice(0, SHOWN)}
        rowKey={({ id }) => id}
        empty={t(lang, "carte.projects.none")}
        columns={[
          {
            key: "title",
            label: t(lang, "carte.project.title"),
            header: true,
            cell: (one) => (
              <a href={projectHref(lang, one.id)} data-project={one.id}>
                <bdi>{one.title}</bdi>
              </a>
            ),
          },
          {
            key: "stage",
            label: t(lang, "carte.project.stage"),
            cell: (one) => (
              <span class="map-class">
                <StageSwatch stage={one.stage} troubled={one.troubled} /> <T k={`carte.stage.${one.stage}`} />
              </span>
            ),
          },
          {
            key: "progress",
            label: t(lang, "carte.project.progress"),
            kind: "number",
            wideOnly: true,
            cell: (one) => <Num>{formatPercent(lang, one.progress, { digits: 0 })}</Num>,
          },
          {
            key: "spi",
            label: t(lang, "carte.project.spi"),
            kind: "number",
            cell: (one) => <Num>{formatNumber(lang, one.spi, { digits: 2 })}</Num>,
          },
          {
            key: "budget",
            label: t(lang, "carte.project.budget"),
            kind: "number",
            cell: (one) => <Num>{formatMoneyShort(lang, one.budget)}</Num>,
          },
        ]}
      />
      {listed.length > SHOWN && (
        <p class="map-note">
          {t(lang, "carte.projects.more", {
            shown: formatNumber(lang, SHOWN),
            n: formatNumber(lang, listed.length),
          })}
        </p>
      )}
    </>
  );
}
