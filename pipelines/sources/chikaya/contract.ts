import {
  boolean,
  type Contract,
  code,
  column,
  dropped,
  integer,
  notBefore,
  oneOf,
  say,
  table,
  timestamp,
} from "../contract.ts";
import { counter, identifier, op, updatedAt } from "../labels.ts";
import { channel, theme } from "./codes.ts";

const requete = table({
  name: "requete",
  title: say(
    "Réclamations, observations et suggestions",
    "الشكايات والملاحظات والاقتراحات",
    "Complaints, remarks and suggestions",
  ),
  columns: [
    column("req_no", "request_no", identifier, say("Numéro", "الرقم", "Number"), { publish: false }),
    counter,
    column(
      "type",
      "kind",
      oneOf({
        RECLAMATION: say("Réclamation", "شكاية", "Complaint"),
        OBSERVATION: say("Observation", "ملاحظة", "Remark"),
        SUGGESTION: say("Suggestion", "اقتراح", "Suggestion"),
      }),
      say("Type", "النوع", "Kind"),
    ),
    column("theme", "theme", theme, say("Thème", "الموضوع", "Theme")),
    column("canal", "channel", channel, say("Canal", "القناة", "Channel")),
    column("received_ts", "received_at", timestamp, say("Reçue le", "تاريخ التوصل", "Received at")),
    column("admissible", "admissible", boolean, say("Recevable", "مقبولة", "Admissible"), { nullable: true }),
    column(
      "first_answer_ts",
      "first_answer_at",
      timestamp,
      say("Première réponse le", "تاريخ أول جواب", "First answer at"),
      { nullable: true },
    ),
    column("closed_ts", "closed_at", timestamp, say("Close le", "تاريخ الإغلاق", "Closed at"), {
      nullable: true,
    }),
    column(
      "outcome",
      "outcome",
      oneOf({
        POSITIF: say("Suite positive", "مآل إيجابي", "Positive"),
        NEGATIF: say("Suite négative", "مآل سلبي", "Negative"),
        INADMISSIBLE: say("Irrecevable", "غير مقبولة", "Inadmissible"),
        HORS_COMPETENCE: say("Hors compétence", "خارج الاختصاص", "Out of remit"),
      }),
      say("Suite donnée", "المآل", "Outcome"),
      { nullable: true },
    ),
    column(
      "reopened_count",
      "reopened_count",
      integer(0, 20),
      say("Réouvertures", "إعادات الفتح", "Times reopened"),
      { unit: "count" },
    ),
    column("satisfied", "satisfied", boolean, say("Usager satisfait", "رضا المرتفق", "User satisfied"), {
      nullable: true,
    }),
    column(
      "auteur_id",
      "author_key",
      code("[A-Z0-9]{6,20}"),
      say("Auteur (pseudonymisé)", "صاحب الشكاية (مرمَّز)", "Author (pseudonymised)"),
      { nullable: true, personal: "pseudonym" },
    ),
    dropped("texte", say("Texte", "النص", "Text")),
    op,
    updatedAt,
  ],
  key: ["request_no"],
  mode: "upsert",
  period: { grains: ["year", "month"], column: "updated_at" },
  rules: [
    notBefore("closed_at", "received_at", "closed_before_receipt"),
    notBefore("first_answer_at", "received_at"),
    {
      code: "closed_without_outcome",
      sql: `("closed_at" IS NULL) = ("outcome" IS NULL)`,
      column: "outcome",
      says: say(
        "Une requête close a une suite, une requête ouverte n'en a pas.",
        "للطلب المغلق مآل، وليس للطلب المفتوح مآل.",
        "A closed request has an outcome, an open one has none.",
      ),
      prevents: "shares of outcomes that do not add up to the requests closed",
    },
  ],
});

export const contract: Contract = {
  system: "chikaya",
  title: say(
    "Chikaya : réclamations des usagers",
    "شكاية: البوابة الوطنية للشكايات",
    "Chikaya: complaints of users",
  ),
  owner: say(
    "Direction générale des collectivités territoriales",
    "المديرية العامة للجماعات الترابية",
    "Directorate-General of Territorial Collectivities",
  ),
  law: say(
    "Décret 2-17-265 sur la réception et le traitement des réclamations",
    "المرسوم 2.17.265 المتعلق بتلقي الشكايات ومعالجتها",
    "Decree 2-17-265 on receiving and answering complaints",
  ),
  frequency: "monthly",
  retentionDays: 365,
  tables: [requete],
};
