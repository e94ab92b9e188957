import type { Text } from "#warehouse/text.ts";
import type { Place } from "./rings.ts";

/** What can be wrong with a planning file. All but `outside_commune` stop it: boundaries of communes are indicative. */
export const PLAN_FAULTS = {
  unreadable: {
    fr: "le fichier n’est pas du GeoJSON",
    ar: "الملف ليس بصيغة GeoJSON",
    en: "the file is not GeoJSON",
  },
  too_large: { fr: "trop de sommets", ar: "عدد كبير من الرؤوس", en: "too many vertices" },
  wrong_crs: {
    fr: "coordonnées qui ne sont pas en degrés (WGS 84)",
    ar: "إحداثيات ليست بالدرجات (WGS 84)",
    en: "coordinates that are not degrees (WGS 84)",
  },
  swapped_axes: {
    fr: "latitude et longitude inversées",
    ar: "خطا الطول والعرض معكوسان",
    en: "latitude and longitude swapped",
  },
  outside: { fr: "hors du pays", ar: "خارج البلاد", en: "outside the country" },
  no_document: {
    fr: "document sans identifiant, type, commune ou date",
    ar: "وثيقة بدون معرف أو نوع أو جماعة أو تاريخ",
    en: "a document without id, kind, commune or date",
  },
  unknown_kind: { fr: "type de document inconnu", ar: "نوع وثيقة غير معروف", en: "unknown kind of document" },
  unknown_commune: { fr: "commune inconnue", ar: "جماعة غير معروفة", en: "unknown commune" },
  bad_dates: {
    fr: "dates qui se contredisent",
    ar: "تواريخ متناقضة",
    en: "dates that contradict each other",
  },
  no_zones: { fr: "aucune zone", ar: "لا توجد مناطق", en: "no zone" },
  missing_code: { fr: "zone sans code", ar: "منطقة بدون رمز", en: "a zone without a code" },
  repeated_code: {
    fr: "code de zone donné deux fois",
    ar: "رمز منطقة مكرر",
    en: "a zone's code given twice",
  },
  unknown_use: { fr: "vocation inconnue", ar: "تخصيص غير معروف", en: "unknown use" },
  bad_rule: {
    fr: "règle hors de ses bornes (COS, CES, hauteur)",
    ar: "قاعدة خارج حدودها (معامل الاستعمال، الاستيلاء، العلو)",
    en: "a rule outside its bounds (COS, CES, height)",
  },
  empty: { fr: "zone sans surface", ar: "منطقة بدون مساحة", en: "a zone without an area" },
  open_ring: { fr: "contour qui ne se ferme pas", ar: "محيط غير مغلق", en: "an outline that does not close" },
  self_crossing: {
    fr: "contour qui se croise",
    ar: "محيط يتقاطع مع نفسه",
    en: "an outline that crosses itself",
  },
  overlap: { fr: "deux zones se recouvrent", ar: "منطقتان متراكبتان", en: "two zones overlap" },
  neighbour_overlap: {
    fr: "recouvre un document voisin en vigueur",
    ar: "تتراكب مع وثيقة مجاورة سارية",
    en: "overlaps a neighbouring document in force",
  },
  outside_commune: {
    fr: "zone hors des communes du document, d’après des limites indicatives",
    ar: "منطقة خارج جماعات الوثيقة حسب حدود إرشادية",
    en: "a zone outside the document's communes, by indicative boundaries",
  },
} as const satisfies Readonly<Record<string, Text>>;
export type PlanFaultKind = keyof typeof PLAN_FAULTS;

export interface PlanFault {
  readonly kind: PlanFaultKind;
  /** The zone at fault; null for the document. */
  readonly zone: string | null;
  readonly at: Place | null;
  readonly detail: string;
}
export const isStopped = (faults: readonly PlanFault[]): boolean =>
  faults.some(({ kind }) => kind !== "outside_commune");
