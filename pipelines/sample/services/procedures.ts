export interface Procedure {
  readonly code: string;
  readonly domain: string;
  readonly fr: string;
  readonly ar: string;
  readonly days: number | null;
  readonly pieces: number;
  readonly fee: number;
  readonly silence: boolean;
  readonly online: boolean;
}

const of = (
  code: string,
  domain: string,
  fr: string,
  ar: string,
  days: number | null,
  pieces: number,
  online: boolean,
  silence = false,
  fee = 0,
): Procedure => ({ code, domain, fr, ar, days, pieces, fee, silence, online });

/**
 * Procedures of the collectivities. Those of the nine acts of law 55-19 end in silence that is consent; legal times of
 * building acts are those of joint order 1839.23, the others are ours.
 */
export const PROCEDURES: readonly Procedure[] = [
  of(
    "URB-01",
    "URBANISME",
    "Permis de construire, petit projet",
    "رخصة البناء: مشروع صغير",
    15,
    8,
    true,
    true,
  ),
  of(
    "URB-02",
    "URBANISME",
    "Permis de construire, grand projet",
    "رخصة البناء: مشروع كبير",
    30,
    12,
    true,
    true,
  ),
  of("URB-03", "URBANISME", "Autorisation de lotir", "الإذن بإحداث تجزئة", 30, 14, true, true),
  of(
    "URB-04",
    "URBANISME",
    "Autorisation de groupe d'habitations",
    "الإذن بإحداث مجموعة سكنية",
    30,
    13,
    true,
    true,
  ),
  of("URB-05", "URBANISME", "Autorisation de morcellement", "الإذن بالتقسيم", 30, 9, true, true),
  of("URB-06", "URBANISME", "Permis d'habiter", "رخصة السكن", 15, 5, true, true),
  of("URB-07", "URBANISME", "Permis de réfection", "رخصة الإصلاح", 14, 4, true, true),
  of("URB-08", "URBANISME", "Permis de démolir", "رخصة الهدم", 15, 6, true, true),
  of("URB-09", "URBANISME", "Certificat de conformité", "شهادة المطابقة", 15, 5, true),
  of("URB-10", "URBANISME", "Renseignements d'urbanisme", "معلومات تعميرية", null, 3, false),
  of(
    "ECO-01",
    "ECONOMIE",
    "Exploitation d'un établissement classé de 2e et 3e classe",
    "استغلال مؤسسة مرتبة من الصنفين الثاني والثالث",
    30,
    9,
    true,
    true,
  ),
  of("ECO-02", "ECONOMIE", "Déclaration d'activité", "التصريح بالنشاط", 1, 3, true),
  of("ECO-03", "ECONOMIE", "Affichage publicitaire", "الإشهار بواسطة اللوحات", 30, 5, true),
  of("ECO-04", "ECONOMIE", "Débit de boissons", "استغلال محل لبيع المشروبات", 30, 8, false),
  of(
    "DOM-01",
    "DOMAINE_PUBLIC",
    "Occupation temporaire du domaine public, commerce",
    "الاحتلال المؤقت للملك العمومي: تجارة",
    15,
    5,
    true,
  ),
  of(
    "DOM-02",
    "DOMAINE_PUBLIC",
    "Occupation temporaire du domaine public, chantier",
    "الاحتلال المؤقت للملك العمومي: ورش",
    7,
    4,
    true,
  ),
  of(
    "DOM-03",
    "DOMAINE_PUBLIC",
    "Occupation du domaine public, télécommunications",
    "احتلال الملك العمومي: الاتصالات",
    30,
    7,
    true,
  ),
  of("ETC-01", "ETAT_CIVIL", "Déclaration de naissance", "التصريح بالولادة", 1, 3, false),
  of("ETC-02", "ETAT_CIVIL", "Copie intégrale d'acte", "نسخة كاملة من رسم", 3, 1, true, false, 20),
  of("ETC-03", "ETAT_CIVIL", "Extrait d'acte", "نسخة موجزة من رسم", 3, 1, true, false, 20),
  of("ETC-04", "ETAT_CIVIL", "Livret de famille", "الدفتر العائلي", 5, 4, false),
  of("ETC-05", "ETAT_CIVIL", "Légalisation de signature", "تصحيح الإمضاء", 1, 2, false, false, 2),
  of("FIS-01", "FISCALITE", "Déclaration de terrain non bâti", "التصريح بالأراضي غير المبنية", null, 3, true),
  of(
    "FIS-02",
    "FISCALITE",
    "Exonération temporaire de la taxe sur les terrains non bâtis",
    "الإعفاء المؤقت من الرسم على الأراضي غير المبنية",
    60,
    6,
    false,
  ),
  of("FIS-03", "FISCALITE", "Réclamation fiscale", "المطالبة الجبائية", 60, 4, false),
  of("FIS-04", "FISCALITE", "Attestation fiscale", "شهادة جبائية", 3, 2, true),
  of("FUN-01", "FUNERAIRE", "Permis d'inhumer", "رخصة الدفن", 1, 2, false),
  of("FUN-02", "FUNERAIRE", "Transport de corps", "نقل جثمان", 1, 4, false),
  of("FUN-03", "FUNERAIRE", "Exhumation", "استخراج جثة", 15, 5, false),
  of("INF-01", "ACCES_INFORMATION", "Accès à l'information", "الحصول على المعلومات", 28, 1, true),
];
