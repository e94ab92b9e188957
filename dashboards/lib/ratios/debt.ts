import { french, TGR } from "./basis.ts";
import type { RatioCard } from "./types.ts";

const NO_STATEMENT = {
  fr: "Aucun export reçu ne donne l’encours de la dette : la valeur attend cet état.",
  ar: "لا يتضمن أي ملف متوصل به جاري الدين: تنتظر القيمة هذا البيان.",
  en: "No export received states the debt outstanding: the value waits for that statement.",
};

export const debt: readonly RatioCard[] = [
  {
    name: "years_to_repay",
    group: "debt",
    label: { fr: "Capacité de désendettement", ar: "القدرة على تسديد الدين", en: "Years to repay" },
    meaning: {
      fr: "Nombre d’années d’épargne brute qu’il faudrait pour rembourser toute la dette.",
      ar: "عدد سنوات الادخار الخام اللازمة لتسديد كل الدين.",
      en: "Years of gross savings that repaying the whole debt would take.",
    },
    words: {
      fr: "encours de la dette au 31 décembre ÷ épargne brute",
      ar: "جاري الدين في 31 دجنبر ÷ الادخار الخام",
      en: "debt outstanding at 31 December ÷ gross savings",
    },
    symbols: "D ÷ (RRF − DRF)",
    over: ["debt_mad"],
    under: ["operating_receipts_mad", "-operating_expenditure_mad"],
    unit: "years",
    direction: -1,
    basis: TGR,
    thresholds: [
      {
        value: 11,
        meaning: {
          fr: "plafond discuté de 11 à 13 ans pour les grandes communes",
          ar: "سقف متداول بين 11 و13 سنة للجماعات الكبرى",
          en: "ceiling debated at 11 to 13 years for large communes",
        },
        source: "nosdeputes.fr 15/52947 (tradition française)",
      },
    ],
    unless: ["no_debt_statement", "savings_not_positive"],
    note: {
      fr: `Sans objet quand l’épargne brute est nulle ou négative : jamais un nombre négatif. ${NO_STATEMENT.fr}`,
      ar: `لا ينطبق عندما يكون الادخار الخام منعدما أو سالبا: لا يظهر عدد سالب أبدا. ${NO_STATEMENT.ar}`,
      en: `Not applicable when gross savings are nil or negative: never a negative number. ${NO_STATEMENT.en}`,
    },
  },
  {
    name: "debt_rate",
    group: "debt",
    label: { fr: "Taux d’endettement", ar: "نسبة المديونية", en: "Debt rate" },
    meaning: {
      fr: "Dette à rembourser, en part d’une année de recettes de fonctionnement.",
      ar: "الدين المتبقي منسوبا إلى مداخيل تسيير سنة واحدة.",
      en: "Debt still owed, as a share of a year of operating receipts.",
    },
    words: {
      fr: "encours de la dette ÷ recettes réelles de fonctionnement",
      ar: "جاري الدين ÷ المداخيل الحقيقية للتسيير",
      en: "debt outstanding ÷ operating receipts",
    },
    symbols: "D ÷ RRF",
    over: ["debt_mad"],
    under: ["operating_receipts_mad"],
    unit: "ratio",
    direction: -1,
    basis: french(11),
    thresholds: [
      {
        value: 1.66,
        meaning: {
          fr: "seuil d’alerte au-dessus de 5 000 habitants",
          ar: "عتبة الإنذار فوق 5 000 نسمة",
          en: "alert above 5,000 inhabitants",
        },
        source: "Réseau d’alerte DGFiP",
      },
    ],
    unless: ["no_debt_statement"],
    note: NO_STATEMENT,
  },
  {
    name: "debt_service",
    group: "debt",
    label: { fr: "Service de la dette", ar: "خدمة الدين", en: "Debt service" },
    meaning: {
      fr: "Part des recettes de fonctionnement que prend l’annuité, intérêts et capital.",
      ar: "حصة مداخيل التسيير التي تستهلكها القسط السنوي: الفوائد وأصل الدين.",
      en: "Share of operating receipts that the annuity takes, interest and principal.",
    },
    words: {
      fr: "(intérêts + remboursement du capital) ÷ recettes réelles de fonctionnement",
      ar: "(الفوائد + تسديد أصل الدين) ÷ المداخيل الحقيقية للتسيير",
      en: "(interest + principal repaid) ÷ operating receipts",
    },
    symbols: "(I + K) ÷ RRF",
    over: ["interest_mad", "principal_mad"],
    under: ["operating_receipts_mad"],
    unit: "ratio",
    direction: -1,
    basis: TGR,
    thresholds: [],
    unless: [],
  },
];
