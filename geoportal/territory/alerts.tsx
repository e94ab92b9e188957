import { formatDate } from "#dashboards/lib/dates.ts";
import { formatNumber } from "#dashboards/lib/format.ts";
import type { PageView } from "#dashboards/lib/handler.ts";
import { t } from "#dashboards/lib/i18n.ts";
import { Icon, type IconName } from "#dashboards/lib/icon.tsx";
import { DataTable } from "#dashboards/lib/table.tsx";
import { Code, T, useLang } from "#dashboards/lib/text.tsx";
import { href } from "#dashboards/lib/url.ts";
import type { Layer, Layers } from "#geoportal/layers/load.ts";
import { LEVELS, type Level, type UnitProperties } from "#geoportal/layers/unit.ts";
import type { Drawing } from "#geoportal/map/shapes.ts";
import { liesIn, type Project } from "#geoportal/overlays/projects.ts";
import { type Alert, alertPlaces, alertsOf, ruleOf } from "#warehouse/alerts/index.ts";

const SHOWN = 12;
const ICONS: Record<Alert["severity"], IconName> = { watch: "info", warning: "warning", critical: "error" };

/** An alert with the unit of the map that it stands on, where it stands on one. */
export interface PlacedAlert {
  readonly alert: Alert;
  readonly unit: string | null;
}

/**
 * Active alerts inside a territory, of those that the reader may see; null where they see none at all. An alert about
 * a project stands where the project does.
 */
export async function territoryAlerts(
  { ctx, handle, asker }: Pick<PageView, "ctx" | "handle" | "asker">,
  code: string,
  layers: Layers,
  level: Level,
  projects: readonly Project[],
): Promise<readonly PlacedAlert[] | null> {
  const layer = layers[level];
  if (asker.role === "public") return null;
  const own = await alertPlaces(handle, asker);
  if (own?.size === 0) return null;
  const byId = new Map(projects.map((project) => [project.id, project]));
  return alertsOf(ctx)
    .active(own)
    .flatMap((alert) => {
      const project = byId.get(alert.subject);
      const home = unitOf(layers, alert.territory) ?? unitOf(layers, alert.subject);
      const places = [alert.territory, alert.subject, home?.province, home?.region];
      const around = project === undefined ? [] : [project.commune, project.province, project.region];
      const unit =
        layer.units.find(({ properties }) => [...places, ...around].includes(properties.code))?.properties
          .code ?? null;
      const inside = places.includes(code) || (project !== undefined && liesIn(project, code));
      return inside ? [{ alert, unit }] : [];
    });
}

/** The unit of any level that a code names. */
function unitOf(layers: Layers, code: string | null): UnitProperties | undefined {
  if (code === null) return undefined;
  return LEVELS.map((level) => layers[level].byCode.get(code)?.properties).find((unit) => unit !== undefined);
}

/** How many alerts stand on each unit, with its label's place in degrees. */
export function alertCounts(
  alerts: readonly PlacedAlert[],
  layer: Layer,
): readonly { readonly code: string; readonly at: readonly [number, number]; readonly n: number }[] {
  const counts = new Map<string, number>();
  for (const { unit } of alerts) if (unit !== null) counts.set(unit, (counts.get(unit) ?? 0) + 1);
  return [...counts].sort().flatMap(([code, n]) => {
    const unit = layer.byCode.get(code)?.properties;
    return unit === undefined ? [] : [{ code, n, at: [unit.x, unit.y] as const }];
  });
}

/** Alerts over a still map: a flag with their number on each unit. */
export function AlertFlags({
  drawing,
  counts,
}: {
  drawing: Drawing;
  counts: ReturnType<typeof alertCounts>;
}) {
  const lang = useLang();
  return (
    <g text-anchor="middle" font-weight="600" font-size="24" pointer-events="none">
      {counts.map(({ code, n, at }) => {
        const [x, y] = drawing.project(...at);
        return (
          <g key={code}>
            <path
              d={`M${x} ${y - 66}L${x + 27} ${y - 20}H${x - 27}Z`}
              fill="var(--error)"
              stroke="var(--surface)"
              stroke-width="4"
              stroke-linejoin="round"
            />
            <text x={x} y={y - 26} fill="var(--surface)">
              {formatNumber(lang, n)}
            </text>
          </g>
        );
      })}
    </g>
  );
}

/** The gravest alerts of a territory, each with what it is about and since when. */
export function AlertList({
  alerts,
  names,
  projects,
}: {
  alerts: readonly PlacedAlert[];
  names: (code: string) => string;
  projects: readonly Project[];
}) {
  const lang = useLang();
  const titles = new Map(projects.map(({ id, title }) => [id, title]));
  const title = t(lang, "carte.alerts");
  return (
    <>
      <DataTable
        caption={title}
        captionHidden
        label={title}
        rows={alerts.slice(0, SHOWN)}
        rowKey={({ alert }) => alert.id}
        empty={t(lang, "carte.alerts.none")}
        columns={[
          {
            key: "rule",
            label: t(lang, "carte.alert"),
            header: true,
            cell: ({ alert }) => (
              <a href={href(lang, `/tableaux/alertes/avis/${alert.id}`)}>
                {ruleOf(alert.rule)?.label[lang] ?? alert.rule}
              </a>
            ),
          },
          {
            key: "severity",
            label: t(lang, "carte.alert.severity"),
            cell: ({ alert }) => (
              <span class={`severity severity-${alert.severity}`}>
                <Icon name={ICONS[alert.severity]} size={16} />{" "}
                {t(lang, `alertes.severity.${alert.severity}`)}
              </span>
            ),
          },
          {
            key: "about",
            label: t(lang, "carte.alert.about"),
            cell: ({ alert, unit }) => {
              const project = titles.get(alert.subject);
              if (project !== undefined) return <bdi>{project}</bdi>;
              const code = unit ?? alert.territory ?? alert.subject;
              return names(code) === code ? <Code>{code}</Code> : names(code);
            },
          },
          {
            key: "since",
            label: t(lang, "carte.alert.since"),
            wideOnly: true,
            cell: ({ alert }) => formatDate(lang, alert.since),
          },
        ]}
      />
      {alerts.length > SHOWN && (
        <p class="map-note">
          <a href={href(lang, "/tableaux/alertes")}>
            <T k="carte.alerts.all" n={formatNumber(lang, alerts.length)} />
          </a>
        </p>
      )}
    </>
  );
}
