import type { Text } from "#warehouse/text.ts";
import type { LicenceKey } from "./types.ts";

const EU = "http://publications.europa.eu/resource/authority/licence";

export interface Licence {
  readonly id: string;
  readonly title: Text;
  readonly terms: Text;
  /** Where its text stands; null for the site's own page of terms. */
  readonly url: string | null;
  /** Its code in the EU authority table; null where it has none. */
  readonly authority: string | null;
}

/** The terms under which datasets may be reused. */
export const LICENCES: Readonly<Record<LicenceKey, Licence>> = {
  "loi-31-13": {
    id: "loi-31-13",
    title: {
      fr: "Conditions de réutilisation de la loi 31-13",
      ar: "شروط إعادة الاستعمال وفق القانون 31.13",
      en: "Terms of reuse of law 31-13",
    },
    terms: {
      fr: "Réutilisation libre à des fins légitimes, à condition de citer la source et la date de publication et de ne pas altérer le contenu (loi 31-13, articles 5 et 6).",
      ar: "إعادة الاستعمال حرة لأغراض مشروعة، شريطة ذكر المصدر وتاريخ النشر وعدم تحريف المضمون (القانون 31.13، المادتان 5 و6).",
      en: "Free reuse for legitimate ends, provided that the source and the date of publication are cited and the content is not altered (law 31-13, articles 5 and 6).",
    },
    url: null,
    authority: null,
  },
  "cc-by-4.0": {
    id: "cc-by-4.0",
    title: {
      fr: "Creative Commons Attribution 4.0",
      ar: "رخصة المشاع الإبداعي، نسب المصنف 4.0",
      en: "Creative Commons Attribution 4.0",
    },
    terms: {
      fr: "Réutilisation libre, à condition de créditer la source et de signaler les changements.",
      ar: "إعادة الاستعمال حرة، شريطة نسبة المصدر والإشارة إلى التغييرات.",
      en: "Free reuse, provided that the source is credited and changes are indicated.",
    },
    url: "https://creativecommons.org/licenses/by/4.0/",
    authority: `${EU}/CC_BY_4_0`,
  },
  "odbl-1.0": {
    id: "odbl-1.0",
    title: {
      fr: "Open Database License 1.0",
      ar: "رخصة قواعد البيانات المفتوحة 1.0",
      en: "Open Database License 1.0",
    },
    terms: {
      fr: "Réutilisation libre, à condition de créditer la source et de partager à l'identique les bases dérivées.",
      ar: "إعادة الاستعمال حرة، شريطة نسبة المصدر ومشاركة القواعد المشتقة بالشروط نفسها.",
      en: "Free reuse, provided that the source is credited and derived databases are shared alike.",
    },
    url: "https://opendatacommons.org/licenses/odbl/1-0/",
    authority: `${EU}/ODC_BL`,
  },
};

/** Address of a licence's text; `base` is the site's own. */
export const licenceUrl = (base: string, key: LicenceKey): string =>
  LICENCES[key].url ?? `${base}/donnees/licence`;
