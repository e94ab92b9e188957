import { column, date, decimal, money, notNegative, oneOf, say, table } from "../contract.ts";
import { collectivity, fiscalYear, identifier } from "../labels.ts";

/** What is owed on each loan at the end of a year; of the year under way, at the day of the export. */
export const emprunt = table({
  name: "emprunt",
  title: say("État de la dette", "بيان الدين", "Statement of debt"),
  columns: [
    column("pret_no", "loan_no", identifier, say("Numéro du prêt", "رقم القرض", "Loan number")),
    collectivity,
    fiscalYear,
    column(
      "preteur",
      "lender",
      oneOf({
        FEC: say("Fonds d'équipement communal", "صندوق التجهيز الجماعي", "Municipal equipment fund"),
        BANQUE: say("Banque", "بنك", "Bank"),
        ETAT: say("État et fonds publics", "الدولة والصناديق العمومية", "State and public funds"),
      }),
      say("Prêteur", "المقرض", "Lender"),
    ),
    column("date_contrat", "signed_on", date, say("Date du contrat", "تاريخ العقد", "Signed on")),
    column("capital", "capital_mad", money, say("Capital emprunté", "الرأسمال المقترض", "Capital borrowed")),
    column("taux", "interest_rate", decimal(6, 4), say("Taux d'intérêt", "سعر الفائدة", "Interest rate")),
    column(
      "encours_debut",
      "opening_mad",
      money,
      say("Encours au 1er janvier", "الجاري في فاتح يناير", "Outstanding at 1 January"),
    ),
    column("tirages", "drawn_mad", money, say("Tirages de l'année", "سحوبات السنة", "Drawn in the year")),
    column(
      "remboursements",
      "repaid_mad",
      money,
      say("Capital remboursé", "الرأسمال المسدد", "Principal repaid"),
    ),
    column("interets", "interest_mad", money, say("Intérêts payés", "الفوائد المؤداة", "Interest paid")),
    column(
      "encours_fin",
      "closing_mad",
      money,
      say("Encours en fin de période", "الجاري عند نهاية الفترة", "Outstanding at the end"),
    ),
  ],
  key: ["loan_no", "fiscal_year"],
  mode: "replace_period",
  period: { grains: ["year"], column: "fiscal_year" },
  rules: [
    notNegative("opening_mad"),
    notNegative("closing_mad"),
    {
      code: "debt_identity",
      sql: `"closing_mad" = "opening_mad" + "drawn_mad" - "repaid_mad"`,
      column: "closing_mad",
      says: say(
        "L'encours final n'est pas l'encours initial, plus les tirages, moins les remboursements.",
        "الجاري النهائي لا يساوي الجاري الأولي زائد السحوبات ناقص التسديدات.",
        "The closing balance is not the opening one, plus what was drawn, less what was repaid.",
      ),
      prevents: "a statement of debt whose movements do not explain it",
    },
  ],
});
