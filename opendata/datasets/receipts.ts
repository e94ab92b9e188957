import type { Dataset } from "../types.ts";
import { dataset, LAW, ratio, sum, sums, WHO, WHO_SQL } from "./define.ts";

const KEYWORDS = [
  "recettes|taxes locales|recouvrement|ressources",
  "مداخيل|الرسوم المحلية|التحصيل|موارد",
  "receipts|local taxes|recovery|revenue",
] as const;
const LIMITS = [
  "Les droits constatés et les encaissements viennent des régies et des comptables ; une quittance annulée n'y est plus.",
  "الحقوق المثبتة والمقبوضات واردة من شسعات المداخيل والمحاسبين؛ ولا تحتسب التواصيل الملغاة.",
  "Amounts raised and collected come from cash offices and accountants; a cancelled receipt is left out.",
] as const;
const FROM = "from fct_receipts_year r join dim_territory t on t.code = r.collectivity_code";
const MONTH = "from fct_receipts r join dim_territory t on t.code = r.collectivity_code";
const AMOUNTS =
  "forecast_mad opening_outstanding_mad raised_mad reduced_mad collected_mad closing_outstanding_mad";
const SUMS = sums(AMOUNTS, "r");
/** Columns of the administrative account: arrears of the year before + net raised − collected = arrears, to the centime. */
const ACCOUNT =
  "forecast_mad opening_outstanding_mad raised_mad reduced_mad net_raised_mad receivable_mad collected_mad account_outstanding_mad";
const RATE = ratio(
  "sum(r.collected_mad)",
  "sum(coalesce(r.opening_outstanding_mad, 0) + r.raised_mad - r.reduced_mad)",
  "recovery_rate",
);

