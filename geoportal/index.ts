import { Router } from "express";
import { page } from "#dashboards/lib/handler.ts";
import { addMessages } from "#dashboards/lib/i18n.ts";
import { localized } from "#dashboards/lib/url.ts";
import type { Messages, Surface } from "#warehouse/surface.ts";
import type { Lang } from "#warehouse/text.ts";
import { FAULTS, importBoundaries } from "./boundaries/import/index.ts";
import { contract } from "./contract.ts";
import { geoStep } from "./layers/step.ts";
import { mapPage } from "./map/page.tsx";
import { PATH } from "./map/state.ts";
import { messages as mapMessages } from "./messages.ts";
import { layerMessages } from "./messages-layers.ts";
import { planMessages } from "./messages-plans.ts";
import { territoryMessages } from "./messages-territory.ts";
import { viewMessages } from "./messages-views.ts";
import { ogcRouter } from "./ogc/router.ts";
import { projectPage } from "./overlays/card.tsx";
import { permitHexagons, projectPoints } from "./overlays/routes.ts";
import { CHECK_PATH, checkPage, PLANNING_PATH, planningPage } from "./planning/page.tsx";
import { printAtlas, printMap } from "./print/routes.ts";
import { ATLAS_PATH, PRINT_PATH } from "./print/state.ts";
import { mapSearch, PLACE_PATH, placePage, SEARCH_PATH } from "./search/page.tsx";
import { storyPage } from "./story/page.tsx";
import { STORY_PATH } from "./story/steps.ts";
import { ownTerritory, territoryPage } from "./territory/page.tsx";
import { TERRITORY_PATH } from "./territory/place.ts";
import { FIGURE_TILES } from "./tiles/path.ts";
import { prepareTiles } from "./tiles/ready.ts";
import { figureTileJson, figureTiles } from "./tiles/routes.ts";

/** Boundaries of one's own instead of the packaged ones, for the command line. */
export const boundaries = { importBoundaries, FAULTS };
export { regionsSvg, type StillMap, stillMap } from "./map/regions.tsx";

const joined = (lang: Lang): Messages => ({
  ...mapMessages[lang],
  ...layerMessages[lang],
  ...territoryMessages[lang],
  ...planMessages[lang],
  ...viewMessages[lang],
});
const messages: Record<Lang, Messages> = { fr: joined("fr"), ar: joined("ar"), en: joined("en") };

// A page's words are chosen before its frame is drawn.
addMessages(messages);

/** The map page, the boundaries as OGC API, and the release step that draws them. */
export const surface: Surface = {
  name: "geoportal",
  messages,
  nav: [
    {
      path: PATH,
      label: "nav.carte",
      roles: ["public", "commune", "province", "wali", "national"],
      order: 50,
    },
  ],
  contract,
  routes(ctx) {
    const router = Router();
    router.get(localized(PATH), page(ctx, mapPage));
    router.get(localized(`${PATH}/projet/:id`), page(ctx, projectPage));
    router.get(localized(PLANNING_PATH), page(ctx, planningPage));
    router.post(localized(CHECK_PATH), page(ctx, checkPage));
    router.get(localized(PRINT_PATH), printMap(ctx));
    router.get(localized(ATLAS_PATH), printAtlas(ctx));
    router.get(localized(SEARCH_PATH), page(ctx, mapSearch));
    router.get(localized(`${PLACE_PATH}/:code`), page(ctx, placePage));
    router.get(localized(STORY_PATH), page(ctx, storyPage));
    router.get(localized(TERRITORY_PATH), page(ctx, ownTerritory));
    router.get(localized(`${TERRITORY_PATH}/:code`), page(ctx, territoryPage));
    router.get(`${PATH}/couches/projets.json`, projectPoints(ctx));
    router.get(`${PATH}/couches/permis.json`, permitHexagons(ctx));
    router.get(`${FIGURE_TILES}.json`, figureTileJson(ctx));
    router.get(`${FIGURE_TILES}/:z/:x/:y`, figureTiles(ctx));
    router.use(ogcRouter(ctx));
    return router;
  },
  releaseSteps: [geoStep],
  ahead: prepareTiles,
};
