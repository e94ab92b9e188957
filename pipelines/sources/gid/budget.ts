import {
  code,
  column,
  date,
  integer,
  money,
  notBefore,
  notNegative,
  oneOf,
  say,
  table,
} from "../contract.ts";
import { amount, budgetId, collectivity, fiscalYear, identifier, lineCode, projectRef } from "../labels.ts";

export const budgetLine = table({
  name: "budget_line",
  title: say("Lignes budgétaires", "سطور الميزانية", "Budget lines"),
  columns: [
    collectivity,
    fiscalYear,
    budgetId,
    lineCode,
    column(
      "credit_initial",
      "credit_initial_mad",
      money,
      say(
        "Crédit initial (ou prévision de recette)",
        "الاعتماد الأولي (أو توقع المدخول)",
        "Initial credit (or receipt forecast)",
      ),
    ),
    column(
      "reports",
      "credit_carried_mad",
      money,
      say("Crédits reportés", "الاعتمادات المرحَّلة", "Credits carried over"),
    ),
    column(
      "virements_net",
      "credit_transfer_mad",
      money,
      say("Virements nets", "صافي التحويلات", "Net transfers between lines"),
    ),
    column(
      "modificatifs",
      "credit_amendment_mad",
      money,
      say("Décisions modificatives", "القرارات التعديلية", "Amending decisions"),
    ),
    column(
      "credit_definitif",
      "credit_final_mad",
      money,
      say("Crédit définitif", "الاعتماد النهائي", "Final credit"),
    ),
    column("vote_date", "voted_on", date, say("Date du vote", "تاريخ التصويت", "Voted on"), {
      nullable: true,
    }),
    column(
      "transmission_date",
      "transmitted_on",
      date,
      say("Date de transmission", "تاريخ الإحالة", "Transmitted on"),
      { nullable: true },
    ),
    column("visa_date", "approved_on", date, say("Date du visa", "تاريخ التأشيرة", "Approved on"), {
      nullable: true,
    }),
  ],
  key: ["collectivity_code", "fiscal_year", "budget_id", "line_code"],
  mode: "replace_period",
  period: { grains: ["year"], column: "fiscal_year" },
  rules: [
    notNegative("credit_initial_mad"),
    notNegative("credit_carried_mad"),
    {
      code: "credit_mismatch",
      sql: `"credit_final_mad" = "credit_initial_mad" + "credit_carried_mad" + "credit_transfer_mad" + "credit_amendment_mad"`,
      column: "credit_final_mad",
      says: say(
        "Le crédit définitif n'est pas la somme du crédit initial, des reports, des virements et des modificatifs.",
        "الاعتماد النهائي لا يساوي مجموع الاعتماد الأولي والمرحَّل والتحويلات والتعديلات.",
        "The final credit is not the sum of initial credit, carry-over, transfers and amendments.",
      ),
      prevents: "execution rates computed on credits that nobody voted",
    },
    notBefore("transmitted_on", "voted_on"),
    notBefore("approved_on", "transmitted_on"),
  ],
});

export const apAs = table({
  name: "ap_as",
  title: say(
    "Autorisations de programme et autorisations spéciales",
    "تراخيص البرامج والتراخيص الخاصة",
    "Programme and special authorisations",
  ),
  columns: [
    column("act_no", "act_no", identifier, say("Numéro de l'acte", "رقم العقد", "Act number")),
    column(
      "kind",
      "kind",
      oneOf({
        AP: say("Autorisation de programme", "ترخيص برنامج", "Programme authorisation"),
        AS: say("Autorisation spéciale", "ترخيص خاص", "Special authorisation"),
      }),
      say("Nature de l'acte", "طبيعة العقد", "Kind of act"),
    ),
    collectivity,
    fiscalYear,
    projectRef,
    column(
      "cas_code",
      "cas_code",
      code("[A-Z0-9.-]{2,20}"),
      say("Compte d'affectation spéciale", "الحساب المرصد لأمور خصوصية", "Special purpose account"),
    ),
    amount,
    column("date_notif", "notified_on", date, say("Date de notification", "تاريخ التبليغ", "Notified on")),
    column(
      "prise_en_charge_date",
      "taken_charge_on",
      date,
      say("Date de prise en charge", "تاريخ التكفل", "Taken in charge on"),
      { nullable: true },
    ),
    column(
      "statut",
      "status",
      oneOf({
        NOTIFIE: say("Notifié", "مبلَّغ", "Notified"),
        PRIS_EN_CHARGE: say("Pris en charge", "متكفَّل به", "Taken in charge"),
        SOLDE: say("Soldé", "مصفّى", "Settled"),
        ANNULE: say("Annulé", "ملغى", "Cancelled"),
      }),
      say("Statut", "الوضعية", "Status"),
    ),
    column(
      "cp_n",
      "cp_y0_mad",
      money,
      say("Crédit de paiement, année n", "اعتماد الأداء، السنة ن", "Payment credit, year n"),
    ),
    column(
      "cp_n1",
      "cp_y1_mad",
      money,
      say("Crédit de paiement, année n+1", "اعتماد الأداء، السنة ن+1", "Payment credit, year n+1"),
    ),
    column(
      "cp_n2",
      "cp_y2_mad",
      money,
      say("Crédit de paiement, année n+2", "اعتماد الأداء، السنة ن+2", "Payment credit, year n+2"),
    ),
  ],
  key: ["act_no"],
  mode: "replace_period",
  period: { grains: ["year"], column: "fiscal_year" },
  rules: [
    notNegative("amount_mad"),
    {
      code: "payment_credits_exceed",
      sql: `"cp_y0_mad" + "cp_y1_mad" + "cp_y2_mad" <= "amount_mad"`,
      column: "amount_mad",
      says: say(
        "Les crédits de paiement dépassent le montant de l'autorisation.",
        "اعتمادات الأداء تتجاوز مبلغ الترخيص.",
        "Payment credits exceed the amount authorised.",
      ),
      prevents: "commitments of future years above what was authorised",
    },
    notBefore("taken_charge_on", "notified_on"),
  ],
});

export const deblocage = table({
  name: "deblocage",
  title: say("Demandes de déblocage", "طلبات الإفراج عن الاعتمادات", "Release requests"),
  columns: [
    column("req_no", "request_no", identifier, say("Numéro de la demande", "رقم الطلب", "Request number")),
    column("act_no", "act_no", identifier, say("Numéro de l'acte", "رقم العقد", "Act number")),
    collectivity,
    column("exercice", "fiscal_year", integer(2000, 2100), say("Exercice", "السنة المالية", "Fiscal year")),
    amount,
    column("date_demande", "requested_on", date, say("Date de la demande", "تاريخ الطلب", "Requested on")),
    column("date_deblocage", "released_on", date, say("Date du déblocage", "تاريخ الإفراج", "Released on"), {
      nullable: true,
    }),
    column(
      "statut",
      "status",
      oneOf({
        DEMANDE: say("Demandé", "مطلوب", "Requested"),
        DEBLOQUE: say("Débloqué", "مُفرَج عنه", "Released"),
        REJETE: say("Rejeté", "مرفوض", "Rejected"),
      }),
      say("Statut", "الوضعية", "Status"),
    ),
  ],
  key: ["request_no"],
  mode: "replace_period",
  period: { grains: ["year"], column: "fiscal_year" },
  rules: [notNegative("amount_mad"), notBefore("released_on", "requested_on")],
  references: [
    {
      columns: ["act_no"],
      to: "gid.ap_as",
      toColumns: ["act_no"],
      says: say("L'acte est inconnu.", "العقد غير معروف.", "The act is unknown."),
    },
  ],
});
