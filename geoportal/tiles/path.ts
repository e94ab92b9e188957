import { type MapState, mapHref } from "#geoportal/map/state.ts";

/** Tiles of a map's address: its units with their figures, for what cannot join them by code. */
export const FIGURE_TILES = "/carte/couches/tuiles";

/** What a map's address says after its path: its tiles are asked for with the same. */
export const mapQuery = (state: MapState): string => mapHref("fr", state).replace(/^[^?]*/u, "");
