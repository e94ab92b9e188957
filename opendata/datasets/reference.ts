import type { Dataset } from "../types.ts";
import { dataset, LAW, type Three } from "./define.ts";

const NOMENCLATURE: Three = [
  "nomenclature|code budgétaire|M9",
  "التبويب|رمز ميزانياتي",
  "chart of accounts|budget code",
];
const SOURCED: Three = [
  "« sourced » dit si le code et l'intitulé viennent d'un texte publié ou s'ils sont proposés.",
  "يبين العمود sourced هل الرمز والتسمية من نص منشور أم مقترحان.",
  "“sourced” tells whether code and name come from a published text or are proposed.",
];
const PLATFORM: Three = [
  "qualité|fraîcheur|transparence|plateforme",
  "جودة|حداثة|شفافية|منصة",
  "quality|freshness|transparency|platform",
];
const OWN: Three = [
  "Ce que la plateforme dit d'elle-même, à chaque livraison.",
  "ما تقوله المنصة عن نفسها عند كل إصدار.",
  "What the platform says of itself at each release.",
];
const list = { frequency: "IRREG", law: LAW.finance, limits: SOURCED, keywords: NOMENCLATURE } as const;
const own = { law: LAW.open, limits: OWN, keywords: PLATFORM } as const;

/** Nomenclatures, the library of indicators, and the platform's own quality and freshness. */
export const REFERENCE: readonly Dataset[] = [
  dataset({
    ...list,
    slug: "nomenclature-budgetaire",
    title: ["Nomenclature budgétaire : lignes", "التبويب الميزانياتي: الأسطر", "Budget nomenclature: lines"],
    about: [
      "Chaque ligne de la nomenclature ou rencontrée dans les données : code, sens, partie, chapitre, article, intitulés, fonction COFOG et classe MSFP 2014 proposées.",
      "كل سطر من التبويب أو وارد في المعطيات: الرمز والاتجاه والجزء والباب والفصل والتسميات، والوظيفة (COFOG) والصنف الاقتصادي (GFSM 2014) المقترحان.",
      "Every line of the nomenclature or met in the data: code, direction, part, chapter, article, names, proposed COFOG function and GFSM 2014 class.",
    ],
    marts: "dim_budget_line",
    columns:
      "line_code direction part chapter article paragraph line label_fr label_ar label_en nature cofog gfsm mapping_sourced sourced",
    key: "line_code",
    real: true,
    sql: "select * from dim_budget_line",
  }),
  dataset({
    ...list,
    slug: "nomenclature-chapitres",
    title: [
      "Nomenclature budgétaire : chapitres",
      "التبويب الميزانياتي: الأبواب",
      "Budget nomenclature: chapters",
    ],
    about: [
      "Chapitres du budget, par sens et par partie, avec leurs intitulés.",
      "أبواب الميزانية حسب الاتجاه والجزء مع تسمياتها.",
      "Budget chapters by direction and part, with their names.",
    ],
    marts: "dim_budget_chapter",
    columns: "direction part chapter label_fr label_ar label_en",
    key: "direction part chapter",
    real: true,
    sql: "select * from dim_budget_chapter",
  }),
  dataset({
    ...list,
    slug: "nomenclature-articles",
    title: [
      "Nomenclature budgétaire : articles",
      "التبويب الميزانياتي: الفصول",
      "Budget nomenclature: articles",
    ],
    about: [
      "Articles du budget, par sens, partie et chapitre, avec leurs intitulés.",
      "فصول الميزانية حسب الاتجاه والجزء والباب مع تسمياتها.",
      "Budget articles by direction, part and chapter, with their names.",
    ],
    marts: "dim_budget_article",
    columns: "direction part chapter article label_fr label_ar label_en",
    key: "direction part article",
    real: true,
    sql: "select * from dim_budget_article",
  }),
  dataset({
    ...own,
    slug: "bibliotheque-indicateurs",
    title: ["Bibliothèque des indicateurs", "مكتبة المؤشرات", "Library of indicators"],
    about: [
      "Chaque indicateur publié : intitulé, unité, sens, formule, pas de temps et base légale, en trois langues.",
      "كل مؤشر منشور: التسمية والوحدة والاتجاه والصيغة والدورية والسند القانوني بثلاث لغات.",
      "Every published indicator: name, unit, direction, formula, time step and legal basis, in three languages.",
    ],
    marts: "open_indicator",
    columns:
      "indicator label_fr label_ar label_en unit better formula_fr formula_en time_steps law_fr law_ar law_en",
    key: "indicator",
    real: true,
    sql: "select * from open_indicator",
  }),
  dataset({
    ...own,
    slug: "dictionnaire-des-donnees",
    title: [
      "Dictionnaire des données publiables",
      "معجم المعطيات القابلة للنشر",
      "Dictionary of publishable data",
    ],
    about: [
      "Chaque colonne que l'entrepôt permet de publier : table, type, unité, intitulés et définition.",
      "كل عمود يسمح المستودع بنشره: الجدول والنوع والوحدة والتسميات والتعريف.",
      "Every column that the warehouse lets be published: table, type, unit, names and definition.",
    ],
    marts: "open_column",
    columns: "table_name column_name data_type unit label_fr label_ar label_en description_en",
    key: "table_name column_name",
    real: true,
    sql: "select * from open_column",
  }),
  dataset({
    ...own,
    slug: "qualite-controles",
    title: [
      "Contrôles de qualité et anomalies",
      "مراقبات الجودة والاختلالات",
      "Quality checks and anomalies",
    ],
    about: [
      "Ce qui est cherché dans les données au-delà des contrats, et combien de lignes y manquent.",
      "ما يُبحث عنه في المعطيات فضلا عن العقود وعدد الأسطر المخلة به.",
      "What is looked for in the data beyond the contracts, and how many rows fail it.",
    ],
    marts: "meta_check",
    columns: "name label_fr label_ar label_en severity rows_checked rows_found sample",
    key: "name",
    sql: "select * from meta_check",
  }),
  dataset({
    ...own,
    slug: "qualite-controles-services",
    title: [
      "Contrôles de qualité des permis, réclamations et projets",
      "مراقبات جودة الرخص والشكايات والمشاريع",
      "Quality checks of permits, complaints and projects",
    ],
    about: [
      "Les mêmes contrôles sur les systèmes de services : permis, réclamations, projets.",
      "المراقبات نفسها على أنظمة الخدمات: الرخص والشكايات والمشاريع.",
      "The same checks on the service systems: permits, complaints, projects.",
    ],
    marts: "meta_check_services",
    columns: "name label_fr label_ar label_en severity rows_checked rows_found sample",
    key: "name",
    sql: "select * from meta_check_services",
  }),
  dataset({
    ...own,
    slug: "fraicheur-des-sources",
    title: [
      "Fraîcheur et complétude des sources",
      "حداثة المصادر واكتمالها",
      "Freshness and completeness of sources",
    ],
    about: [
      "Exports reçus, dernière période, lignes reçues, chargées et refusées, par système et par table.",
      "الإيداعات المستلمة وآخر فترة والأسطر المستلمة والمحملة والمرفوضة، حسب النظام والجدول.",
      "Exports received, last period, rows received, loaded and refused, by system and table.",
    ],
    marts: "meta_export",
    columns:
      "system source_table exports last_period last_extracted_on rows_in rows_loaded rows_refused refused_share sample",
    key: "system source_table",
    sql: `select system, table_name as source_table, count(*) as exports, max(period) as last_period,
      max(extracted_at)::date as last_extracted_on, sum(rows_in)::bigint as rows_in, sum(rows_loaded)::bigint as rows_loaded,
      sum(rows_refused)::bigint as rows_refused,
      case when sum(rows_in) > 0 then round(sum(rows_refused) / sum(rows_in)::double, 6) end as refused_share,
      bool_or(sample) as sample
      from meta_export group by system, table_name`,
  }),
  dataset({
    ...own,
    slug: "rapprochement-totaux-publies",
    title: [
      "Rapprochement avec les totaux publiés",
      "المطابقة مع المجاميع المنشورة",
      "Reconciliation with published totals",
    ],
    about: [
      "Nos sommes à côté des totaux publiés par ailleurs, avec leur source et l'écart.",
      "مجاميعنا إلى جانب المجاميع المنشورة في أماكن أخرى، مع مصدرها والفارق.",
      "Our sums beside totals published elsewhere, with their source and the gap.",
    ],
    marts: "meta_published_total",
    columns: "measure period scope published_value computed_value unit gap_ratio source sample",
    key: "measure period scope",
    sql: "select * from meta_published_total",
  }),
];
