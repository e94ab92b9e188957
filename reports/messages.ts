import type { Messages } from "#warehouse/surface.ts";
import type { Lang } from "#warehouse/text.ts";

const fr: Messages = {
  "reports.nav": "Rapports",
  "reports.title": "Rapports périodiques",
  "reports.lede":
    "Le rapport mensuel des dépenses et des recettes, pour le pays, chaque région, province et commune.",
  "reports.territory": "Territoire",
  "reports.code": "Code HCP d'une autre collectivité (facultatif)",
  "reports.month": "Mois",
  "reports.lang": "Langue du rapport",
  "reports.open": "Ouvrir le rapport (PDF)",
  "reports.latest": "Derniers rapports : {month}",
  "reports.nation": "Maroc",
  "reports.pdf.fr": "PDF en français",
  "reports.pdf.ar": "PDF en arabe",
  "reports.pdf.en": "PDF en anglais",
  "reports.region": "Région",
  "reports.files": "Rapports",
};
const ar: Messages = {
  "reports.nav": "التقارير",
  "reports.title": "التقارير الدورية",
  "reports.lede": "التقرير الشهري للنفقات والمداخيل على صعيد البلاد ولكل جهة وإقليم وجماعة.",
  "reports.territory": "المجال الترابي",
  "reports.code": "رمز جماعة ترابية أخرى (اختياري)",
  "reports.month": "الشهر",
  "reports.lang": "لغة التقرير",
  "reports.open": "فتح التقرير (PDF)",
  "reports.latest": "آخر التقارير: {month}",
  "reports.nation": "المغرب",
  "reports.pdf.fr": "PDF بالفرنسية",
  "reports.pdf.ar": "PDF بالعربية",
  "reports.pdf.en": "PDF بالإنجليزية",
  "reports.region": "الجهة",
  "reports.files": "التقارير",
};
const en: Messages = {
  "reports.nav": "Reports",
  "reports.title": "Periodic reports",
  "reports.lede":
    "The monthly report of expenditure and receipts, for the nation and each region, province and commune.",
  "reports.territory": "Territory",
  "reports.code": "HCP code of another collectivity (optional)",
  "reports.month": "Month",
  "reports.lang": "Language of the report",
  "reports.open": "Open the report (PDF)",
  "reports.latest": "Latest reports: {month}",
  "reports.nation": "Morocco",
  "reports.pdf.fr": "PDF in French",
  "reports.pdf.ar": "PDF in Arabic",
  "reports.pdf.en": "PDF in English",
  "reports.region": "Region",
  "reports.files": "Reports",
};
export const messages: Readonly<Record<Lang, Messages>> = { fr, ar, en };
