import {
  column,
  date,
  dropped,
  money,
  notBefore,
  notNegative,
  oneOf,
  refers,
  say,
  table,
  text,
} from "../contract.ts";
import {
  amount,
  budgetId,
  collectivity,
  fiscalYear,
  identifier,
  lineCode,
  projectRef,
  supplier,
} from "../labels.ts";

const commitmentNo = column(
  "eng_no",
  "commitment_no",
  identifier,
  say("Numéro d'engagement", "رقم الالتزام", "Commitment number"),
);
const orderNo = column(
  "mandat_no",
  "order_no",
  identifier,
  say("Numéro de mandat", "رقم الحوالة", "Payment order number"),
);
const serviceDone = column(
  "date_service_fait",
  "service_done_on",
  date,
  say("Date du service fait", "تاريخ إنجاز العمل", "Service done on"),
  { nullable: true },
);

export const engagement = table({
  name: "engagement",
  title: say("Engagements", "الالتزامات", "Commitments"),
  columns: [
    commitmentNo,
    collectivity,
    fiscalYear,
    budgetId,
    lineCode,
    column("act_no", "act_no", identifier, say("Autorisation (AP ou AS)", "الترخيص", "Authorisation"), {
      nullable: true,
    }),
    projectRef,
    column("market_no", "market_no", identifier, say("Marché", "الصفقة", "Contract"), { nullable: true }),
    supplier,
    dropped("objet", say("Objet", "الموضوع", "Purpose")),
    column(
      "type",
      "kind",
      oneOf({
        MARCHE: say("Marché public", "صفقة عمومية", "Public contract"),
        BC: say("Bon de commande", "سند طلب", "Purchase order"),
        CONVENTION: say("Convention", "اتفاقية", "Agreement"),
        PAIE: say("Paie", "الأجور", "Payroll"),
        AUTRE: say("Autre", "غير ذلك", "Other"),
      }),
      say("Type d'engagement", "نوع الالتزام", "Kind of commitment"),
    ),
    amount,
    column("date_eng", "committed_on", date, say("Date d'engagement", "تاريخ الالتزام", "Committed on")),
    column("date_visa", "approved_on", date, say("Date du visa", "تاريخ التأشيرة", "Approved on"), {
      nullable: true,
    }),
    column(
      "statut",
      "status",
      oneOf({
        PROPOSE: say("Proposé", "مقترح", "Proposed"),
        VISE: say("Visé", "مؤشَّر عليه", "Approved"),
        REJETE: say("Rejeté", "مرفوض", "Rejected"),
        ANNULE: say("Annulé", "ملغى", "Cancelled"),
      }),
      say("Statut", "الوضعية", "Status"),
    ),
    column(
      "motif_rejet",
      "rejection_reason",
      text(200),
      say("Motif du rejet", "سبب الرفض", "Reason for rejection"),
      { nullable: true, publish: false },
    ),
  ],
  key: ["commitment_no"],
  mode: "replace_period",
  period: { grains: ["year", "month"], column: "committed_on" },
  rules: [
    {
      code: "negative_amount",
      sql: `"amount_mad" >= 0 OR "status" = 'ANNULE'`,
      column: "amount_mad",
      says: say(
        "Un montant négatif n'est admis que pour une annulation.",
        "لا يُقبل مبلغ سالب إلا في حالة الإلغاء.",
        "A negative amount is allowed only for a cancellation.",
      ),
      prevents: "a sign error that passes for an annulment",
    },
    notBefore("approved_on", "committed_on"),
  ],
  references: [
    refers(["collectivity_code", "fiscal_year", "budget_id", "line_code"], "gid.budget_line"),
    refers(["act_no"], "gid.ap_as"),
    refers(["project_id"], "prdts.project"),
  ],
});

export const mandat = table({
  name: "mandat",
  title: say("Mandats", "الحوالات", "Payment orders"),
  columns: [
    orderNo,
    commitmentNo,
    collectivity,
    fiscalYear,
    budgetId,
    lineCode,
    column("montant_brut", "gross_mad", money, say("Montant brut", "المبلغ الإجمالي", "Gross amount")),
    column("retenues", "withheld_mad", money, say("Retenues", "الاقتطاعات", "Amounts withheld")),
    column("net", "net_mad", money, say("Net à payer", "الصافي للأداء", "Net amount")),
    serviceDone,
    column("date_emission", "ordered_on", date, say("Date d'émission", "تاريخ الإصدار", "Ordered on")),
    column(
      "date_reception_comptable",
      "received_on",
      date,
      say("Reçu par le comptable le", "تاريخ التوصل من طرف المحاسب", "Received by the accountant on"),
      { nullable: true },
    ),
    column("date_visa", "approved_on", date, say("Date du visa", "تاريخ التأشيرة", "Approved on"), {
      nullable: true,
    }),
    column(
      "statut",
      "status",
      oneOf({
        EMIS: say("Émis", "صادر", "Issued"),
        VISE: say("Visé", "مؤشَّر عليه", "Approved"),
        PAYE: say("Payé", "مؤدّى", "Paid"),
        REJETE: say("Rejeté", "مرفوض", "Rejected"),
        ANNULE: say("Annulé", "ملغى", "Cancelled"),
      }),
      say("Statut", "الوضعية", "Status"),
    ),
  ],
  key: ["order_no"],
  mode: "replace_period",
  period: { grains: ["year", "month"], column: "ordered_on" },
  rules: [
    notNegative("gross_mad"),
    {
      code: "net_mismatch",
      sql: `"net_mad" = "gross_mad" - "withheld_mad"`,
      column: "net_mad",
      says: say(
        "Le net n'est pas le brut moins les retenues.",
        "الصافي لا يساوي الإجمالي ناقص الاقتطاعات.",
        "The net amount is not gross less withheld.",
      ),
      prevents: "orders and payments that never reconcile",
    },
    notBefore("received_on", "ordered_on"),
    notBefore("approved_on", "received_on"),
  ],
  references: [refers(["commitment_no"], "gid.engagement")],
});

export const paiement = table({
  name: "paiement",
  title: say("Paiements", "الأداءات", "Payments"),
  columns: [
    column("pay_no", "payment_no", identifier, say("Numéro de paiement", "رقم الأداء", "Payment number")),
    orderNo,
    collectivity,
    fiscalYear,
    budgetId,
    lineCode,
    amount,
    serviceDone,
    column("date_paiement", "paid_on", date, say("Date de paiement", "تاريخ الأداء", "Paid on")),
    column(
      "mode",
      "method",
      oneOf({
        VIREMENT: say("Virement", "تحويل", "Transfer"),
        CHEQUE: say("Chèque", "شيك", "Cheque"),
        CAISSE: say("Caisse", "الصندوق", "Cash desk"),
      }),
      say("Mode de paiement", "طريقة الأداء", "Method"),
    ),
    column(
      "interets_moratoires",
      "late_interest_mad",
      money,
      say("Intérêts moratoires", "فوائد التأخير", "Late-payment interest"),
    ),
  ],
  key: ["payment_no"],
  mode: "replace_period",
  period: { grains: ["year", "month"], column: "paid_on" },
  rules: [
    notNegative("amount_mad"),
    notNegative("late_interest_mad"),
    notBefore("paid_on", "service_done_on"),
  ],
  references: [refers(["order_no"], "gid.mandat")],
});
