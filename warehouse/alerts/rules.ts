import type { Text } from "../text.ts";

/** From "look at it" to "act today". */
export const SEVERITIES = ["watch", "warning", "critical"] as const;
export type Severity = (typeof SEVERITIES)[number];

/** Who has to act: the collectivity that follows, its governor who supervises, the wali or the DGCT who decides. */
export const LEVELS = ["follow", "supervise", "decide"] as const;
export type AlertLevel = (typeof LEVELS)[number];

type Compare = "<" | "<=" | ">" | ">=";
export interface Bound {
  readonly op: Compare;
  readonly value: number;
}

/** A rule is data: what is watched, when it fires, when it lets go. */
export interface AlertRule {
  readonly id: string;
  readonly label: Text;
  /** What to do about it, in one sentence. */
  readonly advice: Text;
  /** Name of a series (see `series.ts`): one value per subject and period. */
  readonly series: string;
  readonly unit: "index" | "ratio" | "days" | "lines";
  /** It says what will come, and so can be right or wrong; the others say what is. `test/bench/alerts.ts` counts both. */
  readonly foretells?: true;
  readonly severity: Severity;
  /** Fires when this holds … */
  readonly raise: Bound;
  /** … in so many periods in a row. */
  readonly periods: number;
  /** Lets go when this holds: apart from `raise`, so that a figure at the bound does not flicker. */
  readonly clear: Bound;
  /** The severity is critical as soon as this holds. */
  readonly critical?: Bound;
  /** Where the bounds come from. */
  readonly basis: Text;
}

const circular: Text = {
  fr: "Seuil proposé ; la circulaire sur le suivi des programmes demande une remontée automatique sans fixer de seuil",
  ar: "عتبة مقترحة؛ دورية تتبع البرامج تطلب تصعيدا آليا دون تحديد عتبة",
  en: "Proposed bound; the circular on programme follow-up asks for automatic escalation and names no bound",
};
const decree: Text = {
  fr: "Décret n° 2-16-344 : 45 jours pour l’ordonnateur, 15 pour le comptable",
  ar: "المرسوم رقم 2-16-344: 45 يوما للآمر بالصرف و15 يوما للمحاسب",
  en: "Decree 2-16-344: 45 days for the authorising officer, 15 for the accountant",
};
const proposed: Text = { fr: "Seuil proposé", ar: "عتبة مقترحة", en: "Proposed bound" };

