import type { Text } from "#warehouse/text.ts";

/** A statement that collectivities are to publish, and where this site has it. */
export interface Statement {
  readonly key: string;
  readonly label: Text;
  /** The part of this page, or another page, that holds it; null where no export gives it. */
  readonly at: string | null;
}

/**
 * The list of the états comptables et financiers, version 1. Organic laws and circular D2879 of 1 July 2019 oblige to
 * publish them; the text that lists them was not found, so this list is proposed and said to be.
 */
export const STATEMENTS_VERSION = 1;
export const STATEMENTS: readonly Statement[] = [
  {
    key: "budget",
    label: {
      fr: "Budget approuvé et modifications",
      ar: "الميزانية المؤشر عليها وتعديلاتها",
      en: "Approved budget and its amendments",
    },
    at: "#depenses-1",
  },
  {
    key: "triennial",
    label: { fr: "Programmation triennale", ar: "البرمجة الثلاثية", en: "Three-year programming" },
    at: null,
  },
  {
    key: "receipts",
    label: {
      fr: "Compte administratif : recettes",
      ar: "الحساب الإداري: المداخيل",
      en: "Administrative account: receipts",
    },
    at: "#recettes",
  },
  {
    key: "functioning",
    label: {
      fr: "Compte administratif : dépenses de fonctionnement",
      ar: "الحساب الإداري: نفقات التسيير",
      en: "Administrative account: functioning",
    },
    at: "#depenses-1",
  },
  {
    key: "equipment",
    label: {
      fr: "Compte administratif : équipement et restes à réaliser",
      ar: "الحساب الإداري: التجهيز والباقي إنجازه",
      en: "Administrative account: equipment and remaining to realise",
    },
    at: "#depenses-2",
  },
  {
    key: "arrears",
    label: { fr: "État des restes à recouvrer", ar: "بيان الباقي استخلاصه", en: "Statement of arrears" },
    at: "#recettes",
  },
  {
    key: "debt",
    label: {
      fr: "État de la dette (encours, annuité)",
      ar: "بيان الدين (الجاري والقسط السنوي)",
      en: "Statement of debt (outstanding, annuity)",
    },
    at: null,
  },
  {
    key: "result",
    label: { fr: "Résultat de l’exercice", ar: "نتيجة السنة المالية", en: "Result of the year" },
    at: "#resultat",
  },
  {
    key: "special",
    label: {
      fr: "Comptes spéciaux et budgets annexes",
      ar: "الحسابات الخصوصية والميزانيات الملحقة",
      en: "Special accounts and annexed budgets",
    },
    at: "#budgets",
  },
  {
    key: "funding",
    label: {
      fr: "Autorisations de programme et spéciales",
      ar: "رخص البرامج والرخص الخاصة",
      en: "Programme and special authorisations",
    },
    at: "#autorisations",
  },
  {
    key: "grants",
    label: {
      fr: "Subventions aux associations",
      ar: "الإعانات المقدمة للجمعيات",
      en: "Grants to associations",
    },
    at: "#depenses-1",
  },
  {
    key: "contracts",
    label: { fr: "Marchés attribués", ar: "الصفقات المسندة", en: "Contracts awarded" },
    at: null,
  },
];
