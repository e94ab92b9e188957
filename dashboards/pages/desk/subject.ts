import type { Case } from "#warehouse/desk/index.ts";
import type { Door, Viewer } from "#warehouse/door/types.ts";
import type { Lang } from "#warehouse/text.ts";
import { t } from "../../lib/i18n.ts";
import { unitName } from "../../lib/territory.ts";

export const BASE = "/guichet";
/** Figures that can be contested, each with the page that it stands on. */
export const TOPICS: Readonly<Record<string, string>> = { rokhas: "/tableaux/rokhas" };

/** Names of the units that cases are about, by code. */
export async function unitNames(
  door: Door,
  viewer: Viewer,
  lang: Lang,
  cases: readonly Case[],
): Promise<ReadonlyMap<string, string>> {
  const codes = [...new Set(cases.flatMap(({ unit }) => unit ?? []))];
  const found = await Promise.all(codes.map((code) => door.territories({ code }, viewer)));
  return new Map(found.flatMap(([unit]) => (unit === undefined ? [] : [[unit.code, unitName(lang, unit)]])));
}

/** What a case is about, in words: the figure and its unit, the page, or only its kind. */
export function aboutOf(lang: Lang, one: Case, names: ReadonlyMap<string, string>): string {
  if (one.unit !== null && one.topic !== null)
    return `${t(lang, `guichet.topic.${one.topic}`)} – ${names.get(one.unit) ?? one.unit}`;
  return one.page ?? t(lang, `guichet.kind.${one.kind}`);
}
