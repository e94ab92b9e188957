import { TGR } from "./basis.ts";
import type { RatioCard } from "./types.ts";

const GROSS = ["operating_receipts_mad", "-operating_expenditure_mad"] as const;

export const savings: readonly RatioCard[] = [
  {
    name: "gross_savings_rate",
    group: "savings",
    label: { fr: "Taux d’épargne brute", ar: "نسبة الادخار الخام", en: "Gross savings rate" },
    meaning: {
      fr: "Part des recettes de fonctionnement qui reste une fois payées les charges courantes, intérêts compris.",
      ar: "حصة مداخيل التسيير المتبقية بعد أداء التحملات الجارية بما فيها الفوائد.",
      en: "Share of operating receipts left once current charges, interest included, are met.",
    },
    words: {
      fr: "(recettes réelles de fonctionnement − dépenses réelles de fonctionnement) ÷ recettes réelles de fonctionnement",
      ar: "(المداخيل الحقيقية للتسيير − النفقات الحقيقية للتسيير) ÷ المداخيل الحقيقية للتسيير",
      en: "(operating receipts − operating expenditure) ÷ operating receipts",
    },
    symbols: "(RRF − DRF) ÷ RRF",
    over: GROSS,
    under: ["operating_receipts_mad"],
    unit: "ratio",
    direction: 1,
    basis: TGR,
    thresholds: [
      {
        value: 0.08,
        meaning: {
          fr: "jugé satisfaisant de 8 % à 15 %",
          ar: "يعتبر مرضيا بين 8 % و15 %",
          en: "held satisfactory from 8% to 15%",
        },
        source: "fmpc.fr (tradition française)",
      },
    ],
    unless: [],
  },
  {
    name: "net_savings_rate",
    group: "savings",
    label: { fr: "Taux d’épargne nette", ar: "نسبة الادخار الصافي", en: "Net savings rate" },
    meaning: {
      fr: "Part des recettes de fonctionnement qui peut financer l’équipement, capital de la dette remboursé.",
      ar: "حصة مداخيل التسيير القادرة على تمويل التجهيز بعد تسديد أصل الدين.",
      en: "Share of operating receipts that can pay for equipment once loan principal is repaid.",
    },
    words: {
      fr: "(épargne brute − remboursement du capital) ÷ recettes réelles de fonctionnement",
      ar: "(الادخار الخام − تسديد أصل الدين) ÷ المداخيل الحقيقية للتسيير",
      en: "(gross savings − principal repaid) ÷ operating receipts",
    },
    symbols: "(RRF − DRF − K) ÷ RRF",
    over: [...GROSS, "-principal_mad"],
    under: ["operating_receipts_mad"],
    unit: "ratio",
    direction: 1,
    basis: TGR,
    thresholds: [
      {
        value: 0,
        meaning: {
          fr: "sous 0, la dette n’est plus remboursée par l’épargne",
          ar: "دون 0 لا يغطي الادخار تسديد الدين",
          en: "below 0, savings no longer repay the debt",
        },
        source: "TGR 99/DCL",
      },
    ],
    unless: [],
  },
  {
    name: "management_savings",
    group: "savings",
    label: { fr: "Épargne de gestion", ar: "ادخار التدبير", en: "Management savings" },
    meaning: {
      fr: "Ce que la gestion courante dégage, avant les intérêts de la dette.",
      ar: "ما يفرزه التدبير الجاري قبل فوائد الدين.",
      en: "What current management leaves before interest on debt.",
    },
    words: {
      fr: "recettes réelles de fonctionnement − (dépenses réelles de fonctionnement − intérêts)",
      ar: "المداخيل الحقيقية للتسيير − (النفقات الحقيقية للتسيير − الفوائد)",
      en: "operating receipts − (operating expenditure − interest)",
    },
    symbols: "RRF − (DRF − I)",
    over: [...GROSS, "interest_mad"],
    under: null,
    unit: "MAD",
    direction: 1,
    basis: TGR,
    thresholds: [],
    unless: [],
  },
  {
    name: "gross_savings",
    group: "savings",
    label: { fr: "Épargne brute", ar: "الادخار الخام", en: "Gross savings" },
    meaning: {
      fr: "Ce qui reste du fonctionnement, intérêts payés.",
      ar: "ما يتبقى من التسيير بعد أداء الفوائد.",
      en: "What operations leave once interest is paid.",
    },
    words: {
      fr: "recettes réelles de fonctionnement − dépenses réelles de fonctionnement",
      ar: "المداخيل الحقيقية للتسيير − النفقات الحقيقية للتسيير",
      en: "operating receipts − operating expenditure",
    },
    symbols: "RRF − DRF",
    over: GROSS,
    under: null,
    unit: "MAD",
    direction: 1,
    basis: TGR,
    thresholds: [],
    unless: [],
  },
  {
    name: "net_savings",
    group: "savings",
    label: { fr: "Épargne nette", ar: "الادخار الصافي", en: "Net savings" },
    meaning: {
      fr: "Ce qui reste pour l’équipement après le remboursement du capital.",
      ar: "ما يتبقى للتجهيز بعد تسديد أصل الدين.",
      en: "What is left for equipment once principal is repaid.",
    },
    words: {
      fr: "épargne brute − remboursement du capital de la dette",
      ar: "الادخار الخام − تسديد أصل الدين",
      en: "gross savings − principal repaid",
    },
    symbols: "RRF − DRF − K",
    over: [...GROSS, "-principal_mad"],
    under: null,
    unit: "MAD",
    direction: 1,
    basis: TGR,
    thresholds: [],
    unless: [],
  },
  {
    name: "self_financing_margin",
    group: "savings",
    label: {
      fr: "Marge d’autofinancement courant",
      ar: "هامش التمويل الذاتي الجاري",
      en: "Current self-financing margin",
    },
    meaning: {
      fr: "Part des recettes prise par les charges et le capital de la dette : à partir de 100 %, rien ne reste pour l’équipement.",
      ar: "حصة المداخيل التي تستهلكها التحملات وأصل الدين: ابتداء من 100 % لا يبقى شيء للتجهيز.",
      en: "Share of receipts taken by charges and principal: from 100% on, nothing is left for equipment.",
    },
    words: {
      fr: "(dépenses réelles de fonctionnement + remboursement du capital) ÷ recettes réelles de fonctionnement",
      ar: "(النفقات الحقيقية للتسيير + تسديد أصل الدين) ÷ المداخيل الحقيقية للتسيير",
      en: "(operating expenditure + principal repaid) ÷ operating receipts",
    },
    symbols: "(DRF + K) ÷ RRF",
    over: ["operating_expenditure_mad", "principal_mad"],
    under: ["operating_receipts_mad"],
    unit: "ratio",
    direction: -1,
    basis: {
      fr: "Ratio 9 de la tradition française (CGCT, R. 2313-1)",
      ar: "النسبة 9 في التقليد الفرنسي (CGCT, R. 2313-1)",
      en: "Ratio 9 of the French tradition (CGCT, R. 2313-1)",
    },
    thresholds: [
      {
        value: 1,
        meaning: {
          fr: "alerte s’il est atteint deux années de suite",
          ar: "إنذار عند بلوغه سنتين متتاليتين",
          en: "alert when reached two years running",
        },
        source: "Réseau d’alerte DGFiP",
      },
    ],
    unless: [],
  },
];
