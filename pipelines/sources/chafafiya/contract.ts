import { caseNumber, caseTable, council, DGCT, day, firstDay } from "../cases.ts";
import { boolean, type Contract, code, column, integer, notBefore, oneOf, say } from "../contract.ts";

const demande = caseTable({
  name: "demande",
  title: say(
    "Demandes d'accès à l'information",
    "طلبات الحصول على المعلومات",
    "Requests for access to information",
  ),
  number: caseNumber("req_no", "request_no"),
  columns: [
    council(),
    firstDay("received", "received_on", "Reçue le", "تاريخ التوصل", "Received on"),
    firstDay("due", "due_on", "À répondre avant le", "آخر أجل للجواب", "Answer due on"),
    day("answered", "answered_on", "Répondue le", "تاريخ الجواب", "Answered on"),
    column(
      "decision",
      "decision",
      oneOf({
        ACCORD: say("Accord", "قبول", "Granted"),
        PARTIEL: say("Accord partiel", "قبول جزئي", "Granted in part"),
        REFUS: say("Refus", "رفض", "Refused"),
      }),
      say("Décision", "القرار", "Decision"),
      { nullable: true },
    ),
    column(
      "exception_art",
      "exception_article",
      oneOf({
        "7": say("Article 7 : exceptions", "المادة 7: الاستثناءات", "Article 7: exceptions"),
        "9": say("Article 9", "المادة 9", "Article 9"),
        AUTRE: say("Autre motif", "سبب آخر", "Other ground"),
      }),
      say("Article invoqué", "المادة المستند إليها", "Article relied on"),
      { nullable: true },
    ),
    column(
      "reply_days",
      "reply_days",
      integer(0, 2000),
      say("Délai de réponse (jours)", "أجل الجواب (بالأيام)", "Days to reply"),
      {
        nullable: true,
        unit: "days",
      },
    ),
    column("appealed", "appealed", boolean, say("Réclamation de l'usager", "تظلم من الجواب", "Appealed")),
    column(
      "requester",
      "requester_key",
      code("[A-Z0-9]{6,20}"),
      say("Demandeur (pseudonymisé)", "صاحب الطلب (مرمَّز)", "Requester (pseudonymised)"),
      { personal: "pseudonym" },
    ),
  ],
  rules: [
    notBefore("answered_on", "received_on"),
    {
      code: "refused_without_article",
      sql: `"decision" <> 'REFUS' OR "exception_article" IS NOT NULL`,
      column: "exception_article",
      says: say(
        "Un refus dit l'article sur lequel il se fonde.",
        "يبين كل رفض المادة التي يستند إليها.",
        "A refusal says the article that it rests on.",
      ),
      prevents: "refusals that no article explains, left out of the shares by article",
    },
  ],
});

export const contract: Contract = {
  system: "chafafiya",
  title: say(
    "Chafafiya : accès à l'information",
    "شفافية: الحق في الحصول على المعلومات",
    "Chafafiya: access to information",
  ),
  owner: DGCT,
  law: say(
    "Loi 31-13 relative au droit d'accès à l'information",
    "القانون 31.13 المتعلق بالحق في الحصول على المعلومات",
    "Law 31-13 on the right of access to information",
  ),
  frequency: "monthly",
  retentionDays: 365,
  tables: [demande],
};
