import {
  boolean,
  code,
  column,
  date,
  integer,
  money,
  notBefore,
  notNegative,
  oneOf,
  refers,
  say,
  table,
  timestamp,
} from "../contract.ts";
import { amount, collectivity, fiscalYear, identifier, lineCode } from "../labels.ts";
import { regieId } from "./referential.ts";

const orderNo = say("Ordre de recette", "أمر بالمدخول", "Receipt order");
const receiptOrderNo = column("or_no", "receipt_order_no", identifier, orderNo);

export const ordreRecette = table({
  name: "ordre_recette",
  title: say("Ordres de recettes", "أوامر المداخيل", "Receipt orders"),
  columns: [
    receiptOrderNo,
    collectivity,
    fiscalYear,
    lineCode,
    column(
      "redevable_id",
      "debtor_key",
      code("[A-Z0-9]{6,20}"),
      say("Redevable (pseudonymisé)", "الملزم (مرمَّز)", "Debtor (pseudonymised)"),
      { nullable: true, personal: "pseudonym" },
    ),
    column(
      "redevable_type",
      "debtor_kind",
      oneOf({
        PP: say("Personne physique", "شخص ذاتي", "Natural person"),
        PM: say("Personne morale", "شخص معنوي", "Legal person"),
      }),
      say("Type de redevable", "صنف الملزم", "Kind of debtor"),
    ),
    column("montant_emis", "raised_mad", money, say("Montant émis", "المبلغ الصادر", "Amount raised")),
    column("date_emission", "raised_on", date, say("Date d'émission", "تاريخ الإصدار", "Raised on")),
    column("date_exigibilite", "due_on", date, say("Exigible le", "تاريخ الاستحقاق", "Due on")),
    column(
      "gestion",
      "management",
      oneOf({
        ETAT: say("Gérée par l'État", "تدبرها الدولة", "Managed by the State"),
        CT: say("Gérée par la collectivité", "تدبرها الجماعة الترابية", "Managed by the collectivity"),
        TRANSFERE: say("Transférée par l'État", "محوَّلة من الدولة", "Transferred by the State"),
      }),
      say("Gestion", "التدبير", "Management"),
    ),
    column(
      "statut",
      "status",
      oneOf({
        EMIS: say("Émis", "صادر", "Raised"),
        PARTIEL: say("Recouvré en partie", "مستخلص جزئيا", "Partly collected"),
        SOLDE: say("Soldé", "مستخلص كليا", "Settled"),
        ANNULE: say("Annulé", "ملغى", "Cancelled"),
      }),
      say("Statut", "الوضعية", "Status"),
    ),
  ],
  key: ["receipt_order_no"],
  mode: "replace_period",
  period: { grains: ["year", "month"], column: "raised_on" },
  rules: [notNegative("raised_mad"), notBefore("due_on", "raised_on")],
});

export const quittance = table({
  name: "quittance",
  title: say("Quittances", "التواصيل", "Receipts"),
  columns: [
    column(
      "quittance_no",
      "receipt_no",
      identifier,
      say("Numéro de quittance", "رقم التوصيل", "Receipt number"),
    ),
    regieId,
    column("or_no", "receipt_order_no", identifier, orderNo, { nullable: true }),
    collectivity,
    fiscalYear,
    lineCode,
    amount,
    column(
      "ts_encaissement",
      "collected_at",
      timestamp,
      say("Encaissée le", "تاريخ الاستخلاص", "Collected at"),
    ),
    column(
      "mode",
      "method",
      oneOf({
        ESP: say("Espèces", "نقدا", "Cash"),
        CHQ: say("Chèque", "شيك", "Cheque"),
        TPE: say("Carte", "بطاقة", "Card"),
        VIR: say("Virement", "تحويل", "Transfer"),
        EPAY: say("Paiement en ligne", "أداء إلكتروني", "Online payment"),
      }),
      say("Mode d'encaissement", "طريقة الاستخلاص", "Method"),
    ),
    column("annulee", "cancelled", boolean, say("Annulée", "ملغى", "Cancelled")),
  ],
  key: ["receipt_no"],
  mode: "replace_period",
  period: { grains: ["year", "month"], column: "collected_at" },
  rules: [notNegative("amount_mad")],
  references: [refers(["receipt_order_no"], "gir.ordre_recette"), refers(["regie_id"], "gir.regie")],
});

export const reduction = table({
  name: "reduction",
  title: say(
    "Annulations, non-valeurs et dégrèvements",
    "الإلغاءات والمبالغ غير القابلة للاستخلاص والتخفيضات",
    "Cancellations, write-offs and reliefs",
  ),
  columns: [
    column("id", "reduction_no", identifier, say("Numéro", "الرقم", "Number")),
    receiptOrderNo,
    collectivity,
    fiscalYear,
    lineCode,
    column(
      "kind",
      "kind",
      oneOf({
        ANNULATION: say("Annulation", "إلغاء", "Cancellation"),
        NON_VALEUR: say("Admission en non-valeur", "قبول إلغاء دين غير قابل للاستخلاص", "Write-off"),
        DEGREVEMENT: say("Dégrèvement", "تخفيض", "Relief"),
      }),
      say("Nature", "الطبيعة", "Kind"),
    ),
    amount,
    column("date", "reduced_on", date, say("Date", "التاريخ", "Date")),
  ],
  key: ["reduction_no"],
  mode: "replace_period",
  period: { grains: ["year", "month"], column: "reduced_on" },
  rules: [notNegative("amount_mad")],
  references: [refers(["receipt_order_no"], "gir.ordre_recette")],
});

export const versement = table({
  name: "versement",
  title: say("Versements des régies", "دفوعات الشساعات", "Transfers of collection offices"),
  columns: [
    column("id", "transfer_no", identifier, say("Numéro", "الرقم", "Number")),
    regieId,
    collectivity,
    amount,
    column("date", "transferred_on", date, say("Date", "التاريخ", "Date")),
    column("ecart", "gap_mad", money, say("Écart de caisse", "فارق الصندوق", "Cash gap")),
  ],
  key: ["transfer_no"],
  mode: "replace_period",
  period: { grains: ["year", "month"], column: "transferred_on" },
  rules: [notNegative("amount_mad")],
  references: [refers(["regie_id"], "gir.regie")],
});

export const rar = table({
  name: "rar",
  title: say("Restes à recouvrer", "الباقي استخلاصه", "Outstanding receipts"),
  columns: [
    collectivity,
    fiscalYear,
    lineCode,
    column(
      "origin_year",
      "origin_year",
      integer(1990, 2100),
      say("Année d'origine", "سنة المنشأ", "Year of origin"),
    ),
    column("as_of", "as_of", date, say("Arrêté au", "محصور في", "As of")),
    amount,
  ],
  key: ["collectivity_code", "fiscal_year", "line_code", "origin_year"],
  mode: "replace_period",
  period: { grains: ["year"], column: "fiscal_year" },
  rules: [
    notNegative("amount_mad"),
    {
      code: "origin_after_year",
      sql: `"origin_year" <= "fiscal_year"`,
      column: "origin_year",
      says: say(
        "L'année d'origine est après l'exercice.",
        "سنة المنشأ لاحقة للسنة المالية.",
        "The year of origin is after the fiscal year.",
      ),
      prevents: "arrears that are younger than the year they are counted in",
    },
  ],
});
