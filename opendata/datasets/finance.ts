import { fields } from "../fields.ts";
import type { Dataset } from "../types.ts";

const law = {
  fr: "Loi 31-13, article 10 : les budgets des collectivités territoriales et leurs états comptables et financiers sont publiés.",
  ar: "القانون 31.13، المادة 10: تنشر ميزانيات الجماعات الترابية وقوائمها المحاسبية والمالية.",
  en: "Law 31-13, article 10: the budgets of territorial collectivities and their financial statements are published.",
};

export const budgetByLine: Dataset = {
  slug: "execution-budgetaire-annuelle",
  title: {
    fr: "Exécution budgétaire par collectivité et par ligne",
    ar: "تنفيذ الميزانية حسب الجماعة الترابية والسطر",
    en: "Budget execution by collectivity and line",
  },
  description: {
    fr: "Crédits initiaux et définitifs, engagements, mandatements et paiements de chacune des 1 590 collectivités territoriales, par exercice et par ligne budgétaire.",
    ar: "الاعتمادات الأولية والنهائية والالتزامات والأوامر بالصرف والأداءات لكل جماعة من الجماعات الترابية البالغ عددها 1590، حسب السنة المالية والسطر الميزانياتي.",
    en: "Initial and final credits, commitments, payment orders and payments of each of the 1,590 territorial collectivities, by fiscal year and budget line.",
  },
  keywords: {
    fr: ["budget", "dépenses", "collectivités territoriales", "mandatement"],
    ar: ["ميزانية", "نفقات", "الجماعات الترابية"],
    en: ["budget", "expenditure", "local government"],
  },
  theme: "GOVE",
  frequency: "MONTHLY",
  law,
  limits: {
    fr: "Budget principal, budgets annexes et comptes spéciaux réunis ; les groupements de collectivités n'y sont pas.",
    ar: "تجمع الميزانية الرئيسية والميزانيات الملحقة والحسابات الخصوصية؛ ولا تشمل مجموعات الجماعات الترابية.",
    en: "Main budget, annexed budgets and special accounts together; groupings of collectivities are left out.",
  },
  fields: fields(
    "fiscal_year",
    "collectivity_code",
    "collectivity_type",
    "collectivity_name_fr",
    "collectivity_name_ar",
    "region_code",
    "province_code",
    "direction",
    "part",
    "chapter",
    "line_code",
    "line_label_fr",
    "line_label_ar",
    "credit_initial_mad",
    "credit_final_mad",
    "committed_mad",
    "ordered_mad",
    "paid_mad",
    "sample",
  ),
  key: ["fiscal_year", "collectivity_code", "line_code"],
  splitBy: "fiscal_year",
  sql: `
    select b.fiscal_year, b.collectivity_code, b.collectivity_type,
      any_value(t.name_fr) as collectivity_name_fr, any_value(t.name_ar) as collectivity_name_ar,
      any_value(t.region_code) as region_code, any_value(t.province_code) as province_code,
      b.direction, b.part, b.chapter, b.line_code,
      any_value(l.label_fr) as line_label_fr, any_value(l.label_ar) as line_label_ar,
      sum(b.credit_initial_mad)::decimal(18, 2) as credit_initial_mad,
      sum(b.credit_final_mad)::decimal(18, 2) as credit_final_mad,
      sum(b.committed_mad)::decimal(18, 2) as committed_mad,
      sum(b.ordered_mad)::decimal(18, 2) as ordered_mad,
      sum(b.paid_mad)::decimal(18, 2) as paid_mad,
      bool_or(b.sample) as sample
    from fct_budget b
    join dim_territory t on t.code = b.collectivity_code
    left join dim_budget_line l on l.line_code = b.line_code
    group by b.fiscal_year, b.collectivity_code, b.collectivity_type, b.direction, b.part, b.chapter, b.line_code`,
};

