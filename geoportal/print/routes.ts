import type { Request, RequestHandler } from "express";
import { formatMonth } from "#dashboards/lib/dates.ts";
import { formatNull, formatNumber, formatRank } from "#dashboards/lib/format.ts";
import type { PageView } from "#dashboards/lib/handler.ts";
import { t } from "#dashboards/lib/i18n.ts";
import { releaseStatus, shortId } from "#dashboards/lib/release.ts";
import { unitName } from "#dashboards/lib/territory.ts";
import { langOf, readQuery } from "#dashboards/lib/url.ts";
import { formatFigure, isReal } from "#geoportal/map/measure.ts";
import { readState } from "#geoportal/map/state.ts";
import { homeOf, type MapView, viewOf } from "#geoportal/map/view.ts";
import { overlaysOf } from "#geoportal/overlays/overlays.ts";
import { isOwnView } from "#geoportal/scope.ts";
import { pageEyes, viewerOf } from "#warehouse/door/viewer.ts";
import { QueryError } from "#warehouse/errors.ts";
import type { Context } from "#warehouse/surface.ts";
import type { Lang } from "#warehouse/text.ts";
import { type Fact, type Sheet, sheetOf, tableOf, told } from "./sheet.tsx";
import { FORMATS, type PaperFormat } from "./state.ts";
import { typeset } from "./typeset.ts";

/** Papers: size of the text in points, margins and the map's width in millimetres. */
const PAPERS: Readonly<
  Record<PaperFormat, { readonly size: number; readonly margin: number; readonly widthMm: number }>
> = {
  a4: { size: 9, margin: 14, widthMm: 182 },
  a3: { size: 12, margin: 18, widthMm: 261 },
};
/** Units up to which each has its row under the map. */
const LISTED = 250;

type View = Pick<PageView, "ctx" | "viewer" | "asker" | "lang" | "handle" | "release">;

/** The map of an address on paper, under the reader's own rights: what they do not see is not printed. */
export const printMap = (ctx: Context): RequestHandler =>
  pdf(ctx, async (view, req) => {
    const { lang } = view;
    const { values } = readQuery(req.originalUrl, ["format"]);
    const format = FORMATS.find((one) => one === values.get("format")) ?? "a4";
    const { state } = readState(req.originalUrl, homeOf(view.asker));
    const map = await viewOf(view, state);
    const overlays = await overlaysOf(view, map.state);
    const sheet = sheetOf(lang, map, overlays, {
      ...{
        widthMm: PAPERS[format].widthMm,
        notes: [sourceOf(view)],
        facts: factsOf(lang, map),
      },
    });
    const name = `carte-${map.metric.name}-${map.state.dans ?? "maroc"}-${format}`;
    const data = documentOf(view, map, format, [sheet], map.rows.length <= LISTED ? map : null);
    return { name, data };
  });

/** An atlas: a page for each commune of a province, with its place among the others. */
export const printAtlas = (ctx: Context): RequestHandler =>
  pdf(ctx, async (view, req) => {
    const { lang } = view;
    const { state } = readState(req.originalUrl, { level: "commune", within: null });
    if (state.dans === null || !state.dans.includes(".")) throw whichProvince();
    const map = await viewOf(view, { ...state, niveau: "commune", couches: ["projets"] });
    const { projects } = await overlaysOf(view, map.state);
    const sheets = map.rows
      .toSorted((a, b) => (a.unit.code < b.unit.code ? -1 : 1))
      .map((row): Sheet => {
        const own = { ...map, state: { ...map.state, code: row.unit.code }, chosen: row };
        return sheetOf(
          lang,
          own,
          { permits: null, projects: projects?.filter(({ commune }) => commune === row.unit.code) ?? null },
          {
            ...{
              widthMm: PAPERS.a4.widthMm,
              notes: [sourceOf(view)],
              facts: factsOf(lang, own),
            },
            title: row.name,
            other: lang === "ar" ? row.unit.name_fr : row.unit.name_ar,
          },
        );
      });
    return { name: `atlas-${state.dans}`, data: documentOf(view, map, "a4", sheets, map) };
  });

