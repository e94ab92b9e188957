import { triples } from "./triples.ts";

/** What the checks of a release look for, beyond the contracts of its files. */
export const checks = triples({
  "checks.title": ["Contrôles de la livraison", "مراقبات الإصدار", "Checks of the release"],
  "checks.lede": [
    "Au-delà du format : ce qui a été cherché entre les tables, et ce qui a été trouvé. Rien de ce qui est compté ici n’est retiré des sommes.",
    "أبعد من الشكل: ما بحث عنه بين الجداول وما عثر عليه. لا يحذف شيء مما عد هنا من المجاميع.",
    "Beyond the format: what was looked for across tables, and what was found. Nothing counted here is taken out of the sums.",
  ],
  "checks.clean": [
    "{clean} contrôles sur {all} ne trouvent rien.",
    "{clean} من {all} مراقبة لم تعثر على شيء.",
    "{clean} of {all} checks find nothing.",
  ],
  "checks.column.check": ["Ce qui est cherché", "ما يبحث عنه", "What is looked for"],
  "checks.column.checked": ["Lignes examinées", "الأسطر المفحوصة", "Rows looked at"],
  "checks.column.found": ["Lignes trouvées", "الأسطر المعثور عليها", "Rows found"],
  "checks.column.share": ["Part", "الحصة", "Share"],
  "checks.column.severity": ["Gravité", "الخطورة", "Severity"],
  "checks.severity.info": ["à savoir", "للعلم", "to know"],
  "checks.severity.warn": ["à corriger", "للتصحيح", "to correct"],
  "checks.severity.error": ["bloquant", "مانع", "blocking"],
});
