import {
  boolean,
  column,
  date,
  decimal,
  integer,
  listOf,
  money,
  notBefore,
  notNegative,
  refers,
  say,
  table,
  territory,
  text,
} from "../contract.ts";
import { identifier, op, updatedAt } from "../labels.ts";
import { funder, programme, sector, status, unit } from "./codes.ts";

export const projectId = column("project_id", "project_id", identifier, say("Projet", "المشروع", "Project"));
export const statusColumn = column("statut", "status", status, say("Statut", "الوضعية", "Status"));

export const project = table({
  name: "project",
  title: say("Projets", "المشاريع", "Projects"),
  columns: [
    projectId,
    column("programme", "programme", programme, say("Programme", "البرنامج", "Programme")),
    column("title", "title", text(300), say("Intitulé", "العنوان", "Title")),
    column("sector", "sector", sector, say("Secteur", "القطاع", "Sector")),
    column(
      "ct_codes",
      "commune_codes",
      listOf(territory("commune")),
      say("Communes", "الجماعات", "Communes"),
    ),
    column("maitre_ouvrage", "owner", text(200), say("Maître d'ouvrage", "صاحب المشروع", "Owner")),
    column(
      "plan_year",
      "plan_year",
      integer(2010, 2100),
      say("Plan d'action annuel", "برنامج العمل السنوي", "Yearly plan"),
    ),
    column("bac", "budget_mad", money, say("Budget du projet", "ميزانية المشروع", "Project budget")),
    column("unit", "unit", unit, say("Unité physique", "الوحدة المادية", "Physical unit")),
    column(
      "qty_planned",
      "qty_planned",
      decimal(12, 2),
      say("Quantité prévue", "الكمية المبرمجة", "Planned quantity"),
    ),
    column("start_planned", "start_planned", date, say("Début prévu", "البداية المتوقعة", "Planned start")),
    column("end_planned", "end_planned", date, say("Fin prévue", "النهاية المتوقعة", "Planned end")),
    column("start_actual", "start_actual", date, say("Début réel", "البداية الفعلية", "Actual start"), {
      nullable: true,
    }),
    column("end_actual", "end_actual", date, say("Fin réelle", "النهاية الفعلية", "Actual end"), {
      nullable: true,
    }),
    statusColumn,
    column("operational", "operational", boolean, say("En service", "قيد الاستعمال", "Operational"), {
      nullable: true,
    }),
    column("lon", "lon", decimal(9, 4), say("Longitude", "خط الطول", "Longitude"), {
      nullable: true,
      unit: "degrees",
    }),
    column("lat", "lat", decimal(9, 4), say("Latitude", "خط العرض", "Latitude"), {
      nullable: true,
      unit: "degrees",
    }),
    op,
    updatedAt,
  ],
  key: ["project_id"],
  mode: "upsert",
  period: { grains: ["year", "month"], column: "updated_at" },
  rules: [
    notNegative("budget_mad"),
    notBefore("end_planned", "start_planned"),
    notBefore("end_actual", "start_actual"),
  ],
});

export const funding = table({
  name: "funding",
  title: say("Financements", "التمويلات", "Funding"),
  columns: [
    projectId,
    column("funder", "funder", funder, say("Financeur", "الممول", "Funder")),
    column(
      "committed",
      "committed_mad",
      money,
      say("Engagement du financeur", "التزام الممول", "Committed by the funder"),
    ),
    column(
      "paid",
      "paid_mad",
      money,
      say("Versé par le financeur", "المبلغ المدفوع من الممول", "Paid by the funder"),
    ),
  ],
  key: ["project_id", "funder"],
  mode: "replace_period",
  period: { grains: ["snapshot"], column: null },
  rules: [notNegative("committed_mad"), notNegative("paid_mad")],
  references: [refers(["project_id"], "prdts.project")],
});
