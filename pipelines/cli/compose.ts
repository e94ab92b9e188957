import { existsSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { PROJECT_ROOT } from "#warehouse/home.ts";
import type { Check, Context, Messages, NavItem, ReleaseStep, Surface } from "#warehouse/surface.ts";
import { LANGS, type Lang } from "#warehouse/text.ts";

/** The rooms that hand over a surface, in the order of the menu's ties. */
const ROOMS = ["dashboards", "geoportal", "opendata", "reports"] as const;

/** Every surface of this installation. Loaded only by the commands that need them. */
export async function loadSurfaces(): Promise<readonly Surface[]> {
  const surfaces: Surface[] = [];
  for (const room of ROOMS) {
    const file = join(PROJECT_ROOT, room, "index.ts");
    if (!existsSync(file)) continue;
    const module: unknown = await import(pathToFileURL(file).href);
    if (typeof module === "object" && module !== null && "surface" in module && isSurface(module.surface)) {
      surfaces.push(module.surface);
    } else throw new Error(`surface: ${room}/index.ts: exports no surface`);
  }
  return surfaces;
}

const isSurface = (value: unknown): value is Surface =>
  typeof value === "object" && value !== null && "name" in value && "routes" in value;

/** What the surfaces add to a release, and what they check in it. */
export function releaseParts(surfaces: readonly Surface[]): {
  readonly steps: readonly ReleaseStep[];
  readonly checks: readonly Check[];
} {
  return {
    steps: surfaces.flatMap((surface) => surface.releaseSteps ?? []),
    checks: surfaces.flatMap((surface) => surface.checks ?? []),
  };
}

/** The menus joined in their order, and the messages joined; a key that two surfaces give differently is an error. */
export function joined(surfaces: readonly Surface[]): Pick<Context, "nav" | "messages"> {
  const nav: NavItem[] = surfaces
    .flatMap((surface) => surface.nav)
    .sort((a, b) => a.order - b.order || (a.path < b.path ? -1 : 1));
  const merge = (lang: Lang): Messages => {
    const all = new Map<string, string>();
    for (const surface of surfaces) {
      for (const [key, text] of Object.entries(surface.messages[lang])) {
        if ((all.get(key) ?? text) !== text)
          throw new Error(`message: ${key} (${lang}): given twice, by ${surface.name}`);
        all.set(key, text);
      }
    }
    return Object.fromEntries(all);
  };
  const [fr, ar, en] = LANGS.map(merge);
  if (!fr || !ar || !en) throw new Error("messages: a language is missing");
  return { nav, messages: { fr, ar, en } };
}
