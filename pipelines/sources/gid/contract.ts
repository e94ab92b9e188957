import { type Contract, say } from "../contract.ts";
import { apAs, budgetLine, deblocage } from "./budget.ts";
import { emprunt } from "./debt.ts";
import { engagement, mandat, paiement } from "./expenditure.ts";
import { groupement, groupementMember } from "./groupement.ts";

export const contract: Contract = {
  system: "gid",
  title: say(
    "GID-CT : gestion intégrée de la dépense des collectivités territoriales",
    "نظام التدبير المندمج لنفقات الجماعات الترابية",
    "GID-CT: integrated management of the collectivities' expenditure",
  ),
  owner: say(
    "Direction générale des collectivités territoriales",
    "المديرية العامة للجماعات الترابية",
    "Directorate-General of Territorial Collectivities",
  ),
  law: say(
    "Lois organiques 111-14, 112-14 et 113-14 ; décrets 2-17-449, 2-17-450 et 2-17-451 ; décret 2-16-344 sur les délais de paiement",
    "القوانين التنظيمية 111.14 و112.14 و113.14؛ المراسيم 2.17.449 و2.17.450 و2.17.451؛ المرسوم 2.16.344 المتعلق بآجال الأداء",
    "Organic laws 111-14, 112-14 and 113-14; decrees 2-17-449, 2-17-450 and 2-17-451; decree 2-16-344 on payment deadlines",
  ),
  frequency: "monthly",
  retentionDays: 730,
  tables: [budgetLine, apAs, engagement, mandat, paiement, deblocage, emprunt, groupement, groupementMember],
};
