import type { Surface } from "#warehouse/surface.ts";
import { wishMessages } from "./alerts/messages.ts";
import { DEFINITIONS, reportOf } from "./catalog.ts";
import { contract } from "./contract.ts";
import { subsMessages } from "./delivery/messages.ts";
import { jobs } from "./jobs.ts";
import { messages } from "./messages.ts";
import { opsMessages } from "./operations/messages.ts";
import { routes } from "./routes.tsx";

export { definitionOf } from "./catalog.ts";
export { makePeriod } from "./jobs.ts";
export { watch } from "./operations/watch.ts";

/** What reaches people by itself: periodic reports, by schedule and on demand. */
export const surface: Surface = {
  name: "reports",
  messages: {
    fr: { ...messages.fr, ...opsMessages.fr, ...subsMessages.fr, ...wishMessages.fr },
    ar: { ...messages.ar, ...opsMessages.ar, ...subsMessages.ar, ...wishMessages.ar },
    en: { ...messages.en, ...opsMessages.en, ...subsMessages.en, ...wishMessages.en },
  },
  nav: [
    {
      path: "/rapports",
      label: "reports.nav",
      roles: ["public", "commune", "province", "wali", "national", "admin"],
      order: 70,
    },
  ],
  contract,
  routes,
  reports: DEFINITIONS.map(reportOf),
  jobs,
};
