import { column, date, notBefore, oneOf, say, table } from "../contract.ts";
import { collectivity, identifier } from "../labels.ts";

export const regieId = column(
  "regie_id",
  "regie_id",
  identifier,
  say("Régie de recettes", "شساعة المداخيل", "Collection office"),
);

export const regie = table({
  name: "regie",
  title: say("Régies de recettes", "شساعات المداخيل", "Collection offices"),
  columns: [
    regieId,
    collectivity,
    column(
      "type",
      "kind",
      oneOf({
        CENTRALE: say("Régie centrale", "الشساعة المركزية", "Central office"),
        ABATTOIR: say("Abattoir", "المجزرة", "Slaughterhouse"),
        MARCHE_GROS: say("Marché de gros", "سوق الجملة", "Wholesale market"),
        SOUK: say("Souk", "السوق", "Weekly market"),
        FOURRIERE: say("Fourrière", "المحجز", "Pound"),
        ETAT_CIVIL: say("État civil", "الحالة المدنية", "Civil registry"),
        AUTRE: say("Autre", "غير ذلك", "Other"),
      }),
      say("Type de régie", "نوع الشساعة", "Kind of office"),
    ),
    column("opened_on", "opened_on", date, say("Ouverte le", "تاريخ الفتح", "Opened on")),
    column("closed_on", "closed_on", date, say("Fermée le", "تاريخ الإغلاق", "Closed on"), {
      nullable: true,
    }),
  ],
  key: ["regie_id"],
  mode: "replace_period",
  period: { grains: ["snapshot"], column: null },
  rules: [notBefore("closed_on", "opened_on")],
});
