import { formatDate } from "#dashboards/lib/dates.ts";
import { valueNames } from "#dashboards/lib/dimensions.ts";
import { formatNumber, formatPercent } from "#dashboards/lib/format.ts";
import type { PageResult, PageView } from "#dashboards/lib/handler.ts";
import { t } from "#dashboards/lib/i18n.ts";
import { formatMoneyShort } from "#dashboards/lib/money.ts";
import { unitName } from "#dashboards/lib/territory.ts";
import { Code, Num, T } from "#dashboards/lib/text.tsx";
import { href } from "#dashboards/lib/url.ts";
import { PATH } from "#geoportal/map/state.ts";
import { ProjectCurve } from "./curve.tsx";
import { StageSwatch } from "./marks.tsx";
import { allProjects } from "./projects.ts";

/** One project's card: what it is, where it stands, and its S-curve. The map shows the same in its pop-up. */
export async function projectPage(page: PageView): Promise<PageResult> {
  const { ctx, lang, viewer, release, params } = page;
  const { door } = ctx;
  const project = (await allProjects(door, release.id, release.until)).find(({ id }) => id === params.id);
  if (project === undefined) return null;
  const [months, status, sector, programme, places] = await Promise.all([
    door.rows(
      {
        mart: "fct_project_month",
        columns: ["month_start", "planned_value_mad", "earned_value_mad", "actual_cost_mad"],
        where: [{ column: "project_id", value: project.id }],
      },
      viewer,
    ),
    valueNames(door, "project_status"),
    valueNames(door, "sector"),
    valueNames(door, "programme"),
    Promise.all(
      [project.commune, project.province, project.region].map((code) =>
        code === null ? null : door.territories({ code }, viewer).then(([unit]) => unit ?? null),
      ),
    ),
  ]);
  const where = places.flatMap((unit) => (unit === null ? [] : [unit]));
  const index = (value: number | null): string =>
    value === null ? t(lang, "carte.none") : formatNumber(lang, value, { digits: 2 });
  const facts: readonly (readonly [string, string])[] = [
    ["carte.project.programme", programme(lang, project.programme)],
    ["carte.project.sector", sector(lang, project.sector)],
    ["carte.project.budget", formatMoneyShort(lang, project.budget)],
    ["carte.project.progress", formatPercent(lang, project.progress)],
    ["carte.project.spi", index(project.spi)],
    ["carte.project.cpi", index(project.cpi)],
    ["carte.project.end", project.end === null ? t(lang, "carte.none") : formatDate(lang, project.end)],
  ];
  const rows = months.rows.filter((row) => String(row.month_start).slice(0, 7) <= release.until);
  return {
    title: project.title,
    breadcrumb: [{ label: t(lang, "map.title"), href: href(lang, PATH) }],
    crumb: project.id,
    scripts: ["geoportal/client/map.ts"],
    body: (
      <article class="project-card card" id="project-card">
        <p class="project-state">
          <StageSwatch stage={project.stage} troubled={project.troubled} />{" "}
          <strong>{status(lang, project.status)}</strong>
          {project.troubled && (
            <span class="project-trouble">
              <T k="carte.project.troubled" />
            </span>
          )}
          <Code>{project.id}</Code>
        </p>
        <p class="muted">
          {where.map((unit, at) => (
            <span key={unit.code}>
              {at > 0 && " · "}
              {unitName(lang, unit)}
            </span>
          ))}
        </p>
        <dl class="project-facts">
          {facts.map(([key, value]) => (
            <div key={key}>
              <dt>{t(lang, key)}</dt>
              <dd>{/\d/u.test(value) ? <Num>{value}</Num> : value}</dd>
            </div>
          ))}
        </dl>
        {rows.length > 1 && <ProjectCurve rows={rows} release={release} title={project.title} />}
        <p class="project-more">
          <a href={`${href(lang, PATH)}?niveau=commune&dans=${project.province ?? ""}&projets=oui`}>
            <T k="carte.project.around" />
          </a>
        </p>
      </article>
    ),
  };
}
