import { council, DGCT, factTable, firstStep } from "../cases.ts";
import { type Contract, column, integer, oneOf, say } from "../contract.ts";
import { identifier } from "../labels.ts";

const intervention = factTable({
  name: "intervention",
  title: say(
    "Interventions des bureaux d'hygiène",
    "تدخلات مكاتب حفظ الصحة",
    "Interventions of hygiene offices",
  ),
  columns: [
    column("id", "intervention_no", identifier, say("Numéro", "الرقم", "Number"), { publish: false }),
    council("commune", "arrondissement"),
    column(
      "kind",
      "kind",
      oneOf({
        CONTROLE_ALIM: say("Contrôle alimentaire", "مراقبة المواد الغذائية", "Food control"),
        EAU: say("Contrôle de l'eau", "مراقبة الماء", "Water control"),
        DESINFECTION: say("Désinfection", "التطهير", "Disinfection"),
        RAGE: say("Lutte contre la rage", "محاربة داء السعار", "Rabies control"),
        DECES: say("Constat de décès", "معاينة الوفيات", "Certifying deaths"),
        VACCIN: say("Vaccination", "التلقيح", "Vaccination"),
      }),
      say("Nature", "النوع", "Kind"),
    ),
    firstStep("ts", "happened_at", "Date", "التاريخ", "When"),
    column(
      "result",
      "result",
      oneOf({
        CONFORME: say("Conforme", "مطابق", "Conforming"),
        NON_CONFORME: say("Non conforme", "غير مطابق", "Nonconforming"),
        SANS_OBJET: say("Sans objet", "غير معني", "Not applicable"),
      }),
      say("Résultat", "النتيجة", "Result"),
    ),
    column("samples", "samples", integer(0, 10000), say("Échantillons", "العينات", "Samples"), {
      unit: "count",
    }),
    column(
      "nonconform",
      "nonconforming_samples",
      integer(0, 10000),
      say("Échantillons non conformes", "العينات غير المطابقة", "Nonconforming samples"),
      { unit: "count" },
    ),
  ],
  key: ["intervention_no"],
  dated: "happened_at",
  rules: [
    {
      code: "more_nonconforming_than_samples",
      sql: `"nonconforming_samples" <= "samples"`,
      column: "nonconforming_samples",
      says: say(
        "Plus d'échantillons non conformes que d'échantillons.",
        "العينات غير المطابقة أكثر من العينات.",
        "More nonconforming samples than samples.",
      ),
      prevents: "a nonconformity rate above one",
    },
  ],
});

export const contract: Contract = {
  system: "bch",
  title: say("Bureaux communaux d'hygiène", "المكاتب الجماعية لحفظ الصحة", "Municipal hygiene offices"),
  owner: DGCT,
  law: say(
    "Loi 28-07 relative à la sécurité sanitaire des produits alimentaires ; loi organique 113-14",
    "القانون 28.07 المتعلق بالسلامة الصحية للمنتجات الغذائية؛ القانون التنظيمي 113.14",
    "Law 28-07 on food safety; organic law 113-14",
  ),
  frequency: "monthly",
  retentionDays: 365,
  tables: [intervention],
};
