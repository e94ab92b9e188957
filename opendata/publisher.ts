/** Who publishes, and under which terms: said in the catalogue's metadata and on its pages. */
export const PUBLISHER = {
  name: {
    fr: "Direction générale des collectivités territoriales",
    ar: "المديرية العامة للجماعات الترابية",
    en: "Directorate General of Territorial Collectivities",
  },
  catalogue: {
    fr: "Bayan : données ouvertes des collectivités territoriales",
    ar: "بيان: البيانات المفتوحة للجماعات الترابية",
    en: "Bayan: open data of territorial collectivities",
  },
  about: {
    fr: "États financiers, permis, programmes et territoires des 1 590 collectivités territoriales du Maroc.",
    ar: "البيانات المالية والرخص والبرامج والمجالات الترابية للجماعات الترابية بالمغرب البالغ عددها 1590.",
    en: "Financial statements, permits, programmes and territories of Morocco's 1,590 territorial collectivities.",
  },
} as const;
