import type { Lang } from "#warehouse/text.ts";

/** The words of the monthly report. Sentences take values already formatted for the language. */
export interface Words {
  readonly title: string;
  readonly kicker: string;
  readonly period: (from: string, to: string) => string;
  readonly release: string;
  readonly sample: string;
  readonly summary: string;
  readonly kpi: Readonly<
    Record<"credit" | "committed" | "ordered" | "paid" | "rate" | "raised" | "collected", string>
  >;
  readonly sameTime: (value: string) => string;
  readonly spent: (place: string, ordered: string, rate: string) => string;
  readonly spentNoCredit: (place: string, ordered: string) => string;
  readonly moved: (direction: "up" | "down" | "stable", change: string) => string;
  readonly gathered: (collected: string, direction: "up" | "down" | "stable", change: string) => string;
  readonly chartOrdered: string;
  readonly chartCollected: string;
  readonly chartUnit: (unit: string) => string;
  readonly chapters: string;
  readonly part: Readonly<Record<string, string>>;
  readonly chapter: Readonly<Record<string, string>>;
  readonly headers: readonly string[];
  readonly total: string;
  readonly unit: string;
  readonly method: string;
  readonly methodText: readonly string[];
  readonly page: string;
  readonly of: string;
  readonly hash: string;
  readonly contents: string;
  readonly noBefore: string;
}

const fr: Words = {
  title: "Dépenses et recettes",
  kicker: "Rapport mensuel",
  period: (from, to) => `De ${from} à ${to}`,
  release: "Livraison",
  sample: "Données d'exemple : ces chiffres sont fictifs. Ne les citez pas.",
  summary: "L'essentiel",
  kpi: {
    credit: "Crédits définitifs de l'année",
    committed: "Engagé",
    ordered: "Mandaté",
    paid: "Payé",
    rate: "Taux d'exécution",
    raised: "Recettes émises",
    collected: "Recettes recouvrées",
  },
  sameTime: (value) => `${value} à la même date de l'année précédente`,
  spent: (place, ordered, rate) =>
    `${place} : ${ordered} mandatés depuis janvier, soit ${rate} des crédits définitifs de l'année.`,
  spentNoCredit: (place, ordered) =>
    `${place} : ${ordered} mandatés depuis janvier ; aucun crédit n'est connu pour l'année.`,
  moved: (direction, change) =>
    direction === "stable"
      ? "C'est à peu près autant qu'à la même date de l'année précédente."
      : `C'est ${direction === "up" ? "plus" : "moins"} qu'à la même date de l'année précédente (${change}).`,
  gathered: (collected, direction, change) =>
    direction === "stable"
      ? `Les recettes recouvrées atteignent ${collected}, à peu près comme l'année précédente.`
      : `Les recettes recouvrées atteignent ${collected}, ${direction === "up" ? "en hausse" : "en baisse"} de ${change} sur un an.`,
  chartOrdered: "Mandatements cumulés depuis janvier",
  chartCollected: "Recouvrements cumulés depuis janvier",
  chartUnit: (unit) => `En ${unit}. Trait plein : année du rapport ; tirets : année précédente.`,
  chapters: "Dépenses par chapitre",
  part: { "1": "Fonctionnement", "2": "Équipement" },
  chapter: {
    "10": "Administration générale",
    "20": "Affaires sociales",
    "30": "Affaires techniques",
    "40": "Affaires économiques",
    "50": "Soutien",
    "60": "Intégration des résultats",
  },
  headers: ["Chapitre", "Crédits définitifs", "Engagé", "Mandaté", "Payé", "Exécution"],
  total: "Total",
  unit: "Montants en dirhams.",
  method: "Méthode",
  methodText: [
    "Le périmètre réunit toutes les collectivités du territoire : la région, ses préfectures et provinces, ses communes. Les arrondissements sont compris dans leur commune et les groupements n'y sont pas.",
    "Engagé : engagements visés, annulations déduites. Mandaté : mandats visés. Payé : paiements exécutés. Chaque flux est compté au mois de son visa ou de son exécution.",
    "Taux d'exécution = mandaté ÷ crédits définitifs de l'année entière ; un taux sans crédit n'est pas calculé.",
    "Chaque chiffre est la réponse à une question posée à la même livraison ; l'interface publique donne la même réponse.",
  ],
  page: "Page",
  of: "sur",
  hash: "Empreinte des chiffres de ce rapport (SHA-256)",
  contents: "Sommaire",
  noBefore: "L'année précédente n'est pas connue.",
};

