import type { Text } from "#warehouse/text.ts";
import { DELAY_LAW } from "./basis.ts";
import type { Component, RatioCard, Threshold } from "./types.ts";

const limit = (days: number): Threshold => ({
  value: days,
  meaning: {
    fr: `délai légal : ${days} jours`,
    ar: `الأجل القانوني: ${days} يوما`,
    en: `legal limit: ${days} days`,
  },
  source: "Décret 2-16-344",
});

const mean = (
  name: string,
  over: Component,
  under: Component,
  days: number,
  symbols: string,
  label: Text,
  leg: Text,
): RatioCard => ({
  name,
  group: "delays",
  label,
  meaning: {
    fr: `Nombre moyen de jours ${leg.fr}.`,
    ar: `متوسط عدد الأيام ${leg.ar}.`,
    en: `Mean number of days ${leg.en}.`,
  },
  words: {
    fr: `somme des jours ${leg.fr} ÷ nombre de paiements datés`,
    ar: `مجموع الأيام ${leg.ar} ÷ عدد الأداءات المؤرخة`,
    en: `sum of days ${leg.en} ÷ number of dated payments`,
  },
  symbols,
  over: [over],
  under: [under],
  unit: "days",
  direction: -1,
  basis: DELAY_LAW,
  thresholds: [limit(days)],
  unless: [],
});

const share = (
  name: string,
  over: Component,
  under: Component,
  days: number,
  symbols: string,
  label: Text,
  leg: Text,
): RatioCard => ({
  name,
  group: "delays",
  label,
  meaning: {
    fr: `Part des paiements dont ${leg.fr} a pris plus de ${days} jours.`,
    ar: `حصة الأداءات التي تجاوزت فيها ${leg.ar} ${days} يوما.`,
    en: `Share of payments whose ${leg.en} took more than ${days} days.`,
  },
  words: {
    fr: `paiements au-delà de ${days} jours ÷ paiements datés`,
    ar: `الأداءات بعد أكثر من ${days} يوما ÷ الأداءات المؤرخة`,
    en: `payments after more than ${days} days ÷ dated payments`,
  },
  symbols,
  over: [over],
  under: [under],
  unit: "ratio",
  direction: -1,
  basis: DELAY_LAW,
  thresholds: [],
  unless: [],
});

export const delays: readonly RatioCard[] = [
  mean(
    "delay_days",
    "delay_days",
    "payments_timed",
    60,
    "Σj ÷ n",
    { fr: "Délai moyen de paiement", ar: "متوسط أجل الأداء", en: "Mean payment delay" },
    {
      fr: "du service fait au paiement",
      ar: "من إنجاز العمل إلى الأداء",
      en: "from service done to payment",
    },
  ),
  mean(
    "authorising_delay_days",
    "authorising_days",
    "authorising_timed",
    45,
    "Σj₁ ÷ n₁",
    { fr: "Délai de l’ordonnateur", ar: "أجل الآمر بالصرف", en: "Authorising officer’s delay" },
    {
      fr: "du service fait à la réception du mandat par le comptable",
      ar: "من إنجاز العمل إلى توصل المحاسب بالحوالة",
      en: "from service done to the accountant’s receipt of the order",
    },
  ),
  mean(
    "accounting_delay_days",
    "accounting_days",
    "accounting_timed",
    15,
    "Σj₂ ÷ n₂",
    { fr: "Délai du comptable", ar: "أجل المحاسب", en: "Accountant’s delay" },
    {
      fr: "de la réception du mandat au paiement",
      ar: "من التوصل بالحوالة إلى الأداء",
      en: "from receipt of the order to payment",
    },
  ),
  share(
    "late_share",
    "payments_late",
    "payments_timed",
    60,
    "n₆₀ ÷ n",
    {
      fr: "Paiements au-delà de 60 jours",
      ar: "الأداءات بعد أكثر من 60 يوما",
      en: "Paid after more than 60 days",
    },
    { fr: "le règlement", ar: "مدة الأداء", en: "settlement" },
  ),
  share(
    "authorising_late_share",
    "authorising_late",
    "authorising_timed",
    45,
    "n₄₅ ÷ n₁",
    {
      fr: "Ordonnancements au-delà de 45 jours",
      ar: "الأوامر بالصرف بعد أكثر من 45 يوما",
      en: "Authorised after more than 45 days",
    },
    { fr: "l’ordonnancement", ar: "مدة الأمر بالصرف", en: "authorisation" },
  ),
  share(
    "accounting_late_share",
    "accounting_late",
    "accounting_timed",
    15,
    "n₁₅ ÷ n₂",
    {
      fr: "Paiements comptables au-delà de 15 jours",
      ar: "أداءات المحاسب بعد أكثر من 15 يوما",
      en: "Paid by the accountant after more than 15 days",
    },
    { fr: "le visa et le règlement", ar: "مدة التأشير والأداء", en: "clearing and payment" },
  ),
  {
    name: "late_interest_owed",
    group: "delays",
    label: {
      fr: "Intérêts moratoires dus (estimation)",
      ar: "فوائد التأخير المستحقة (تقدير)",
      en: "Late-payment interest owed (estimate)",
    },
    meaning: {
      fr: "Ce que les jours passés le soixantième ouvrent comme droit au titulaire, sans formalité.",
      ar: "ما يستحقه صاحب الطلبية عن الأيام بعد اليوم الستين، دون أي إجراء.",
      en: "What the days past the sixtieth give the supplier a right to, without a claim.",
    },
    words: {
      fr: "somme, par paiement, de montant × jours au-delà de 60 × taux ÷ 365",
      ar: "مجموع: المبلغ × الأيام بعد 60 × السعر ÷ 365 لكل أداء",
      en: "sum over payments of amount × days past 60 × rate ÷ 365",
    },
    symbols: "Σ m·(j − 60)·t ÷ 365",
    over: ["late_interest_owed_mad"],
    under: null,
    unit: "MAD",
    direction: -1,
    basis: DELAY_LAW,
    thresholds: [],
    unless: [],
    note: {
      fr: "Le décret prend le taux moyen des bons du Trésor à trois mois du trimestre précédent, plus un point. Ce taux n’est pas encore chargé : une hypothèse de 3,5 % tient sa place.",
      ar: "يعتمد المرسوم متوسط سعر سندات الخزينة لثلاثة أشهر خلال الفصل السابق مع زيادة نقطة واحدة. لم يدرج هذا السعر بعد: تقوم فرضية 3,5 % مقامه.",
      en: "The decree takes the mean rate of three-month Treasury bills in the quarter before, plus one point. That rate is not loaded yet: an assumption of 3.5% stands for it.",
    },
  },
  {
    name: "late_interest_paid",
    group: "delays",
    label: { fr: "Intérêts moratoires payés", ar: "فوائد التأخير المؤداة", en: "Late-payment interest paid" },
    meaning: {
      fr: "Ce que la collectivité a réellement versé au titre de ses retards.",
      ar: "ما أدته الجماعة الترابية فعلا بسبب تأخرها.",
      en: "What the collectivity has in fact paid for being late.",
    },
    words: {
      fr: "somme des intérêts moratoires payés",
      ar: "مجموع فوائد التأخير المؤداة",
      en: "sum of late-payment interest paid",
    },
    symbols: "Σ IM",
    over: ["late_interest_paid_mad"],
    under: null,
    unit: "MAD",
    direction: -1,
    basis: DELAY_LAW,
    thresholds: [],
    unless: [],
  },
];
