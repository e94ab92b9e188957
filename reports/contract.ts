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
const FORM = "application/x-www-form-urlencoded";
const field = (description: string) => z.string().max(400).optional().describe(description);
const done = { fait: optional("What was just done") };
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
  {
    id: "reportLink",
    path: "/rapports/lien/:token",
    summary: { fr: "Un rapport envoyé par un lien", ar: "تقرير مرسل برابط", en: "A report sent as a link" },
    parts: { token: z.string().min(1).max(300).describe("Signed token of the link; it ends with its day") },
    responses: documents,
    errors: [404],
  },
  pageDoc(
    "subscriptions",
    "/rapports/abonnements",
    {
      fr: "Ses abonnements aux rapports",
      ar: "اشتراكات المستخدم في التقارير",
      en: "One's subscriptions to reports",
    },
    done,
  ),
  {
    method: "post",
    id: "changeSubscriptions",
    path: "/rapports/abonnements",
    localized: true,
    summary: { fr: "S'abonner ou se retirer", ar: "الاشتراك أو إلغاؤه", en: "Subscribe or withdraw" },
    body: {
      type: FORM,
      schema: z.object({
        ...{
          jeton: field("Word of the form"),
          report: field("Name of a report"),
          territory: field("HCP code, or MA"),
        },
        ...{
          lang: field("fr, ar or en"),
          format: field("pdf, html or xlsx"),
          retirer: field("Subscription to end"),
        },
        ...{ channel: field("mail, link, folder, sftp or webhook"), target: field("Address, folder or URL") },
      }),
    },
    responses: {},
    also: [303],
    errors: [403, 404],
  },
  pageDoc(
    "alertDelivery",
    "/rapports/alertes",
    { fr: "Envoi de ses alertes", ar: "إرسال التنبيهات", en: "Delivery of one's alerts" },
    done,
  ),
  {
    method: "post",
    id: "changeAlertDelivery",
    path: "/rapports/alertes",
    localized: true,
    summary: {
      fr: "Demander ou arrêter un envoi d'alertes",
      ar: "طلب إرسال التنبيهات أو إيقافه",
      en: "Ask for a delivery of alerts, or stop one",
    },
    body: {
      type: FORM,
      schema: z.object({
        ...{
          jeton: field("Word of the form"),
          channel: field("mail or webhook"),
          target: field("Address or URL"),
        },
        ...{ lang: field("fr, ar or en"), severity: field("watch, warning or critical") },
        ...{ pace: field("now or day"), de: field("Quiet from this hour"), a: field("to this hour") },
        retirer: field("Delivery to stop"),
      }),
    },
    responses: {},
    also: [303],
    errors: [403, 404],
  },
  pageDoc("operationsPage", "/exploitation", { fr: "Exploitation", ar: "الاستغلال", en: "Operations" }, done),
  {
    method: "post",
    id: "operate",
    path: "/exploitation",
    localized: true,
    summary: { fr: "Lancer ou passer une tâche", ar: "تشغيل مهمة أو تجاوزها", en: "Run or skip a job" },
    body: {
      type: FORM,
      schema: z.object({
        ...{ jeton: field("Word of the form"), tache: field("Name of the job") },
        action: field("run or skip, and the period: run 2026-10"),
      }),
    },
    responses: {},
    also: [303],
    errors: [403, 404],
  },
  pageDoc(
    "runbook",
    "/exploitation/aide/:code",
    { fr: "Que faire d'un code", ar: "ما العمل عند ظهور رمز", en: "What to do about a code" },
    {},
    { parts: { code: z.string().min(1).max(40).describe("Code of a notice, such as disk_low") } },
  ),
  pageDoc(
    "job",
    "/exploitation/:job",
    { fr: "Une tâche et son journal", ar: "مهمة وسجلها", en: "A job and its log" },
    {},
    { parts: { job: z.string().min(1).max(80).describe("Name of the job") } },
  ),
];
