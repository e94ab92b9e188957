import { factTable, firstDay } from "../cases.ts";
import { type Contract, column, money, oneOf, say } from "../contract.ts";

const bulletin = factTable({
  name: "bulletin",
  title: say(
    "Totaux nationaux du bulletin des finances locales",
    "المجاميع الوطنية لنشرة المالية المحلية",
    "National totals of the local finance bulletin",
  ),
  columns: [
    firstDay("mois", "month_start", "Mois", "الشهر", "Month"),
    column(
      "agregat",
      "aggregate",
      oneOf({
        RECETTES_ORDINAIRES: say("Recettes ordinaires", "المداخيل العادية", "Ordinary receipts"),
        RECETTES_FISCALES: say("Recettes fiscales", "المداخيل الجبائية", "Tax receipts"),
        DEPENSES_ORDINAIRES: say("Dépenses ordinaires", "النفقات العادية", "Ordinary expenditure"),
        INVESTISSEMENT: say("Dépenses d'investissement", "نفقات الاستثمار", "Investment"),
      }),
      say("Agrégat", "المجموع", "Aggregate"),
    ),
    column(
      "cumul",
      "cumulated_mad",
      money,
      say("Cumul depuis janvier", "المجموع منذ يناير", "Cumulated since January"),
    ),
  ],
  key: ["month_start", "aggregate"],
  dated: "month_start",
});

export const contract: Contract = {
  system: "tgr",
  title: say(
    "Bulletin de la Trésorerie générale du Royaume",
    "نشرة الخزينة العامة للمملكة",
    "Bulletin of the Treasury",
  ),
  owner: say("Trésorerie générale du Royaume", "الخزينة العامة للمملكة", "General Treasury of the Kingdom"),
  law: say(
    "Décrets 2-17-449, 2-17-450 et 2-17-451 sur la comptabilité des collectivités territoriales",
    "المراسيم 2.17.449 و2.17.450 و2.17.451 المتعلقة بمحاسبة الجماعات الترابية",
    "Decrees 2-17-449, 2-17-450 and 2-17-451 on the accounts of collectivities",
  ),
  frequency: "monthly",
  retentionDays: 730,
  tables: [bulletin],
};