/** What is told of the unit chosen beside its map. */
function factsOf(lang: Lang, { chosen, metric, rows, figures, within, state }: MapView): readonly Fact[] {
  if (chosen === null) return [];
  const valued = rows.filter(({ value }) => value !== null).length;
  const value =
    chosen.value === null
      ? formatNull(lang, figures.byCode.get(chosen.unit.code)?.reason ?? "no_data")
      : formatFigure(lang, metric.unit, chosen.value);
  const rank =
    chosen.rank === null
      ? ""
      : within === null || state.niveau !== "commune"
        ? t(lang, "map.rank", { rank: formatRank(lang, chosen.rank), count: formatNumber(lang, valued) })
        : t(lang, "carte.atlas.rank", {
            rank: formatRank(lang, chosen.rank),
            count: formatNumber(lang, valued),
            place: unitName(lang, within),
          });
  const { population, households } = chosen.unit;
  return [
    { label: metric.label[lang], value: told(lang, value), rank: told(lang, rank) },
    ...(population === null
      ? []
      : [{ label: t(lang, "map.population"), value: told(lang, formatNumber(lang, population)), rank: "" }]),
    ...(households === null
      ? []
      : [
          { label: t(lang, "carte.households"), value: told(lang, formatNumber(lang, households)), rank: "" },
        ]),
  ];
}

const sourceOf = ({ lang, release }: View): string =>
  told(
    lang,
    t(lang, "carte.print.source", {
      source: t(lang, "shell.site"),
      release: shortId(release.id),
      until: formatMonth(lang, release.until),
    }),
  );

function documentOf(
  view: View,
  map: MapView,
  format: PaperFormat,
  pages: readonly Sheet[],
  table: MapView | null,
) {
  const { lang, release } = view;
  const { size, margin } = PAPERS[format];
  return {
    ...{ lang, paper: format, size, margin, pages },
    other: lang === "en" ? "en" : "fr",
    title:
      pages.length === 1
        ? (pages[0]?.title ?? "")
        : t(lang, "carte.atlas.title", { name: map.within === null ? "" : unitName(lang, map.within) }),
    publisher: t(lang, "shell.site"),
    foot: told(lang, `${t(lang, "shell.site")} · ${shortId(release.id)}`),
    own: isOwnView(map.viewer) ? t(lang, "carte.print.own") : "",
    sample: release.sample && !isReal(map),
    sampleNote: t(lang, "shell.sample"),
    watermark: "EXEMPLE · SAMPLE",
    table: table === null ? { title: "", head: [], rows: [] } : tableOf(lang, table),
  };
}

function pdf(
  ctx: Context,
  make: (
    view: View,
    req: Request,
  ) => Promise<{ readonly name: string; readonly data: ReturnType<typeof documentOf> }>,
): RequestHandler {
  return async (req, res, next) => {
    try {
      const lang = langOf(req.path);
      const asker = viewerOf(res, lang);
      const handle = await ctx.release();
      try {
        const view: View = {
          ctx,
          lang,
          asker,
          viewer: pageEyes(asker),
          handle,
          release: releaseStatus(handle),
        };
        const { name, data } = await make(view, req);
        const bytes = await typeset(data, name);
        const mark = data.sample ? "-exemple" : "";
        res.set(
          "Cache-Control",
          asker.role === "public" ? "public, max-age=0, must-revalidate" : "private, no-store",
        );
        res.set("Content-Disposition", `inline; filename="bayan-${name}-${lang}${mark}.pdf"`);
        res.type("application/pdf").send(Buffer.from(bytes));
      } finally {
        handle.release();
      }
    } catch (error) {
      next(error);
    }
  };
}

const whichProvince = (): QueryError =>
  new QueryError("bad_parameter", {
    fr: "dans : le code d’une province ou préfecture est attendu",
    ar: "dans: رمز عمالة أو إقليم مطلوب",
    en: "dans: the code of a province or prefecture is expected",
  });
