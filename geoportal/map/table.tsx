import { formatNull, formatNumber } from "#dashboards/lib/format.ts";
import { t } from "#dashboards/lib/i18n.ts";
import { Pagination, Status } from "#dashboards/lib/parts.tsx";
import { type Column, DataTable } from "#dashboards/lib/table.tsx";
import { Num, T, useLang } from "#dashboards/lib/text.tsx";
import { classLabel, Swatch } from "./legend.tsx";
import { formatFigure } from "./measure.ts";
import { mapHref, type Sort } from "./state.ts";
import { unitClass } from "./svg.tsx";
import type { MapRow, MapView } from "./view.ts";

export const PAGE_SIZE = 50;

/** The map's twin: the same units, values and classes, sortable by links, for keyboard, reader and print. */
export function MapTable({ view, caption }: { view: MapView; caption: string }) {
  const lang = useLang();
  const { state, rows, metric, figures } = view;
  const pages = Math.max(1, Math.ceil(rows.length / PAGE_SIZE));
  const page = Math.min(state.page, pages);
  const sort = (tri: Sort) => {
    const dir = state.tri === tri ? state.ordre : null;
    const ordre = dir === null ? (tri === "nom" ? "asc" : "desc") : dir === "asc" ? "desc" : "asc";
    return { href: mapHref(lang, state, { tri, ordre, page: 1 }), dir };
  };
  const figure = (row: MapRow) => {
    const reason = figures.byCode.get(row.unit.code)?.reason ?? "no_data";
    if (row.value !== null) return <Num>{formatFigure(lang, metric.unit, row.value)}</Num>;
    const why = reason === "suppressed" ? "map.suppressed" : "map.nodata";
    return <Status word={formatNull(lang, reason)} title={t(lang, why)} />;
  };
  const columns: Column<MapRow>[] = [
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
      sort: sort("nom"),
      cell: (row) => (
        <a href={mapHref(lang, state, { code: row.unit.code })} data-map-link="" data-code={row.unit.code}>
          {row.name}
        </a>
      ),
    },
    { key: "value", label: metric.label[lang], kind: "number", sort: sort("valeur"), cell: figure },
    {
      key: "class",
      label: t(lang, "map.table.class"),
      wideOnly: true,
      cell: (row) => {
        const kind = unitClass(row.unit.code, figures);
        return (
          <span class="map-class">
            <Swatch kind={kind} view={view} />
            {typeof kind === "number" ? (
              <Num>{classLabel(lang, metric.unit, figures.breaks, kind)}</Num>
            ) : (
              <T k={`map.${kind}`} />
            )}
          </span>
        );
      },
    },
  ];
  if (rows.some((row) => row.parent !== null)) {
    columns.splice(2, 0, {
      key: "parent",
      label: t(lang, "map.table.parent"),
      wideOnly: true,
      cell: (row) => row.parent ?? "",
    });
  }
  const higher =
    figures.higher === null
      ? undefined
      : columns.map(({ key }) =>
          key === "name" ? (
            t(lang, "map.higher")
          ) : key === "value" ? (
            <Num>{formatFigure(lang, metric.unit, figures.higher ?? 0)}</Num>
          ) : (
            ""
          ),
        );
  return (
    <>
      <DataTable
        caption={caption}
        captionHidden
        label={caption}
        columns={columns}
        rows={rows.slice((page - 1) * PAGE_SIZE, page * PAGE_SIZE)}
        rowKey={(row) => row.unit.code}
        rowClass={(row) => (row.unit.code === state.code ? "is-selected" : undefined)}
        total={higher}
      />
      <Pagination
        page={page}
        size={PAGE_SIZE}
        total={rows.length}
        href={(to) => mapHref(lang, state, { page: to })}
      />
    </>
  );
}
