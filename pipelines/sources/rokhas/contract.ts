import { type Contract, say } from "../contract.ts";
import { catalogue, dossier, event } from "./files.ts";

export const contract: Contract = {
  system: "rokhas",
  title: say("Rokhas : autorisations en ligne", "رخص: المنصة الإلكترونية للرخص", "Rokhas: permits online"),
  owner: say(
    "Direction générale des collectivités territoriales",
    "المديرية العامة للجماعات الترابية",
    "Directorate-General of Territorial Collectivities",
  ),
  law: say(
    "Lois 12-90, 25-90 et 55-19 ; décret 2-18-577 ; arrêté conjoint 1839.23",
    "القوانين 12.90 و25.90 و55.19؛ المرسوم 2.18.577؛ القرار المشترك 1839.23",
    "Laws 12-90, 25-90 and 55-19; decree 2-18-577; joint order 1839.23",
  ),
  frequency: "monthly",
  retentionDays: 365,
  tables: [dossier, event, catalogue],
};
