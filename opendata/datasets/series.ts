import type { Dataset } from "../types.ts";
import { dataset, LAW, rounded, type Three } from "./define.ts";

const AS_PUBLISHED: Three = [
  "Exercice en cours : mois publiés seulement.",
  "السنة الجارية: الأشهر المنشورة فقط.",
  "Year in progress: published months only.",
];

/** Series of local finance: what is consolidated, printed monthly, compared, foretold. */
export const SERIES: readonly Dataset[] = [
  dataset({
    slug: "consolidation-territoriale",
    title: [
      "Recettes et dépenses consolidées par territoire",
      "المداخيل والنفقات الموحدة حسب المجال الترابي",
      "Consolidated receipts and expenditure by territory",
    ],
    about: [
      "Collectivités et groupements de chaque territoire, chaque dirham compté une fois : ce que l'un verse à l'autre est retranché.",
      "جماعات كل مجال ترابي ومجموعاته، كل درهم يُحتسب مرة واحدة: يُخصم ما يدفعه بعضها لبعض.",
      "Collectivities and groupings of each territory, each dirham counted once: what one gives another is taken off.",
    ],
    keywords: [
      "consolidation|groupements|territoire",
      "توحيد|مجموعات|مجال ترابي",
      "consolidation|groupings|territory",
    ],
    limits: AS_PUBLISHED,
    frequency: "ANNUAL",
    marts: "fct_consolidation",
    columns:
      "fiscal_year level code parent_code gross_receipts_mad gross_expenditure_mad groupement_expenditure_mad internal_mad between_parts_mad consolidated_expenditure_mad sample",
    key: "fiscal_year code",
    splitBy: "fiscal_year",
    sql: "select * from fct_consolidation",
  }),
  dataset({
    slug: "bulletin-finances-locales",
    title: [
      "Bulletin mensuel des finances locales : tous les tableaux",
      "النشرة الشهرية للمالية المحلية: كل الجداول",
      "Monthly bulletin of local finance: every table",
    ],
    about: [
      "Les lignes des tableaux du bulletin, mois par mois et cumulées depuis janvier, avec les mêmes mois de l'année précédente.",
      "سطور جداول النشرة شهرا بشهر ومتراكمة منذ يناير، مع نفس أشهر السنة السابقة.",
      "The lines of the bulletin's tables, month by month and cumulated since January, with the same months of the year before.",
    ],
    keywords: [
      "bulletin|séries mensuelles|TGR|BMSFL",
      "نشرة|سلاسل شهرية|الخزينة العامة",
      "bulletin|monthly series|Treasury",
    ],
    limits: [
      "Les résultats reportés d'un exercice ou d'une partie à l'autre n'y sont pas.",
      "لا تشمل النتائج المرحلة من سنة أو جزء إلى آخر.",
      "Results carried from one year or part to another are left out.",
    ],
    marts: "fct_bulletin_table",
    columns: "fiscal_year month_no section line month_mad amount_mad before_mad growth sample",
    key: "fiscal_year month_no section line",
    sql: rounded("fct_bulletin_table", "growth"),
  }),
  dataset({
    slug: "bulletin-rapprochement-mensuel",
    title: [
      "Rapprochement mensuel avec les totaux de la TGR",
      "المقارنة الشهرية مع مجاميع الخزينة العامة",
      "Monthly reconciliation with the Treasury's totals",
    ],
    about: [
      "Les totaux nationaux cumulés de la Trésorerie générale à côté de nos sommes, avec l'écart.",
      "المجاميع الوطنية المتراكمة للخزينة العامة إلى جانب مجاميعنا مع الفارق.",
      "The Treasury's cumulated national totals beside our sums, with the gap.",
    ],
    keywords: ["rapprochement|TGR|écart", "مقارنة|الخزينة العامة|فارق", "reconciliation|Treasury|gap"],
    limits: [
      "Les totaux de la TGR sont arrondis et viennent de comptes arrêtés plus tard.",
      "مجاميع الخزينة العامة مقربة ومن حسابات تُحصر لاحقا.",
      "The Treasury's totals are rounded, of accounts that are closed later.",
    ],
    marts: "fct_bulletin",
    columns: "month_start aggregate published_mad computed_mad gap_mad gap_ratio agrees sample",
    key: "month_start aggregate",
    sql: rounded("fct_bulletin", "gap_ratio"),
  }),
  dataset({
    slug: "ratios-financiers-complets",
    title: [
      "Ratios financiers : tous, pour chaque collectivité, territoire et strate",
      "النسب المالية: جميعها لكل جماعة ترابية ومجال وفئة",
      "Financial ratios: all of them, for each collectivity, territory and segment",
    ],
    about: [
      "Numérateur, dénominateur, valeur, note PEFA et motif d'absence de chaque ratio, par exercice.",
      "البسط والمقام والقيمة وتنقيط PEFA وسبب الغياب لكل نسبة، حسب السنة المالية.",
      "Numerator, denominator, value, PEFA grade and reason for no value of each ratio, by fiscal year.",
    ],
    keywords: [
      "ratios|PEFA|épargne|endettement|autonomie",
      "نسب|PEFA|ادخار|مديونية|استقلالية",
      "ratios|PEFA|savings|debt|autonomy",
    ],
    limits: [
      "Un ratio de plusieurs collectivités est le quotient de leurs sommes, non la moyenne de leurs ratios. Vide : « reason » dit pourquoi.",
      "نسبة عدة جماعات هي خارج مجاميعها وليست متوسط نسبها. وعند الفراغ يبين reason السبب.",
      "A ratio of several collectivities is the quotient of their sums, not the mean of their ratios. Empty: “reason” says why.",
    ],
    frequency: "ANNUAL",
    marts: "fct_ratio",
    columns:
      "fiscal_year scope code councils_of ratio numerator denominator value reason year_grade grade closed councils sample",
    key: "fiscal_year scope code councils_of ratio",
    splitBy: "fiscal_year",
    sql: rounded("fct_ratio", "value", 9),
  }),
  dataset({
    slug: "previsions-de-recettes",
    title: [
      "Prévision des recettes de l'année, et ce qu'elle valait",
      "توقع مداخيل السنة ومدى صحته",
      "Forecast of a year's receipts, and how right it was",
    ],
    about: [
      "Recettes prévues pour l'année d'après la courbe saisonnière cumulée, avec leur intervalle, et l'erreur sur les années passées.",
      "المداخيل المتوقعة للسنة حسب المنحنى الموسمي المتراكم مع مجالها، والخطأ في السنوات الماضية.",
      "Receipts foretold for the year from the cumulative seasonal curve, with their interval, and the error on past years.",
    ],
    keywords: ["prévision|recettes|saisonnalité", "توقع|مداخيل|موسمية", "forecast|receipts|seasonality"],
    limits: [
      "Une prévision n'est pas un engagement : lire l'intervalle et l'erreur des années passées.",
      "التوقع ليس التزاما: ينبغي قراءة المجال وخطأ السنوات الماضية.",
      "A forecast binds nobody: read the interval and the error of past years.",
    ],
    law: LAW.recovery,
    marts: "fct_receipts_forecast",
    columns:
      "fiscal_year scope code month_no closed seasons to_date_mad share forecast_mad forecast_low_mad forecast_high_mad actual_mad error_ratio inside sample",
    key: "fiscal_year scope code month_no",
    splitBy: "fiscal_year",
    sql: rounded("fct_receipts_forecast", "share error_ratio"),
  }),
  dataset({
    slug: "signalements-de-depense-taux",
    title: [
      "Signalements sur la dépense : ce qui est contrôlé et ce qui ressort",
      "مؤشرات غير عادية في النفقات: ما يُفحص وما يُرصد",
      "Oddities in spending: what is checked and what stands out",
    ],
    about: [
      "Pour chaque règle et exercice, le nombre d'écritures contrôlées et celui des signalements. Aucune collectivité n'y est nommée.",
      "لكل قاعدة وسنة مالية، عدد القيود المفحوصة وعدد المؤشرات. دون تسمية أي جماعة ترابية.",
      "For each rule and fiscal year, how many entries were checked and how many stood out. No collectivity is named.",
    ],
    keywords: ["signalements|règles|taux de base", "مؤشرات|قواعد|المعدل الأساسي", "oddities|rules|base rate"],
    limits: [
      "Un signalement est une question, non un jugement : seule une décision validée rend public un cas.",
      "المؤشر سؤال وليس حكما: ولا تُنشر أي حالة إلا بقرار مصادق عليه.",
      "An oddity is a question, no judgement: only a validated decision makes a case public.",
    ],
    frequency: "ANNUAL",
    marts: "fct_anomaly_rate",
    columns: "fiscal_year rule checked found base_rate sample",
    key: "fiscal_year rule",
    sql: rounded("fct_anomaly_rate", "base_rate", 9),
  }),
  dataset({
    slug: "indice-des-prix",
    title: [
      "Indice des prix des dirhams constants",
      "مؤشر الأسعار للدرهم الثابت",
      "Price index of constant dirhams",
    ],
    about: [
      "L'indice annuel par lequel ce site dit les montants en dirhams constants, avec sa source.",
      "المؤشر السنوي الذي يُعبر به في هذا الموقع عن المبالغ بالدرهم الثابت، مع مصدره.",
      "The yearly index by which this site tells amounts in constant dirhams, with its source.",
    ],
    keywords: [
      "prix|déflateur|dirhams constants",
      "أسعار|درهم ثابت|مؤشر",
      "prices|deflator|constant dirhams",
    ],
    limits: [
      "Les années marquées « sourced = false » sont à vérifier.",
      "السنوات التي تحمل sourced = false تحتاج إلى تحقق.",
      "Years marked “sourced = false” are to be checked.",
    ],
    frequency: "ANNUAL",
    real: true,
    marts: "dim_deflator",
    columns: "year price_index change sourced source",
    key: "year",
    coverage: ["2020-01-01", "2024-12-31"],
    sql: rounded("dim_deflator", "price_index change"),
  }),
];
