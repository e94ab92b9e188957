import { formatNull } from "#dashboards/lib/format.ts";
import { type Option, Select } from "#dashboards/lib/forms.tsx";
import type { PageView } from "#dashboards/lib/handler.ts";
import { t } from "#dashboards/lib/i18n.ts";
import { DataTable } from "#dashboards/lib/table.tsx";
import { Num, rich, T, useLang } from "#dashboards/lib/text.tsx";
import { classLabel, Swatch } from "#geoportal/map/legend.tsx";
import { drawnAt, formatFigure, isCensus, markOf, paletteOf, subjectLabel } from "#geoportal/map/measure.ts";
import { drawingOf } from "#geoportal/map/shapes.ts";
import { FRAME } from "#geoportal/map/stage.tsx";
import { Choropleth, unitLine } from "#geoportal/map/svg.tsx";
import { type MapView, viewOf } from "#geoportal/map/view.ts";
import { wordsOf } from "#geoportal/map/words.ts";
import { formatChange } from "./figures.tsx";

/** The view that another is held against: the same measure in another year, or another measure in the same year. */
export async function comparedView(
  page: PageView,
  view: MapView,
  avec: string | null,
): Promise<MapView | null> {
  if (avec === null) return null;
  if (/^\d{4}$/u.test(avec)) {
    const year = Number(avec);
    if (!view.figures.years.includes(year) || year === view.figures.year) return null;
    return await viewOf(page, { ...view.state, annee: year });
  }
  const other = view.metrics.find(({ name }) => name === avec && name !== view.metric.name);
  if (other === undefined || !drawnAt(other, view.state.niveau)) return null;
  return await viewOf(page, { ...view.state, mesure: avec });
}

/** A choice of years, then of measures. */
export function CompareField({ view, avec }: { view: MapView; avec: string | null }) {
  const lang = useLang();
  const { metrics, metric, figures, state } = view;
  const groups: { label: string; options: Option[] }[] = [
    {
      label: t(lang, "carte.compare.years"),
      options: figures.years
        .filter((year) => year !== figures.year)
        .toReversed()
        .map((year) => ({ value: String(year), label: String(year) })),
    },
    ...[...new Set(metrics.map(subjectLabel))].map((label) => ({
      label: t(lang, label),
      options: metrics
        .filter(
          (one) => subjectLabel(one) === label && one.name !== metric.name && drawnAt(one, state.niveau),
        )
        .map((one) => ({ value: one.name, label: one.label[lang] })),
    })),
  ];
  return (
    <Select
      name="avec"
      label={t(lang, "carte.compare.with")}
      value={avec ?? ""}
      options={[{ value: "", label: t(lang, "carte.compare.nothing") }]}
      groups={groups.filter(({ options }) => options.length > 0)}
    />
  );
}

/** Two maps of one territory: side by side, or one drawn over the other with a curtain between (script). */
export function Comparison({ left, right, sample }: { left: MapView; right: MapView; sample: boolean }) {
  const lang = useLang();
  const years = left.metric.name === right.metric.name;
  const name = (view: MapView): string => (years ? String(view.figures.year ?? "") : view.metric.label[lang]);
  const byCode = right.figures.byCode;
  const title = t(lang, "carte.compare.title", { left: name(left), right: name(right) });
  return (
    <section class="section" id="comparaison">
      <h2 id="comparaison-titre">{rich(title)}</h2>
      <div class="swipe" data-swipe="">
        <Side view={left} id="gauche" title={name(left)} sample={sample} />
        <Side view={right} id="droite" title={name(right)} sample={sample} />
        <label class="swipe-curtain" hidden>
          <span class="visually-hidden">{t(lang, "carte.compare.curtain")}</span>
          <input type="range" min="0" max="100" step="1" dir="ltr" />
        </label>
      </div>
      <p class="map-note swipe-choice" hidden>
        <button type="button" class="button" aria-pressed="false" data-swipe-toggle="">
          <T k="carte.compare.over" />
        </button>
      </p>
      <DataTable
        caption={title}
        captionHidden
        label={title}
        rows={left.rows}
        rowKey={(row) => row.unit.code}
        rowClass={(row) => (row.unit.code === left.state.code ? "is-selected" : undefined)}
        columns={[
          { key: "name", label: t(lang, "map.table.name"), header: true, cell: (row) => row.name },
          {
            key: "left",
            label: name(left),
            kind: "number",
            cell: (row) => <Told view={left} code={row.unit.code} />,
          },
          {
            key: "right",
            label: name(right),
            kind: "number",
            cell: (row) => <Told view={right} code={row.unit.code} />,
          },
          ...(years
            ? [
                {
                  key: "change",
                  label: t(lang, "carte.compare.change"),
                  kind: "number" as const,
                  cell: (row: MapView["rows"][number]) => {
                    const other = byCode.get(row.unit.code)?.value ?? null;
                    return row.value === null || other === null ? (
                      formatNull(lang, "no_comparison")
                    ) : (
                      <Num>{formatChange(lang, left.metric.unit, row.value - other)}</Num>
                    );
                  },
                },
              ]
            : []),
        ]}
      />
    </section>
  );
}

function Told({ view, code }: { view: MapView; code: string }) {
  const lang = useLang();
  const figure = view.figures.byCode.get(code);
  if (figure === undefined || figure.value === null)
    return <>{formatNull(lang, figure?.reason ?? "no_data")}</>;
  return <Num>{formatFigure(lang, view.metric.unit, figure.value)}</Num>;
}

function Side({ view, id, title, sample }: { view: MapView; id: string; title: string; sample: boolean }) {
  const lang = useLang();
  const { state, metric, figures, layers, within } = view;
  const drawing = drawingOf(layers[state.niveau], within?.code ?? null, FRAME.width / 2, FRAME.height / 2);
  const names = new Map(view.rows.map((row) => [row.unit.code, row.name]));
  const words = wordsOf(lang, view);
  const classes = figures.breaks.length + 1;
  return (
    <figure class="swipe-side">
      <figcaption>{rich(title)}</figcaption>
      <Choropleth
        id={id}
        lang={lang}
        drawing={drawing}
        figures={figures}
        mark={markOf(metric)}
        palette={paletteOf(metric)}
        title={`${words.caption}. ${words.summary}`}
        sample={sample && !isCensus(metric)}
        selected={state.code}
        nameOf={(code) => unitLine(lang, names.get(code) ?? code, "")}
      />
      <ul class="swipe-legend">
        {Array.from({ length: classes }, (_, index) => (
          <li key={index}>
            <Swatch kind={index} view={view} />
            <Num>{classLabel(lang, metric.unit, figures.breaks, index)}</Num>
          </li>
        ))}
      </ul>
    </figure>
  );
}
