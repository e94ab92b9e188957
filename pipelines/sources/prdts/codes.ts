import { oneOf, say } from "../contract.ts";

export const programme = oneOf({
  PRDTS: say(
    "Réduction des disparités territoriales et sociales",
    "تقليص الفوارق الترابية والاجتماعية",
    "Reduction of territorial and social disparities",
  ),
  MISE_A_NIVEAU: say(
    "Mise à niveau territoriale (programme d'exemple)",
    "التأهيل الترابي (برنامج نموذجي)",
    "Territorial upgrade (sample programme)",
  ),
});
export const sector = oneOf({
  ROUTE: say("Routes", "الطرق", "Roads"),
  PISTE: say("Pistes", "المسالك القروية", "Rural tracks"),
  AEP: say("Eau potable", "الماء الصالح للشرب", "Drinking water"),
  ELEC: say("Électrification", "الكهربة", "Electrification"),
  ENS: say("Enseignement", "التعليم", "Education"),
  SANTE: say("Santé", "الصحة", "Health"),
});
export const unit = oneOf({
  KM: say("Kilomètre", "كيلومتر", "Kilometre"),
  CLASSE: say("Salle de classe", "قسم دراسي", "Classroom"),
  DOUAR: say("Douar", "دوار", "Douar"),
  BRANCHEMENT: say("Branchement", "ربط", "Connection"),
  CENTRE: say("Centre", "مركز", "Centre"),
});
export const status = oneOf({
  PROGRAMME: say("Programmé", "مبرمج", "Programmed"),
  ETUDES: say("Études", "في طور الدراسات", "Studies"),
  AO_LANCE: say("Appel d'offres lancé", "طلب العروض معلن", "Tender open"),
  MARCHE_VISE: say("Marché visé", "الصفقة مؤشَّر عليها", "Contract approved"),
  TRAVAUX: say("Travaux", "أشغال جارية", "Works"),
  ARRET: say("Arrêt", "متوقف", "Stopped"),
  RECEPTION_PROVISOIRE: say("Réception provisoire", "تسلُّم مؤقت", "Provisional acceptance"),
  RECEPTION_DEFINITIVE: say("Réception définitive", "تسلُّم نهائي", "Final acceptance"),
  OPERATIONNEL: say("Opérationnel", "قيد الاستعمال", "Operational"),
  ABANDONNE: say("Abandonné", "متخلى عنه", "Abandoned"),
});
export const funder = oneOf({
  REGION: say("Conseil de la région", "مجلس الجهة", "Regional council"),
  FDRZM: say(
    "Fonds de développement rural et des zones de montagne",
    "صندوق التنمية القروية والمناطق الجبلية",
    "Rural and mountain development fund",
  ),
  INDH: say("INDH", "المبادرة الوطنية للتنمية البشرية", "INDH"),
  ONEE: say("ONEE", "المكتب الوطني للكهرباء والماء الصالح للشرب", "ONEE"),
  ETAT: say("État", "الدولة", "State"),
  COMMUNE: say("Commune", "الجماعة", "Commune"),
});
