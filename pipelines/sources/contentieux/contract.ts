import { caseNumber, caseTable, council, DGCT, day, firstDay } from "../cases.ts";
import { type Contract, column, dropped, money, notBefore, notNegative, oneOf, say } from "../contract.ts";

const affaire = caseTable({
  name: "affaire",
  title: say("Affaires en justice", "القضايا المعروضة على القضاء", "Court cases"),
  number: caseNumber("case_no", "case_no"),
  columns: [
    council(),
    column(
      "court",
      "court",
      oneOf({
        ADMINISTRATIF: say("Tribunal administratif", "المحكمة الإدارية", "Administrative court"),
        PREMIERE_INSTANCE: say(
          "Tribunal de première instance",
          "المحكمة الابتدائية",
          "Court of first instance",
        ),
        APPEL: say("Cour d'appel", "محكمة الاستئناف", "Court of appeal"),
        CASSATION: say("Cour de cassation", "محكمة النقض", "Court of cassation"),
      }),
      say("Juridiction", "المحكمة", "Court"),
    ),
    column(
      "matter",
      "matter",
      oneOf({
        FONCIER: say("Foncier et voie de fait", "العقار والاعتداء المادي", "Land and unlawful taking"),
        MARCHES: say("Marchés publics", "الصفقات العمومية", "Public contracts"),
        FISCAL: say("Taxes", "الرسوم", "Taxes"),
        PERSONNEL: say("Personnel", "الموظفون", "Staff"),
        URBANISME: say("Urbanisme", "التعمير", "Planning"),
        RESPONSABILITE: say("Responsabilité", "المسؤولية", "Liability"),
      }),
      say("Matière", "الموضوع", "Matter"),
    ),
    column(
      "role",
      "role",
      oneOf({ DEM: say("Demandeur", "مدعية", "Claimant"), DEF: say("Défendeur", "مدعى عليها", "Defendant") }),
      say("Qualité", "الصفة", "Role"),
    ),
    firstDay("filed", "filed_on", "Introduite le", "تاريخ الرفع", "Filed on"),
    column(
      "stage",
      "stage",
      oneOf({
        EN_COURS: say("En cours", "جارية", "Pending"),
        JUGEE: say("Jugée", "محكوم فيها", "Ruled"),
        EXECUTEE: say("Exécutée", "منفذة", "Executed"),
      }),
      say("Étape", "المرحلة", "Stage"),
    ),
    column("stake", "stake_mad", money, say("Enjeu", "المبلغ المتنازع فيه", "Stake")),
    day("ruling_date", "ruled_on", "Jugée le", "تاريخ الحكم", "Ruled on"),
    column(
      "outcome",
      "outcome",
      oneOf({
        GAGNE: say("Gagnée", "لصالح الجماعة", "Won"),
        PERDU: say("Perdue", "ضد الجماعة", "Lost"),
        PARTIEL: say("Partiellement perdue", "ضدها جزئيا", "Lost in part"),
        DESISTEMENT: say("Désistement", "تنازل", "Withdrawn"),
      }),
      say("Issue", "المآل", "Outcome"),
      { nullable: true },
    ),
    column("amount_due", "due_mad", money, say("Montant dû", "المبلغ المستحق", "Amount due")),
    column("paid", "paid_mad", money, say("Montant payé", "المبلغ المؤدى", "Amount paid")),
    dropped("adverse_party", say("Partie adverse", "الطرف الآخر", "Adverse party")),
  ],
  rules: [
    notNegative("stake_mad"),
    notNegative("due_mad"),
    notBefore("ruled_on", "filed_on"),
    {
      code: "ruling_without_outcome",
      sql: `("ruled_on" IS NULL) = ("outcome" IS NULL)`,
      column: "outcome",
      says: say(
        "Une affaire jugée a une issue, une affaire en cours n'en a pas.",
        "للقضية المحكوم فيها مآل، وليس للقضية الجارية مآل.",
        "A ruled case has an outcome, a pending one has none.",
      ),
      prevents: "shares of outcomes that do not add up to the cases ruled",
    },
  ],
});

export const contract: Contract = {
  system: "contentieux",
  title: say("Contentieux des collectivités", "منازعات الجماعات الترابية", "Litigation of collectivities"),
  owner: DGCT,
  law: say(
    "Lois organiques 111-14, 112-14 et 113-14 : actions en justice",
    "القوانين التنظيمية 111.14 و112.14 و113.14: الدعاوى القضائية",
    "Organic laws 111-14, 112-14 and 113-14: court actions",
  ),
  frequency: "monthly",
  retentionDays: 730,
  tables: [affaire],
};
