import {
  column,
  date,
  decimal,
  integer,
  money,
  notNegative,
  oneOf,
  refers,
  say,
  table,
  text,
} from "../contract.ts";
import { identifier, supplier } from "../labels.ts";
import { projectId, statusColumn } from "./project.ts";

const ratio = decimal(9, 6);
const between = (name: string) => ({
  code: "ratio_out_of_range",
  sql: `"${name}" BETWEEN 0 AND 1`,
  column: name,
  says: say(
    "Un taux d'avancement va de 0 à 1.",
    "نسبة التقدم بين 0 و1.",
    "A rate of progress lies between 0 and 1.",
  ),
  prevents: "a percentage read as a ratio makes a project a hundred times ahead",
});

export const baseline = table({
  name: "baseline",
  title: say("Programmation mensuelle de référence", "البرمجة الشهرية المرجعية", "Monthly baseline"),
  columns: [
    projectId,
    column("month", "month_start", date, say("Mois", "الشهر", "Month")),
    column(
      "pv_cum",
      "planned_value_mad",
      money,
      say("Valeur planifiée cumulée", "القيمة المبرمجة التراكمية", "Cumulative planned value"),
    ),
    column(
      "pct_planned",
      "planned_ratio",
      ratio,
      say("Avancement prévu", "التقدم المتوقع", "Planned progress"),
      { unit: "ratio" },
    ),
  ],
  key: ["project_id", "month_start"],
  mode: "replace_period",
  period: { grains: ["snapshot"], column: null },
  rules: [notNegative("planned_value_mad"), between("planned_ratio")],
  references: [refers(["project_id"], "prdts.project")],
});

export const progress = table({
  name: "progress",
  title: say("Avancement", "التقدم", "Progress"),
  columns: [
    projectId,
    column("as_of", "as_of", date, say("Situation au", "الوضعية بتاريخ", "As of")),
    column(
      "pct_physical",
      "physical_ratio",
      ratio,
      say("Avancement physique", "التقدم المادي", "Physical progress"),
      { unit: "ratio" },
    ),
    column(
      "qty_done",
      "qty_done",
      decimal(12, 2),
      say("Quantité réalisée", "الكمية المنجزة", "Quantity done"),
    ),
    column("engaged", "committed_mad", money, say("Engagé", "الملتزم به", "Committed")),
    column("mandated", "ordered_mad", money, say("Mandaté", "المأمور بصرفه", "Ordered")),
    column("paid", "paid_mad", money, say("Payé", "المؤدّى", "Paid")),
    statusColumn,
    column("blocker", "blocker", text(200), say("Blocage", "العائق", "Blocker"), { nullable: true }),
  ],
  key: ["project_id", "as_of"],
  mode: "replace_period",
  period: { grains: ["year", "month"], column: "as_of" },
  rules: [
    between("physical_ratio"),
    notNegative("committed_mad"),
    notNegative("ordered_mad"),
    notNegative("paid_mad"),
  ],
  references: [refers(["project_id"], "prdts.project")],
});

export const market = table({
  name: "market",
  title: say("Marchés des projets", "صفقات المشاريع", "Project contracts"),
  columns: [
    column("market_no", "market_no", identifier, say("Marché", "الصفقة", "Contract")),
    projectId,
    column(
      "type",
      "kind",
      oneOf({
        TRAVAUX: say("Travaux", "أشغال", "Works"),
        FOURNITURES: say("Fournitures", "توريدات", "Supplies"),
        ETUDES: say("Études", "دراسات", "Studies"),
      }),
      say("Type de marché", "نوع الصفقة", "Kind of contract"),
    ),
    supplier,
    column("amount", "amount_mad", money, say("Montant", "المبلغ", "Amount")),
    column("os_date", "started_on", date, say("Ordre de service", "الأمر بالخدمة", "Order to start"), {
      nullable: true,
    }),
    column(
      "delay_days",
      "contract_days",
      integer(1, 3650),
      say("Délai contractuel", "الأجل التعاقدي", "Contract delay"),
      { unit: "days" },
    ),
    column("avenants", "amendments", integer(0, 50), say("Avenants", "الملاحق التعديلية", "Amendments"), {
      unit: "count",
    }),
  ],
  key: ["market_no"],
  mode: "replace_period",
  period: { grains: ["snapshot"], column: null },
  rules: [notNegative("amount_mad")],
  references: [refers(["project_id"], "prdts.project")],
});
