import { caseNumber, caseTable, council, DGCT, day, factTable, firstDay } from "../cases.ts";
import { boolean, type Contract, column, integer, notBefore, oneOf, refers, say } from "../contract.ts";
import { identifier } from "../labels.ts";

const sessionId = column("session_id", "session_id", identifier, say("Session", "الدورة", "Session"));
const opens = firstDay("opens", "opens_on", "Ouverte le", "تاريخ الافتتاح", "Opens on");
const votes = (source: string, name: string, fr: string, ar: string, en: string) =>
  column(source, name, integer(0, 200), say(fr, ar, en), { unit: "count" });

const session = factTable({
  name: "session",
  title: say("Sessions des conseils", "دورات المجالس", "Council sessions"),
  columns: [
    sessionId,
    council(),
    column(
      "kind",
      "kind",
      oneOf({
        ORD: say("Ordinaire", "عادية", "Ordinary"),
        EXTRA: say("Extraordinaire", "استثنائية", "Extraordinary"),
      }),
      say("Nature", "النوع", "Kind"),
    ),
    opens,
    firstDay("closes", "closes_on", "Close le", "تاريخ الاختتام", "Closes on"),
    column("quorum", "had_quorum", boolean, say("Quorum atteint", "اكتمال النصاب", "Had a quorum")),
  ],
  key: ["session_id"],
  dated: "opens_on",
  rules: [notBefore("closes_on", "opens_on")],
});

const point = factTable({
  name: "point",
  title: say("Points de l'ordre du jour", "نقط جدول الأعمال", "Items of the agenda"),
  columns: [
    sessionId,
    column("point_no", "point_no", integer(1, 200), say("Point", "النقطة", "Item")),
    opens,
    column(
      "theme",
      "theme",
      oneOf({
        BUDGET: say("Budget et finances", "الميزانية والمالية", "Budget and finance"),
        EQUIPEMENT: say("Équipements", "التجهيزات", "Equipment"),
        PARTENARIAT: say("Conventions et partenariats", "الاتفاقيات والشراكات", "Agreements"),
        PATRIMOINE: say("Patrimoine", "الممتلكات", "Property"),
        SERVICES: say("Services publics locaux", "المرافق العمومية المحلية", "Local services"),
        AUTRE: say("Autre", "غير ذلك", "Other"),
      }),
      say("Thème", "الموضوع", "Theme"),
    ),
    votes("votes_for", "votes_for", "Pour", "الموافقون", "For"),
    votes("votes_against", "votes_against", "Contre", "المعارضون", "Against"),
    votes("votes_abst", "votes_abstained", "Abstentions", "الممتنعون", "Abstentions"),
    column(
      "result",
      "result",
      oneOf({
        ADOPTE: say("Adopté", "مصادق عليه", "Adopted"),
        REJETE: say("Rejeté", "مرفوض", "Rejected"),
        REPORTE: say("Reporté", "مؤجل", "Postponed"),
      }),
      say("Résultat", "النتيجة", "Result"),
    ),
  ],
  key: ["session_id", "point_no"],
  dated: "opens_on",
  references: [refers(["session_id"], "majaliss.session")],
});

const acte = caseTable({
  name: "acte",
  title: say(
    "Délibérations transmises au visa",
    "المقررات المحالة على التأشير",
    "Decisions sent for approval",
  ),
  number: caseNumber("acte_no", "act_no"),
  columns: [
    council(),
    sessionId,
    column("point_no", "point_no", integer(1, 200), say("Point", "النقطة", "Item")),
    firstDay("transmitted", "transmitted_on", "Transmise le", "تاريخ الإحالة", "Sent on"),
    firstDay("visa_due", "due_on", "Visa dû le", "آخر أجل للتأشير", "Approval due on"),
    day("visa_date", "decided_on", "Décision le", "تاريخ القرار", "Decided on"),
    column(
      "decision",
      "decision",
      oneOf({
        VISE: say("Visée", "مؤشر عليها", "Approved"),
        REFUS: say("Visa refusé", "رفض التأشير", "Refused"),
        RETOUR: say("Retournée", "معادة", "Returned"),
        TACITE: say("Visa tacite", "تأشير ضمني", "Approved by silence"),
      }),
      say("Décision", "القرار", "Decision"),
      { nullable: true },
    ),
    column("executed", "executed", boolean, say("Exécutée", "منفذة", "Executed")),
  ],
  rules: [notBefore("decided_on", "transmitted_on")],
  references: [
    refers(["session_id"], "majaliss.session"),
    refers(["session_id", "point_no"], "majaliss.point"),
  ],
});

export const contract: Contract = {
  system: "majaliss",
  title: say(
    "Majaliss : sessions et décisions des conseils",
    "مجالس: دورات المجالس ومقرراتها",
    "Majaliss: council sessions and decisions",
  ),
  owner: DGCT,
  law: say(
    "Lois organiques 111-14, 112-14 et 113-14 : fonctionnement des conseils et contrôle administratif",
    "القوانين التنظيمية 111.14 و112.14 و113.14: تسيير المجالس والمراقبة الإدارية",
    "Organic laws 111-14, 112-14 and 113-14: councils at work, administrative control",
  ),
  frequency: "monthly",
  retentionDays: 365,
  tables: [session, point, acte],
};
