import { caseNumber, caseTable, council, DGCT, day, firstDay } from "../cases.ts";
import { type Contract, code, column, money, notBefore, notNegative, oneOf, say } from "../contract.ts";

const declaration = caseTable({
  name: "teledeclaration",
  title: say("Déclarations de taxes locales", "التصريحات بالرسوم المحلية", "Declarations of local taxes"),
  number: caseNumber("decl_no", "declaration_no"),
  columns: [
    council("commune"),
    column(
      "taxe",
      "tax",
      oneOf({
        TNB: say(
          "Taxe sur les terrains urbains non bâtis",
          "الرسم على الأراضي الحضرية غير المبنية",
          "Tax on unbuilt urban land",
        ),
        SEJOUR: say("Taxe de séjour", "الرسم على الإقامة بالمؤسسات السياحية", "Tourist tax"),
        BOISSONS: say(
          "Taxe sur les débits de boissons",
          "الرسم على محال بيع المشروبات",
          "Tax on drinking places",
        ),
        TRANSPORT: say(
          "Taxe sur le transport public de voyageurs",
          "الرسم على النقل العمومي للمسافرين",
          "Tax on public passenger transport",
        ),
        CARRIERES: say(
          "Taxe sur l'extraction des produits de carrières",
          "الرسم على استخراج مواد المقالع",
          "Tax on quarrying",
        ),
      }),
      say("Taxe", "الرسم", "Tax"),
    ),
    column(
      "redevable_id",
      "debtor_key",
      code("[A-Z0-9]{6,20}"),
      say("Redevable (pseudonymisé)", "الملزم (مرمَّز)", "Taxpayer (pseudonymised)"),
      { personal: "pseudonym" },
    ),
    column(
      "periode",
      "tax_period",
      code("20[0-9]{2}(-T[1-4])?"),
      say("Période d'imposition", "فترة فرض الرسم", "Tax period"),
    ),
    column("base", "base_mad", money, say("Base déclarée", "الأساس المصرح به", "Declared base")),
    column("montant", "amount_mad", money, say("Montant déclaré", "المبلغ المصرح به", "Declared amount")),
    firstDay("date_depot", "declared_on", "Déposée le", "تاريخ الإيداع", "Declared on"),
    day("date_paiement", "paid_on", "Payée le", "تاريخ الأداء", "Paid on"),
    column(
      "canal",
      "channel",
      oneOf({
        EN_LIGNE: say("En ligne", "عبر الإنترنت", "Online"),
        GUICHET: say("Guichet", "الشباك", "Counter"),
      }),
      say("Canal", "القناة", "Channel"),
    ),
    column(
      "statut",
      "status",
      oneOf({
        DEPOSEE: say("Déposée", "مودعة", "Declared"),
        PAYEE: say("Payée", "مؤداة", "Paid"),
        REJETEE: say("Rejetée", "مرفوضة", "Rejected"),
      }),
      say("Statut", "الوضعية", "Status"),
    ),
  ],
  rules: [notNegative("amount_mad"), notNegative("base_mad"), notBefore("paid_on", "declared_on")],
});

export const contract: Contract = {
  system: "teledeclaration",
  title: say(
    "Télédéclarations de GIR-CT",
    "التصريحات الإلكترونية لنظام التدبير المندمج للمداخيل",
    "GIR-CT tax declarations",
  ),
  owner: DGCT,
  law: say(
    "Lois 47-06 et 39-07 sur la fiscalité des collectivités territoriales",
    "القانونان 47.06 و39.07 المتعلقان بجبايات الجماعات الترابية",
    "Laws 47-06 and 39-07 on local taxation",
  ),
  frequency: "monthly",
  retentionDays: 730,
  tables: [declaration],
};
