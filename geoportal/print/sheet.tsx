import type { ComponentChild } from "preact";
import { renderToString } from "preact-render-to-string";
import { isolateNumbers } from "#dashboards/lib/bidi.ts";
import { formatDate } from "#dashboards/lib/dates.ts";
import { formatNull, formatNumber } from "#dashboards/lib/format.ts";
import { t } from "#dashboards/lib/i18n.ts";
import { unitName } from "#dashboards/lib/territory.ts";
import { LangContext } from "#dashboards/lib/text.tsx";
import { creditsOf } from "#geoportal/layers/credits.ts";
import { classOf } from "#geoportal/map/classes.ts";
import { Circles, classLabel, Swatch } from "#geoportal/map/legend.tsx";
import { formatFigure, isCensus, markOf, paletteOf } from "#geoportal/map/measure.ts";
import { drawingOf } from "#geoportal/map/shapes.ts";
import { FRAME } from "#geoportal/map/stage.tsx";
import { roleOf } from "#geoportal/map/step.ts";
import { Choropleth, type UnitClass, unitClass, unitLine } from "#geoportal/map/svg.tsx";
import type { MapView } from "#geoportal/map/view.ts";
import { wordsOf } from "#geoportal/map/words.ts";
import { hexagonBreaks } from "#geoportal/overlays/hexagons.ts";
import { HexagonSwatch } from "#geoportal/overlays/legend.tsx";
import { StageSwatch, StillProjects } from "#geoportal/overlays/marks.tsx";
import type { Overlays } from "#geoportal/overlays/overlays.ts";
import { STAGES } from "#geoportal/overlays/status.ts";
import { StillHexagons } from "#geoportal/overlays/still-hexagons.tsx";
import type { Lang } from "#warehouse/text.ts";
import { paperSvg } from "./paper.ts";
import { scaleOf } from "./scale.ts";

/** The map's frame on paper: lower than on a screen, and lower the more there is to say under it, on the same page. */
const frameOf = ({ projects, permits }: Overlays, facts: number) => ({
  width: FRAME.width,
  height: 1180 - (projects === null ? 0 : 150) - (permits === null ? 0 : 170) - 25 * facts,
});
/** Units up to which each is named on paper. */
const LABELLED = 40;

/** A fact told beside a map: its name, its value, its place among others. */
export interface Fact {
  readonly label: string;
  readonly value: string;
  readonly rank: string;
}

/** One page of paper: a map and all that it needs to be read alone. Texts only. */
export interface Sheet {
  readonly title: string;
  /** The title in the other language: Arabic beside French and English, French beside Arabic. */
  readonly other: string;
  readonly lede: string;
  readonly svg: string;
  readonly alt: string;
  readonly north: string;
  readonly legendTitle: string;
  readonly words: readonly [string, string];
  readonly circles: string;
  readonly legend: readonly { readonly svg: string; readonly label: string; readonly n: string }[];
  /** What the marks over the units mean. */
  readonly more: readonly {
    readonly title: string;
    readonly note: string;
    readonly lines: Sheet["legend"];
  }[];
  readonly facts: readonly Fact[];
  readonly scale: { readonly mm: number; readonly km: string; readonly text: string; readonly note: string };
  readonly summary: string;
  readonly notes: readonly string[];
}

/** Text whose numbers keep their order where the page runs right to left. */
export const told = (lang: Lang, text: string): string => (lang === "ar" ? isolateNumbers(text) : text);

