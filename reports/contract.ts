import { z } from "zod";
import { optional, pageDoc } from "#dashboards/lib/contract.ts";
import type { RouteDoc } from "#warehouse/surface.ts";

const NAME = z.string().min(1).max(40).describe("Name of a report, such as monthly");
const asked = {
  territoire: optional("HCP code of the unit; MA, the country, by default"),
  code: optional("The same, typed by hand"),
  periode: optional("Period, such as 2026-10 or 2026-Q3; the latest by default"),
  mois: optional("The same, for monthly reports"),
  langue: optional("fr, ar or en; fr by default"),
  format: optional("pdf, html or xlsx; pdf by default"),
};
const documents = {
  "application/pdf": null,
  "text/html": null,
  "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": null,
};

/** Every address of the reports, for the OpenAPI document. */
export const contract: readonly RouteDoc[] = [
  pageDoc("reports", "/rapports", { fr: "Rapports", ar: "التقارير", en: "Reports" }),
  pageDoc(
    "reportPage",
    "/rapports/:name",
    { fr: "Un rapport et ses archives", ar: "تقرير وأرشيفه", en: "One report and its archive" },
    { q: optional("Part of a territory's name"), page: optional("Page of the archive, from 1") },
    { parts: { name: NAME } },
  ),
  {
    id: "reportArchive",
    path: "/rapports/archive/:name/:period/:file",
    summary: { fr: "Un rapport archivé", ar: "تقرير مؤرشف", en: "An archived report" },
    parts: {
      name: NAME,
      period: z.string().min(1).max(20).describe("Period, such as 2026-10"),
      file: z.string().min(1).max(200).describe("Name of the file"),
    },
    responses: { "application/pdf": null },
    errors: [404],
  },
  {
    id: "report",
    path: "/rapports/:name",
    summary: { fr: "Faire un rapport", ar: "إعداد تقرير", en: "Make a report" },
    parts: { name: NAME },
    query: asked,
    responses: documents,
    errors: [400, 404, 422],
  },
  {
    id: "reportAs",
    path: "/rapports/:name.:format",
    summary: {
      fr: "Faire un rapport, par son format",
      ar: "إعداد تقرير حسب صيغته",
      en: "Make a report, by its format",
    },
    parts: { name: NAME, format: z.enum(["pdf", "html", "xlsx"]).describe("Format") },
    query: asked,
    responses: documents,
    errors: [400, 404, 422],
  },
];
