import {
  code,
  column,
  date,
  GROUPEMENT_PATTERN,
  notBefore,
  refers,
  say,
  table,
  territory,
  text,
} from "../contract.ts";

const groupementCode = code(GROUPEMENT_PATTERN);

export const groupement = table({
  name: "groupement",
  title: say(
    "Établissements de coopération intercommunale",
    "مؤسسات التعاون بين الجماعات",
    "Inter-municipal bodies",
  ),
  columns: [
    column("code", "code", groupementCode, say("Code", "الرمز", "Code")),
    column("name_fr", "name_fr", text(200), say("Nom (français)", "الاسم (بالفرنسية)", "Name (French)")),
    column("name_ar", "name_ar", text(200), say("Nom (arabe)", "الاسم (بالعربية)", "Name (Arabic)")),
    column(
      "province_code",
      "province_code",
      territory("province"),
      say("Préfecture ou province", "العمالة أو الإقليم", "Prefecture or province"),
    ),
  ],
  key: ["code"],
  mode: "replace_period",
  period: { grains: ["snapshot"], column: null },
});

export const groupementMember = table({
  name: "groupement_member",
  title: say(
    "Membres des établissements de coopération intercommunale",
    "أعضاء مؤسسات التعاون بين الجماعات",
    "Members of inter-municipal bodies",
  ),
  columns: [
    column("groupement_code", "groupement_code", groupementCode, say("Groupement", "المجموعة", "Body")),
    column(
      "collectivity_code",
      "collectivity_code",
      territory("commune", "province", "region"),
      say("Membre", "العضو", "Member"),
    ),
    column("valid_from", "valid_from", date, say("Membre depuis", "عضو منذ", "Member since")),
    column("valid_to", "valid_to", date, say("Membre jusqu'au", "عضو إلى غاية", "Member until"), {
      nullable: true,
    }),
  ],
  key: ["groupement_code", "collectivity_code", "valid_from"],
  mode: "replace_period",
  period: { grains: ["snapshot"], column: null },
  rules: [notBefore("valid_to", "valid_from")],
  references: [refers(["groupement_code"], "gid.groupement", ["code"])],
});
