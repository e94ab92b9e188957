import {
  boolean,
  code,
  column,
  date,
  decimal,
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
import { counter, identifier, op, updatedAt } from "../labels.ts";
import { category, domain } from "./codes.ts";

const fileNo = column(
  "dossier_no",
  "file_no",
  identifier,
  say("Numéro de dossier", "رقم الملف", "File number"),
  { publish: false },
);
const categoryColumn = column(
  "categorie",
  "category",
  category,
  say("Type d'autorisation", "نوع الرخصة", "Kind of permit"),
);

export const dossier = table({
  name: "dossier",
  title: say("Dossiers d'autorisation", "ملفات الرخص", "Permit files"),
  columns: [
    fileNo,
    counter,
    column("domaine", "domain", domain, say("Domaine", "المجال", "Domain")),
    categoryColumn,
    column("deposit_ts", "deposited_at", timestamp, say("Déposé le", "تاريخ الإيداع", "Deposited at")),
    column(
      "complete_ts",
      "completed_at",
      timestamp,
      say("Complet le", "تاريخ استكمال الملف", "Complete at"),
      { nullable: true },
    ),
    column("decision_ts", "decided_at", timestamp, say("Décidé le", "تاريخ القرار", "Decided at"), {
      nullable: true,
    }),
    column("delivery_ts", "delivered_at", timestamp, say("Délivré le", "تاريخ التسليم", "Delivered at"), {
      nullable: true,
    }),
    column(
      "statut",
      "status",
      oneOf({
        DEPOSE: say("Déposé", "مودع", "Deposited"),
        EN_INSTRUCTION: say("En instruction", "قيد الدراسة", "Under review"),
        SUSPENDU: say("Suspendu", "موقوف", "Suspended"),
        DECIDE: say("Décidé", "صدر فيه قرار", "Decided"),
        DELIVRE: say("Délivré", "مسلَّم", "Delivered"),
        RETIRE: say("Retiré", "مسحوب", "Withdrawn"),
      }),
      say("Statut", "الوضعية", "Status"),
    ),
    column(
      "decision",
      "decision",
      oneOf({
        FAVORABLE: say("Favorable", "موافقة", "Favourable"),
        DEFAVORABLE: say("Défavorable", "رفض", "Unfavourable"),
        SILENCE: say("Accord par silence", "موافقة ضمنية", "Agreement by silence"),
      }),
      say("Décision", "القرار", "Decision"),
      { nullable: true },
    ),
    column("surface_m2", "area_m2", decimal(12, 2), say("Surface", "المساحة", "Area"), {
      nullable: true,
      unit: "m2",
    }),
    column("taxe_due", "tax_due_mad", money, say("Taxe due", "الرسم المستحق", "Tax due")),
    column("taxe_payee", "tax_paid_mad", money, say("Taxe payée", "الرسم المؤدّى", "Tax paid")),
    column(
      "e_signed",
      "e_signed",
      boolean,
      say("Signé électroniquement", "موقَّع إلكترونيا", "Signed electronically"),
    ),
    column("e_paid", "e_paid", boolean, say("Payé en ligne", "مؤدّى عبر الإنترنت", "Paid online")),
    column(
      "lon",
      "lon",
      decimal(8, 2),
      say("Longitude (arrondie)", "خط الطول (مقرَّب)", "Longitude (rounded)"),
      { nullable: true, unit: "degrees", publish: false },
    ),
    column("lat", "lat", decimal(8, 2), say("Latitude (arrondie)", "خط العرض (مقرَّب)", "Latitude (rounded)"), {
      nullable: true,
      unit: "degrees",
      publish: false,
    }),
    column(
      "demandeur_id",
      "applicant_key",
      code("[A-Z0-9]{6,20}"),
      say("Demandeur (pseudonymisé)", "صاحب الطلب (مرمَّز)", "Applicant (pseudonymised)"),
      { nullable: true, personal: "pseudonym" },
    ),
    op,
    updatedAt,
  ],
  key: ["file_no"],
  mode: "upsert",
  period: { grains: ["year", "month"], column: "updated_at" },
  rules: [
    notBefore("decided_at", "deposited_at", "decided_before_deposit"),
    notBefore("completed_at", "deposited_at"),
    notBefore("delivered_at", "decided_at"),
    notNegative("tax_due_mad"),
    notNegative("tax_paid_mad"),
    {
      code: "area_out_of_range",
      sql: `"area_m2" BETWEEN 0 AND 10000000`,
      column: "area_m2",
      says: say("La surface est hors du possible.", "المساحة غير ممكنة.", "The area is impossible."),
      prevents: "one mistyped area sets the tax per square metre of a whole province",
    },
  ],
});

export const event = table({
  name: "event",
  title: say("Étapes des dossiers", "مراحل الملفات", "Steps of files"),
  columns: [
    fileNo,
    column("seq", "seq", integer(1, 1000), say("Rang", "الترتيب", "Sequence")),
    column("ts", "happened_at", timestamp, say("Survenu le", "تاريخ الحدث", "Happened at")),
    column(
      "actor",
      "actor",
      oneOf({
        COMMUNE: say("Commune", "الجماعة", "Commune"),
        AU: say("Agence urbaine", "الوكالة الحضرية", "Urban agency"),
        PROVINCE: say("Préfecture ou province", "العمالة أو الإقليم", "Prefecture or province"),
        ANCFCC: say("Conservation foncière", "المحافظة العقارية", "Land registry"),
        PC: say("Protection civile", "الوقاية المدنية", "Civil protection"),
        ONEE: say("ONEE ou régie", "المكتب الوطني للكهرباء والماء أو الوكالة", "ONEE or utility"),
        DEMANDEUR: say("Demandeur", "صاحب الطلب", "Applicant"),
      }),
      say("Intervenant", "المتدخل", "Actor"),
    ),
    column(
      "event",
      "kind",
      oneOf({
        DISPATCH: say("Envoi pour avis", "إحالة لإبداء الرأي", "Sent for opinion"),
        AVIS: say("Avis rendu", "إبداء الرأي", "Opinion given"),
        SUSPENSION: say("Délai suspendu", "توقيف الأجل", "Clock stopped"),
        REPRISE: say("Délai repris", "استئناف الأجل", "Clock resumed"),
        COMMISSION: say("Commission", "اللجنة", "Commission"),
        SIGNATURE: say("Signature", "التوقيع", "Signature"),
        SILENCE: say("Accord par silence", "موافقة ضمنية", "Agreement by silence"),
      }),
      say("Étape", "المرحلة", "Step"),
    ),
    column(
      "avis",
      "opinion",
      oneOf({
        FAVORABLE: say("Favorable", "رأي بالموافقة", "Favourable"),
        DEFAVORABLE: say("Défavorable", "رأي بالرفض", "Unfavourable"),
        RESERVE: say("Favorable avec réserves", "موافقة مع تحفظات", "Favourable with reservations"),
      }),
      say("Avis", "الرأي", "Opinion"),
      { nullable: true },
    ),
    column("due_ts", "due_at", timestamp, say("Attendu pour le", "الأجل المحدد", "Due at"), {
      nullable: true,
    }),
  ],
  key: ["file_no", "seq"],
  mode: "replace_period",
  period: { grains: ["year", "month"], column: "happened_at" },
  references: [refers(["file_no"], "rokhas.dossier")],
});

export const catalogue = table({
  name: "catalogue",
  title: say("Procédures dématérialisées", "المساطر اللامادية", "Procedures online"),
  columns: [
    counter,
    categoryColumn,
    column("from", "valid_from", date, say("Depuis le", "ابتداء من", "Valid from")),
    column("online", "online", boolean, say("Procédure en ligne", "مسطرة عبر الإنترنت", "Online")),
    column(
      "e_sign",
      "e_sign",
      boolean,
      say("Signature électronique", "التوقيع الإلكتروني", "Electronic signature"),
    ),
    column("e_pay", "e_pay", boolean, say("Paiement en ligne", "الأداء الإلكتروني", "Online payment")),
    column("legal_days", "legal_days", integer(1, 365), say("Délai légal", "الأجل القانوني", "Legal delay"), {
      nullable: true,
      unit: "days",
    }),
  ],
  key: ["collectivity_code", "category", "valid_from"],
  mode: "replace_period",
  period: { grains: ["snapshot"], column: null },
});
