import type { Surface } from "#warehouse/surface.ts";
import { DEFINITIONS, reportOf } from "./catalog.ts";
import { contract } from "./contract.ts";
import { jobs } from "./jobs.ts";
import { messages } from "./messages.ts";
import { routes } from "./routes.tsx";

/** What reaches people by itself: periodic reports, by schedule and on demand. */
export const surface: Surface = {
  name: "reports",
  messages,
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
