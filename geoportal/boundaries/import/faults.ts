import type { Text } from "#warehouse/text.ts";

/** What can be wrong with a file of boundaries. `stops`: such a file is not taken. */
export const FAULTS = {
  unreadable: {
    stops: true,
    text: { fr: "le fichier ne se lit pas", ar: "تعذرت قراءة الملف", en: "the file cannot be read" },
  },
  no_key: {
    stops: true,
    text: {
      fr: "pas de champ de code : donnez --key",
      ar: "لا يوجد حقل للرمز: استعمل ‎--key‎",
      en: "no field of codes: give --key",
    },
  },
  unknown_crs: {
    stops: true,
    text: {
      fr: "système de coordonnées inconnu : 4326, 3857, 26191, 26192, 26194 et 26195 sont admis",
      ar: "نظام إحداثيات غير معروف: المقبول 4326 و3857 و26191 و26192 و26194 و26195",
      en: "unknown coordinate reference system: 4326, 3857, 26191, 26192, 26194 and 26195 are taken",
    },
  },
  swapped_axes: {
    stops: true,
    text: {
      fr: "latitude et longitude sont inversées",
      ar: "خطا الطول والعرض معكوسان",
      en: "latitude and longitude are swapped",
    },
  },
  outside: {
    stops: true,
    text: { fr: "hors du pays", ar: "خارج البلاد", en: "outside the country" },
  },
  empty: {
    stops: true,
    text: { fr: "sans surface", ar: "بدون مساحة", en: "without an area" },
  },
  unknown_code: {
    stops: true,
    text: { fr: "code inconnu", ar: "رمز غير معروف", en: "unknown code" },
  },
  missing: {
    stops: true,
    text: { fr: "unité absente du fichier", ar: "وحدة غير موجودة في الملف", en: "unit not in the file" },
  },
  overlap: {
    stops: true,
    text: { fr: "deux unités se recouvrent", ar: "وحدتان متراكبتان", en: "two units overlap" },
  },
  gap: {
    stops: true,
    text: { fr: "vide entre les unités", ar: "فراغ بين الوحدات", en: "a gap between units" },
  },
  invalid: {
    stops: false,
    text: {
      fr: "contour qui se croise, réparé",
      ar: "محيط متقاطع، تم إصلاحه",
      en: "an outline that crosses itself, mended",
    },
  },
  parts: {
    stops: false,
    text: {
      fr: "plusieurs objets pour un code, réunis",
      ar: "عدة عناصر لرمز واحد، تم جمعها",
      en: "several objects for one code, united",
    },
  },
  old_code: {
    stops: false,
    text: {
      fr: "code de 2014, rapporté à celui de 2024",
      ar: "رمز 2014، حُوّل إلى رمز 2024",
      en: "a code of 2014, carried over to that of 2024",
    },
  },
  area: {
    stops: false,
    text: {
      fr: "surface qui diffère de plus de 30 % des limites remplacées",
      ar: "مساحة تختلف بأكثر من 30 % عن الحدود المستبدلة",
      en: "an area that differs by more than 30% from the boundaries replaced",
    },
  },
} as const satisfies Readonly<Record<string, { readonly stops: boolean; readonly text: Text }>>;

export type FaultKind = keyof typeof FAULTS;
/** One fault, and where it lies. */
export interface Fault {
  readonly kind: FaultKind;
  readonly code: string | null;
  /** Degrees, longitude first; null where it has no place. */
  readonly at: readonly [number, number] | null;
  readonly detail: string;
}
export const stops = (faults: readonly Fault[]): boolean => faults.some(({ kind }) => FAULTS[kind].stops);
