import type { Lang } from "#warehouse/text.ts";
import { t } from "../../lib/i18n.ts";

/** What the units of the models are called. */
const UNITS: Readonly<Record<string, Readonly<Record<Lang, string>>>> = {
  MAD: { fr: "dirhams", ar: "درهم", en: "dirhams" },
  ratio: { fr: "ratio (0 à 1)", ar: "نسبة (0 إلى 1)", en: "ratio (0 to 1)" },
  days: { fr: "jours", ar: "أيام", en: "days" },
  score: { fr: "score", ar: "نقطة", en: "score" },
  index: { fr: "indice", ar: "مؤشر", en: "index" },
  acts: { fr: "actes", ar: "عقود", en: "acts" },
  amendments: { fr: "avenants", ar: "ملاحق", en: "amendments" },
  cases: { fr: "affaires", ar: "قضايا", en: "cases" },
  communes: { fr: "communes", ar: "جماعات", en: "communes" },
  controls: { fr: "contrôles", ar: "مراقبات", en: "controls" },
  count: { fr: "nombre", ar: "عدد", en: "count" },
  decisions: { fr: "décisions", ar: "مقررات", en: "decisions" },
  declarations: { fr: "déclarations", ar: "تصريحات", en: "declarations" },
  degrees: { fr: "degrés", ar: "درجات", en: "degrees" },
  documents: { fr: "documents", ar: "وثائق", en: "documents" },
  files: { fr: "dossiers", ar: "ملفات", en: "files" },
  heads: { fr: "têtes", ar: "رؤوس", en: "heads" },
  households: { fr: "ménages", ar: "أسر", en: "households" },
  interventions: { fr: "interventions", ar: "تدخلات", en: "interventions" },
  items: { fr: "points", ar: "نقاط", en: "items" },
  letters: { fr: "courriers", ar: "مراسلات", en: "letters" },
  level: { fr: "niveau", ar: "مستوى", en: "level" },
  orders: { fr: "commandes", ar: "طلبات", en: "orders" },
  payments: { fr: "paiements", ar: "أداءات", en: "payments" },
  persons: { fr: "personnes", ar: "أشخاص", en: "persons" },
  points: { fr: "points", ar: "نقاط", en: "points" },
  procedures: { fr: "procédures", ar: "مساطر", en: "procedures" },
  projects: { fr: "projets", ar: "مشاريع", en: "projects" },
  rank: { fr: "rang", ar: "رتبة", en: "rank" },
  recommendations: { fr: "recommandations", ar: "توصيات", en: "recommendations" },
  requests: { fr: "requêtes", ar: "طلبات", en: "requests" },
  rows: { fr: "lignes", ar: "أسطر", en: "rows" },
  samples: { fr: "échantillons", ar: "عينات", en: "samples" },
  sessions: { fr: "sessions", ar: "دورات", en: "sessions" },
  sites: { fr: "sites", ar: "مواقع", en: "sites" },
  statements: { fr: "états", ar: "بيانات", en: "statements" },
  t: { fr: "tonnes", ar: "أطنان", en: "tonnes" },
  units: { fr: "unités", ar: "وحدات", en: "units" },
  years: { fr: "années", ar: "سنوات", en: "years" },
  zones: { fr: "zones", ar: "مناطق", en: "zones" },
};

export const unitWord = (lang: Lang, unit: string): string => UNITS[unit]?.[lang] ?? unit;

const DOMAINS: Readonly<Record<string, Readonly<Record<Lang, string>>>> = {
  audit: { fr: "Audit interne", ar: "الافتحاص الداخلي", en: "Internal audit" },
  budget: { fr: "Budget", ar: "الميزانية", en: "Budget" },
  complaints: { fr: "Réclamations", ar: "الشكايات", en: "Complaints" },
  councils: { fr: "Conseils", ar: "المجالس", en: "Councils" },
  deployment: { fr: "Déploiement numérique", ar: "الانتشار الرقمي", en: "Digital deployment" },
  finance: { fr: "Analyse financière", ar: "التحليل المالي", en: "Financial analysis" },
  hygiene: { fr: "Hygiène", ar: "حفظ الصحة", en: "Hygiene" },
  litigation: { fr: "Contentieux", ar: "المنازعات", en: "Litigation" },
  markets: {
    fr: "Marchés de gros et abattoirs",
    ar: "أسواق الجملة والمجازر",
    en: "Wholesale markets and abattoirs",
  },
  meta: { fr: "Qualité des données", ar: "جودة المعطيات", en: "Data quality" },
  openness: { fr: "Ouverture", ar: "الانفتاح", en: "Openness" },
  permits: { fr: "Autorisations", ar: "الرخص", en: "Permits" },
  planning: { fr: "Documents d’urbanisme", ar: "وثائق التعمير", en: "Planning documents" },
  projects: { fr: "Projets des programmes", ar: "مشاريع البرامج", en: "Programme projects" },
  receipts: { fr: "Recettes", ar: "المداخيل", en: "Receipts" },
  reconciliation: { fr: "Rapprochement", ar: "المقارنة", en: "Reconciliation" },
  requests: { fr: "Services aux usagers", ar: "خدمات المرتفقين", en: "Services to users" },
  rokhas: { fr: "Indice Rokhas", ar: "مؤشر رخص", en: "Rokhas index" },
  staff: { fr: "Personnel", ar: "الموظفون", en: "Staff" },
  territory: { fr: "Territoire", ar: "المجال الترابي", en: "Territory" },
};

export const domainWord = (lang: Lang, domain: string): string => DOMAINS[domain]?.[lang] ?? domain;

/** Whether more is better, in words. */
export const directionWord = (lang: Lang, direction: 1 | 0 | -1): string =>
  t(lang, `indicateurs.direction.${direction === 1 ? "up" : direction === -1 ? "down" : "none"}`);
