import type { PageView } from "#dashboards/lib/handler.ts";
import type { MapState } from "#geoportal/map/state.ts";
import { type Hexagon, hexagonsOf } from "./hexagons.ts";
import { allProjects, liesIn, type Project } from "./projects.ts";

/** What is laid over a map's units, where the reader wants it and the release has it; null where not. */
export interface Overlays {
  readonly projects: readonly Project[] | null;
  readonly permits: readonly Hexagon[] | null;
}

export async function overlaysOf(
  { ctx, release }: Pick<PageView, "ctx" | "release">,
  state: Pick<MapState, "couches" | "dans" | "annee">,
): Promise<Overlays> {
  const wants = (name: MapState["couches"][number]): boolean => state.couches.includes(name);
  const [projects, permits] = await Promise.all([
    wants("projets") ? allProjects(ctx.door, release.id, release.until) : null,
    wants("permis") ? hexagonsOf(ctx.door, release, state.annee) : null,
  ]);
  return {
    projects: projects?.filter((project) => liesIn(project, state.dans)) ?? null,
    permits:
      permits?.filter(
        ({ region, province }) => state.dans === null || [region, province].includes(state.dans),
      ) ?? null,
  };
}
