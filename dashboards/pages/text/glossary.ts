import type { Text } from "#warehouse/text.ts";

/** A word of the trade in the three languages, and what it means in each. */
export interface Term {
  readonly id: string;
  readonly term: Text;
  readonly meaning: Text;
}

const term = (id: string, fr: string, ar: string, en: string, meaning: Text): Term => ({
  id,
  term: { fr, ar, en },
  meaning,
});

export const glossary: readonly Term[] = [
  term("credits-definitifs", "Crédits définitifs", "الاعتمادات النهائية", "Final credits", {
    fr: "Ce que la collectivité peut dépenser dans l’année : crédits votés, reports, virements et modifications.",
    ar: "ما يمكن للجماعة الترابية صرفه خلال السنة: الاعتمادات المصوت عليها والمرحلة والتحويلات والتعديلات.",
    en: "What the authority may spend in the year: credits voted, carried over, transferred and amended.",
  }),
  term("engagement", "Engagement", "الالتزام", "Commitment", {
    fr: "Acte par lequel la collectivité s’oblige à une dépense ; le comptable le vise.",
    ar: "قرار تلتزم به الجماعة الترابية بنفقة، ويؤشر عليه المحاسب.",
    en: "Act by which the authority binds itself to an expense; the accountant approves it.",
  }),
  term("mandatement", "Mandatement", "الأمر بالصرف", "Payment order", {
    fr: "Ordre de payer donné au comptable, après le service fait.",
    ar: "أمر موجه إلى المحاسب بأداء النفقة بعد إنجاز العمل.",
    en: "Order to the accountant to pay, once the service is done.",
  }),
  term("paiement", "Paiement", "الأداء", "Payment", {
    fr: "Versement au créancier par le comptable.",
    ar: "دفع المبلغ إلى الدائن من طرف المحاسب.",
    en: "Settlement to the creditor by the accountant.",
  }),
  term("taux-execution", "Taux d’exécution", "نسبة التنفيذ", "Execution rate", {
    fr: "Part des crédits définitifs qui est mandatée.",
    ar: "حصة ما تم الأمر بصرفه من الاعتمادات النهائية.",
    en: "Share of final credits that has been ordered for payment.",
  }),
  term("recouvrement", "Recouvrement", "الاستخلاص", "Recovery", {
    fr: "Encaissement des recettes dues à la collectivité.",
    ar: "تحصيل المداخيل المستحقة للجماعة الترابية.",
    en: "Collection of what is owed to the authority.",
  }),
  term("restes-a-recouvrer", "Restes à recouvrer", "الباقي استخلاصه", "Outstanding receipts", {
    fr: "Recettes constatées et pas encore encaissées, à une date.",
    ar: "مداخيل مثبتة لم تستخلص بعد في تاريخ معين.",
    en: "Receipts raised and not yet collected, at a date.",
  }),
  term("spi", "SPI (indice de délai)", "SPI (مؤشر الوتيرة)", "SPI (schedule performance index)", {
    fr: "Valeur acquise ÷ valeur prévue d’un projet : 1 au rythme prévu, moins de 1 en retard.",
    ar: "القيمة المنجزة ÷ القيمة المبرمجة لمشروع: 1 حسب البرمجة، وأقل من 1 تأخر.",
    en: "Earned ÷ planned value of a project: 1 on schedule, under 1 late.",
  }),
  term("kaplan-meier", "Kaplan–Meier", "كابلان - ماير", "Kaplan–Meier", {
    fr: "Estimation d’une durée qui tient compte des dossiers encore ouverts.",
    ar: "تقدير لمدة يأخذ بعين الاعتبار الملفات التي ما زالت مفتوحة.",
    en: "Estimate of a duration that takes account of files still open.",
  }),
  term("collectivite", "Collectivité territoriale", "الجماعة الترابية", "Territorial authority", {
    fr: "Région, préfecture ou province, commune, dotée d’un conseil : 12 + 75 + 1 503 = 1 590.",
    ar: "جهة أو عمالة أو إقليم أو جماعة لها مجلس: 12 + 75 + 1503 = 1590.",
    en: "Region, prefecture or province, or commune with a council: 12 + 75 + 1,503 = 1,590.",
  }),
  term("livraison", "Livraison", "الإصدار", "Release", {
    fr: "Ensemble figé et vérifié de toutes les données, avec un identifiant ; chaque chiffre dit la sienne.",
    ar: "مجموعة ثابتة ومتحقق منها من كل المعطيات، لها رمز يذكره كل رقم.",
    en: "Fixed and verified set of all data, with an identifier that every figure states.",
  }),
  term("strate", "Strate de population", "فئة السكان", "Population segment", {
    fr: "Groupe de communes de taille comparable.",
    ar: "مجموعة جماعات متقاربة الحجم.",
    en: "Group of communes of comparable size.",
  }),
];