/** A view as a page of paper. `widthMm` is how wide its map is printed. */
export function sheetOf(
  lang: Lang,
  view: MapView,
  overlays: Overlays,
  page: {
    readonly widthMm: number;
    readonly notes: readonly string[];
    readonly facts: readonly Fact[];
    readonly title?: string;
    readonly other?: string;
  },
): Sheet {
  const { state, metric, figures, layers, within, rows } = view;
  const { credit, before } = layers[state.niveau];
  const mark = markOf(metric, state.signe);
  const words = wordsOf(lang, view);
  const frame = frameOf(overlays, page.facts.length);
  const drawing = drawingOf(layers[state.niveau], within?.code ?? null, frame.width, frame.height);
  const names = new Map(rows.map((row) => [row.unit.code, row.name]));
  const draw = (node: ComponentChild): string =>
    paperSvg(renderToString(<LangContext.Provider value={lang}>{node}</LangContext.Provider>), lang);
  const scale = scaleOf(drawing, page.widthMm);
  const km = { fr: "km", ar: "كلم", en: "km" }[lang];
  const line = (kind: UnitClass, label: string) => ({
    svg: draw(<Swatch kind={kind} view={view} />),
    label,
    n: formatNumber(lang, rows.filter((row) => unitClass(row.unit.code, figures) === kind).length),
  });
  const absent = (["suppressed", "nodata"] as const).filter((kind) =>
    rows.some((row) => unitClass(row.unit.code, figures) === kind),
  );
  return {
    title: page.title ?? words.title,
    other: page.other ?? wordsOf(lang === "ar" ? "fr" : "ar", view).title,
    lede: told(lang, words.lede),
    svg: draw(
      <Choropleth
        id="papier"
        lang={lang}
        drawing={drawing}
        figures={figures}
        mark={mark}
        palette={paletteOf(metric)}
        title={words.caption}
        sample={false}
        selected={state.code}
        labels={names.size <= LABELLED ? names : undefined}
        nameOf={(code) => unitLine(lang, names.get(code) ?? code, "")}
        over={
          <>
            {overlays.permits !== null && (
              <StillHexagons id="papier" hexagons={overlays.permits} drawing={drawing} />
            )}
            {overlays.projects !== null && (
              <StillProjects
                projects={overlays.projects}
                drawing={drawing}
                count={(n) => formatNumber(lang, n)}
              />
            )}
          </>
        }
      />,
    ),
    alt: `${words.caption}. ${words.summary}`,
    north: t(lang, "carte.print.north"),
    legendTitle: metric.label[lang],
    words: [t(lang, "map.class"), t(lang, "map.units")],
    circles: mark === "circle" ? circlesOf(draw(<Circles view={view} />)) : "",
    legend: [
      ...Array.from({ length: figures.breaks.length + 1 }, (_, index) => figures.breaks.length - index).map(
        (index) => line(index, told(lang, classLabel(lang, metric.unit, figures.breaks, index))),
      ),
      ...absent.map((kind) => line(kind, t(lang, `map.${kind}`))),
    ],
    more: overlayLines(lang, overlays, draw),
    facts: page.facts,
    scale: {
      mm: scale.bar.mm,
      km: told(lang, `${formatNumber(lang, scale.bar.km, { significant: 2 })} ${km}`),
      text: told(lang, t(lang, "carte.print.scale", { n: formatNumber(lang, scale.ratio) })),
      note: t(lang, "carte.print.projection"),
    },
    summary: told(lang, words.summary),
    notes: [
      ...(credit.precision === "indicative" ? [t(lang, "map.indicative")] : []),
      creditsOf(credit, isCensus(metric))
        .map((one) => `${told(lang, one[lang])}.`)
        .join(" "),
      ...(before === null ? [] : [t(lang, "carte.boundaries.before", { day: formatDate(lang, before) })]),
      ...page.notes,
    ],
  };
}

function overlayLines(
  lang: Lang,
  { projects, permits }: Overlays,
  draw: (node: ComponentChild) => string,
): Sheet["more"] {
  const n = (value: number): string => formatNumber(lang, value);
  const breaks = permits === null ? [] : hexagonBreaks(permits);
  const hexagons = (permits ?? []).flatMap(({ files }) => (files === null ? [] : [classOf(files, breaks)]));
  return [
    ...(projects === null
      ? []
      : [
          {
            title: t(lang, "carte.layer.projets"),
            note: "",
            lines: [...STAGES, null].map((stage) => ({
              svg: draw(<StageSwatch stage={stage} />),
              label: t(lang, `carte.stage.${stage ?? "troubled"}`),
              n: n(projects.filter((one) => (stage === null ? one.troubled : one.stage === stage)).length),
            })),
          },
        ]),
    ...(permits === null
      ? []
      : [
          {
            title: t(lang, "carte.layer.permis"),
            note: t(lang, "carte.permits.note"),
            lines: Array.from({ length: breaks.length + 1 }, (_, index) => breaks.length - index).map(
              (index) => ({
                svg: draw(<HexagonSwatch fill={`var(--${roleOf("eau", index, breaks.length + 1)})`} />),
                label: told(lang, classLabel(lang, "files", breaks, index)),
                n: n(hexagons.filter((one) => one === index).length),
              }),
            ),
          },
        ]),
  ];
}

/** Of the key to circles, the drawing alone: its caption is set as text. */
const circlesOf = (html: string): string => /<svg[\s\S]*<\/svg>/u.exec(html)?.[0] ?? "";

/** Every unit with its value and class: the map's twin on paper. */
export function tableOf(lang: Lang, view: MapView) {
  const { rows, figures, metric } = view;
  return {
    title: wordsOf(lang, view).caption,
    head: [
      t(lang, "map.table.rank"),
      t(lang, "map.table.name"),
      lang === "ar" ? "Nom en français" : "الاسم بالعربية",
      metric.label[lang],
      t(lang, "map.table.class"),
    ],
    rows: rows.map((row) => {
      const kind = unitClass(row.unit.code, figures);
      return [
        row.rank === null ? "" : formatNumber(lang, row.rank),
        row.name,
        unitName(lang === "ar" ? "fr" : "ar", row.unit),
        told(
          lang,
          row.value === null
            ? formatNull(lang, figures.byCode.get(row.unit.code)?.reason ?? "no_data")
            : formatFigure(lang, metric.unit, row.value),
        ),
        told(
          lang,
          typeof kind === "number"
            ? classLabel(lang, metric.unit, figures.breaks, kind)
            : t(lang, `map.${kind}`),
        ),
      ];
    }),
  };
}
