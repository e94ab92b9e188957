import type { ComponentChildren } from "preact";
import { formatNumber } from "#dashboards/lib/format.ts";
import { t } from "#dashboards/lib/i18n.ts";
import { rich, T, useLang } from "#dashboards/lib/text.tsx";
import { classOf } from "#geoportal/map/classes.ts";
import { classLabel } from "#geoportal/map/legend.tsx";
import { roleOf } from "#geoportal/map/step.ts";
import { hexagonBreaks } from "./hexagons.ts";
import { StageSwatch } from "./marks.tsx";
import type { Overlays } from "./overlays.ts";
import { STAGES } from "./status.ts";

/** What the marks and hexagons mean, and how many there are of each. */
export function OverlayLegend({ overlays, year }: { overlays: Overlays; year: number }) {
  const { projects, permits } = overlays;
  return (
    <>
      {projects !== null && <ProjectsLegend projects={projects} />}
      {permits !== null && <HexagonsLegend permits={permits} year={year} />}
    </>
  );
}

function ProjectsLegend({ projects }: { projects: NonNullable<Overlays["projects"]> }) {
  const lang = useLang();
  const placed = projects.filter(({ at }) => at !== null);
  const line = (key: string, swatch: ComponentChildren, n: number) => (
    <tr key={key}>
      <td class="legend-swatch">{swatch}</td>
      <th scope="row">
        <T k={`carte.stage.${key}`} />
      </th>
      <td class="n">{formatNumber(lang, n)}</td>
    </tr>
  );
  return (
    <div class="card">
      <table class="map-legend">
        <caption>
          <T k="carte.layer.projets" />
        </caption>
        <tbody>
          {STAGES.map((stage) =>
            line(stage, <StageSwatch stage={stage} />, placed.filter((one) => one.stage === stage).length),
          )}
          {line("troubled", <StageSwatch stage={null} />, placed.filter((one) => one.troubled).length)}
        </tbody>
      </table>
      <p class="map-note">
        {t(lang, "carte.projects.note", {
          missing: projects.length - placed.length,
          n: formatNumber(lang, projects.length - placed.length),
        })}
      </p>
    </div>
  );
}

function HexagonsLegend({ permits, year }: { permits: NonNullable<Overlays["permits"]>; year: number }) {
  const lang = useLang();
  const breaks = hexagonBreaks(permits);
  const classes = breaks.length + 1;
  const count = (index: number): number =>
    permits.filter(({ files }) => files !== null && classOf(files, breaks) === index).length;
  const withheld = permits.filter(({ files }) => files === null).length;
  return (
    <div class="card">
      <table class="map-legend">
        <caption>{t(lang, "carte.permits.legend", { year: String(year) })}</caption>
        <tbody>
          {Array.from({ length: classes }, (_, index) => classes - 1 - index).map((index) => (
            <tr key={index}>
              <td class="legend-swatch">
                <HexagonSwatch fill={`var(--${roleOf("eau", index, classes)})`} />
              </td>
              <th scope="row">{rich(classLabel(lang, "files", breaks, index))}</th>
              <td class="n">{formatNumber(lang, count(index))}</td>
            </tr>
          ))}
          {withheld > 0 && (
            <tr>
              <td class="legend-swatch">
                <HexagonSwatch fill="var(--nodata)" hatch />
              </td>
              <th scope="row">
                <T k="carte.permits.withheld" />
              </th>
              <td class="n">{formatNumber(lang, withheld)}</td>
            </tr>
          )}
        </tbody>
      </table>
      <p class="map-note">
        <T k="carte.permits.note" />
      </p>
    </div>
  );
}

export const HexagonSwatch = ({ fill, hatch = false }: { fill: string; hatch?: boolean }) => (
  <svg class="swatch" viewBox="0 0 24 24" width="20" height="20" aria-hidden="true">
    <path d="M12 1L22 6.5V17.5L12 23L2 17.5V6.5Z" fill={fill} stroke="var(--ctl)" />
    {hatch && <path d="M4 18 18 4M9 21 21 9" stroke="var(--nodata-mark)" stroke-width="2" />}
  </svg>
);
