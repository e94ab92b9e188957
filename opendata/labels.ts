import type { Text } from "#warehouse/text.ts";

type Label = readonly [fr: string, ar: string, en: string, unit?: string];

/** Columns that datasets make themselves; those that marts hold are named by the dictionary of the models. */
const LABELS: Readonly<Record<string, Label>> = {
  collectivity_name_fr: [
    "Collectivité (français)",
    "الجماعة الترابية (بالفرنسية)",
    "Collectivity (in French)",
  ],
  collectivity_name_ar: ["Collectivité (arabe)", "الجماعة الترابية (بالعربية)", "Collectivity (in Arabic)"],
  commune_name_fr: ["Commune (français)", "الجماعة (بالفرنسية)", "Commune (in French)"],
  commune_name_ar: ["Commune (arabe)", "الجماعة (بالعربية)", "Commune (in Arabic)"],
  line_label_fr: ["Intitulé de la ligne (français)", "تسمية السطر (بالفرنسية)", "Line label (in French)"],
  line_label_ar: ["Intitulé de la ligne (arabe)", "تسمية السطر (بالعربية)", "Line label (in Arabic)"],
  chapter_label_fr: [
    "Intitulé du chapitre (français)",
    "تسمية الباب (بالفرنسية)",
    "Chapter label (in French)",
  ],
  chapter_label_ar: ["Intitulé du chapitre (arabe)", "تسمية الباب (بالعربية)", "Chapter label (in Arabic)"],
  year: ["Année", "السنة", "Year"],
  files: ["Dossiers déposés", "الملفات المودعة", "Files deposited", "files"],
  requests: ["Requêtes reçues", "الطلبات المتوصل بها", "Requests received", "requests"],
  status: [
    "État de la valeur : vide, publiée ; c, masquée (secret statistique)",
    "حالة القيمة: فارغة، منشورة؛ c، محجوبة (السر الإحصائي)",
    "Status of the value: empty, published; c, withheld (confidentiality)",
  ],
  operating_receipts_mad: ["Recettes de fonctionnement", "مداخيل التسيير", "Operating receipts", "MAD"],
  operating_expenditure_mad: ["Dépenses de fonctionnement", "نفقات التسيير", "Operating expenditure", "MAD"],
  gross_saving_mad: ["Épargne brute", "الادخار الخام", "Gross saving", "MAD"],
  investment_receipts_mad: ["Recettes d'équipement", "مداخيل التجهيز", "Investment receipts", "MAD"],
  investment_expenditure_mad: ["Dépenses d'équipement", "نفقات التجهيز", "Investment expenditure", "MAD"],
  balance_mad: ["Solde de l'exercice", "رصيد السنة المالية", "Balance of the year", "MAD"],
  borrowed_mad: ["Emprunts encaissés", "القروض المحصلة", "Loans received", "MAD"],
  investment_share: [
    "Part de l'équipement dans la dépense",
    "حصة التجهيز من النفقات",
    "Share of investment in expenditure",
    "ratio",
  ],
  staff_share: [
    "Part du personnel dans la dépense",
    "حصة الموظفين من النفقات",
    "Share of staff in expenditure",
    "ratio",
  ],
  debt_share: [
    "Part de la dette dans la dépense",
    "حصة الدين من النفقات",
    "Share of debt service in expenditure",
    "ratio",
  ],
  receipts_per_inhabitant_mad: [
    "Recettes par habitant",
    "المداخيل لكل ساكن",
    "Receipts per inhabitant",
    "MAD",
  ],
  expenditure_per_inhabitant_mad: [
    "Dépenses par habitant",
    "النفقات لكل ساكن",
    "Expenditure per inhabitant",
    "MAD",
  ],
  collectivities: ["Collectivités comptées", "عدد الجماعات الترابية", "Collectivities counted"],
  delay_days_mean: ["Délai moyen de paiement", "متوسط أجل الأداء", "Mean payment time", "days"],
  late_share: [
    "Part des paiements au-delà de 60 jours",
    "حصة الأداءات بعد أكثر من 60 يوما",
    "Share of payments after more than 60 days",
    "ratio",
  ],
  on_time_share: [
    "Part traitée dans le délai",
    "الحصة المعالجة داخل الأجل",
    "Share handled on time",
    "ratio",
  ],
  decision_days_mean: ["Délai moyen des décisions", "متوسط أجل القرارات", "Mean time to decide", "days"],
  handling_days_mean: ["Délai moyen de traitement", "متوسط مدة المعالجة", "Mean time to handle", "days"],
  reopened_share: [
    "Part des requêtes rouvertes",
    "حصة الطلبات المعاد فتحها",
    "Share of requests reopened",
    "ratio",
  ],
  satisfied_share: [
    "Part des usagers satisfaits",
    "حصة المرتفقين الراضين",
    "Share of users satisfied",
    "ratio",
  ],
  communes: ["Nombre de communes", "عدد الجماعات", "Number of communes"],
  projects: ["Nombre de projets", "عدد المشاريع", "Number of projects"],
  finished_projects: ["Projets achevés", "المشاريع المنجزة", "Projects finished"],
  operational_projects: ["Projets opérationnels", "المشاريع المشغلة", "Projects operational"],
  persons_per_household: ["Personnes par ménage", "عدد الأفراد في الأسرة", "Persons per household"],
  recovery_rate: ["Taux de recouvrement", "نسبة التحصيل", "Recovery rate", "ratio"],
  commitment_rate: ["Taux d'engagement", "نسبة الالتزام", "Commitment rate", "ratio"],
  execution_rate: ["Taux d'exécution", "نسبة التنفيذ", "Execution rate", "ratio"],
  payment_rate: ["Taux de paiement", "نسبة الأداء", "Payment rate", "ratio"],
  spi: [
    "Indice de performance des délais (SPI)",
    "مؤشر أداء الآجال",
    "Schedule performance index (SPI)",
    "ratio",
  ],
  cpi: [
    "Indice de performance des coûts (CPI)",
    "مؤشر أداء التكلفة",
    "Cost performance index (CPI)",
    "ratio",
  ],
  share: ["Part", "الحصة", "Share", "ratio"],
  indicator: ["Indicateur", "المؤشر", "Indicator"],
  label_fr: ["Intitulé (français)", "التسمية بالفرنسية", "Name in French"],
  label_ar: ["Intitulé (arabe)", "التسمية بالعربية", "Name in Arabic"],
  label_en: ["Intitulé (anglais)", "التسمية بالإنجليزية", "Name in English"],
  better: [
    "Sens : 1, plus haut vaut mieux ; -1, plus bas ; 0, ni l'un ni l'autre",
    "الاتجاه: 1 الأعلى أفضل؛ -1 الأدنى أفضل؛ 0 لا هذا ولا ذاك",
    "Direction: 1, higher is better; -1, lower; 0, neither",
  ],
  formula_fr: ["Formule (français)", "الصيغة بالفرنسية", "Formula (in French)"],
  formula_en: ["Formule (anglais)", "الصيغة بالإنجليزية", "Formula (in English)"],
  time_steps: ["Pas de temps", "الدوريات", "Time steps"],
  law_fr: ["Base légale (français)", "السند القانوني بالفرنسية", "Legal basis (in French)"],
  law_ar: ["Base légale (arabe)", "السند القانوني بالعربية", "Legal basis (in Arabic)"],
  law_en: ["Base légale (anglais)", "السند القانوني بالإنجليزية", "Legal basis (in English)"],
  table_name: ["Table", "الجدول", "Table"],
  column_name: ["Colonne", "العمود", "Column"],
  data_type: ["Type", "النوع", "Type"],
  unit: ["Unité", "الوحدة", "Unit"],
  description_en: ["Définition (anglais)", "التعريف بالإنجليزية", "Definition (in English)"],
  source_table: ["Table de la source", "جدول المصدر", "Table of the source"],
  exports: ["Exports reçus", "الإيداعات المستلمة", "Exports received"],
  last_period: ["Dernière période reçue", "آخر فترة مستلمة", "Last period received"],
  last_extracted_on: ["Dernier jour d'extraction", "آخر يوم استخراج", "Last day of extraction"],
  refused_share: ["Part des lignes refusées", "حصة الأسطر المرفوضة", "Share of rows refused", "ratio"],
  sample: ["Vrai : donnée d'exemple, fictive", "صحيح: معطى تجريبي غير حقيقي", "True: sample data, not real"],
};

/** Name and unit of a column in three languages, where the catalogue names it itself. */
export function ownLabel(name: string): { readonly label: Text; readonly unit?: string } | null {
  const found = LABELS[name];
  if (found === undefined) return null;
  const [fr, ar, en, unit] = found;
  return unit === undefined ? { label: { fr, ar, en } } : { label: { fr, ar, en }, unit };
}
