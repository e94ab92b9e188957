import type { Boundary, BoundaryTopology, LayerName } from "#geoportal/boundaries/index.ts";
import type { LayerCredit } from "./credits.ts";

export const LEVELS = ["region", "province", "commune"] as const;
export type Level = (typeof LEVELS)[number];

export const LAYER_OF: Readonly<Record<Level, LayerName>> = {
  region: "regions",
  province: "provinces",
  commune: "communes",
};

/** What a unit on the map carries: names and place, never a figure. */
export interface UnitProperties {
  readonly code: string;
  readonly name_fr: string;
  readonly name_ar: string;
  readonly region: string;
  /** Null for a region. */
  readonly province: string | null;
  /** Where its label stands, degrees. */
  readonly x: number;
  readonly y: number;
}
export type Unit = Boundary<UnitProperties>;
/** A layer as it lies in a release: shared arcs, the units' names, and where the lines come from. */
export type LayerFile = BoundaryTopology<UnitProperties> & { readonly metadata: LayerCredit };
