import type { Dataset } from "../types.ts";
import { ACCOUNT, AMOUNTS, dataset, each, ratio, sum, sums, WHO, WHO_ROW, WHO_SQL } from "./define.ts";

const LIMITS = [
  "Budget principal, budgets annexes et comptes spéciaux réunis ; les groupements de collectivités n'y sont pas.",
  "تجمع الميزانية الرئيسية والميزانيات الملحقة والحسابات الخصوصية؛ ولا تشمل مجموعات الجماعات الترابية.",
  "Main budget, annexed budgets and special accounts together; groupings of collectivities are left out.",
] as const;
const KEYWORDS = [
  "budget|dépenses|collectivités territoriales|exécution|mandatement",
  "ميزانية|نفقات|الجماعات الترابية|تنفيذ",
  "budget|expenditure|local government|execution",
] as const;
const CREDITS =
  "credit_initial_mad credit_carried_mad credit_transfer_mad credit_amendment_mad credit_final_mad";
const SUMS = sums(AMOUNTS, "b");
const FROM = "from fct_budget_year b join dim_territory t on t.code = b.collectivity_code";

/** Budgets and their execution, of the 1,590 collectivities and of the groupings beside them. */
export const BUDGET: readonly Dataset[] = [
  dataset({
    slug: "execution-budgetaire-annuelle",
    title: [
      "Exécution budgétaire par collectivité et par ligne",
      "تنفيذ الميزانية حسب الجماعة الترابية والسطر",
      "Budget execution by collectivity and line",
    ],
    about: [
      "Le budget approuvé et le compte administratif en dépenses : crédits initiaux, reportés, virés, modifiés et définitifs, engagements, mandatements, paiements et restes à réaliser de chacune des 1 590 collectivités, par exercice, budget et ligne.",
      "الميزانية المؤشر عليها والحساب الإداري في باب النفقات: الاعتمادات الأولية والمرحلة والمحولة والمعدلة والنهائية والالتزامات والأوامر بالصرف والأداءات والباقي إنجازه لكل جماعة من الجماعات الترابية البالغ عددها 1590، حسب السنة المالية والميزانية والسطر.",
      "The approved budget and the administrative account's expenditure: initial, carried over, transferred, amended and final credits, commitments, payment orders, payments and what remains to realise of each of the 1,590 collectivities, by fiscal year, budget and line.",
    ],
    keywords: KEYWORDS,
    limits: [
      "Budget principal, budgets annexes et comptes spéciaux, chacun sur ses lignes ; les groupements de collectivités n'y sont pas.",
      "الميزانية الرئيسية والميزانيات الملحقة والحسابات الخصوصية، لكل منها سطورها؛ ولا تشمل مجموعات الجماعات الترابية.",
      "Main budget, annexed budgets and special accounts, each on lines of its own; groupings of collectivities are left out.",
    ],
    marts: "fct_budget_year dim_territory dim_budget_line",
    columns: `fiscal_year ${WHO} budget_id direction part chapter line_code line_label_fr line_label_ar ${ACCOUNT} sample`,
    key: "fiscal_year collectivity_code budget_id line_code",
    splitBy: "fiscal_year",
    sql: `select b.fiscal_year, ${WHO_ROW("b")}, b.budget_id, b.direction, b.part, b.chapter, b.line_code,
      l.label_fr as line_label_fr, l.label_ar as line_label_ar, ${each(ACCOUNT, (name) => `b.${name}`)}, b.sample
      ${FROM} left join dim_budget_line l on l.line_code = b.line_code`,
  }),
  dataset({
    slug: "execution-budgetaire-mensuelle",
    title: [
      "Exécution budgétaire par mois et par chapitre",
      "تنفيذ الميزانية حسب الشهر والباب",
      "Budget execution by month and chapter",
    ],
    about: [
      "Engagements, mandatements et paiements de chaque collectivité territoriale, par mois et par chapitre budgétaire.",
      "الالتزامات والأوامر بالصرف والأداءات لكل جماعة ترابية، حسب الشهر والباب الميزانياتي.",
      "Commitments, payment orders and payments of each territorial collectivity, by month and budget chapter.",
    ],
    keywords: KEYWORDS,
    limits: LIMITS,
    marts: "fct_budget_chapter dim_territory",
    columns:
      "fiscal_year month_start collectivity_code collectivity_type region_code direction part chapter committed_mad ordered_mad paid_mad sample",
    key: "fiscal_year month_start collectivity_code direction part chapter",
    splitBy: "fiscal_year",
    sql: `select b.fiscal_year, b.month_start, b.collectivity_code, any_value(b.collectivity_type) as collectivity_type,
      any_value(t.region_code) as region_code, b.direction, b.part, b.chapter,
      ${sum("b.committed_mad")}, ${sum("b.ordered_mad")}, ${sum("b.paid_mad")}, bool_or(b.sample) as sample
      from fct_budget_chapter b join dim_territory t on t.code = b.collectivity_code
      where b.direction = 'D'
      group by b.fiscal_year, b.month_start, b.collectivity_code, b.direction, b.part, b.chapter`,
  }),
  dataset({
    slug: "budgets-votes",
    title: [
      "Budgets votés et crédits modifiés, par chapitre",
      "الميزانيات المصوت عليها والاعتمادات المعدلة حسب الباب",
      "Budgets voted and credits amended, by chapter",
    ],
    about: [
      "Crédits ouverts au budget primitif, reports, virements, modifications et crédits définitifs, par collectivité, exercice et chapitre, en recettes comme en dépenses.",
      "الاعتمادات المفتوحة في الميزانية الأولية والترحيلات والتحويلات والتعديلات والاعتمادات النهائية، حسب الجماعة الترابية والسنة المالية والباب، مداخيل ونفقات.",
      "Credits opened in the initial budget, carried over, transferred, amended, and final credits, by collectivity, fiscal year and chapter, receipts and expenditure alike.",
    ],
    keywords: [
      "budget primitif|crédits|virements|reports|vote",
      "الميزانية الأولية|اعتمادات|تحويلات|ترحيلات",
      "initial budget|credits|transfers|appropriations",
    ],
    limits: [
      "En recettes, un crédit est une prévision. Les budgets annexes et les comptes spéciaux sont réunis au budget principal.",
      "في المداخيل، الاعتماد توقع. وتجمع الميزانيات الملحقة والحسابات الخصوصية مع الميزانية الرئيسية.",
      "Of receipts, a credit is a forecast. Annexed budgets and special accounts are joined to the main budget.",
    ],
    frequency: "ANNUAL",
    marts: "fct_budget_year dim_territory",
    columns: `fiscal_year ${WHO} direction part chapter ${CREDITS} sample`,
    key: "fiscal_year collectivity_code direction part chapter",
    splitBy: "fiscal_year",
    sql: `select b.fiscal_year, ${WHO_SQL("b")}, b.direction, b.part, b.chapter,
      ${sums(CREDITS, "b")}, bool_or(b.sample) as sample
      ${FROM} group by b.fiscal_year, b.collectivity_code, b.direction, b.part, b.chapter`,
  }),
  dataset({
    slug: "depenses-par-nature",
    title: [
      "Dépenses par nature économique",
      "النفقات حسب الطبيعة الاقتصادية",
      "Expenditure by economic nature",
    ],
    about: [
      "Personnel, biens et services, intérêts, principal de la dette, investissement : crédits, engagements, mandatements et paiements de chaque collectivité, par exercice.",
      "الموظفون والمعدات والخدمات والفوائد وأصل الدين والاستثمار: الاعتمادات والالتزامات والأوامر بالصرف والأداءات لكل جماعة ترابية، حسب السنة المالية.",
      "Staff, goods and services, interest, principal of the debt, investment: credits, commitments, orders and payments of each collectivity, by fiscal year.",
    ],
    keywords: [
      "masse salariale|investissement|dette|intérêts|fonctionnement",
      "كتلة الأجور|استثمار|دين|فوائد",
      "wage bill|investment|debt|interest",
    ],
    limits: LIMITS,
    marts: "fct_budget_year dim_territory",
    columns: `fiscal_year ${WHO} nature ${AMOUNTS} sample`,
    key: "fiscal_year collectivity_code nature",
    splitBy: "fiscal_year",
    sql: `select b.fiscal_year, ${WHO_SQL("b")}, b.nature, ${SUMS}, bool_or(b.sample) as sample
      ${FROM} where b.direction = 'D' group by b.fiscal_year, b.collectivity_code, b.nature`,
  }),
  dataset({
    slug: "depenses-par-chapitre",
    title: [
      "Dépenses par chapitre, région et type de collectivité",
      "النفقات حسب الباب والجهة ونوع الجماعة الترابية",
      "Expenditure by chapter, region and type of collectivity",
    ],
    about: [
      "Les dépenses ajoutées par chapitre du budget, par région et par type de collectivité, avec les taux d'engagement, d'exécution et de paiement.",
      "النفقات مجمعة حسب أبواب الميزانية والجهة ونوع الجماعة الترابية، مع نسب الالتزام والتنفيذ والأداء.",
      "Expenditure added up by budget chapter, region and type of collectivity, with the rates of commitment, execution and payment.",
    ],
    keywords: KEYWORDS,
    limits: LIMITS,
    marts: "fct_budget_year dim_territory dim_budget_chapter",
    columns: `fiscal_year region_code collectivity_type part chapter chapter_label_fr chapter_label_ar ${AMOUNTS} commitment_rate execution_rate payment_rate sample`,
    key: "fiscal_year region_code collectivity_type part chapter",
    sql: `select b.fiscal_year, t.region_code, b.collectivity_type, b.part, b.chapter,
      any_value(c.label_fr) as chapter_label_fr, any_value(c.label_ar) as chapter_label_ar, ${SUMS},
      ${ratio("sum(b.committed_mad)", "sum(b.credit_final_mad)", "commitment_rate")},
      ${ratio("sum(b.ordered_mad)", "sum(b.credit_final_mad)", "execution_rate")},
      ${ratio("sum(b.paid_mad)", "sum(b.ordered_mad)", "payment_rate")}, bool_or(b.sample) as sample
      ${FROM} left join dim_budget_chapter c using (direction, part, chapter)
      where b.direction = 'D' group by b.fiscal_year, t.region_code, b.collectivity_type, b.part, b.chapter`,
  }),
  dataset({
    slug: "execution-mensuelle-nationale",
    title: [
      "Dépenses des collectivités territoriales par mois",
      "نفقات الجماعات الترابية حسب الشهر",
      "Expenditure of territorial collectivities by month",
    ],
    about: [
      "La série mensuelle des dépenses engagées, mandatées et payées, par type de collectivité, partie et nature, pour le pays entier.",
      "السلسلة الشهرية للنفقات الملتزم بها والمأمور بصرفها والمؤداة، حسب نوع الجماعة الترابية والجزء والطبيعة، على الصعيد الوطني.",
      "The monthly series of expenditure committed, ordered and paid, by type of collectivity, part and nature, for the whole country.",
    ],
    keywords: [
      "série mensuelle|bulletin|dépenses|conjoncture",
      "سلسلة شهرية|نشرة|نفقات",
      "monthly series|bulletin|expenditure",
    ],
    limits: LIMITS,
    marts: "fct_budget_chapter",
    columns:
      "fiscal_year month_start collectivity_type part nature committed_mad ordered_mad paid_mad sample",
    key: "fiscal_year month_start collectivity_type part nature",
    sql: `select fiscal_year, month_start, collectivity_type, part, nature, ${sum("committed_mad")},
      ${sum("ordered_mad")}, ${sum("paid_mad")}, bool_or(sample) as sample
      from fct_budget_chapter where direction = 'D' group by all`,
  }),
  dataset({
    slug: "groupements-execution-budgetaire",
    title: [
      "Exécution budgétaire des établissements de coopération intercommunale",
      "تنفيذ ميزانيات مؤسسات التعاون بين الجماعات",
      "Budget execution of inter-communal cooperation bodies",
    ],
    about: [
      "Crédits, engagements, mandatements et paiements des groupements, par exercice et par chapitre ; hors des 1 590 collectivités et de leurs totaux.",
      "اعتمادات مجموعات الجماعات والتزاماتها وأوامرها بالصرف وأداءاتها، حسب السنة المالية والباب؛ خارج الجماعات الترابية البالغ عددها 1590 ومجاميعها.",
      "Credits, commitments, orders and payments of groupings, by fiscal year and chapter; outside the 1,590 collectivities and their totals.",
    ],
    keywords: [
      "intercommunalité|ECI|groupements|budget",
      "التعاون بين الجماعات|مجموعات|ميزانية",
      "inter-communal|groupings|budget",
    ],
    limits: [
      "Ne pas ajouter aux budgets des communes membres : leurs contributions y figurent déjà.",
      "لا تضاف إلى ميزانيات الجماعات الأعضاء: مساهماتها مدرجة فيها.",
      "Not to be added to the budgets of member communes, which already hold their contributions.",
    ],
    marts: "fct_groupement_budget dim_territory",
    columns: `fiscal_year collectivity_code collectivity_name_fr collectivity_name_ar direction part chapter ${AMOUNTS} sample`,
    key: "fiscal_year collectivity_code direction part chapter",
    sql: `select b.fiscal_year, b.collectivity_code, any_value(t.name_fr) as collectivity_name_fr,
      any_value(t.name_ar) as collectivity_name_ar, b.direction, b.part, b.chapter, ${SUMS}, bool_or(b.sample) as sample
      from fct_groupement_budget b left join dim_territory t on t.code = b.collectivity_code
      group by b.fiscal_year, b.collectivity_code, b.direction, b.part, b.chapter`,
  }),
];
