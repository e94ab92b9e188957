import type { Lang } from "#warehouse/text.ts";
import { t } from "../../lib/i18n.ts";

/** Units whose code is no word. */
const SIGNS: Readonly<Record<string, Readonly<Record<Lang, string>>>> = {
  MAD: { fr: "dirhams", ar: "درهم", en: "dirhams" },
  ratio: { fr: "ratio (0 à 1)", ar: "نسبة (0 إلى 1)", en: "ratio (0 to 1)" },
  days: { fr: "jours", ar: "أيام", en: "days" },
  score: { fr: "score", ar: "نقطة", en: "score" },
  index: { fr: "indice", ar: "مؤشر", en: "index" },
};

export const unitWord = (lang: Lang, unit: string): string => SIGNS[unit]?.[lang] ?? unit;

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
