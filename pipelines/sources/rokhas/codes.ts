import { oneOf, say } from "../contract.ts";

/** Acts of the platform, urbanism first, then economic activities. */
export const category = oneOf({
  PP: say("Permis de construire, petit projet", "رخصة البناء، مشروع صغير", "Building permit, small project"),
  GP: say("Permis de construire, grand projet", "رخصة البناء، مشروع كبير", "Building permit, large project"),
  LOT: say("Lotissement", "تجزئة", "Subdivision"),
  GH: say("Groupe d'habitations", "مجموعة سكنية", "Housing group"),
  MORC: say("Morcellement", "تقسيم العقار", "Division of land"),
  REF: say("Réfection", "رخصة الإصلاح", "Refurbishment"),
  REG: say("Régularisation", "رخصة التسوية", "Regularisation"),
  DEM: say("Démolition", "رخصة الهدم", "Demolition"),
  PH: say("Permis d'habiter", "رخصة السكن", "Occupancy permit"),
  SD: say("Simple déclaration", "تصريح بسيط", "Simple declaration"),
  EC2: say(
    "Établissement classé, 2e classe",
    "مؤسسة مرتبة، الصنف الثاني",
    "Classified establishment, class 2",
  ),
  EC3: say(
    "Établissement classé, 3e classe",
    "مؤسسة مرتبة، الصنف الثالث",
    "Classified establishment, class 3",
  ),
  ODP: say("Occupation du domaine public", "الاحتلال المؤقت للملك العمومي", "Occupation of public domain"),
  AFP: say("Affichage publicitaire", "الإشهار", "Advertising display"),
});
export const domain = oneOf({
  URB: say("Urbanisme", "التعمير", "Urbanism"),
  ECO: say("Activités économiques", "الأنشطة الاقتصادية", "Economic activities"),
});
