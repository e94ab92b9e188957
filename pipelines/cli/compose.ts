import { metricsCheck, rollupsCheck } from "#warehouse/door/index.ts";
import type { ReleaseParts } from "#warehouse/release/index.ts";
import type { Context, Messages, NavItem, Surface } from "#warehouse/surface.ts";
import { LANGS, type Lang } from "#warehouse/text.ts";

/** Every surface of this installation, in the order of the menu's ties. Loaded only by commands that need them. */
export async function loadSurfaces(): Promise<readonly Surface[]> {
  const rooms = await Promise.all([
    import("#dashboards/index.ts"),
    import("#geoportal/index.ts"),
    import("#opendata/index.ts"),
    import("#reports/index.ts"),
  ]);
  return rooms.map(({ surface }) => surface);
}

/** What the surfaces add to a release, and what they and the door check in it. */
export function releaseParts(surfaces: readonly Surface[]): ReleaseParts {
  return {
    steps: surfaces.flatMap((surface) => surface.releaseSteps ?? []),
    checks: [metricsCheck, rollupsCheck, ...surfaces.flatMap((surface) => surface.checks ?? [])],
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
