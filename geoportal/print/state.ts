import { type MapState, mapHref } from "#geoportal/map/state.ts";
import type { Lang } from "#warehouse/text.ts";

export const FORMATS = ["a4", "a3"] as const;
export type PaperFormat = (typeof FORMATS)[number];
export const PRINT_PATH = "/carte/impression.pdf";
export const ATLAS_PATH = "/carte/atlas.pdf";

/** The address of a map on paper: the same view, and a paper. */
export function printHref(lang: Lang, state: MapState, format: PaperFormat): string {
  const view = mapHref(lang, { ...state, page: 1 }).replace(`/${lang}/carte`, `/${lang}${PRINT_PATH}`);
  return `${view}${view.includes("?") ? "&" : "?"}format=${format}`;
}

/** The atlas of a province or region: a page for each of its communes. */
export const atlasHref = (lang: Lang, code: string): string => `/${lang}${ATLAS_PATH}?dans=${code}`;
