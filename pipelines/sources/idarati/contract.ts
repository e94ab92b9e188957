import { DGCT, firstDay, snapshotTable } from "../cases.ts";
import {
  boolean,
  type Contract,
  column,
  integer,
  money,
  notNegative,
  oneOf,
  say,
  text,
} from "../contract.ts";
import { identifier } from "../labels.ts";

const procedure = snapshotTable({
  name: "procedure",
  title: say(
    "Procédures administratives publiées",
    "المساطر الإدارية المنشورة",
    "Published administrative procedures",
  ),
  columns: [
    column("proc_code", "procedure_code", identifier, say("Procédure", "المسطرة", "Procedure")),
    column("version", "version", integer(1, 99), say("Version", "النسخة", "Version")),
    column(
      "title_fr",
      "title_fr",
      text(300),
      say("Intitulé français", "التسمية بالفرنسية", "Title in French"),
    ),
    column("title_ar", "title_ar", text(300), say("Intitulé arabe", "التسمية بالعربية", "Title in Arabic")),
    column(
      "domain",
      "domain",
      oneOf({
        URBANISME: say("Urbanisme", "التعمير", "Planning"),
        ECONOMIE: say("Activités économiques", "الأنشطة الاقتصادية", "Business"),
        ETAT_CIVIL: say("État civil", "الحالة المدنية", "Civil status"),
        DOMAINE_PUBLIC: say("Domaine public", "الملك العمومي", "Public space"),
        FISCALITE: say("Fiscalité locale", "الجبايات المحلية", "Local taxes"),
        FUNERAIRE: say("Funéraire", "الدفن", "Funerals"),
        ACCES_INFORMATION: say("Accès à l'information", "الحصول على المعلومات", "Access to information"),
      }),
      say("Domaine", "المجال", "Domain"),
    ),
    column(
      "legal_days",
      "legal_days",
      integer(1, 365),
      say("Délai légal (jours)", "الأجل القانوني (بالأيام)", "Legal time (days)"),
      {
        nullable: true,
        unit: "days",
      },
    ),
    column(
      "pieces",
      "documents_asked",
      integer(0, 50),
      say("Pièces demandées", "الوثائق المطلوبة", "Documents asked"),
      {
        unit: "count",
      },
    ),
    column("fee", "fee_mad", money, say("Frais", "الواجبات", "Fee")),
    column(
      "silence_accord",
      "silence_is_consent",
      boolean,
      say("Silence vaut accord", "السكوت يعد موافقة", "Silence is consent"),
    ),
    column(
      "online_url",
      "online_address",
      text(500),
      say("Démarche en ligne", "الخدمة عبر الإنترنت", "Online address"),
      {
        nullable: true,
      },
    ),
    firstDay("published_on", "published_on", "Publiée le", "تاريخ النشر", "Published on"),
  ],
  key: ["procedure_code", "version"],
  rules: [notNegative("fee_mad")],
});

export const contract: Contract = {
  system: "idarati",
  title: say(
    "Idarati : procédures des collectivités",
    "إدارتي: مساطر الجماعات الترابية",
    "Idarati: procedures of collectivities",
  ),
  owner: DGCT,
  law: say(
    "Loi 55-19 relative à la simplification des procédures et des formalités administratives",
    "القانون 55.19 المتعلق بتبسيط المساطر والإجراءات الإدارية",
    "Law 55-19 on simplifying administrative procedures",
  ),
  frequency: "quarterly",
  retentionDays: 365,
  tables: [procedure],
};
