import { oneOf, say } from "../contract.ts";

export const grade = oneOf({
  ADMINISTRATEUR: say("Administrateur", "متصرف", "Administrator"),
  INGENIEUR: say("Ingénieur", "مهندس", "Engineer"),
  MEDECIN: say("Médecin et vétérinaire", "طبيب وبيطري", "Doctor and veterinarian"),
  REDACTEUR: say("Rédacteur", "محرر", "Clerk"),
  TECHNICIEN: say("Technicien", "تقني", "Technician"),
  ADJOINT_ADMINISTRATIF: say("Adjoint administratif", "مساعد إداري", "Administrative assistant"),
  ADJOINT_TECHNIQUE: say("Adjoint technique", "مساعد تقني", "Technical assistant"),
});
export const position = oneOf({
  ACTIVITE: say("En activité", "في وضعية القيام بالوظيفة", "In service"),
  DETACHEMENT: say("Détachement", "الإلحاق", "Seconded"),
  DISPONIBILITE: say("Disponibilité", "الاستيداع", "On leave of absence"),
  MISE_A_DISPOSITION: say("Mise à disposition", "الوضع رهن الإشارة", "Made available"),
});
export const actType = oneOf({
  AVANCEMENT: say("Avancement", "الترقي", "Advancement"),
  TITULARISATION: say("Titularisation", "الترسيم", "Confirmation"),
  RECRUTEMENT: say("Recrutement", "التوظيف", "Recruitment"),
  MOBILITE: say("Mobilité", "الحركية", "Transfer"),
  RETRAITE: say("Retraite", "التقاعد", "Retirement"),
  SANCTION: say("Discipline", "التأديب", "Discipline"),
});