/** Receipts of the 1,590 collectivities: what was forecast, raised, collected, and what is left. */
export const RECEIPTS: readonly Dataset[] = [
  dataset({
    slug: "recettes-annuelles",
    title: [
      "Recettes émises et recouvrées par collectivité et par ligne",
      "المداخيل الصادرة والمحصلة حسب الجماعة الترابية والسطر",
      "Receipts raised and collected by collectivity and line",
    ],
    about: [
      "Le compte administratif en recettes, ligne par ligne et au centime : prévisions, restes de l'exercice précédent, montants émis, réduits et nets, total, réalisations et restes au 31 décembre de chaque collectivité.",
      "الحساب الإداري في باب المداخيل، سطرا بسطر وإلى حدود السنتيم: التوقعات والباقي من السنة السابقة والمبالغ الصادرة والمخفضة والصافية والمجموع والإنجازات والباقي في 31 دجنبر لكل جماعة ترابية.",
      "The administrative account's receipts, line by line and to the centime: forecasts, arrears of the year before, amounts raised, reduced and net, total, collected and arrears at 31 December of each collectivity.",
    ],
    keywords: KEYWORDS,
    limits: LIMITS,
    law: LAW.recovery,
    marts: "fct_receipts_year dim_territory dim_budget_line",
    columns: `fiscal_year ${WHO} part chapter line_code line_label_fr line_label_ar nature ${ACCOUNT} sample`,
    key: "fiscal_year collectivity_code line_code",
    splitBy: "fiscal_year",
    sql: `select r.fiscal_year, ${WHO_SQL("r")}, r.line_code, any_value(l.label_fr) as line_label_fr,
      any_value(l.label_ar) as line_label_ar, any_value(r.part) as part, any_value(r.chapter) as chapter,
      any_value(r.nature) as nature, ${sums(ACCOUNT, "r")}, bool_or(r.sample) as sample
      ${FROM} left join dim_budget_line l on l.line_code = r.line_code
      group by r.fiscal_year, r.collectivity_code, r.line_code`,
  }),
  dataset({
    slug: "recettes-mensuelles",
    title: [
      "Recettes par mois et par chapitre",
      "المداخيل حسب الشهر والباب",
      "Receipts by month and chapter",
    ],
    about: [
      "Montants émis, réduits et recouvrés par chaque collectivité territoriale, par mois et par chapitre.",
      "المبالغ الصادرة والمخفضة والمحصلة لكل جماعة ترابية، حسب الشهر والباب.",
      "Amounts raised, reduced and collected by each territorial collectivity, by month and chapter.",
    ],
    keywords: KEYWORDS,
    limits: LIMITS,
    law: LAW.recovery,
    marts: "fct_receipts dim_territory",
    columns:
      "fiscal_year month_start collectivity_code collectivity_type region_code part chapter raised_mad reduced_mad collected_mad sample",
    key: "fiscal_year month_start collectivity_code part chapter",
    splitBy: "fiscal_year",
    sql: `select r.fiscal_year, r.month_start, r.collectivity_code, any_value(r.collectivity_type) as collectivity_type,
      any_value(t.region_code) as region_code, r.part, r.chapter, ${sum("r.raised_mad")}, ${sum("r.reduced_mad")},
      ${sum("r.collected_mad")}, bool_or(r.sample) as sample
      ${MONTH} group by r.fiscal_year, r.month_start, r.collectivity_code, r.part, r.chapter`,
  }),
  dataset({
    slug: "recettes-par-gestionnaire",
    title: ["Recettes selon qui les gère", "المداخيل حسب الجهة المدبرة", "Receipts by who manages them"],
    about: [
      "Ce que chaque collectivité recouvre elle-même, ce que l'État gère pour elle et ce qu'il lui transfère, par exercice et par nature.",
      "ما تحصله كل جماعة ترابية بنفسها وما تدبره الدولة لفائدتها وما تحوله إليها، حسب السنة المالية والطبيعة.",
      "What each collectivity collects by itself, what the State manages for it and what it transfers, by fiscal year and nature.",
    ],
    keywords: [
      "TVA transférée|ressources propres|transferts|fiscalité",
      "الموارد الذاتية|الموارد المحولة|الجبايات",
      "own resources|transfers|taxation",
    ],
    limits: LIMITS,
    law: LAW.recovery,
    marts: "fct_receipts dim_territory",
    columns: `fiscal_year ${WHO} management nature raised_mad reduced_mad collected_mad sample`,
    key: "fiscal_year collectivity_code management nature",
    splitBy: "fiscal_year",
    sql: `select r.fiscal_year, ${WHO_SQL("r")}, r.management, r.nature, ${sum("r.raised_mad")},
      ${sum("r.reduced_mad")}, ${sum("r.collected_mad")}, bool_or(r.sample) as sample
      ${MONTH} group by r.fiscal_year, r.collectivity_code, r.management, r.nature`,
  }),
  dataset({
    slug: "recouvrement-par-collectivite",
    title: [
      "Taux de recouvrement par collectivité",
      "نسبة التحصيل حسب الجماعة الترابية",
      "Recovery rate by collectivity",
    ],
    about: [
      "Recouvré rapporté à ce qui était dû (restes d'ouverture et émissions, moins les réductions), par collectivité et par exercice.",
      "المبالغ المحصلة مقارنة بالمستحق (الباقي استخلاصه عند الافتتاح والإصدارات ناقص التخفيضات)، حسب الجماعة الترابية والسنة المالية.",
      "Collected as a share of what was due (opening arrears and amounts raised, less reductions), by collectivity and fiscal year.",
    ],
    keywords: KEYWORDS,
    limits: [
      "Le taux est vide quand rien n'était dû, ou quand aucun état ne dit les restes d'ouverture.",
      "تبقى النسبة فارغة حين لا يكون أي مبلغ مستحقا أو حين لا تبين أي قائمة الباقي استخلاصه عند الافتتاح.",
      "The rate is empty where nothing was due, or where no statement tells the opening arrears.",
    ],
    law: LAW.recovery,
    frequency: "ANNUAL",
    marts: "fct_receipts_year dim_territory",
    columns: `fiscal_year ${WHO} ${AMOUNTS} recovery_rate sample`,
    key: "fiscal_year collectivity_code",
    splitBy: "fiscal_year",
    sql: `select r.fiscal_year, ${WHO_SQL("r")}, ${SUMS}, ${RATE}, bool_or(r.sample) as sample
      ${FROM} group by r.fiscal_year, r.collectivity_code`,
  }),
  dataset({
    slug: "recouvrement-par-taxe",
    title: ["Recouvrement par taxe et par région", "التحصيل حسب الرسم والجهة", "Recovery by tax and region"],
    about: [
      "Prévisions, émissions, encaissements et restes à recouvrer de chaque taxe et produit, par région et par type de collectivité.",
      "توقعات كل رسم ومنتوج وإصداراته ومقبوضاته والباقي استخلاصه، حسب الجهة ونوع الجماعة الترابية.",
      "Forecasts, amounts raised and collected and arrears of each tax and product, by region and type of collectivity.",
    ],
    keywords: [
      "taxe d'habitation|TNB|taxe professionnelle|recouvrement",
      "رسم السكن|الأراضي غير المبنية|الرسم المهني",
      "housing tax|undeveloped land|business tax",
    ],
    limits: LIMITS,
    law: LAW.recovery,
    frequency: "ANNUAL",
    marts: "fct_receipts_year dim_territory dim_budget_line",
    columns: `fiscal_year region_code collectivity_type line_code line_label_fr line_label_ar ${AMOUNTS} recovery_rate sample`,
    key: "fiscal_year region_code collectivity_type line_code",
    splitBy: "fiscal_year",
    sql: `select r.fiscal_year, t.region_code, r.collectivity_type, r.line_code, any_value(l.label_fr) as line_label_fr,
      any_value(l.label_ar) as line_label_ar, ${SUMS}, ${RATE}, bool_or(r.sample) as sample
      ${FROM} left join dim_budget_line l on l.line_code = r.line_code
      group by r.fiscal_year, t.region_code, r.collectivity_type, r.line_code`,
  }),
  dataset({
    slug: "restes-a-recouvrer",
    title: [
      "Restes à recouvrer par collectivité et par année d'origine",
      "الباقي استخلاصه حسب الجماعة الترابية وسنة المنشأ",
      "Arrears by collectivity and year of origin",
    ],
    about: [
      "Ce qui restait à recouvrer à la date de chaque état, par collectivité et par année où la créance est née.",
      "ما تبقى استخلاصه عند تاريخ كل قائمة، حسب الجماعة الترابية وسنة نشوء الدين.",
      "What remained to be collected at the date of each statement, by collectivity and by the year the claim arose.",
    ],
    keywords: [
      "restes à recouvrer|RAR|créances|arriérés",
      "الباقي استخلاصه|ديون|متأخرات",
      "arrears|claims|outstanding",
    ],
    limits: LIMITS,
    law: LAW.recovery,
    frequency: "ANNUAL",
    marts: "fct_outstanding dim_territory",
    columns: `fiscal_year ${WHO} as_of origin_year outstanding_mad sample`,
    key: "fiscal_year collectivity_code origin_year as_of",
    splitBy: "fiscal_year",
    sql: `select r.fiscal_year, ${WHO_SQL("r")}, r.as_of, r.origin_year, ${sum("r.outstanding_mad")},
      bool_or(r.sample) as sample
      from fct_outstanding r join dim_territory t on t.code = r.collectivity_code
      group by r.fiscal_year, r.collectivity_code, r.origin_year, r.as_of`,
  }),
  dataset({
    slug: "restes-a-recouvrer-par-taxe",
    title: [
      "Restes à recouvrer par taxe et par région",
      "الباقي استخلاصه حسب الرسم والجهة",
      "Arrears by tax and region",
    ],
    about: [
      "Les restes à recouvrer ajoutés par taxe et produit, région, type de collectivité et année d'origine.",
      "الباقي استخلاصه مجمعا حسب الرسم والمنتوج والجهة ونوع الجماعة الترابية وسنة المنشأ.",
      "Arrears added up by tax and product, region, type of collectivity and year of origin.",
    ],
    keywords: [
      "restes à recouvrer|taxes|ancienneté",
      "الباقي استخلاصه|رسوم|أقدمية",
      "arrears|taxes|age of claims",
    ],
    limits: LIMITS,
    law: LAW.recovery,
    frequency: "ANNUAL",
    marts: "fct_outstanding dim_territory dim_budget_line",
    columns:
      "fiscal_year region_code collectivity_type line_code line_label_fr line_label_ar origin_year outstanding_mad sample",
    key: "fiscal_year region_code collectivity_type line_code origin_year",
    splitBy: "fiscal_year",
    sql: `select r.fiscal_year, t.region_code, r.collectivity_type, r.line_code, any_value(l.label_fr) as line_label_fr,
      any_value(l.label_ar) as line_label_ar, r.origin_year, ${sum("r.outstanding_mad")}, bool_or(r.sample) as sample
      from fct_outstanding r join dim_territory t on t.code = r.collectivity_code
      left join dim_budget_line l on l.line_code = r.line_code
      group by r.fiscal_year, t.region_code, r.collectivity_type, r.line_code, r.origin_year`,
  }),
];
