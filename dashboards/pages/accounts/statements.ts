import type { Text } from "#warehouse/text.ts";

/** A statement that collectivities are to publish, and where this site has it. */
export interface Statement {
  readonly key: string;
  readonly label: Text;
  /** The part of this page, or another page, that holds it; null where no export gives it. */
  readonly at: string | null;
  /** The dataset whose files of this council and year are the statement; null where there is none. */
  readonly files: string | null;
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
    files: "execution-budgetaire-annuelle",
  },
  {
    key: "triennial",
    label: {
      fr: "Programmation triennale (ce que les autorisations engagent sur trois ans)",
      ar: "البرمجة الثلاثية (ما تلتزم به الرخص على ثلاث سنوات)",
      en: "Three-year programming (what authorisations bind over three years)",
    },
    at: null,
    files: "credits-de-paiement",
  },
  {
    key: "receipts",
    label: {
      fr: "Compte administratif : recettes",
      ar: "الحساب الإداري: المداخيل",
      en: "Administrative account: receipts",
    },
    at: "#recettes",
    files: "recettes-annuelles",
  },
  {
    key: "functioning",
    label: {
      fr: "Compte administratif : dépenses de fonctionnement",
      ar: "الحساب الإداري: نفقات التسيير",
      en: "Administrative account: functioning",
    },
    at: "#depenses-1",
    files: "execution-budgetaire-annuelle",
  },
  {
    key: "equipment",
    label: {
      fr: "Compte administratif : équipement et restes à réaliser",
      ar: "الحساب الإداري: التجهيز والباقي إنجازه",
      en: "Administrative account: equipment and remaining to realise",
    },
    at: "#depenses-2",
    files: "execution-budgetaire-annuelle",
  },
  {
    key: "arrears",
    label: { fr: "État des restes à recouvrer", ar: "بيان الباقي استخلاصه", en: "Statement of arrears" },
    at: "#recettes",
    files: "restes-a-recouvrer",
  },
  {
    key: "debt",
    label: {
      fr: "État de la dette (encours, annuité)",
      ar: "بيان الدين (الجاري والقسط السنوي)",
      en: "Statement of debt (outstanding, annuity)",
    },
    at: "#dette",
    files: "etat-de-la-dette",
  },
  {
    key: "result",
    label: { fr: "Résultat de l’exercice", ar: "نتيجة السنة المالية", en: "Result of the year" },
    at: "#resultat",
    files: "etats-comptables-annuels",
  },
  {
    key: "special",
    label: {
      fr: "Comptes spéciaux et budgets annexes",
      ar: "الحسابات الخصوصية والميزانيات الملحقة",
      en: "Special accounts and annexed budgets",
    },
    at: "#budgets",
    files: "budgets-annexes-comptes-speciaux",
  },
  {
    key: "funding",
    label: {
      fr: "Autorisations de programme et spéciales",
      ar: "رخص البرامج والرخص الخاصة",
      en: "Programme and special authorisations",
    },
    at: "#autorisations",
    files: "autorisations-programme",
  },
  {
    key: "grants",
    label: {
      fr: "Subventions aux associations",
      ar: "الإعانات المقدمة للجمعيات",
      en: "Grants to associations",
    },
    at: "#depenses-1",
    files: "subventions-aux-associations",
  },
  {
    key: "contracts",
    label: { fr: "Marchés attribués", ar: "الصفقات المسندة", en: "Contracts awarded" },
    at: "#marches",
    files: "marches-attribues",
  },
];
