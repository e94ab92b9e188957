import type { Dataset } from "../types.ts";
import { dataset, LAW, ratio, sum } from "./define.ts";

const KEYWORDS = [
  "projets|routes|eau potable|électrification|PRDTS|programmes",
  "مشاريع|طرق|الماء الصالح للشرب|الكهربة|برامج",
  "projects|roads|drinking water|electrification|programmes",
] as const;
const SPI = [
  "Le SPI est vide quand rien n'était planifié à la date de mesure ; le CPI, quand rien n'était dépensé.",
  "يبقى مؤشر أداء الآجال فارغا حين لا يكون أي إنجاز مخططا عند تاريخ القياس، ومؤشر أداء التكلفة حين لا يُصرف شيء.",
  "The SPI is empty where nothing was planned by the date of measure; the CPI where nothing was spent.",
] as const;
const EARNED = "planned_value_mad earned_value_mad actual_cost_mad";

/** Projects of the territorial programmes: what, where, by whom funded, how far. */
export const PROJECTS: readonly Dataset[] = [
  dataset({
    slug: "projets-programmes",
    title: [
      "Projets des programmes territoriaux",
      "مشاريع البرامج الترابية",
      "Projects of territorial programmes",
    ],
    about: [
      "Chaque projet du programme de réduction des disparités territoriales et sociales et des programmes suivis avec lui : budget, dates, avancement, valeur planifiée et acquise, SPI et CPI, position.",
      "كل مشروع من برنامج تقليص الفوارق المجالية والاجتماعية والبرامج المتتبعة معه: الميزانية والتواريخ والتقدم والقيمة المخططة والمكتسبة ومؤشرا الأداء والموقع.",
      "Every project of the programme to reduce territorial and social disparities and of those followed with it: budget, dates, progress, planned and earned value, SPI and CPI, position.",
    ],
    keywords: KEYWORDS,
    limits: SPI,
    theme: "REGI",
    law: LAW.programmes,
    marts: "fct_project",
    columns: `project_id programme title sector owner plan_year region_code province_code lead_commune_code communes unit qty_planned start_planned end_planned start_actual end_actual status operational budget_mad physical_ratio ${EARNED} committed_mad paid_mad spi cpi lon lat sample`,
    key: "project_id",
    point: ["lon", "lat"],
    sql: `select project_id, programme, title, sector, owner, plan_year, region_code, province_code, lead_commune_code,
      communes, unit, qty_planned, start_planned, end_planned, start_actual, end_actual, status, operational, budget_mad,
      physical_ratio, ${EARNED.split(" ").join(", ")}, committed_mad, paid_mad, round(spi::double, 6) as spi,
      round(cpi::double, 6) as cpi, lon, lat, sample from fct_project`,
  }),
  dataset({
    slug: "projets-financement",
    title: ["Financement des projets", "تمويل المشاريع", "Funding of projects"],
    about: [
      "Part engagée et payée de chaque bailleur dans chaque projet des programmes territoriaux.",
      "ما التزم به كل ممول وأداه في كل مشروع من البرامج الترابية.",
      "What each funder has committed and paid in each project of the territorial programmes.",
    ],
    keywords: ["financement|bailleurs|FDRZM|INDH", "تمويل|ممولون|شركاء", "funding|funders|partners"],
    limits: SPI,
    theme: "REGI",
    law: LAW.programmes,
    marts: "fct_project_funding dim_territory",
    columns:
      "project_id funder programme sector plan_year region_code lead_commune_code committed_mad paid_mad sample",
    key: "project_id funder",
    sql: `select f.project_id, f.funder, f.programme, f.sector, f.plan_year, t.region_code, f.lead_commune_code,
      f.committed_mad, f.paid_mad, f.sample
      from fct_project_funding f left join dim_territory t on t.code = f.lead_commune_code`,
  }),
  dataset({
    slug: "projets-communes",
    title: [
      "Communes desservies par les projets",
      "الجماعات المستفيدة من المشاريع",
      "Communes served by projects",
    ],
    about: [
      "Chaque commune concernée par chaque projet, et la part du projet qui lui est comptée.",
      "كل جماعة معنية بكل مشروع والحصة المحتسبة لها منه.",
      "Every commune concerned by each project, and the share of the project counted for it.",
    ],
    keywords: ["projets|communes|répartition", "مشاريع|جماعات|توزيع", "projects|communes|allocation"],
    limits: [
      "La part répartit les montants à égalité quand le programme ne dit rien d'autre.",
      "توزع الحصة المبالغ بالتساوي حين لا يحدد البرنامج غير ذلك.",
      "Amounts are shared equally where the programme says nothing else.",
    ],
    theme: "REGI",
    law: LAW.programmes,
    marts: "bridge_project_commune dim_territory",
    columns: "project_id commune_code commune_name_fr commune_name_ar region_code is_lead share sample",
    key: "project_id commune_code",
    sql: `select b.project_id, b.commune_code, t.name_fr as commune_name_fr, t.name_ar as commune_name_ar, t.region_code,
      b.is_lead, b.share, b.sample
      from bridge_project_commune b left join dim_territory t on t.code = b.commune_code`,
  }),
  dataset({
    slug: "projets-avancement-mensuel",
    title: ["Avancement mensuel des programmes", "التقدم الشهري للبرامج", "Monthly progress of programmes"],
    about: [
      "Valeur planifiée, valeur acquise et coût réel cumulés chaque mois, par programme, secteur et région.",
      "القيمة المخططة والمكتسبة والتكلفة الفعلية متراكمة كل شهر، حسب البرنامج والقطاع والجهة.",
      "Planned value, earned value and actual cost, cumulated each month, by programme, sector and region.",
    ],
    keywords: KEYWORDS,
    limits: SPI,
    theme: "REGI",
    law: LAW.programmes,
    marts: "fct_project_month",
    columns: `month_start programme sector region_code projects budget_mad ${EARNED} spi sample`,
    key: "month_start programme sector region_code",
    sql: `select month_start, programme, sector, region_code, count(*) as projects, ${sum("budget_mad")},
      ${sum("planned_value_mad")}, ${sum("earned_value_mad")}, ${sum("actual_cost_mad")},
      ${ratio("sum(earned_value_mad)", "sum(planned_value_mad)", "spi")}, bool_or(sample) as sample
      from fct_project_month group by month_start, programme, sector, region_code`,
  }),
  dataset({
    slug: "projets-par-province",
    title: [
      "Projets par province et par secteur",
      "المشاريع حسب الإقليم والقطاع",
      "Projects by province and sector",
    ],
    about: [
      "Nombre de projets, achevés et opérationnels, budgets, valeurs planifiée et acquise, par province, programme et secteur.",
      "عدد المشاريع المنجزة والمشغلة والميزانيات والقيم المخططة والمكتسبة، حسب الإقليم والبرنامج والقطاع.",
      "Numbers of projects, finished and operational, budgets, planned and earned values, by province, programme and sector.",
    ],
    keywords: KEYWORDS,
    limits: SPI,
    theme: "REGI",
    law: LAW.programmes,
    marts: "fct_project",
    columns: `programme sector region_code province_code projects finished_projects operational_projects budget_mad ${EARNED} spi cpi sample`,
    key: "programme sector region_code province_code",
    sql: `select programme, sector, region_code, province_code, count(*) as projects,
      count(*) filter (is_finished) as finished_projects, count(*) filter (operational) as operational_projects,
      ${sum("budget_mad")}, ${sum("planned_value_mad")}, ${sum("earned_value_mad")}, ${sum("actual_cost_mad")},
      ${ratio("sum(earned_value_mad)", "sum(planned_value_mad)", "spi")},
      ${ratio("sum(earned_value_mad)", "sum(actual_cost_mad)", "cpi")}, bool_or(sample) as sample
      from fct_project group by programme, sector, region_code, province_code`,
  }),
];
