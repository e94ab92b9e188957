import { council, DGCT, day, snapshotTable } from "../cases.ts";
import { type Contract, code, column, oneOf, say } from "../contract.ts";

export const platform = oneOf({
  GID: say("GID-CT", "نظام التدبير المندمج للنفقات", "GID-CT"),
  GIR: say("GIR-CT", "نظام التدبير المندمج للمداخيل", "GIR-CT"),
  GIR_ABATTOIR: say("GIR-CT abattoirs", "نظام المداخيل: المجازر", "GIR-CT slaughterhouses"),
  GIR_MARCHE: say("GIR-CT marchés de gros", "نظام المداخيل: أسواق الجملة", "GIR-CT wholesale markets"),
  TELEDECLARATION: say("Télédéclarations", "التصريحات الإلكترونية", "Tax declarations"),
  ROKHAS: say("Rokhas", "رخص", "Rokhas"),
  CHIKAYA: say("Chikaya", "شكاية", "Chikaya"),
  WATIQA: say("Watiqa et état civil", "وثيقة والحالة المدنية", "Watiqa and civil status"),
  WRAQI: say("Wraqi", "وراقي", "Wraqi"),
  BOD: say("Bureau d'ordre digital", "مكتب الضبط الرقمي", "Digital registry office"),
  MESSAGERIE: say("Messagerie institutionnelle", "البريد الإلكتروني المؤسساتي", "Institutional mail"),
  INDMAJ: say("Indm@j", "اندماج", "Indm@j"),
  MAJALISS: say("Majaliss", "مجالس", "Majaliss"),
  BCH: say("Bureau communal d'hygiène", "المكتب الجماعي لحفظ الصحة", "Municipal hygiene office"),
  FUNERAIRE: say("Gestion funéraire", "تدبير الدفن", "Funeral administration"),
  CHAFAFIYA: say("Chafafiya", "شفافية", "Chafafiya"),
});

const deployment = snapshotTable({
  name: "deploiement",
  title: say("Déploiement des plateformes", "نشر المنصات", "Deployment of platforms"),
  columns: [
    column("platform", "platform", platform, say("Plateforme", "المنصة", "Platform")),
    column("site_id", "site_id", code("[A-Z0-9][A-Z0-9.-]{1,39}"), say("Site", "الموقع", "Site")),
    council("region", "province", "commune", "arrondissement"),
    column(
      "state",
      "state",
      oneOf({
        DEPLOYE: say("Déployé", "منشور", "Deployed"),
        EN_COURS: say("En cours", "قيد النشر", "Under way"),
        NON_DEPLOYE: say("Non déployé", "غير منشور", "Not deployed"),
      }),
      say("État", "الحالة", "State"),
    ),
    day("since", "since", "Depuis le", "منذ", "Since"),
    day("target", "target_on", "Cible", "الهدف", "Target"),
  ],
  key: ["platform", "site_id"],
  rules: [
    {
      code: "state_and_date_disagree",
      sql: `("state" = 'DEPLOYE') = ("since" IS NOT NULL)`,
      column: "since",
      says: say(
        "Un site déployé a une date, un site qui ne l'est pas n'en a pas.",
        "للموقع المنشور تاريخ، وليس لغير المنشور تاريخ.",
        "A deployed site has its date, another has none.",
      ),
      prevents: "adoption counted before it happened",
    },
  ],
});

export const contract: Contract = {
  system: "deploiement",
  title: say("Déploiement des plateformes", "نشر المنصات الرقمية", "Deployment of the platforms"),
  owner: DGCT,
  law: say(
    "Loi 55-19 : numérisation des procédures",
    "القانون 55.19: رقمنة المساطر",
    "Law 55-19: digital procedures",
  ),
  frequency: "monthly",
  retentionDays: 365,
  tables: [deployment],
};
