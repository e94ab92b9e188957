import type { DimensionInfo, MetricInfo, QuerySpec, TerritoryItem } from "#warehouse/door/types.ts";
import { type Asked, keyOf } from "../../lib/answers.ts";
import { choice, queryString, readQuery } from "../../lib/url.ts";

export const VIEWS = ["graphique", "tableau"] as const;
export type ExploreView = (typeof VIEWS)[number];
const KEYS = [
  "mesure",
  "mesure2",
  "mesure3",
  "par",
  "colonnes",
  "annee",
  "territoire",
  "filtre",
  "vue",
  "tri",
  "ordre",
] as const;

/** A question as its address says it; every name is one that the release answers. */
export interface ExploreState {
  /** One to three; the first one sorts and is drawn. */
  readonly metrics: readonly MetricInfo[];
  readonly by: string;
  /** Spread over columns, of the first metric alone; "" for none. */
  readonly across: string;
  /** "" for every year. */
  readonly year: string;
  readonly place: TerritoryItem | null;
  /** One more condition. */
  readonly filter: { readonly dimension: string; readonly value: string } | null;
  readonly view: ExploreView;
  readonly sort: string;
  readonly dir: "asc" | "desc";
}

export const TIMES = ["year", "quarter", "month"] as const;
export const PLACES = ["region", "province", "commune"] as const;
const FIRST = "ordered_mad";

/** The dimensions that all metrics share, periods among them: nothing else can be asked. */
export function sharedDimensions(metrics: readonly MetricInfo[]): string[] {
  const [first, ...rest] = metrics;
  if (first === undefined) return [];
  const own = (metric: MetricInfo): readonly string[] => [...metric.dimensions, ...metric.grains];
  return [...new Set(own(first))].filter((name) => rest.every((metric) => own(metric).includes(name)));
}

/** Reads a question out of an address; what cannot be asked is named in `dropped` and left aside. */
export function readExplore(
  originalUrl: string,
  metrics: ReadonlyMap<string, MetricInfo>,
  dimensions: readonly DimensionInfo[],
  placeOf: (code: string) => TerritoryItem | null,
): { readonly state: ExploreState; readonly unknown: string[]; readonly dropped: string[] } {
  const { values, unknown } = readQuery(originalUrl, KEYS);
  const dropped: string[] = [];
  const chosen: MetricInfo[] = [];
  for (const key of ["mesure", "mesure2", "mesure3"] as const) {
    const name = values.get(key);
    if (name === undefined || name === "") continue;
    const metric = metrics.get(name);
    if (metric === undefined) dropped.push(name);
    else if (!chosen.includes(metric)) chosen.push(metric);
  }
  const first = metrics.get(FIRST) ?? [...metrics.values()][0];
  if (chosen.length === 0 && first !== undefined) chosen.push(first);
  const known = new Set(dimensions.map((one) => one.name));
  const shared = sharedDimensions(chosen).filter(
    (name) => known.has(name) || TIMES.some((time) => time === name),
  );
  const pick = (key: "par" | "colonnes", fallback: string): string => {
    const name = values.get(key) ?? fallback;
    if (name === "" || shared.includes(name)) return name;
    if (values.has(key)) dropped.push(name);
    return "";
  };
  const by = pick("par", "region") || (shared.includes("year") ? "year" : (shared[0] ?? ""));
  const across = pick("colonnes", "");
  const code = values.get("territoire") ?? "";
  const place = code === "" ? null : placeOf(code);
  if (code !== "" && place === null) dropped.push(code);
  const [dimension = "", ...rest] = (values.get("filtre") ?? "").split(":");
  const value = rest.join(":");
  const filter = dimension !== "" && value !== "" && shared.includes(dimension) ? { dimension, value } : null;
  if (dimension !== "" && filter === null) dropped.push(dimension);
  const year = /^\d{4}$/u.test(values.get("annee") ?? "") ? (values.get("annee") ?? "") : "";
  const sorts = [chosen[0]?.name ?? "", by, ...chosen.slice(1).map((metric) => metric.name)] as [
    string,
    ...string[],
  ];
  const timed = TIMES.some((time) => time === by);
  const sort = choice(values.get("tri") ?? (timed ? by : undefined), sorts);
  return {
    state: {
      ...{ metrics: chosen, by, across: across === by ? "" : across, year, place, filter, sort },
      view: choice(values.get("vue"), VIEWS),
      dir: choice(values.get("ordre"), sort === by ? ["asc", "desc"] : ["desc", "asc"]),
    },
    unknown,
    dropped,
  };
}

/** The address of a question: readable, in one order, defaults left out. */
export function writeExplore(state: ExploreState): string {
  const [one, two, three] = state.metrics;
  const timed = TIMES.some((time) => time === state.by);
  return queryString(
    {
      mesure: one?.name,
      mesure2: two?.name,
      mesure3: three?.name,
      par: state.by,
      colonnes: state.across,
      annee: state.year,
      territoire: state.place?.code,
      filtre: state.filter === null ? null : `${state.filter.dimension}:${state.filter.value}`,
      vue: state.view,
      tri: state.sort,
      ordre: state.dir,
    },
    {
      vue: VIEWS[0],
      tri: timed ? state.by : (one?.name ?? ""),
      ordre: state.sort === state.by ? "asc" : "desc",
    },
  );
}

/** The question itself. A period is grouped by like anything else, so that one form serves both. */
export function specOf(state: ExploreState): QuerySpec {
  const { place } = state;
  const level = place === null ? null : PLACES.find((one) => one === place.level);
  return {
    metrics: (state.across === "" ? state.metrics : state.metrics.slice(0, 1)).map((metric) => metric.name),
    groupBy: [state.by, state.across].filter((name) => name !== ""),
    where: [
      ...(place === null || level === null || level === undefined
        ? []
        : [{ dimension: level, op: "=" as const, value: place.code }]),
      ...(state.year === "" ? [] : [{ dimension: "year", op: "=" as const, value: Number(state.year) }]),
      ...(state.filter === null
        ? []
        : [{ dimension: state.filter.dimension, op: "=" as const, value: state.filter.value }]),
    ],
    order: [
      {
        by: state.across === "" || state.sort === state.by ? state.sort : state.by,
        dir: state.across === "" || state.sort === state.by ? state.dir : "asc",
      },
    ],
  };
}

/**
 * Rows sorted by their own dimension stand in the order that its models give its values (small communes before large
 * ones), which the order of codes is not. What has no such order is left as it came.
 */
export function ordered(asked: Asked, state: ExploreState, dimensions: readonly DimensionInfo[]): Asked {
  const values = dimensions.find((one) => one.name === state.by)?.values;
  if (values === undefined || (state.sort !== state.by && state.across === "")) return asked;
  const places = new Map(Object.keys(values).map((code, at) => [code, at]));
  const placeOf = (code: string | null): number => places.get(code ?? "") ?? places.size;
  const sign = state.sort === state.by && state.dir === "desc" ? -1 : 1;
  const rows = asked.answer.rows.map((row, index) => ({ row, index, at: placeOf(keyOf(row, state.by)) }));
  rows.sort((a, b) => sign * (a.at - b.at) || a.index - b.index);
  const moved = new Map(rows.map(({ index }, to) => [index, to]));
  return {
    ...asked,
    answer: {
      ...asked.answer,
      rows: rows.map(({ row }) => row),
      nulls: asked.answer.nulls.map((one) => ({ ...one, row: moved.get(one.row) ?? one.row })),
    },
  };
}
