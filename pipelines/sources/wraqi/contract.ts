import { caseNumber, caseTable, council, DGCT, firstStep, step } from "../cases.ts";
import { type Contract, code, column, integer, notBefore, oneOf, say } from "../contract.ts";

const commande = caseTable({
  name: "commande",
  title: say(
    "Demandes de documents administratifs",
    "طلبات الوثائق الإدارية",
    "Requests for administrative documents",
  ),
  number: caseNumber("order_no", "order_no"),
  columns: [
    council("commune", "arrondissement"),
    column(
      "titre",
      "document",
      oneOf({
        CERTIFICAT_ADMINISTRATIF: say(
          "Certificat administratif",
          "شهادة إدارية",
          "Administrative certificate",
        ),
        ATTESTATION: say("Attestation", "إشهاد", "Attestation"),
        AUTORISATION: say("Autorisation", "ترخيص", "Authorisation"),
        AUTRE: say("Autre titre", "سند آخر", "Other document"),
      }),
      say("Document", "الوثيقة", "Document"),
    ),
    column(
      "canal",
      "channel",
      oneOf({
        EN_LIGNE: say("En ligne", "عبر الإنترنت", "Online"),
        GUICHET: say("Guichet", "الشباك", "Counter"),
      }),
      say("Canal", "القناة", "Channel"),
    ),
    firstStep("ordered_ts", "ordered_at", "Demandé le", "تاريخ الطلب", "Ordered at"),
    step("ready_ts", "ready_at", "Prêt le", "تاريخ الجاهزية", "Ready at"),
    step("delivered_ts", "delivered_at", "Remis le", "تاريخ التسليم", "Delivered at"),
    column(
      "delai_jours",
      "legal_days",
      integer(1, 90),
      say("Délai annoncé (jours)", "الأجل المعلن (بالأيام)", "Announced time (days)"),
      { unit: "days" },
    ),
    column(
      "statut",
      "status",
      oneOf({
        DEPOSEE: say("Déposée", "مودعة", "Ordered"),
        PRETE: say("Prête", "جاهزة", "Ready"),
        REMISE: say("Remise", "مسلّمة", "Delivered"),
        REJETEE: say("Rejetée", "مرفوضة", "Rejected"),
      }),
      say("Statut", "الوضعية", "Status"),
    ),
    column(
      "demandeur",
      "requester_key",
      code("[A-Z0-9]{6,20}"),
      say("Demandeur (pseudonymisé)", "صاحب الطلب (مرمَّز)", "Requester (pseudonymised)"),
      { personal: "pseudonym" },
    ),
  ],
  rules: [notBefore("ready_at", "ordered_at"), notBefore("delivered_at", "ready_at")],
});

export const contract: Contract = {
  system: "wraqi",
  title: say(
    "Wraqi et autres titres : demandes de documents",
    "وراقي وسندات أخرى: طلبات الوثائق",
    "Wraqi and other documents: requests",
  ),
  owner: DGCT,
  law: say(
    "Loi 55-19 relative à la simplification des procédures et des formalités administratives",
    "القانون 55.19 المتعلق بتبسيط المساطر والإجراءات الإدارية",
    "Law 55-19 on simplifying administrative procedures",
  ),
  frequency: "monthly",
  retentionDays: 180,
  tables: [commande],
};
