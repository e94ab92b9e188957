import { type Contract, say } from "../contract.ts";
import { ordreRecette, quittance, rar, reduction, versement } from "./receipts.ts";
import { regie } from "./referential.ts";
import { abattoir, mgfl } from "./sites.ts";

export const contract: Contract = {
  system: "gir",
  title: say(
    "GIR-CT : gestion intégrée des recettes des collectivités territoriales",
    "نظام التدبير المندمج لمداخيل الجماعات الترابية",
    "GIR-CT: integrated management of the collectivities' receipts",
  ),
  owner: say(
    "Direction générale des collectivités territoriales",
    "المديرية العامة للجماعات الترابية",
    "Directorate-General of Territorial Collectivities",
  ),
  law: say(
    "Lois 47-06 et 39-07 sur la fiscalité des collectivités territoriales ; loi 15-97 sur le recouvrement",
    "القانونان 47.06 و39.07 المتعلقان بجبايات الجماعات الترابية؛ القانون 15.97 المتعلق بالتحصيل",
    "Laws 47-06 and 39-07 on local taxation; law 15-97 on collection",
  ),
  frequency: "monthly",
  retentionDays: 730,
  tables: [regie, ordreRecette, quittance, reduction, versement, rar, mgfl, abattoir],
};
