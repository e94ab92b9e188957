import { caseNumber, caseTable, council, DGCT, day, factTable, firstDay } from "../cases.ts";
import { type Contract, column, notBefore, oneOf, refers, say } from "../contract.ts";
import { identifier } from "../labels.ts";

const missionId = column("mission_id", "mission_id", identifier, say("Mission", "المهمة", "Mission"));
const grades = oneOf({
  FAIBLE: say("Faible", "ضعيف", "Low"),
  MOYEN: say("Moyen", "متوسط", "Medium"),
  ELEVE: say("Élevé", "مرتفع", "High"),
});

const mission = factTable({
  name: "mission",
  title: say("Missions d'audit interne", "مهام الافتحاص الداخلي", "Internal audit missions"),
  columns: [
    missionId,
    council(),
    column(
      "theme",
      "theme",
      oneOf({
        DEPENSE: say(
          "Dépense et commande publique",
          "النفقات والطلبيات العمومية",
          "Expenditure and procurement",
        ),
        RECETTE: say("Recettes", "المداخيل", "Receipts"),
        PATRIMOINE: say("Patrimoine", "الممتلكات", "Property"),
        RH: say("Ressources humaines", "الموارد البشرية", "Staff"),
        URBANISME: say("Urbanisme", "التعمير", "Planning"),
        SI: say("Systèmes d'information", "أنظمة المعلومات", "Information systems"),
      }),
      say("Thème", "الموضوع", "Theme"),
    ),
    column("risk", "risk", grades, say("Risque", "المخاطر", "Risk")),
    firstDay("start", "started_on", "Début", "البداية", "Started on"),
    day("end", "ended_on", "Fin", "النهاية", "Ended on"),
  ],
  key: ["mission_id"],
  dated: "started_on",
  grains: ["year"],
  rules: [notBefore("ended_on", "started_on")],
});

const reco = caseTable({
  name: "reco",
  title: say("Recommandations d'audit", "توصيات الافتحاص", "Audit recommendations"),
  number: caseNumber("reco_no", "recommendation_no"),
  columns: [
    missionId,
    council(),
    column("severity", "severity", grades, say("Gravité", "الخطورة", "Severity")),
    column(
      "owner",
      "owner",
      oneOf({
        DGS: say("Direction générale des services", "المديرية العامة للمصالح", "Head of services"),
        FINANCES: say("Service financier", "المصلحة المالية", "Finance"),
        TECHNIQUE: say("Service technique", "المصلحة التقنية", "Technical services"),
        RH: say("Ressources humaines", "الموارد البشرية", "Staff"),
      }),
      say("Service responsable", "المصلحة المسؤولة", "Service in charge"),
    ),
    firstDay("issued", "issued_on", "Émise le", "تاريخ الإصدار", "Issued on"),
    firstDay("due", "due_on", "Échéance", "الأجل", "Due on"),
    day("implemented_on", "implemented_on", "Mise en œuvre le", "تاريخ التنفيذ", "Implemented on"),
    column(
      "statut",
      "status",
      oneOf({
        OUVERTE: say("Ouverte", "مفتوحة", "Open"),
        EN_COURS: say("En cours", "قيد التنفيذ", "Under way"),
        CLOSE: say("Mise en œuvre", "منفذة", "Implemented"),
      }),
      say("Statut", "الوضعية", "Status"),
    ),
  ],
  rules: [notBefore("due_on", "issued_on"), notBefore("implemented_on", "issued_on")],
  references: [refers(["mission_id"], "audit.mission")],
});

export const contract: Contract = {
  system: "audit",
  title: say(
    "Système d'information de l'audit interne",
    "نظام معلومات الافتحاص الداخلي",
    "Internal audit information system",
  ),
  owner: DGCT,
  law: say(
    "Lois organiques 111-14, 112-14 et 113-14 : contrôle interne et audit",
    "القوانين التنظيمية 111.14 و112.14 و113.14: المراقبة الداخلية والافتحاص",
    "Organic laws 111-14, 112-14 and 113-14: internal control and audit",
  ),
  frequency: "quarterly",
  retentionDays: 365,
  tables: [mission, reco],
};
