import { caseNumber, caseTable, council, DGCT, day, firstStep, step } from "../cases.ts";
import { type Contract, column, notBefore, oneOf, say } from "../contract.ts";

const courrier = caseTable({
  name: "courrier",
  title: say("Courrier du bureau d'ordre", "مراسلات مكتب الضبط", "Mail of the registry office"),
  number: caseNumber("mail_no", "mail_no"),
  columns: [
    council(),
    column(
      "direction",
      "direction",
      oneOf({
        IN: say("Arrivée", "وارد", "Incoming"),
        OUT: say("Départ", "صادر", "Outgoing"),
      }),
      say("Sens", "الاتجاه", "Direction"),
    ),
    column(
      "sender_type",
      "sender",
      oneOf({
        CITOYEN: say("Citoyen", "مواطن", "Citizen"),
        ENTREPRISE: say("Entreprise", "مقاولة", "Company"),
        ADMINISTRATION: say("Administration", "إدارة", "Administration"),
        ASSOCIATION: say("Association", "جمعية", "Association"),
        ELU: say("Élu", "منتخب", "Elected member"),
      }),
      say("Correspondant", "المراسِل", "Correspondent"),
    ),
    column(
      "category",
      "category",
      oneOf({
        DEMANDE: say("Demande", "طلب", "Request"),
        INVITATION: say("Invitation", "دعوة", "Invitation"),
        CIRCULAIRE: say("Circulaire", "دورية", "Circular"),
        FACTURE: say("Facture", "فاتورة", "Invoice"),
        AUTRE: say("Autre", "غير ذلك", "Other"),
      }),
      say("Catégorie", "الصنف", "Category"),
    ),
    firstStep("received_ts", "received_at", "Enregistré le", "تاريخ التسجيل", "Registered at"),
    step("assigned_ts", "assigned_at", "Affecté le", "تاريخ الإحالة", "Assigned at"),
    step("answered_ts", "answered_at", "Répondu le", "تاريخ الجواب", "Answered at"),
    day("due_date", "due_on", "À répondre avant le", "آخر أجل للجواب", "Answer due on"),
    column(
      "statut",
      "status",
      oneOf({
        ENREGISTRE: say("Enregistré", "مسجل", "Registered"),
        AFFECTE: say("Affecté", "محال", "Assigned"),
        TRAITE: say("Traité", "معالج", "Answered"),
        CLASSE: say("Classé sans suite", "محفوظ", "Filed"),
      }),
      say("Statut", "الوضعية", "Status"),
    ),
  ],
  rules: [notBefore("assigned_at", "received_at"), notBefore("answered_at", "received_at")],
});

export const contract: Contract = {
  system: "bod",
  title: say("Bureau d'ordre digital", "مكتب الضبط الرقمي", "Digital registry office"),
  owner: DGCT,
  law: say(
    "Loi 55-19 relative à la simplification des procédures et des formalités administratives",
    "القانون 55.19 المتعلق بتبسيط المساطر والإجراءات الإدارية",
    "Law 55-19 on simplifying administrative procedures",
  ),
  frequency: "monthly",
  retentionDays: 365,
  tables: [courrier],
};
