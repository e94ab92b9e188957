import { type Contract, say } from "../contract.ts";
import { baseline, market, progress } from "./follow-up.ts";
import { funding, project } from "./project.ts";

export const contract: Contract = {
  system: "prdts",
  title: say(
    "Suivi des programmes : réduction des disparités territoriales et sociales et autres",
    "تتبع البرامج: تقليص الفوارق الترابية والاجتماعية وغيرها",
    "Programme follow-up: reduction of territorial and social disparities, and others",
  ),
  owner: say(
    "Direction générale des collectivités territoriales",
    "المديرية العامة للجماعات الترابية",
    "Directorate-General of Territorial Collectivities",
  ),
  law: say(
    "Conventions de financement des plans d'action annuels",
    "اتفاقيات تمويل برامج العمل السنوية",
    "Funding agreements of the yearly plans",
  ),
  frequency: "monthly",
  retentionDays: 1095,
  tables: [project, funding, baseline, progress, market],
};
