import type { Text } from "#warehouse/text.ts";
import { french } from "./basis.ts";
import type { Component, RatioCard } from "./types.ts";

/** An amount over the legal population of 2024. */
const perHead = (
  name: string,
  component: Component,
  symbol: string,
  number: number,
  direction: 1 | 0 | -1,
  label: Text,
  what: Text,
  more: Partial<RatioCard> = {},
): RatioCard => ({
  name,
  group: "heads",
  label,
  meaning: {
    fr: `${what.fr} pour un habitant.`,
    ar: `${what.ar} لكل فرد من السكان.`,
    en: `${what.en} for one inhabitant.`,
  },
  words: {
    fr: `${what.fr.toLowerCase()} ÷ population légale 2024`,
    ar: `${what.ar} ÷ السكان القانونيون 2024`,
    en: `${what.en.toLowerCase()} ÷ legal population 2024`,
  },
  symbols: `${symbol} ÷ P`,
  over: [component],
  under: ["population"],
  unit: "MAD_per_head",
  direction,
  basis: french(number),
  thresholds: [],
  unless: [],
  ...more,
});

export const heads: readonly RatioCard[] = [
  perHead(
    "operating_expenditure_per_head",
    "operating_expenditure_mad",
    "DRF",
    1,
    0,
    {
      fr: "Dépenses de fonctionnement par habitant",
      ar: "نفقات التسيير لكل فرد",
      en: "Operating expenditure per inhabitant",
    },
    { fr: "Dépenses réelles de fonctionnement", ar: "النفقات الحقيقية للتسيير", en: "Operating expenditure" },
  ),
  perHead(
    "direct_tax_per_head",
    "direct_tax_mad",
    "ID",
    2,
    1,
    {
      fr: "Impôts directs locaux par habitant",
      ar: "الضرائب المباشرة المحلية لكل فرد",
      en: "Own direct taxes per inhabitant",
    },
    {
      fr: "Produit des impôts directs locaux",
      ar: "حصيلة الضرائب المباشرة المحلية",
      en: "Yield of own direct taxes",
    },
  ),
  perHead(
    "operating_receipts_per_head",
    "operating_receipts_mad",
    "RRF",
    3,
    1,
    {
      fr: "Recettes de fonctionnement par habitant",
      ar: "مداخيل التسيير لكل فرد",
      en: "Operating receipts per inhabitant",
    },
    { fr: "Recettes réelles de fonctionnement", ar: "المداخيل الحقيقية للتسيير", en: "Operating receipts" },
  ),
  perHead(
    "investment_per_head",
    "investment_mad",
    "Inv",
    4,
    1,
    { fr: "Investissement par habitant", ar: "الاستثمار لكل فرد", en: "Investment per inhabitant" },
    { fr: "Dépenses d’investissement", ar: "نفقات الاستثمار", en: "Investment" },
  ),
  perHead(
    "debt_per_head",
    "debt_mad",
    "D",
    5,
    -1,
    { fr: "Dette par habitant", ar: "الدين لكل فرد", en: "Debt per inhabitant" },
    { fr: "Encours de la dette", ar: "جاري الدين", en: "Debt outstanding" },
    {
      unless: ["no_debt_statement"],
      note: {
        fr: "Aucun export reçu ne donne l’encours de la dette : la valeur attend cet état.",
        ar: "لا يتضمن أي ملف متوصل به جاري الدين: تنتظر القيمة هذا البيان.",
        en: "No export received states the debt outstanding: the value waits for that statement.",
      },
    },
  ),
  perHead(
    "transfers_per_head",
    "transferred_mad",
    "Tr",
    6,
    0,
    {
      fr: "Recettes transférées par habitant",
      ar: "المداخيل المحولة لكل فرد",
      en: "State transfers per inhabitant",
    },
    {
      fr: "Recettes transférées par l’État",
      ar: "المداخيل المحولة من الدولة",
      en: "Receipts transferred by the State",
    },
    {
      note: {
        fr: "Part de TVA, d’IS, d’IR et subventions : tient la place de la dotation globale de fonctionnement française.",
        ar: "حصة الضريبة على القيمة المضافة والشركات والدخل والإعانات: تقوم مقام الدعم الإجمالي للتسيير في فرنسا.",
        en: "Shares of VAT, corporate and income tax, and grants: they stand where France has its operating grant.",
      },
    },
  ),
];
