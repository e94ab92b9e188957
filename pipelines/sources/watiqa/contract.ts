import { caseNumber, caseTable, council, DGCT, firstStep, step } from "../cases.ts";
import {
  type Contract,
  code,
  column,
  integer,
  money,
  notBefore,
  notNegative,
  oneOf,
  say,
} from "../contract.ts";

const commande = caseTable({
  name: "commande",
  title: say(
    "Commandes d'actes d'état civil",
    "طلبات وثائق الحالة المدنية",
    "Orders of civil-status documents",
  ),
  number: caseNumber("order_no", "order_no"),
  columns: [
    council("commune", "arrondissement"),
    column(
      "doc_type",
      "document",
      oneOf({
        COPIE_INTEGRALE: say("Copie intégrale", "نسخة كاملة", "Full copy"),
        EXTRAIT: say("Extrait", "نسخة موجزة", "Extract"),
      }),
      say("Document", "الوثيقة", "Document"),
    ),
    column(
      "origin",
      "origin",
      oneOf({
        MA: say("Maroc", "المغرب", "Morocco"),
        MRE: say("Marocains résidant à l'étranger", "المغاربة المقيمون بالخارج", "Moroccans living abroad"),
      }),
      say("Origine de la commande", "مصدر الطلب", "Where it was ordered from"),
    ),
    firstStep("ordered_ts", "ordered_at", "Commandée le", "تاريخ الطلب", "Ordered at"),
    step("paid_ts", "paid_at", "Payée le", "تاريخ الأداء", "Paid at"),
    step("prepared_ts", "prepared_at", "Préparée le", "تاريخ الإعداد", "Prepared at"),
    step(
      "handed_to_post_ts",
      "posted_at",
      "Remise à la poste le",
      "تاريخ التسليم للبريد",
      "Handed to the post at",
    ),
    step("delivered_ts", "delivered_at", "Livrée le", "تاريخ التسليم", "Delivered at"),
    column("copies", "copies", integer(1, 50), say("Exemplaires", "عدد النسخ", "Copies"), { unit: "count" }),
    column("fee", "fee_mad", money, say("Frais", "الواجبات", "Fee")),
    column(
      "statut",
      "status",
      oneOf({
        COMMANDEE: say("Commandée", "مطلوبة", "Ordered"),
        PREPAREE: say("Préparée", "مُعدّة", "Prepared"),
        EXPEDIEE: say("Expédiée", "مرسلة", "Posted"),
        LIVREE: say("Livrée", "مسلّمة", "Delivered"),
        ANNULEE: say("Annulée", "ملغاة", "Cancelled"),
      }),
      say("Statut", "الوضعية", "Status"),
    ),
    column(
      "requester",
      "requester_key",
      code("[A-Z0-9]{6,20}"),
      say("Demandeur (pseudonymisé)", "صاحب الطلب (مرمَّز)", "Requester (pseudonymised)"),
      { personal: "pseudonym" },
    ),
  ],
  rules: [
    notNegative("fee_mad"),
    notBefore("prepared_at", "ordered_at"),
    notBefore("delivered_at", "posted_at"),
  ],
});

export const contract: Contract = {
  system: "watiqa",
  title: say(
    "Watiqa et état civil : commandes d'actes",
    "وثيقة والحالة المدنية: طلبات الوثائق",
    "Watiqa and civil status: orders of documents",
  ),
  owner: DGCT,
  law: say(
    "Loi 36-21 relative à l'état civil",
    "القانون 36.21 المتعلق بالحالة المدنية",
    "Law 36-21 on civil status",
  ),
  frequency: "monthly",
  retentionDays: 180,
  tables: [commande],
};
