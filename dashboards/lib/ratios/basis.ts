import type { Text } from "#warehouse/text.ts";

/** The texts that cards cite. */
export const french = (number: number): Text => ({
  fr: `Guide d’analyse financière de la TGR (note 99/DCL, 2004) ; ratio ${number} de la tradition française (CGCT, R. 2313-1)`,
  ar: `دليل التحليل المالي للخزينة العامة للمملكة (المذكرة 99/DCL، 2004)؛ النسبة ${number} في التقليد الفرنسي (CGCT, R. 2313-1)`,
  en: `TGR guide to financial analysis (note 99/DCL, 2004); ratio ${number} of the French tradition (CGCT, R. 2313-1)`,
});
export const TGR: Text = {
  fr: "Guide d’analyse financière de la TGR (note 99/DCL du 13 mai 2004), état des soldes de gestion",
  ar: "دليل التحليل المالي للخزينة العامة للمملكة (المذكرة 99/DCL بتاريخ 13 ماي 2004)، بيان أرصدة التدبير",
  en: "TGR guide to financial analysis (note 99/DCL of 13 May 2004), statement of management balances",
};
export const BUDGET_LAW: Text = {
  fr: "Lois organiques 111-14, 112-14 et 113-14 ; décrets 2-17-449, 2-17-450 et 2-17-451",
  ar: "القوانين التنظيمية 111.14 و112.14 و113.14؛ المراسيم 2.17.449 و2.17.450 و2.17.451",
  en: "Organic laws 111-14, 112-14 and 113-14; decrees 2-17-449, 2-17-450 and 2-17-451",
};
export const TAX_LAW: Text = {
  fr: "Lois 47-06 et 39-07 ; loi 15-97 sur le recouvrement",
  ar: "القانونان 47.06 و39.07؛ القانون 15.97 المتعلق بالتحصيل",
  en: "Laws 47-06 and 39-07; law 15-97 on collection",
};
export const DELAY_LAW: Text = {
  fr: "Décret 2-16-344 du 22 juillet 2016 sur les délais de paiement",
  ar: "المرسوم 2.16.344 بتاريخ 22 يوليوز 2016 المتعلق بآجال الأداء",
  en: "Decree 2-16-344 of 22 July 2016 on payment deadlines",
};
export const pefa = (indicator: string): Text => ({
  fr: `Cadre PEFA 2016, indicateur ${indicator}`,
  ar: `إطار PEFA لسنة 2016، المؤشر ${indicator}`,
  en: `PEFA framework 2016, indicator ${indicator}`,
});
export const PEFA_SOURCE = "PEFA 2016";