export const budgetByMonth: Dataset = {
  ...budgetByLine,
  slug: "execution-budgetaire-mensuelle",
  title: {
    fr: "Exécution budgétaire par mois et par chapitre",
    ar: "تنفيذ الميزانية حسب الشهر والباب",
    en: "Budget execution by month and chapter",
  },
  description: {
    fr: "Engagements, mandatements et paiements de chaque collectivité territoriale, par mois et par chapitre budgétaire.",
    ar: "الالتزامات والأوامر بالصرف والأداءات لكل جماعة ترابية، حسب الشهر والباب الميزانياتي.",
    en: "Commitments, payment orders and payments of each territorial collectivity, by month and budget chapter.",
  },
  fields: fields(
    "fiscal_year",
    "month_start",
    "collectivity_code",
    "collectivity_type",
    "direction",
    "part",
    "chapter",
    "committed_mad",
    "ordered_mad",
    "paid_mad",
    "sample",
  ),
  key: ["month_start", "collectivity_code", "direction", "part", "chapter"],
  splitBy: "fiscal_year",
  sql: `
    select fiscal_year, month_start, collectivity_code, collectivity_type, direction, part, chapter,
      sum(committed_mad)::decimal(18, 2) as committed_mad,
      sum(ordered_mad)::decimal(18, 2) as ordered_mad,
      sum(paid_mad)::decimal(18, 2) as paid_mad,
      bool_or(sample) as sample
    from fct_budget
    where direction = 'D'
    group by fiscal_year, month_start, collectivity_code, collectivity_type, direction, part, chapter`,
};

export const receipts: Dataset = {
  slug: "recettes-annuelles",
  title: {
    fr: "Recettes émises et recouvrées par collectivité et par ligne",
    ar: "المداخيل الصادرة والمحصلة حسب الجماعة الترابية والسطر",
    en: "Receipts raised and collected by collectivity and line",
  },
  description: {
    fr: "Montants émis, réduits et recouvrés par chaque collectivité territoriale, par exercice et par ligne de recettes, selon qui les gère.",
    ar: "المبالغ الصادرة والمخفضة والمحصلة لكل جماعة ترابية، حسب السنة المالية وسطر المداخيل والجهة المدبرة.",
    en: "Amounts raised, reduced and collected by each territorial collectivity, by fiscal year and receipts line, with who manages them.",
  },
  keywords: {
    fr: ["recettes", "taxes locales", "recouvrement"],
    ar: ["مداخيل", "الرسوم المحلية", "التحصيل"],
    en: ["receipts", "local taxes", "recovery"],
  },
  theme: "GOVE",
  frequency: "MONTHLY",
  law,
  limits: {
    fr: "Les restes à recouvrer des exercices antérieurs font l'objet d'un autre état.",
    ar: "الباقي استخلاصه من السنوات السابقة موضوع قائمة أخرى.",
    en: "Arrears of earlier years are the subject of another statement.",
  },
  fields: fields(
    "fiscal_year",
    "collectivity_code",
    "collectivity_type",
    "collectivity_name_fr",
    "collectivity_name_ar",
    "region_code",
    "province_code",
    "line_code",
    "line_label_fr",
    "line_label_ar",
    "management",
    "nature",
    "raised_mad",
    "reduced_mad",
    "collected_mad",
    "sample",
  ),
  key: ["fiscal_year", "collectivity_code", "line_code", "management"],
  splitBy: "fiscal_year",
  sql: `
    select r.fiscal_year, r.collectivity_code, r.collectivity_type,
      any_value(t.name_fr) as collectivity_name_fr, any_value(t.name_ar) as collectivity_name_ar,
      any_value(t.region_code) as region_code, any_value(t.province_code) as province_code,
      r.line_code, any_value(l.label_fr) as line_label_fr, any_value(l.label_ar) as line_label_ar,
      r.management, any_value(r.nature) as nature,
      sum(r.raised_mad)::decimal(18, 2) as raised_mad,
      sum(r.reduced_mad)::decimal(18, 2) as reduced_mad,
      sum(r.collected_mad)::decimal(18, 2) as collected_mad,
      bool_or(r.sample) as sample
    from fct_receipts r
    join dim_territory t on t.code = r.collectivity_code
    left join dim_budget_line l on l.line_code = r.line_code
    group by r.fiscal_year, r.collectivity_code, r.collectivity_type, r.line_code, r.management`,
};
