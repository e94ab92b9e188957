import { caseNumber, caseTable, council, DGCT, firstStep, step } from "../cases.ts";
import { type Contract, column, dropped, notBefore, oneOf, say } from "../contract.ts";
import { identifier } from "../labels.ts";

const acte = caseTable({
  name: "acte",
  title: say("Autorisations funéraires", "الرخص المتعلقة بالدفن", "Funeral authorisations"),
  number: caseNumber("id", "act_no"),
  columns: [
    council("commune", "arrondissement"),
    column("cemetery_id", "cemetery_id", identifier, say("Cimetière", "المقبرة", "Cemetery"), {
      publish: false,
    }),
    column(
      "kind",
      "kind",
      oneOf({
        INHUMATION: say("Inhumation", "الدفن", "Burial"),
        TRANSPORT: say("Transport de corps", "نقل الجثمان", "Transport"),
        EXHUMATION: say("Exhumation", "استخراج الجثة", "Exhumation"),
      }),
      say("Nature de l'acte", "نوع الرخصة", "Kind of act"),
    ),
    firstStep("requested_ts", "requested_at", "Demandée le", "تاريخ الطلب", "Requested at"),
    step("authorised_ts", "authorised_at", "Autorisée le", "تاريخ الترخيص", "Authorised at"),
    step("done_ts", "done_at", "Exécutée le", "تاريخ التنفيذ", "Done at"),
    dropped("plot", say("Emplacement", "القطعة", "Plot")),
    dropped("deceased", say("Défunt", "المتوفى", "Deceased")),
  ],
  rules: [notBefore("authorised_at", "requested_at"), notBefore("done_at", "authorised_at")],
});

export const contract: Contract = {
  system: "funeraire",
  title: say("Gestion funéraire", "تدبير المقابر والدفن", "Funeral administration"),
  owner: DGCT,
  law: say(
    "Dahir 986-68 relatif aux inhumations, aux exhumations et au transport des corps",
    "الظهير الشريف 986.68 المتعلق بدفن الجثث وإخراجها من القبور ونقلها",
    "Dahir 986-68 on burials, exhumations and the transport of bodies",
  ),
  frequency: "monthly",
  retentionDays: 180,
  tables: [acte],
};
