import type { Dataset } from "../types.ts";
import { guard, levels, PLACE, WITHHELD } from "./counts.ts";
import { COUNCIL, COUNCIL_SQL, dataset, LAW, placed, ratio } from "./define.ts";

/** Councils, their acts, staff and disputes; controls and sites that they run. */
export const INSTITUTIONS: readonly Dataset[] = [
  dataset({
    slug: "conseils-sessions",
    title: ["Sessions des conseils", "دورات المجالس", "Sessions of councils"],
    about: [
      "Sessions tenues par chaque conseil et année, quorum atteint, points inscrits et adoptés.",
      "الدورات المنعقدة لكل مجلس وسنة واكتمال النصاب والنقط المدرجة والمصادق عليها.",
      "Sessions held by each council and year, quorum reached, items on the agenda and adopted.",
    ],
    keywords: [
      "conseil|session|quorum|délibération",
      "مجلس|دورة|نصاب|مداولة",
      "council|session|quorum|deliberation",
    ],
    limits: [
      "Une session compte dans l'année où elle s'ouvre.",
      "تُحتسب الدورة في سنة افتتاحها.",
      "A session counts in the year in which it opens.",
    ],
    ...{ law: LAW.open, frequency: "ANNUAL" },
    marts: "fct_council_session dim_territory",
    columns: `year ${COUNCIL} kind sessions with_quorum items items_adopted sample`,
    key: "year collectivity_code kind",
    splitBy: "year",
    sql: `select year(f.month_start) as year, ${COUNCIL_SQL}, f.kind, count(*) as sessions,
      count(*) filter (f.had_quorum) as with_quorum, sum(f.items)::bigint as items, sum(f.items_adopted)::bigint as items_adopted,
      bool_or(f.sample) as sample ${placed("fct_council_session")} group by all`,
  }),
  dataset({
    slug: "deliberations-visa",
    title: ["Visa des délibérations", "التأشير على المقررات", "Visa of deliberations"],
    about: [
      "Actes soumis au visa par thème, décidés, dans le délai et exécutés, par région et année de transmission.",
      "المقررات المعروضة على التأشيرة حسب الموضوع والمبتوت فيها وداخل الأجل والمنفذة، حسب الجهة وسنة الإحالة.",
      "Acts sent for visa by theme, decided, on time and executed, by region and year in which they were sent.",
    ],
    keywords: [
      "visa|tutelle|contrôle administratif",
      "تأشيرة|مراقبة إدارية",
      "visa|supervision|administrative control",
    ],
    limits: [
      "La part dans le délai est vide tant qu'aucun délai n'est échu.",
      "تبقى الحصة داخل الأجل فارغة ما لم ينصرم أي أجل.",
      "The share on time is empty where no limit has passed yet.",
    ],
    ...{ law: LAW.open, frequency: "ANNUAL" },
    marts: "fct_council_decision dim_territory",
    columns: "year region_code theme acts decided executed_acts on_time_share sample",
    key: "year region_code theme",
    sql: `select year(f.month_start) as year, t.region_code, f.theme, count(*)::integer as acts, count(f.decided_on) as decided,
      count(*) filter (f.executed) as executed_acts, ${ratio("count(*) filter (f.on_time)", "count(f.on_time)", "on_time_share")},
      bool_or(f.sample) as sample ${placed("fct_council_decision")} group by all`,
  }),
  dataset({
    slug: "personnel-effectifs",
    title: ["Effectifs du personnel par cadre", "أعداد الموظفين حسب الإطار", "Staff by grade"],
    about: [
      "Personnel des collectivités de chaque région par cadre, à chaque situation annuelle.",
      "موظفو الجماعات الترابية لكل جهة حسب الإطار، في كل وضعية سنوية.",
      "Staff of the collectivities of each region by grade, at each yearly statement.",
    ],
    keywords: ["personnel|effectifs|cadres", "موظفون|أعداد|أطر", "staff|headcount|grades"],
    ...{ limits: WITHHELD, law: LAW.open, frequency: "ANNUAL", theme: "SOCI" },
    marts: "fct_staff dim_territory",
    columns: `as_of ${PLACE} grade staff status sample`,
    key: "as_of level code grade",
    guard: guard("grade", ["as_of"], ["staff"]),
    sql: levels({
      ...{ facts: "fct_staff", place: "collectivity_code", time: { name: "as_of", of: "as_of" } },
      ...{ of: "sum(staff)", cuts: ["grade"], count: "staff", from: "region" },
    }),
  }),
  dataset({
    slug: "masse-salariale",
    title: [
      "Masse salariale mensuelle par région",
      "كتلة الأجور الشهرية حسب الجهة",
      "Monthly payroll by region",
    ],
    about: [
      "Effectif payé, rémunérations brutes et nettes et charges patronales, par mois et par région.",
      "عدد المأجورين والأجور الخامة والصافية ومساهمات المشغل، حسب الشهر والجهة.",
      "Staff paid, gross and net pay and employers' charges, by month and region.",
    ],
    keywords: ["paie|rémunérations|masse salariale", "أجور|كتلة الأجور", "payroll|pay"],
    limits: [
      "Par région seulement : la paie d'un petit conseil dirait celle de ses agents.",
      "حسب الجهة فقط: فأجور مجلس صغير قد تكشف أجور أعوانه.",
      "By region only: the pay of a small council would tell that of its staff.",
    ],
    ...{ law: LAW.open, theme: "SOCI" },
    marts: "fct_payroll dim_territory",
    columns: "month_start region_code headcount gross_mad net_mad employer_mad sample",
    key: "month_start region_code",
    sql: `select f.month_start, t.region_code, sum(f.headcount)::bigint as headcount, sum(f.gross_mad)::decimal(18, 2) as gross_mad,
      sum(f.net_mad)::decimal(18, 2) as net_mad, sum(f.employer_mad)::decimal(18, 2) as employer_mad, bool_or(f.sample) as sample
      ${placed("fct_payroll")} group by all having sum(f.headcount) >= 30`,
  }),
  dataset({
    slug: "contentieux-par-region",
    title: [
      "Contentieux des collectivités par région",
      "منازعات الجماعات الترابية حسب الجهة",
      "Litigation of collectivities by region",
    ],
    about: [
      "Affaires ouvertes chaque année par région, jugées, enjeux, montants dus et payés.",
      "القضايا المفتوحة كل سنة حسب الجهة والمحكوم فيها والرهانات والمبالغ المستحقة والمؤداة.",
      "Cases opened each year by region, ruled, stakes, amounts due and paid.",
    ],
    keywords: ["contentieux|tribunaux|condamnations", "منازعات|محاكم|أحكام", "litigation|courts|rulings"],
    limits: [
      "Par région seulement, et vide sous trente affaires : une affaire désigne souvent une personne.",
      "حسب الجهة فقط وفارغ حين يقل العدد عن ثلاثين قضية: فالقضية تدل غالبا على شخص.",
      "By region only, and left out under thirty cases: a case often points to a person.",
    ],
    ...{ law: LAW.open, frequency: "ANNUAL", theme: "JUST" },
    marts: "fct_court_case dim_territory",
    columns: "year region_code cases ruled stake_mad due_mad paid_mad sample",
    key: "year region_code",
    sql: `select year(f.month_start) as year, t.region_code, count(*) as cases, count(f.ruled_on) as ruled,
      sum(f.stake_mad)::decimal(18, 2) as stake_mad, sum(f.due_mad)::decimal(18, 2) as due_mad,
      sum(f.paid_mad)::decimal(18, 2) as paid_mad, bool_or(f.sample) as sample
      ${placed("fct_court_case")} group by all having count(*) >= 30`,
  }),
  dataset({
    slug: "audit-recommandations",
    title: ["Recommandations d'audit", "توصيات الافتحاص", "Audit recommendations"],
    about: [
      "Recommandations émises par thème et gravité, réalisées et dans le délai, par région et année.",
      "التوصيات الصادرة حسب الموضوع والخطورة والمنجزة وداخل الأجل، حسب الجهة والسنة.",
      "Recommendations made by theme and severity, carried out and on time, by region and year.",
    ],
    keywords: ["audit|recommandations|suivi", "افتحاص|توصيات|تتبع", "audit|recommendations|follow-up"],
    limits: [
      "Une recommandation récente a eu moins de temps pour être réalisée.",
      "التوصية الحديثة حظيت بوقت أقل للإنجاز.",
      "A recent recommendation has had less time to be carried out.",
    ],
    ...{ law: LAW.open, frequency: "ANNUAL" },
    marts: "fct_audit_recommendation dim_territory",
    columns: "year region_code theme severity recommendations carried_out on_time_share sample",
    key: "year region_code theme severity",
    sql: `select year(f.month_start) as year, t.region_code, f.theme, f.severity, count(*) as recommendations,
      count(f.implemented_on) as carried_out, ${ratio("count(*) filter (f.on_time)", "count(f.on_time)", "on_time_share")},
      bool_or(f.sample) as sample ${placed("fct_audit_recommendation")} group by all`,
  }),
  dataset({
    slug: "hygiene-controles",
    title: [
      "Contrôles d'hygiène par province",
      "مراقبات حفظ الصحة حسب الإقليم",
      "Hygiene controls by province",
    ],
    about: [
      "Interventions, contrôles et prélèvements des bureaux communaux d'hygiène, par nature, province et année.",
      "تدخلات المكاتب الجماعية لحفظ الصحة ومراقباتها وعيناتها، حسب النوع والإقليم والسنة.",
      "Interventions, controls and samples of the communes' hygiene offices, by kind, province and year.",
    ],
    keywords: ["hygiène|BCH|contrôles|salubrité", "حفظ الصحة|مراقبة|سلامة", "hygiene|controls|health"],
    limits: [
      "Par province : le résultat d'une petite commune dirait celui d'un établissement.",
      "حسب الإقليم: فنتيجة جماعة صغيرة قد تكشف نتيجة مؤسسة.",
      "By province: the result of a small commune would tell that of one establishment.",
    ],
    ...{ law: LAW.open, frequency: "ANNUAL", theme: "ENVI" },
    marts: "fct_hygiene dim_territory",
    columns: "year region_code province_code kind interventions controls samples sample",
    key: "year region_code province_code kind",
    sql: `select year(f.month_start) as year, t.region_code, t.province_code, f.kind, sum(f.interventions)::bigint as interventions,
      sum(f.controls)::bigint as controls, sum(f.samples)::bigint as samples, bool_or(f.sample) as sample
      ${placed("fct_hygiene")} group by all`,
  }),
  dataset({
    slug: "marches-de-gros-et-abattoirs",
    title: ["Marchés de gros et abattoirs", "أسواق الجملة والمجازر", "Wholesale markets and abattoirs"],
    about: [
      "Tonnage, têtes, valeur et taxes de chaque marché de gros et abattoir communal, par mois et produit.",
      "الأطنان والرؤوس والقيمة والرسوم لكل سوق جملة ومجزرة جماعية، حسب الشهر والمنتوج.",
      "Tonnage, heads, value and taxes of each communal wholesale market and abattoir, by month and product.",
    ],
    keywords: [
      "marchés de gros|abattoirs|taxe d'abattage",
      "أسواق الجملة|مجازر|رسم الذبح",
      "wholesale markets|abattoirs|slaughter tax",
    ],
    limits: [
      "Les sites équipés seulement : ceux qui n'ont pas la plateforme n'y sont pas.",
      "المواقع المجهزة فقط: أما غير المزودة بالمنصة فغير مشمولة.",
      "Equipped sites only: those without the platform are not here.",
    ],
    ...{ law: LAW.recovery, theme: "ECON" },
    marts: "fct_market dim_territory",
    columns: `month_start site_id ${COUNCIL} market_kind product days weight_t heads value_mad tax_mad sample`,
    key: "month_start site_id product",
    sql: `select f.month_start, f.site_id, ${COUNCIL_SQL}, f.market_kind, f.product, f.days, f.weight_t, f.heads, f.value_mad,
      f.tax_mad, f.sample ${placed("fct_market")}`,
  }),
  dataset({
    slug: "documents-urbanisme",
    title: [
      "Couverture en documents d'urbanisme",
      "التغطية بوثائق التعمير",
      "Coverage by planning documents",
    ],
    about: [
      "Documents d'urbanisme de chaque commune, ceux en vigueur, zones et âge du dernier homologué.",
      "وثائق التعمير لكل جماعة والسارية منها والمناطق وعمر آخر وثيقة مصادق عليها.",
      "Planning documents of each commune, those in force, zones and age of the last approved.",
    ],
    keywords: [
      "urbanisme|plans d'aménagement|couverture",
      "تعمير|تصاميم التهيئة|تغطية",
      "planning|development plans|coverage",
    ],
    limits: [
      "Situation au jour de l'export ; le contenu des plans n'est pas repris.",
      "الوضعية يوم الإيداع؛ ولا يشمل ذلك مضمون التصاميم.",
      "As at the day of the export; what the plans say is not repeated.",
    ],
    ...{ law: LAW.open, frequency: "IRREG", theme: "REGI" },
    marts: "fct_planning dim_territory",
    columns: `${COUNCIL} drawn_on documents documents_in_force zones latest_approved_on age_days sample`,
    key: "collectivity_code",
    sql: `select ${COUNCIL_SQL}, f.drawn_on, f.documents, f.documents_in_force, f.zones, f.latest_approved_on, f.age_days, f.sample
      ${placed("fct_planning")}`,
  }),
];
