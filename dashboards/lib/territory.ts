import type { Condition, Door, TerritoryItem, Viewer } from "#warehouse/door/types.ts";
import type { Lang } from "#warehouse/text.ts";
import { t } from "./i18n.ts";
import type { Crumb } from "./parts.tsx";
import { href } from "./url.ts";

/** A unit with all that lies above it, nation first. */
export interface Place {
  readonly unit: TerritoryItem;
  /** From the region down to the parent; without the nation. */
  readonly above: readonly TerritoryItem[];
}

/** A unit's name in the reader's language; an item without an English name gives the French one. */
export const unitName = (
  lang: Lang,
  unit: Pick<TerritoryItem, "name_fr" | "name_ar"> & { readonly name_en?: string },
): string => (lang === "ar" ? unit.name_ar : lang === "en" ? (unit.name_en ?? unit.name_fr) : unit.name_fr);

/** The place a page is about: the nation where the address names none, null where it names one unknown. */
export async function placeOf(door: Door, viewer: Viewer, code: string | undefined): Promise<Place | null> {
  const one = async (wanted: string): Promise<TerritoryItem | null> =>
    (await door.territories({ code: wanted }, viewer))[0] ?? null;
  const unit = await one(code ?? "MA");
  if (unit === null || unit.level === "groupement") return null;
  const codes = [unit.region, unit.province].filter((item) => item !== null && item !== unit.code);
  const above = await Promise.all(codes.map((item) => one(String(item))));
  return { unit, above: above.filter((item) => item !== null) };
}

/** The condition that keeps what lies in the unit; none for the nation. */
export function within(unit: TerritoryItem): Condition[] {
  if (unit.level === "nation") return [];
  const dimension = unit.level === "region" || unit.level === "province" ? unit.level : "commune";
  return [{ dimension, op: "=", value: unit.code }];
}

/**
 * A question about a unit that is asked of all that lie beside it: the door keeps its answer, and the page of each of
 * them finds it there. `key` is the dimension whose code tells the unit's own row; null where there is one row in all.
 */
export function besides(unit: TerritoryItem): {
  readonly key: "region" | "province" | "commune" | null;
  readonly where: Condition[];
} {
  const { level, region, province } = unit;
  if (level === "region") return { key: "region", where: [] };
  if (level === "province" && region !== null)
    return { key: "province", where: [{ dimension: "region", op: "=", value: region }] };
  if (level === "commune" && province !== null)
    return { key: "commune", where: [{ dimension: "province", op: "=", value: province }] };
  return { key: null, where: within(unit) };
}

export type ChildLevel = "region" | "province" | "commune";
/** The level one click down, null where there is none. */
export function childLevel(unit: TerritoryItem): ChildLevel | null {
  if (unit.level === "nation") return "region";
  if (unit.level === "region") return "province";
  return unit.level === "province" ? "commune" : null;
}

/** Units of a level by code: names for the rows of an answer. */
export async function unitsByCode(
  door: Door,
  viewer: Viewer,
  level: ChildLevel,
): Promise<ReadonlyMap<string, TerritoryItem>> {
  const items = await door.territories({ level }, viewer);
  return new Map(items.map((item) => [item.code, item]));
}

/** Maroc › region › province › commune over the pages of one subject; the unit itself is the page's crumb. */
export function placeCrumbs(
  lang: Lang,
  place: Place,
  subject: string,
  base: string,
  query = "",
): { breadcrumb: Crumb[]; crumb: string } {
  if (place.unit.level === "nation") return { breadcrumb: [], crumb: subject };
  return {
    breadcrumb: [
      { label: subject, href: `${href(lang, base)}${query}` },
      ...place.above.map((unit) => ({
        label: unitName(lang, unit),
        href: `${href(lang, `${base}/${unit.code}`)}${query}`,
      })),
    ],
    crumb: unitName(lang, place.unit),
  };
}

/** commune · Tanger-Assilah: what tells homonyms apart. */
export function placeKind(lang: Lang, place: Place): string {
  const parent = place.above.at(-1);
  const kind = t(lang, `level.${place.unit.level}`);
  return parent === undefined ? kind : `${kind} · ${unitName(lang, parent)}`;
}
