import type { Surface } from "#warehouse/surface.ts";
import { publishStep } from "./build/publish.ts";
import { contract } from "./contract.ts";
import { DATASETS } from "./datasets/index.ts";
import { messages } from "./messages.ts";
import { routes } from "./routes.tsx";

export { trust } from "./trust.ts";

/** The open-data catalogue: datasets written with each release, their pages, files and metadata. */
export const surface: Surface = {
  name: "opendata",
  messages,
  nav: [
    {
      path: "/donnees",
      label: "data.nav",
      roles: ["public", "commune", "province", "wali", "national", "admin"],
      order: 60,
    },
  ],
  routes,
  contract,
  releaseSteps: [publishStep],
  datasets: DATASETS,
};
