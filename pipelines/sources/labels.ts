import { code, column, integer, money, oneOf, say, territory, timestamp } from "./contract.ts";

/** An identifier made by the source system: upper case, digits, `-`, `.` and `/`. */
export const identifier = code("[A-Z0-9][A-Z0-9./-]{2,39}");

/** Columns that several tables share, so that they are named and described once. */
export const LINE_CODE = "[12][12][0-9]{8}";

export const collectivity = column(
  "ct_code",
  "collectivity_code",
  territory("region", "province", "commune", "groupement"),
  say("Collectivité territoriale", "الجماعة الترابية", "Territorial collectivity"),
);
/** Where a service is rendered at an arrondissement's counter in the six cities that have them. */
export const counter = column(
  "ct_code",
  "collectivity_code",
  territory("commune", "arrondissement"),
  say("Commune ou arrondissement", "الجماعة أو المقاطعة", "Commune or arrondissement"),
);
export const fiscalYear = column(
  "exercice",
  "fiscal_year",
  integer(2000, 2100),
  say("Exercice", "السنة المالية", "Fiscal year"),
);
export const budgetId = column(
  "budget_id",
  "budget_id",
  code("PRINCIPAL|BA-[A-Z0-9]+|CS-[A-Z0-9]+"),
  say("Budget", "الميزانية", "Budget"),
);
export const lineCode = column(
  "code",
  "line_code",
  code(LINE_CODE),
  say("Code de la ligne budgétaire", "رمز السطر الميزانياتي", "Budget line code"),
);
export const amount = column("montant", "amount_mad", money, say("Montant", "المبلغ", "Amount"));
export const projectRef = column(
  "project_id",
  "project_id",
  identifier,
  say("Projet", "المشروع", "Project"),
  { nullable: true },
);
export const supplier = column(
  "supplier_ice",
  "supplier_key",
  code("[0-9]{15}"),
  say(
    "Fournisseur (ICE, pseudonymisé)",
    "المورد (التعريف الموحد للمقاولة، مرمَّز)",
    "Supplier (ICE, pseudonymised)",
  ),
  { nullable: true, personal: "pseudonym" },
);
export const op = column(
  "op",
  "op",
  oneOf({
    I: say("Création", "إحداث", "Insert"),
    U: say("Mise à jour", "تحيين", "Update"),
    D: say("Suppression", "حذف", "Delete"),
  }),
  say("Opération", "العملية", "Operation"),
  { publish: false },
);
export const updatedAt = column(
  "updated_at",
  "updated_at",
  timestamp,
  say("Mis à jour le", "تاريخ التحيين", "Updated at"),
  { publish: false },
);
