import { formatNull, formatNumber } from "#dashboards/lib/format.ts";
import { t } from "#dashboards/lib/i18n.ts";
import { DataTable } from "#dashboards/lib/table.tsx";
import { Num, useLang } from "#dashboards/lib/text.tsx";
import { Swatch } from "#geoportal/map/legend.tsx";
import { formatFigure } from "#geoportal/map/measure.ts";
import { unitClass } from "#geoportal/map/svg.tsx";
import type { MapView } from "#geoportal/map/view.ts";
import { territoryHref } from "./place.ts";

/** Every part of a territory beside its map, highest first, in the map's own colours: the map's twin. */
export function Ranking({ view, caption }: { view: MapView; caption: string }) {
  const lang = useLang();
  const { rows, figures, metric, state } = view;
  const most = Math.max(1e-9, ...rows.map(({ value }) => Math.abs(value ?? 0)));
  return (
    <DataTable
      caption={caption}
      captionHidden
      label={caption}
      rows={rows}
      rowKey={(row) => row.unit.code}
      rowClass={(row) => (row.unit.code === state.code ? "is-selected" : undefined)}
      columns={[
        {
          key: "rank",
          label: t(lang, "map.table.rank"),
          kind: "number",
          cell: (row) => (row.rank === null ? "" : formatNumber(lang, row.rank)),
        },
        {
          key: "name",
          label: t(lang, "map.table.name"),
          header: true,
          cell: (row) => (
            <span class="map-class">
              <Swatch kind={unitClass(row.unit.code, figures)} view={view} />
              <a href={territoryHref(lang, row.unit.code, { mesure: metric.name, annee: state.annee })}>
                {row.name}
              </a>
            </span>
          ),
        },
        {
          key: "value",
          label: metric.label[lang],
          kind: "number",
          cell: (row) => (
            <>
              <Num>
                {row.value === null
                  ? formatNull(lang, figures.byCode.get(row.unit.code)?.reason ?? "no_data")
                  : formatFigure(lang, metric.unit, row.value)}
              </Num>
              <svg class="rank-bar" viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true">
                <rect
                  width={Math.round((100 * Math.abs(row.value ?? 0)) / most)}
                  height="6"
                  fill="var(--context)"
                />
              </svg>
            </>
          ),
        },
      ]}
    />
  );
}
