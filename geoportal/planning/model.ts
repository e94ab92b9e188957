import type { Position } from "geojson";
import type { Text } from "#warehouse/text.ts";

/**
 * Planning documents as Bayan keeps them, after the French CNIG standard: a document (there DOC_URBA, named by IDURBA)
 * with its zones (ZONE_URBA: LIBELLE, TYPEZONE, DATVALID, URLFIC), in Moroccan kinds and rules.
 */
export const KINDS: Readonly<Record<string, Text>> = {
  SDAU: {
    fr: "Schéma directeur d’aménagement urbain",
    ar: "المخطط التوجيهي للتهيئة العمرانية",
    en: "Urban master plan",
  },
  PA: { fr: "Plan d’aménagement", ar: "تصميم التهيئة", en: "Development plan" },
  PDAR: {
    fr: "Plan de développement de l’agglomération rurale",
    ar: "تصميم تنمية التجمعات القروية",
    en: "Rural settlement plan",
  },
  PZ: { fr: "Plan de zonage", ar: "تصميم التنطيق", en: "Zoning plan" },
};
export const USES: Readonly<Record<string, Text>> = {
  HABITAT: { fr: "Habitat", ar: "السكن", en: "Housing" },
  ACTIVITE: { fr: "Activités", ar: "الأنشطة", en: "Business" },
  EQUIPEMENT: { fr: "Équipements", ar: "التجهيزات", en: "Public facilities" },
  ESPACE_VERT: { fr: "Espaces verts", ar: "المساحات الخضراء", en: "Green space" },
  AGRICOLE: { fr: "Agricole", ar: "فلاحي", en: "Farmland" },
  RESERVE: { fr: "Réserve", ar: "احتياطي", en: "Reserve" },
};

/** One zone with its rules; null where the regulation sets none. */
export interface Zone {
  readonly zone: string;
  readonly use: string;
  /** Floor area ratio (COS), coverage ratio (CES, 0 to 1), height in metres. */
  readonly cos: number | null;
  readonly ces: number | null;
  readonly hmax: number | null;
  /** Rings of each part, degrees. */
  readonly parts: readonly (readonly Position[][])[];
}
export interface Plan {
  readonly id: string;
  readonly kind: string;
  readonly communes: readonly string[];
  /** Days: drawn up, opened to public inquiry, approved, and until when it holds. */
  readonly drawn: string;
  readonly inquiry: string | null;
  readonly approved: string | null;
  readonly expires: string | null;
  /** Address of the attached regulation. */
  readonly regulation: string | null;
  readonly zones: readonly Zone[];
}

export const STATES = ["drawn", "inquiry", "approved", "expired"] as const;
export type PlanState = (typeof STATES)[number];

/** Where a document stands on a day; null before it was drawn up. Only an approved one is opposable. */
export function stateOn(
  plan: Pick<Plan, "drawn" | "inquiry" | "approved" | "expires">,
  day: string,
): PlanState | null {
  if (plan.approved !== null && plan.approved <= day)
    return plan.expires !== null && plan.expires < day ? "expired" : "approved";
  if (plan.inquiry !== null && plan.inquiry <= day) return "inquiry";
  return plan.drawn <= day ? "drawn" : null;
}
