import { caseNumber, caseTable, council, DGCT, day, factTable, firstDay, snapshotTable } from "../cases.ts";
import {
  boolean,
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
import { actType, grade, position } from "./codes.ts";

const agentKey = column(
  "agent_id",
  "agent_key",
  code("[A-Z0-9]{6,20}"),
  say("Agent (pseudonymisé)", "الموظف (مرمَّز)", "Member of staff (pseudonymised)"),
  { personal: "pseudonym" },
);
const gradeColumn = column("grade", "grade", grade, say("Cadre", "الإطار", "Grade"));

const agent = snapshotTable({
  name: "agent",
  title: say("Personnel en fonction", "الموظفون المزاولون", "Staff"),
  columns: [
    agentKey,
    firstDay("as_of", "as_of", "Situation au", "الوضعية في", "As of"),
    council(),
    gradeColumn,
    column("echelle", "pay_scale", integer(1, 12), say("Échelle", "السلم", "Pay scale")),
    column(
      "corps",
      "corps",
      oneOf({
        ADMINISTRATIF: say("Administratif", "إداري", "Administrative"),
        TECHNIQUE: say("Technique", "تقني", "Technical"),
        SANTE: say("Santé", "صحي", "Health"),
      }),
      say("Corps", "الهيئة", "Corps"),
    ),
    column(
      "sexe",
      "sex",
      oneOf({ F: say("Femme", "امرأة", "Woman"), M: say("Homme", "رجل", "Man") }),
      say("Sexe", "الجنس", "Sex"),
    ),
    column(
      "birth_year",
      "birth_year",
      integer(1940, 2012),
      say("Année de naissance", "سنة الميلاد", "Year of birth"),
      {
        publish: false,
      },
    ),
    column("position", "position", position, say("Position", "الوضعية", "Position")),
    column("hired_on", "hired_on", { kind: "date" }, say("Recruté le", "تاريخ التوظيف", "Hired on"), {
      publish: false,
    }),
    column("is_engineer", "is_engineer", boolean, say("Ingénieur", "مهندس", "Engineer")),
  ],
  key: ["agent_key", "as_of"],
});

const acte = caseTable({
  name: "acte",
  title: say("Actes de gestion du personnel", "قرارات تدبير الموارد البشرية", "Acts of staff management"),
  number: caseNumber("acte_no", "act_no"),
  columns: [
    council(),
    agentKey,
    column("type", "kind", actType, say("Type d'acte", "نوع القرار", "Kind of act")),
    firstDay("drafted", "drafted_on", "Préparé le", "تاريخ الإعداد", "Drafted on"),
    day("submitted", "submitted_on", "Soumis au visa le", "تاريخ الإحالة على التأشير", "Submitted on"),
    day("visa", "approved_on", "Visé le", "تاريخ التأشير", "Approved on"),
    day("notified", "notified_on", "Notifié le", "تاريخ التبليغ", "Notified on"),
    column(
      "statut",
      "status",
      oneOf({
        PREPARE: say("Préparé", "معد", "Drafted"),
        SOUMIS: say("Soumis", "محال", "Submitted"),
        VISE: say("Visé", "مؤشر عليه", "Approved"),
        NOTIFIE: say("Notifié", "مبلَّغ", "Notified"),
      }),
      say("Statut", "الوضعية", "Status"),
    ),
  ],
  rules: [
    notBefore("submitted_on", "drafted_on"),
    notBefore("approved_on", "submitted_on"),
    notBefore("notified_on", "approved_on"),
  ],
});

const paie = factTable({
  name: "paie",
  title: say("Masse salariale", "كتلة الأجور", "Payroll"),
  columns: [
    council(),
    firstDay("month", "month_start", "Mois", "الشهر", "Month"),
    gradeColumn,
    column("headcount", "headcount", integer(0, 20000), say("Effectif payé", "عدد المأجورين", "Staff paid"), {
      unit: "count",
    }),
    column("gross", "gross_mad", money, say("Brut", "الأجر الخام", "Gross pay")),
    column("net", "net_mad", money, say("Net", "الأجر الصافي", "Net pay")),
    column(
      "charges",
      "employer_mad",
      money,
      say("Charges patronales", "مساهمات المشغل", "Employer's charges"),
    ),
  ],
  key: ["collectivity_code", "month_start", "grade"],
  dated: "month_start",
  rules: [
    notNegative("gross_mad"),
    {
      code: "net_above_gross",
      sql: `"net_mad" <= "gross_mad"`,
      column: "net_mad",
      says: say("Le net dépasse le brut.", "الصافي يفوق الخام.", "Net pay is above gross pay."),
      prevents: "columns swapped in the export, which no total would show",
    },
  ],
});

export const contract: Contract = {
  system: "indmaj",
  title: say(
    "Indm@j et @ujour : ressources humaines",
    "اندماج وأجور: الموارد البشرية",
    "Indm@j and @ujour: staff",
  ),
  owner: DGCT,
  law: say(
    "Dahir 1-58-008 portant statut général de la fonction publique",
    "الظهير الشريف 1.58.008 بمثابة النظام الأساسي العام للوظيفة العمومية",
    "Dahir 1-58-008, general statute of the civil service",
  ),
  frequency: "monthly",
  retentionDays: 365,
  tables: [agent, acte, paie],
};