const ar: Words = {
  title: "النفقات والمداخيل",
  kicker: "تقرير شهري",
  period: (from, to) => `من ${from} إلى ${to}`,
  release: "الإصدار",
  sample: "بيانات تجريبية: هذه الأرقام غير حقيقية ولا يجوز الاستشهاد بها.",
  summary: "الخلاصة",
  kpi: {
    credit: "الاعتمادات النهائية للسنة",
    committed: "الالتزامات",
    ordered: "الأوامر بالصرف",
    paid: "الأداءات",
    rate: "نسبة التنفيذ",
    raised: "المداخيل الصادرة",
    collected: "المداخيل المحصلة",
  },
  sameTime: (value) => `${value} في التاريخ نفسه من السنة الماضية`,
  spent: (place, ordered, rate) =>
    `${place}: بلغت الأوامر بالصرف منذ يناير ${ordered}، أي ${rate} من الاعتمادات النهائية للسنة.`,
  spentNoCredit: (place, ordered) =>
    `${place}: بلغت الأوامر بالصرف منذ يناير ${ordered}، ولا تعرف اعتمادات السنة.`,
  moved: (direction, change) =>
    direction === "stable"
      ? "وهو تقريبا المستوى نفسه المسجل في التاريخ نفسه من السنة الماضية."
      : `وهو ${direction === "up" ? "أعلى" : "أدنى"} من المستوى المسجل في التاريخ نفسه من السنة الماضية (${change}).`,
  gathered: (collected, direction, change) =>
    direction === "stable"
      ? `وبلغت المداخيل المحصلة ${collected}، أي ما يقارب مستوى السنة الماضية.`
      : `وبلغت المداخيل المحصلة ${collected}، ${direction === "up" ? "بارتفاع" : "بانخفاض"} نسبته ${change} خلال سنة.`,
  chartOrdered: "الأوامر بالصرف المتراكمة منذ يناير",
  chartCollected: "المداخيل المحصلة المتراكمة منذ يناير",
  chartUnit: (unit) => `${unit}. الخط المتصل: سنة التقرير؛ الخط المتقطع: السنة الماضية.`,
  chapters: "النفقات حسب الأبواب",
  part: { "1": "التسيير", "2": "التجهيز" },
  chapter: {
    "10": "الإدارة العامة",
    "20": "الشؤون الاجتماعية",
    "30": "الشؤون التقنية",
    "40": "الشؤون الاقتصادية",
    "50": "الدعم",
    "60": "إدماج النتائج",
  },
  headers: ["الباب", "الاعتمادات النهائية", "الالتزامات", "الأوامر بالصرف", "الأداءات", "التنفيذ"],
  total: "المجموع",
  unit: "المبالغ بالدرهم.",
  method: "المنهجية",
  methodText: [
    "يشمل النطاق كل الجماعات الترابية الموجودة في المجال: الجهة وعمالاتها وأقاليمها وجماعاتها. المقاطعات مشمولة في جماعاتها، ولا تدخل فيه مجموعات الجماعات الترابية.",
    "الالتزامات: الالتزامات المؤشر عليها بعد خصم الإلغاءات. الأوامر بالصرف: الأوامر المؤشر عليها. الأداءات: المبالغ المؤداة فعلا. يحتسب كل تدفق في شهر التأشير عليه أو تنفيذه.",
    "نسبة التنفيذ = الأوامر بالصرف ÷ الاعتمادات النهائية للسنة كاملة؛ ولا تحسب النسبة عند غياب الاعتماد.",
    "كل رقم هو جواب عن سؤال موجه إلى الإصدار نفسه، وتعطي الواجهة العمومية الجواب ذاته.",
  ],
  page: "الصفحة",
  of: "من",
  hash: "بصمة أرقام هذا التقرير (SHA-256)",
  contents: "المحتويات",
  noBefore: "معطيات السنة الماضية غير متوفرة.",
};

const en: Words = {
  ...fr,
  title: "Expenditure and receipts",
  kicker: "Monthly report",
  period: (from, to) => `From ${from} to ${to}`,
  release: "Release",
  sample: "Sample data: these figures are not real. Do not quote them.",
  summary: "In brief",
  kpi: {
    credit: "Final credits of the year",
    committed: "Committed",
    ordered: "Ordered",
    paid: "Paid",
    rate: "Execution rate",
    raised: "Receipts raised",
    collected: "Receipts collected",
  },
  sameTime: (value) => `${value} at the same date a year before`,
  spent: (place, ordered, rate) =>
    `${place}: ${ordered} ordered since January, ${rate} of the year's final credits.`,
  spentNoCredit: (place, ordered) =>
    `${place}: ${ordered} ordered since January; no credit is known for the year.`,
  moved: (direction, change) =>
    direction === "stable"
      ? "That is about as much as at the same date a year before."
      : `That is ${direction === "up" ? "more" : "less"} than at the same date a year before (${change}).`,
  gathered: (collected, direction, change) =>
    direction === "stable"
      ? `Receipts collected come to ${collected}, about as in the year before.`
      : `Receipts collected come to ${collected}, ${direction === "up" ? "up" : "down"} ${change} on the year before.`,
  chartOrdered: "Ordered since January, cumulated",
  chartCollected: "Collected since January, cumulated",
  chartUnit: (unit) => `In ${unit}. Solid: the report's year; dashed: the year before.`,
  chapters: "Expenditure by chapter",
  part: { "1": "Operating", "2": "Investment" },
  chapter: {
    "10": "General administration",
    "20": "Social affairs",
    "30": "Technical affairs",
    "40": "Economic affairs",
    "50": "Support",
    "60": "Results carried over",
  },
  headers: ["Chapter", "Final credits", "Committed", "Ordered", "Paid", "Execution"],
  total: "Total",
  unit: "Amounts in dirhams.",
  method: "Method",
  methodText: [
    "The scope is every collectivity of the territory: the region, its prefectures and provinces, its communes. Arrondissements are part of their commune; groupings of collectivities are left out.",
    "Committed: approved commitments less annulments. Ordered: approved payment orders. Paid: payments made. Each flow counts in the month of its approval or execution.",
    "Execution rate = ordered ÷ the whole year's final credits; without a credit there is no rate.",
    "Each figure answers a question put to one release; the public interface gives the same answer.",
  ],
  page: "Page",
  of: "of",
  hash: "Fingerprint of this report's figures (SHA-256)",
  contents: "Contents",
  noBefore: "The year before is not known.",
};

export const WORDS: Readonly<Record<Lang, Words>> = { fr, ar, en };
