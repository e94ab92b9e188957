import { isLang, LANGS, type Lang } from "#warehouse/text.ts";

/** What a page needs to know of its request; Express's own Request fits. */
export interface PageRequest {
  readonly path: string;
  readonly originalUrl: string;
  readonly headers: { readonly cookie?: string | undefined };
  /** Express's own: who asks stands in its locals. */
  readonly res?: { readonly locals: Record<string, unknown> } | undefined;
}

/** The address in each language: Express takes the list as one route. */
export const localized = (path: string): string[] =>
  LANGS.map((lang) => `/${lang}${path === "/" ? "" : path}`);

/** The page's language, which stands first in the path; French where it does not. */
export function langOf(path: string): Lang {
  const first = path.split("/")[1];
  return isLang(first) ? first : "fr";
}

/** `/ar/tableaux/budget` for `("ar", "/tableaux/budget")`; `/ar/` for the front page. */
export const href = (lang: Lang, path: string): string =>
  `/${lang}${path.startsWith("/") ? path : `/${path}`}`;

/** The same address in another language: path and query kept. */
export function inLang(originalUrl: string, lang: Lang): string {
  const [path = "/", query] = originalUrl.split("?", 2);
  const parts = path.split("/");
  const rest = isLang(parts[1]) ? parts.slice(2) : parts.slice(1);
  const target = `/${lang}/${rest.join("/")}`;
  return query === undefined ? target : `${target}?${query}`;
}

export type State = Readonly<Record<string, string | number | readonly string[] | null | undefined>>;

/**
 * A query string from a page's state: keys in the given order, defaults left out, so that one view has one
 * address. Empty gives "".
 */
export function queryString(state: State, defaults: State = {}): string {
  const search = new URLSearchParams();
  for (const [key, value] of Object.entries(state)) {
    if (value === null || value === undefined || value === "") continue;
    if (defaults[key] !== undefined && String(defaults[key]) === String(value)) continue;
    for (const item of Array.isArray(value) ? value : [value]) search.append(key, String(item));
  }
  const text = search.toString();
  return text === "" ? "" : `?${text}`;
}

/** The parameters of a request, and the names among them that the page does not know. */
export function readQuery(
  originalUrl: string,
  known: readonly string[],
): { values: Map<string, string>; unknown: string[] } {
  const values = new Map<string, string>();
  const unknown: string[] = [];
  const mark = originalUrl.indexOf("?");
  if (mark >= 0) {
    for (const [key, value] of new URLSearchParams(originalUrl.slice(mark + 1))) {
      if (known.includes(key)) values.set(key, value);
      else if (!unknown.includes(key)) unknown.push(key);
    }
  }
  return { values, unknown };
}

/** A whole number from the query, kept inside its bounds; `fallback` where it is missing or no number. */
export function intParam(value: string | undefined, fallback: number, min: number, max: number): number {
  if (value === undefined || !/^\d{1,9}$/u.test(value)) return fallback;
  return Math.min(max, Math.max(min, Number(value)));
}

/** One of the choices, or the first of them. */
export function choice<T extends string>(value: string | undefined, choices: readonly [T, ...T[]]): T {
  return choices.find((item) => item === value) ?? choices[0];
}

/** A path of this site to go back to; anything else (another host, a scheme) gives the front page. */
export function safeReturn(value: string | undefined): string {
  return value !== undefined && /^\/(?![/\\])[^\s\\]*$/u.test(value) ? value : "/";
}
