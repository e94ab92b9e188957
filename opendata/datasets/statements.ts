import type { Dataset } from "../types.ts";
import { dataset, LAW, ratio, sum, WHO, WHO_ROW, WHO_SQL } from "./define.ts";

/** Results carried over from one year or part to the next are written in the accounts, and are no receipt or expenditure. */
const REAL = "chapter <> '60' and nature not in ('surplus', 'surplus_transfer')";

/** Ordered expenditure and collected receipts of a collectivity and year, by part. */
const ACCOUNTS = `accounts as (
    select fiscal_year, collectivity_code, collectivity_type,
      sum(ordered_mad) filter (part = '1') as operating_spent, sum(ordered_mad) filter (part = '2') as investment_spent,
      sum(ordered_mad) filter (nature = 'personnel') as staff, sum(ordered_mad) filter (nature in ('interest', 'principal')) as debt,
      sum(credit_final_mad) as credit, sum(ordered_mad) as spent, bool_or(sample) as sample
    from fct_budget_year where direction = 'D' and ${REAL} group by all),
  income as (
    select fiscal_year, collectivity_code, sum(collected_mad) filter (part = '1') as operating_received,
      sum(collected_mad) filter (part = '2') as investment_received, sum(collected_mad) as received,
      sum(collected_mad) filter (nature = 'loan') as borrowed
    from fct_receipts_year where ${REAL} group by all)`;
const JOINED = `from accounts b left join income i using (fiscal_year, collectivity_code)
  join dim_territory t on t.code = b.collectivity_code`;
const zero = (name: string, as: string) => `coalesce(${name}, 0)::decimal(18, 2) as ${as}`;