export const DEFAULT_RULES: readonly AlertRule[] = [
  {
    id: "project-will-be-late",
    label: {
      fr: "Projet qui finira en retard",
      ar: "مشروع سينتهي متأخرا",
      en: "Project that will end late",
    },
    advice: {
      fr: "Agir avant l’échéance : lever le blocage, renforcer le chantier ou fixer une nouvelle date avec les financeurs.",
      ar: "التدخل قبل حلول الأجل: رفع العائق أو تعزيز الورش أو تحديد موعد جديد مع الممولين.",
      en: "Act before the date: lift what blocks it, strengthen the works, or agree on a new date with the funders.",
    },
    series: "project_sure_slip",
    foretells: true,
    unit: "days",
    severity: "warning",
    raise: { op: ">", value: 100 },
    periods: 1,
    clear: { op: "<=", value: 60 },
    critical: { op: ">", value: 365 },
    basis: {
      fr: "Seuil réglé pour annoncer, 60 jours avant la fin prévue, neuf sur dix des projets qui finiront plus de 90 jours en retard ou seront abandonnés, avec moins d’une fausse alerte sur dix",
      ar: "عتبة مضبوطة للإنذار، قبل 60 يوما من النهاية المتوقعة، بتسعة من كل عشرة مشاريع ستتأخر أكثر من 90 يوما أو سيُتخلى عنها، بأقل من إنذار خاطئ واحد من كل عشرة",
      en: "Bound set so as to tell, 60 days before the planned end, of nine in ten projects that will end more than 90 days late or be abandoned, with fewer than one false alarm in ten",
    },
  },
  {
    id: "project-behind",
    label: { fr: "Projet en retard", ar: "مشروع متأخر", en: "Project behind schedule" },
    advice: {
      fr: "Demander au maître d’ouvrage ce qui bloque et une date tenable.",
      ar: "مطالبة صاحب المشروع بتحديد العائق وموعد قابل للاحترام.",
      en: "Ask the owner what blocks it, and for a date that can be kept.",
    },
    series: "project_spi",
    unit: "index",
    severity: "warning",
    raise: { op: "<", value: 0.85 },
    periods: 2,
    clear: { op: ">=", value: 0.9 },
    critical: { op: "<", value: 0.6 },
    basis: circular,
  },
  {
    id: "project-over-cost",
    label: {
      fr: "Projet plus cher que prévu",
      ar: "مشروع تتجاوز كلفته المتوقع",
      en: "Project dearer than planned",
    },
    advice: {
      fr: "Revoir les avenants et le coût estimé à l’achèvement avant de nouveaux ordres.",
      ar: "مراجعة الملاحق والكلفة التقديرية عند الإنجاز قبل أي أوامر جديدة.",
      en: "Review amendments and the estimate at completion before further orders.",
    },
    series: "project_cpi",
    unit: "index",
    severity: "warning",
    raise: { op: "<", value: 0.9 },
    periods: 2,
    clear: { op: ">=", value: 0.95 },
    critical: { op: "<", value: 0.75 },
    basis: circular,
  },
  {
    id: "project-stalled",
    label: { fr: "Chantier à l’arrêt", ar: "ورش متوقف", en: "Works at a standstill" },
    advice: {
      fr: "Vérifier sur place ; constater l’arrêt ou mettre en demeure.",
      ar: "المعاينة في عين المكان؛ إثبات التوقف أو توجيه إنذار.",
      en: "Check on site; record the stop or give formal notice.",
    },
    series: "project_still_days",
    unit: "days",
    severity: "warning",
    raise: { op: ">=", value: 60 },
    periods: 1,
    clear: { op: "<", value: 31 },
    critical: { op: ">=", value: 150 },
    basis: circular,
  },
  {
    id: "project-overdue",
    label: { fr: "Échéance dépassée", ar: "تجاوز الأجل", en: "Past its planned end" },
    advice: {
      fr: "Décider d’une nouvelle échéance, ou de l’arrêt du projet.",
      ar: "اتخاذ قرار بأجل جديد أو بإنهاء المشروع.",
      en: "Decide on a new end date, or to stop the project.",
    },
    series: "project_days_past_end",
    unit: "days",
    severity: "watch",
    raise: { op: ">", value: 30 },
    periods: 1,
    clear: { op: "<=", value: 0 },
    critical: { op: ">", value: 365 },
    basis: circular,
  },
  {
    id: "payment-slow",
    label: { fr: "Paiements en retard", ar: "تأخر في الأداء", en: "Payments late" },
    advice: {
      fr: "Suivre les mandats en instance ; des intérêts moratoires courent au-delà de 60 jours.",
      ar: "تتبع الحوالات المعلقة؛ فوائد التأخير تسري بعد 60 يوما.",
      en: "Follow the orders in hand: interest runs past 60 days.",
    },
    series: "payment_delay_days",
    unit: "days",
    severity: "warning",
    raise: { op: ">", value: 60 },
    periods: 2,
    clear: { op: "<=", value: 50 },
    critical: { op: ">", value: 90 },
    basis: decree,
  },
  {
    id: "credit-overrun",
    label: {
      fr: "Engagements au-delà des crédits",
      ar: "التزامات تفوق الاعتمادات",
      en: "Committed past credit",
    },
    advice: {
      fr: "Régulariser par virement ou décision modificative, ou annuler l’engagement.",
      ar: "التسوية بتحويل اعتماد أو بقرار تعديلي، أو إلغاء الالتزام.",
      en: "Regularise by transfer or amendment, or cancel the commitment.",
    },
    series: "lines_over_credit",
    unit: "lines",
    severity: "warning",
    raise: { op: ">", value: 0 },
    periods: 1,
    clear: { op: "<=", value: 0 },
    critical: { op: ">", value: 5 },
    basis: {
      fr: "Un engagement ne peut dépasser le crédit ouvert",
      ar: "لا يمكن أن يتجاوز الالتزام الاعتماد المفتوح",
      en: "A commitment may not exceed the credit opened",
    },
  },
  {
    id: "investment-slow",
    label: {
      fr: "Équipement peu exécuté au 30 juin",
      ar: "ضعف تنفيذ التجهيز في 30 يونيو",
      en: "Equipment little executed at 30 June",
    },
    advice: {
      fr: "Réviser la programmation avant le second semestre.",
      ar: "مراجعة البرمجة قبل النصف الثاني من السنة.",
      en: "Revise the plan before the second half-year.",
    },
    series: "equipment_execution_at_june",
    unit: "ratio",
    severity: "watch",
    raise: { op: "<", value: 0.1 },
    periods: 1,
    clear: { op: ">=", value: 0.15 },
    basis: proposed,
  },
  {
    id: "arrears-growing",
    label: {
      fr: "Restes à recouvrer en forte hausse",
      ar: "ارتفاع قوي للباقي استخلاصه",
      en: "Arrears growing fast",
    },
    advice: {
      fr: "Relancer le recouvrement forcé et apurer les non-valeurs.",
      ar: "تفعيل التحصيل الجبري وتصفية المبالغ غير القابلة للتحصيل.",
      en: "Restart enforced collection and clear what cannot be collected.",
    },
    series: "outstanding_growth",
    unit: "ratio",
    severity: "watch",
    raise: { op: ">", value: 0.2 },
    periods: 1,
    clear: { op: "<=", value: 0.1 },
    critical: { op: ">", value: 0.6 },
    basis: proposed,
  },
  {
    id: "permits-late",
    label: { fr: "Autorisations hors délai", ar: "رخص خارج الأجل", en: "Permits past their legal delay" },
    advice: {
      fr: "Chercher l’étape où le temps se perd dans la page Rokhas de la commune.",
      ar: "تحديد المرحلة التي يضيع فيها الوقت في صفحة رخص الخاصة بالجماعة.",
      en: "Find the step where time goes, on the commune’s Rokhas page.",
    },
    series: "permits_on_time_rate",
    unit: "ratio",
    severity: "warning",
    raise: { op: "<", value: 0.5 },
    periods: 2,
    clear: { op: ">=", value: 0.65 },
    critical: { op: "<", value: 0.2 },
    basis: proposed,
  },
  {
    id: "complaints-late",
    label: {
      fr: "Réclamations sans réponse à temps",
      ar: "شكايات دون جواب في الأجل",
      en: "Complaints not answered in time",
    },
    advice: {
      fr: "Répartir les réclamations en instance et répondre aux plus anciennes.",
      ar: "توزيع الشكايات المعلقة والجواب على أقدمها.",
      en: "Share out what is waiting and answer the oldest.",
    },
    series: "complaints_on_time_rate",
    unit: "ratio",
    severity: "watch",
    raise: { op: "<", value: 0.5 },
    periods: 2,
    clear: { op: ">=", value: 0.65 },
    critical: { op: "<", value: 0.2 },
    basis: {
      fr: "Décret n° 2-17-265 : réponse sous 60 jours",
      ar: "المرسوم رقم 2-17-265: الجواب داخل 60 يوما",
      en: "Decree 2-17-265: an answer within 60 days",
    },
  },
];

export const ruleOf = (id: string): AlertRule | undefined => DEFAULT_RULES.find((rule) => rule.id === id);
