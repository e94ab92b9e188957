import { oneOf, say } from "../contract.ts";

export const theme = oneOf({
  VOIRIE: say("Voirie", "الطرق والأزقة", "Streets"),
  ECLAIRAGE: say("Éclairage public", "الإنارة العمومية", "Street lighting"),
  PROPRETE: say("Propreté et déchets", "النظافة والنفايات", "Cleaning and waste"),
  URBANISME: say("Urbanisme et permis", "التعمير والرخص", "Planning and permits"),
  EAU_ASSAINISSEMENT: say("Eau et assainissement", "الماء والتطهير", "Water and sewerage"),
  DOMAINE_PUBLIC: say("Occupation du domaine public", "احتلال الملك العمومي", "Use of public space"),
  ETAT_CIVIL: say("État civil", "الحالة المدنية", "Civil registry"),
  TAXES: say("Taxes et redevances", "الرسوم والواجبات", "Taxes and fees"),
  TRANSPORT: say("Transport et stationnement", "النقل والوقوف", "Transport and parking"),
  HYGIENE: say("Hygiène et animaux", "حفظ الصحة والحيوانات", "Hygiene and animals"),
  ESPACES_VERTS: say("Espaces verts", "المساحات الخضراء", "Green spaces"),
  AUTRE: say("Autre", "غير ذلك", "Other"),
});
export const channel = oneOf({
  PORTAIL: say("Portail", "البوابة", "Portal"),
  MOBILE: say("Application mobile", "التطبيق المحمول", "Mobile application"),
  TELEPHONE: say("Centre d'appel", "مركز النداء", "Call centre"),
  GUICHET: say("Guichet", "الشباك", "Counter"),
  COURRIER: say("Courrier", "البريد", "Post"),
});