/** Statements of accounts, ratios and payment times. */
export const STATEMENTS: readonly Dataset[] = [
  dataset({
    slug: "etats-comptables-annuels",
    title: [
      "États comptables annuels : recettes, dépenses et soldes",
      "القوائم المحاسبية السنوية: المداخيل والنفقات والأرصدة",
      "Annual statements of accounts: receipts, expenditure and balances",
    ],
    about: [
      "Recettes recouvrées et dépenses mandatées de chaque collectivité, en fonctionnement et en équipement, épargne brute et solde de l'exercice.",
      "المداخيل المحصلة والنفقات المأمور بصرفها لكل جماعة ترابية، في التسيير والتجهيز، والادخار الخام ورصيد السنة المالية.",
      "Receipts collected and expenditure ordered by each collectivity, operating and investment, gross saving and balance of the year.",
    ],
    keywords: [
      "compte administratif|épargne brute|solde|états financiers",
      "الحساب الإداري|الادخار|الرصيد|القوائم المالية",
      "accounts|gross saving|balance|financial statements",
    ],
    limits: [
      "Exercice en cours : mois publiés seulement. L'épargne brute est la recette de fonctionnement moins la dépense de fonctionnement.",
      "السنة الجارية: الأشهر المنشورة فقط. والادخار الخام هو مداخيل التسيير ناقص نفقات التسيير.",
      "Year in progress: published months only. Gross saving is operating receipts less operating expenditure.",
    ],
    frequency: "ANNUAL",
    marts: "fct_budget_year fct_receipts_year dim_territory",
    columns: `fiscal_year ${WHO} operating_receipts_mad operating_expenditure_mad gross_saving_mad investment_receipts_mad investment_expenditure_mad balance_mad sample`,
    key: "fiscal_year collectivity_code",
    splitBy: "fiscal_year",
    sql: `with ${ACCOUNTS}
      select b.fiscal_year, ${WHO_ROW("b")},
        ${zero("i.operating_received", "operating_receipts_mad")},
        ${zero("b.operating_spent", "operating_expenditure_mad")},
        (coalesce(i.operating_received, 0) - coalesce(b.operating_spent, 0))::decimal(18, 2) as gross_saving_mad,
        ${zero("i.investment_received", "investment_receipts_mad")},
        ${zero("b.investment_spent", "investment_expenditure_mad")},
        (coalesce(i.received, 0) - b.spent)::decimal(18, 2) as balance_mad, b.sample
      ${JOINED}`,
  }),
  dataset({
    slug: "ratios-financiers",
    title: [
      "Ratios financiers des collectivités territoriales",
      "النسب المالية للجماعات الترابية",
      "Financial ratios of territorial collectivities",
    ],
    about: [
      "Taux d'exécution, part de l'investissement, du personnel et de la dette dans la dépense, recettes et dépenses par habitant.",
      "نسبة التنفيذ وحصة الاستثمار والموظفين والدين من النفقات والمداخيل والنفقات لكل ساكن.",
      "Execution rate, shares of investment, staff and debt in expenditure, receipts and expenditure per inhabitant.",
    ],
    keywords: [
      "ratios|par habitant|taux d'exécution|comparaison",
      "نسب|لكل ساكن|مقارنة",
      "ratios|per inhabitant|comparison",
    ],
    limits: [
      "Population légale de 2024 pour tous les exercices. Un ratio est vide quand son dénominateur est nul ; il ne dit rien d'une cause.",
      "السكان القانونيون لسنة 2024 لكل السنوات المالية. تبقى النسبة فارغة إذا كان مقامها صفرا، ولا تدل على سبب.",
      "Legal population of 2024 for every year. A ratio is empty where its denominator is zero; it tells no cause.",
    ],
    frequency: "ANNUAL",
    marts: "fct_budget_year fct_receipts_year dim_territory",
    columns: `fiscal_year ${WHO} segment population_2024 execution_rate investment_share staff_share debt_share receipts_per_inhabitant_mad expenditure_per_inhabitant_mad sample`,
    key: "fiscal_year collectivity_code",
    splitBy: "fiscal_year",
    sql: `with ${ACCOUNTS}
      select b.fiscal_year, ${WHO_ROW("b")}, t.segment, t.population_2024,
        ${ratio("b.spent", "b.credit", "execution_rate")}, ${ratio("coalesce(b.investment_spent, 0)", "b.spent", "investment_share")},
        ${ratio("coalesce(b.staff, 0)", "b.spent", "staff_share")}, ${ratio("coalesce(b.debt, 0)", "b.spent", "debt_share")},
        case when t.population_2024 > 0 then (coalesce(i.received, 0) / t.population_2024)::decimal(18, 2) end as receipts_per_inhabitant_mad,
        case when t.population_2024 > 0 then (b.spent / t.population_2024)::decimal(18, 2) end as expenditure_per_inhabitant_mad,
        b.sample
      ${JOINED}`,
  }),
  dataset({
    slug: "finances-locales-par-region",
    title: [
      "Finances locales par région et type de collectivité",
      "المالية المحلية حسب الجهة ونوع الجماعة الترابية",
      "Local finance by region and type of collectivity",
    ],
    about: [
      "Recettes, dépenses, épargne et emprunts ajoutés par région et par type de collectivité : la vue d'ensemble, un tableau par exercice.",
      "المداخيل والنفقات والادخار والقروض مجمعة حسب الجهة ونوع الجماعة الترابية: نظرة شاملة لكل سنة مالية.",
      "Receipts, expenditure, saving and borrowing added up by region and type of collectivity: the whole view, one table a year.",
    ],
    keywords: [
      "régions|agrégats|finances locales|emprunts",
      "جهات|مجاميع|مالية محلية|قروض",
      "regions|aggregates|local finance|borrowing",
    ],
    limits: [
      "Les transferts entre collectivités ne sont pas neutralisés.",
      "لا تُستبعد التحويلات بين الجماعات الترابية.",
      "Transfers between collectivities are not netted out.",
    ],
    frequency: "ANNUAL",
    marts: "fct_budget_year fct_receipts_year dim_territory",
    columns:
      "fiscal_year region_code collectivity_type collectivities operating_receipts_mad operating_expenditure_mad gross_saving_mad investment_receipts_mad investment_expenditure_mad borrowed_mad execution_rate sample",
    key: "fiscal_year region_code collectivity_type",
    sql: `with ${ACCOUNTS}
      select b.fiscal_year, t.region_code, b.collectivity_type, count(*) as collectivities,
        ${zero("sum(i.operating_received)", "operating_receipts_mad")},
        ${zero("sum(b.operating_spent)", "operating_expenditure_mad")},
        (coalesce(sum(i.operating_received), 0) - coalesce(sum(b.operating_spent), 0))::decimal(18, 2) as gross_saving_mad,
        ${zero("sum(i.investment_received)", "investment_receipts_mad")},
        ${zero("sum(b.investment_spent)", "investment_expenditure_mad")},
        ${zero("sum(i.borrowed)", "borrowed_mad")}, ${ratio("sum(b.spent)", "sum(b.credit)", "execution_rate")},
        bool_or(b.sample) as sample
      ${JOINED} group by b.fiscal_year, t.region_code, b.collectivity_type`,
  }),
  dataset({
    slug: "delais-de-paiement",
    title: [
      "Délais de paiement par collectivité et par mois",
      "آجال الأداء حسب الجماعة الترابية والشهر",
      "Payment times by collectivity and month",
    ],
    about: [
      "Paiements, montants, jours entre service fait et paiement, paiements au-delà de 60 jours et intérêts moratoires.",
      "الأداءات ومبالغها والأيام بين إنجاز الخدمة والأداء، والأداءات بعد أكثر من 60 يوما وفوائد التأخير.",
      "Payments, amounts, days from service done to payment, payments after more than 60 days and late interest.",
    ],
    keywords: [
      "délais de paiement|fournisseurs|intérêts moratoires",
      "آجال الأداء|موردون|فوائد التأخير",
      "payment times|suppliers|late interest",
    ],
    limits: [
      "Le délai n'est compté que si la date du service fait est connue. Les paiements sont ceux d'un organisme public : ils ne désignent pas le fournisseur.",
      "لا يحتسب الأجل إلا إذا عُرف تاريخ إنجاز الخدمة. والأداءات صادرة عن هيئة عمومية ولا تدل على المورد.",
      "The delay is counted only where the day of service is known. Payments are a public body's: they do not tell the supplier.",
    ],
    law: LAW.payment,
    marts: "fct_payment dim_territory",
    columns: `fiscal_year month_start ${WHO} payments payments_timed payments_late amount_mad delay_days_mean late_interest_mad sample`,
    key: "fiscal_year month_start collectivity_code",
    splitBy: "fiscal_year",
    sql: `select r.fiscal_year, r.month_start, ${WHO_SQL("r")}, sum(r.payments)::bigint as payments,
      sum(r.payments_timed)::bigint as payments_timed, sum(r.payments_late)::bigint as payments_late, ${sum("r.amount_mad")},
      ${ratio("sum(r.delay_days_total)", "sum(r.payments_timed)", "delay_days_mean")}, ${sum("r.late_interest_mad")},
      bool_or(r.sample) as sample
      from fct_payment r join dim_territory t on t.code = r.collectivity_code
      group by r.fiscal_year, r.month_start, r.collectivity_code`,
  }),
  dataset({
    slug: "delais-de-paiement-par-region",
    title: ["Délais de paiement par région", "آجال الأداء حسب الجهة", "Payment times by region"],
    about: [
      "Délai moyen de paiement et part des paiements au-delà de 60 jours, par exercice, région et type de collectivité.",
      "متوسط أجل الأداء وحصة الأداءات بعد أكثر من 60 يوما، حسب السنة المالية والجهة ونوع الجماعة الترابية.",
      "Mean payment time and share of payments after more than 60 days, by fiscal year, region and type of collectivity.",
    ],
    keywords: [
      "délais de paiement|régions|60 jours",
      "آجال الأداء|جهات|60 يوما",
      "payment times|regions|60 days",
    ],
    limits: [
      "Moyenne pondérée par le nombre de paiements au délai connu.",
      "متوسط مرجح بعدد الأداءات المعروفة الأجل.",
      "Mean weighted by the number of payments with a known delay.",
    ],
    law: LAW.payment,
    frequency: "ANNUAL",
    marts: "fct_payment dim_territory",
    columns:
      "fiscal_year region_code collectivity_type payments payments_timed amount_mad delay_days_mean late_share late_interest_mad sample",
    key: "fiscal_year region_code collectivity_type",
    sql: `select r.fiscal_year, t.region_code, r.collectivity_type, sum(r.payments)::bigint as payments,
      sum(r.payments_timed)::bigint as payments_timed, ${sum("r.amount_mad")},
      ${ratio("sum(r.delay_days_total)", "sum(r.payments_timed)", "delay_days_mean")},
      ${ratio("sum(r.payments_late)", "sum(r.payments_timed)", "late_share")}, ${sum("r.late_interest_mad")},
      bool_or(r.sample) as sample
      from fct_payment r join dim_territory t on t.code = r.collectivity_code
      group by r.fiscal_year, t.region_code, r.collectivity_type`,
  }),
];
