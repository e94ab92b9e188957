import type { PageView } from "#dashboards/lib/handler.ts";
import { type YearWindow, yearWindow } from "#dashboards/lib/periods.ts";
import { unitName } from "#dashboards/lib/territory.ts";
import { type Layers, layersOf } from "#geoportal/layers/load.ts";
import { LEVELS, type Level } from "#geoportal/layers/unit.ts";
import { mapEyes } from "#geoportal/scope.ts";
import type { MetricInfo, TerritoryItem, Viewer } from "#warehouse/door/types.ts";
import { QueryError } from "#warehouse/errors.ts";
import { type Figures, figuresOf } from "./figures.ts";
import { drawnAt, isYearly } from "./measure.ts";
import { below, DEFAULT_MEASURE, levelOfCode, type MapState, readState } from "./state.ts";

/** One row of the map: a unit, its figure, its place from the highest value down. */
export interface MapRow {
  readonly unit: TerritoryItem;
  readonly name: string;
  readonly parent: string | null;
  readonly value: number | null;
  /** 1 for the highest value; ties share a place. Null without a value. */
  readonly rank: number | null;
}

/** Everything a map page says, before it is written as HTML. */
export interface MapView {
  readonly state: MapState;
  readonly unknown: readonly string[];
  readonly metric: MetricInfo;
  /** What was asked for where it does not exist at this level. */
  readonly refused: string | null;
  readonly metrics: readonly MetricInfo[];
  readonly figures: Figures;
  /** Sorted as the address says. */
  readonly rows: readonly MapRow[];
  readonly within: TerritoryItem | null;
  /** Regions, and the provinces of the region drawn: where a map can be narrowed to. */
  readonly places: readonly TerritoryItem[];
  readonly chosen: MapRow | null;
  readonly layers: Layers;
  readonly window: YearWindow | null;
  /** Whose rights the figures were asked under. */
  readonly viewer: Viewer;
}

/** The map that a reader lands on: a Wali their provinces, a governor their communes, others the regions. */
export function homeOf(viewer: Viewer): { readonly level: Level; readonly within: string | null } {
  const own = viewer.territory;
  if (own === null) return { level: "region", within: null };
  if (viewer.role === "wali") return { level: "province", within: own };
  return {
    level: "commune",
    within: levelOfCode(own) === "commune" ? own.split(".").slice(0, 2).join(".") : own,
  };
}

/** Reads the address, asks the door under the reader's rights, joins names. @throws QueryError for an unknown unit */
export async function mapView(page: PageView): Promise<MapView> {
  const { state, unknown } = readState(page.req.originalUrl, homeOf(page.asker));
  return viewOf(page, state, unknown);
}

/** The view that a state asks for. @throws QueryError for an unknown unit */
export async function viewOf(
  page: Pick<PageView, "ctx" | "viewer" | "asker" | "lang" | "handle" | "release">,
  state: MapState,
  unknown: readonly string[] = [],
): Promise<MapView> {
  const { ctx, lang } = page;
  const viewer = await mapEyes(page.handle, page.asker, state.dans);
  const all = await ctx.door.metrics(viewer);
  const metrics = all.filter((metric) => LEVELS.some((level) => drawnAt(metric, level)));
  const wanted = metrics.find((metric) => metric.name === state.mesure);
  const metric = [wanted, metrics.find(({ name }) => name === DEFAULT_MEASURE), ...metrics].find(
    (item) => item !== undefined && drawnAt(item, state.niveau),
  );
  if (metric === undefined) throw noMeasure();

  // Names are everybody's: a reader with a territory still sees what lies around it and above.
  const [regions, provinces, units] = await Promise.all([
    ctx.door.territories({ level: "region" }, page.viewer),
    ctx.door.territories({ level: "province" }, page.viewer),
    ctx.door.territories({ level: state.niveau }, page.viewer),
  ]);
  const councils = provinces.filter((unit) => unit.collectivity_type === "province");
  const above = new Map([...regions, ...councils].map((unit) => [unit.code, unit]));
  const within = state.dans === null ? null : (above.get(state.dans) ?? null);
  const figures = await figuresOf(ctx.door, viewer, {
    metric,
    level: state.niveau,
    within: within?.code ?? null,
    year: state.annee,
    yearly: isYearly(metric),
    until: page.release.until,
    classing: { method: state.methode, classes: state.classes, bounds: state.bornes },
  });
  const window = figures.year === null ? null : yearWindow(figures.year, page.release.until);
  const drawn = (state.niveau === "province" ? councils : units).filter((unit) => liesIn(unit, within));
  const ranks = ranksOf(drawn, figures);
  const rows = drawn.map((unit): MapRow => {
    const parent = state.niveau === "region" ? undefined : above.get(unit.parent ?? "");
    return {
      unit,
      name: unitName(lang, unit),
      parent: parent === undefined ? null : unitName(lang, parent),
      value: figures.byCode.get(unit.code)?.value ?? null,
      rank: ranks.get(unit.code) ?? null,
    };
  });
  const settled: MapState = {
    ...state,
    mesure: metric.name,
    annee: figures.year,
    dans: within?.code ?? null,
  };
  return {
    state: settled,
    unknown,
    metric,
    refused: wanted !== undefined && wanted.name !== metric.name ? wanted.label[lang] : null,
    metrics,
    figures,
    rows: sorted(rows, settled, lang),
    within,
    places: [...regions, ...councils.filter((unit) => unit.region === (within?.region ?? ""))],
    chosen: rows.find((row) => row.unit.code === state.code) ?? null,
    // A year is drawn on its own lines: those that held at its end.
    layers: layersOf(page.handle, window?.to ?? null),
    window,
    viewer,
  };
}

const liesIn = (unit: TerritoryItem, within: TerritoryItem | null): boolean =>
  within === null || unit.region === within.code || unit.province === within.code;

function ranksOf(units: readonly TerritoryItem[], figures: Figures): Map<string, number> {
  const valued = units
    .flatMap(({ code }) => {
      const value = figures.byCode.get(code)?.value;
      return value === null || value === undefined ? [] : [{ code, value }];
    })
    .sort((a, b) => b.value - a.value);
  const ranks = new Map<string, number>();
  for (const [index, { code, value }] of valued.entries()) {
    const before = valued[index - 1];
    ranks.set(code, before?.value === value ? (ranks.get(before.code) ?? index + 1) : index + 1);
  }
  return ranks;
}

/** Units without a value stand last in both directions; ties go by code. */
function sorted(rows: readonly MapRow[], { tri, ordre }: MapState, lang: string): MapRow[] {
  const sign = ordre === "asc" ? 1 : -1;
  const byCode = (a: MapRow, b: MapRow) => (a.unit.code < b.unit.code ? -1 : 1);
  if (tri === "nom") {
    const collator = new Intl.Collator(lang);
    return rows.toSorted((a, b) => sign * collator.compare(a.name, b.name) || byCode(a, b));
  }
  return rows.toSorted((a, b) => {
    if (a.value === null || b.value === null)
      return Number(a.value === null) - Number(b.value === null) || byCode(a, b);
    return sign * (a.value - b.value) || byCode(a, b);
  });
}

/** The level one step down from the one drawn, where there is one. */
export const deeper = (level: Level): Level | null => (level === "commune" ? null : below(level));

const noMeasure = (): QueryError =>
  new QueryError(
    "no_measure",
    {
      fr: "Aucun indicateur ne peut être dessiné à ce niveau.",
      ar: "لا يمكن رسم أي مؤشر في هذا المستوى.",
      en: "No indicator can be drawn at this level.",
    },
    { status: 404 },
  );
