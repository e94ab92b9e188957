import { queryString, readQuery } from "#dashboards/lib/url.ts";
import { LEVELS, type Level } from "#geoportal/layers/unit.ts";
import { CLASS_COUNT } from "./classes.ts";
import { LEAST_CLASSES, METHODS, type Method } from "./methods.ts";

export const SORTS = ["valeur", "nom"] as const;
export type Sort = (typeof SORTS)[number];

/** How a measure is drawn: as its kind asks (`auto`), coloured areas, or circles whose area follows the value. */
export const SIGNS = ["auto", "aire", "cercle"] as const;
export type Sign = (typeof SIGNS)[number];
/** What can be laid over the units. */
export const OVERLAYS = ["projets", "permis"] as const;
export type OverlayName = (typeof OVERLAYS)[number];

/** All that a map's address says. Figures are asked anew from it, so that a link shows the same view. */
export interface MapState {
  readonly niveau: Level;
  readonly mesure: string;
  readonly annee: number | null;
  /** The unit whose parts are drawn; null for the whole country. */
  readonly dans: string | null;
  /** The unit chosen. */
  readonly code: string | null;
  readonly tri: Sort;
  readonly ordre: "asc" | "desc";
  readonly page: number;
  readonly methode: Method;
  readonly classes: number;
  /** The reader's own bounds, ascending, in the measure's unit; for `manuel` only. */
  readonly bornes: readonly number[];
  readonly signe: Sign;
  readonly couches: readonly OverlayName[];
  /** A point that the reader asked for: longitude and latitude, degrees. */
  readonly point: readonly [number, number] | null;
}

const KEYS = [
  ...["niveau", "mesure", "annee", "dans", "code", "tri", "ordre", "page"],
  ...["methode", "classes", "bornes", "signe", "point", ...OVERLAYS],
];
/** Said in an address for a layer that is drawn. */
export const ON = "oui";
const MOST_BOUNDS = CLASS_COUNT - 1;
export const PATH = "/carte";
export const DEFAULT_MEASURE = "execution_rate";

/** A code as HCP writes it: digits and dots. */
const CODE = /^\d{2}(?:\.\d{1,3}){0,4}$/u;
/** Depth of a code's unit among the levels, from its number of parts: 01 · 01.511 · 01.511.01.0. */
export const levelOfCode = (code: string): Level =>
  LEVELS[Math.min(code.split(".").length, 3) - 1] ?? "commune";

export interface ReadState {
  readonly state: MapState;
  readonly unknown: readonly string[];
}

/**
 * What an address asks for; odd values fall back to the defaults. A code above the level that is drawn says
 * where to draw: `?niveau=province&code=01` are the provinces of region 01.
 */
export function readState(
  originalUrl: string,
  home: { readonly level: Level; readonly within: string | null },
): ReadState {
  const { values, unknown } = readQuery(originalUrl, KEYS);
  const code = valid(values.get("code"));
  const asked = LEVELS.find((level) => level === values.get("niveau"));
  const within = valid(values.get("dans"));
  const wished = asked ?? (code !== null ? levelOfCode(code) : within !== null ? "region" : home.level);
  // What lies in a territory is finer than the territory: the narrower of two choices holds.
  const niveau =
    within !== null && depth(within) >= LEVELS.indexOf(wished) ? below(levelOfCode(within)) : wished;
  const above = (unit: string | null): string | null =>
    unit !== null && depth(unit) < LEVELS.indexOf(niveau) ? unit : null;
  const year = values.get("annee");
  const tri = SORTS.find((sort) => sort === values.get("tri")) ?? "valeur";
  const ordre = values.get("ordre");
  return {
    unknown,
    state: {
      niveau,
      mesure: values.get("mesure") ?? DEFAULT_MEASURE,
      annee: year !== undefined && /^\d{4}$/u.test(year) ? Number(year) : null,
      dans:
        above(within) ??
        above(code) ??
        (values.has("dans") || asked !== undefined ? null : above(home.within)),
      code: code !== null && levelOfCode(code) === niveau ? code : null,
      tri,
      ordre: ordre === "asc" || ordre === "desc" ? ordre : tri === "nom" ? "asc" : "desc",
      page: /^\d{1,3}$/u.test(values.get("page") ?? "") ? Math.max(1, Number(values.get("page"))) : 1,
      ...readDrawing(values),
    },
  };
}

type Drawn = Pick<MapState, "methode" | "classes" | "bornes" | "signe" | "couches" | "point">;

function readDrawing(values: ReadonlyMap<string, string>): Drawn {
  const bornes = numbersOf(values.get("bornes") ?? "");
  const methode = METHODS.find((method) => method === values.get("methode")) ?? "quantile";
  const classes = Number(values.get("classes"));
  return {
    // Own bounds that are none leave the method that needs none.
    methode: methode === "manuel" && bornes.length === 0 ? "quantile" : methode,
    classes:
      Number.isInteger(classes) && classes >= LEAST_CLASSES && classes <= CLASS_COUNT ? classes : CLASS_COUNT,
    bornes: methode === "manuel" ? bornes : [],
    signe: SIGNS.find((sign) => sign === values.get("signe")) ?? "auto",
    couches: OVERLAYS.filter((name) => values.get(name) === ON),
    point: pointParam(values.get("point") ?? ""),
  };
}

function pointParam(text: string): readonly [number, number] | null {
  const found = /^(-?\d{1,3}(?:\.\d{1,8})?),(-?\d{1,2}(?:\.\d{1,8})?)$/u.exec(text);
  return found === null ? null : [Number(found[1]), Number(found[2])];
}

/** Bounds as people write them: `60 70;80`, `0,6 0,7`, at most four. */
export function numbersOf(text: string): number[] {
  const found = text
    .split(/[;\s]+/u)
    .filter((part) => part !== "")
    .map((part) => Number(part.replace(",", ".").replace("\u2212", "-")));
  const numbers = [...new Set(found.filter(Number.isFinite))].sort((a, b) => a - b);
  return numbers.slice(0, MOST_BOUNDS);
}

const depth = (code: string): number => LEVELS.indexOf(levelOfCode(code));
const valid = (code: string | undefined): string | null =>
  code !== undefined && CODE.test(code) ? code : null;
export const below = (level: Level): Level => LEVELS[LEVELS.indexOf(level) + 1] ?? "commune";

/** The address of a view, with its language; keys in one order, defaults left out. */
export function mapHref(lang: string, state: MapState, change: Partial<MapState> = {}): string {
  const next = { ...state, ...change };
  const order = next.tri === "nom" ? "asc" : "desc";
  return `/${lang}${PATH}${queryString(
    {
      niveau: next.niveau,
      mesure: next.mesure,
      annee: next.annee,
      dans: next.dans,
      code: next.code,
      tri: next.tri,
      ordre: next.ordre === order ? null : next.ordre,
      page: next.page,
      methode: next.methode,
      classes: next.classes,
      bornes: next.bornes.join(" "),
      signe: next.signe,
      point: next.point?.join(","),
      ...Object.fromEntries(OVERLAYS.map((name) => [name, next.couches.includes(name) ? ON : null])),
    },
    {
      mesure: DEFAULT_MEASURE,
      tri: "valeur",
      page: 1,
      methode: "quantile",
      classes: CLASS_COUNT,
      signe: "auto",
    },
  )}`;
}
