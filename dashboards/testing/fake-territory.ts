import type { TerritoryItem } from "#warehouse/door/types.ts";

const REGIONS: readonly [string, string, string, number][] = [
  ["01", "Tanger-Tétouan-Al Hoceima", "طنجة - تطوان - الحسيمة", 4_030_222],
  ["02", "Oriental", "الشرق", 2_294_665],
  ["03", "Fès-Meknès", "فاس - مكناس", 4_467_911],
  ["04", "Rabat-Salé-Kénitra", "الرباط - سلا - القنيطرة", 5_132_639],
  ["05", "Béni Mellal-Khénifra", "بني ملال - خنيفرة", 2_525_801],
  ["06", "Casablanca-Settat", "الدار البيضاء - سطات", 7_688_967],
  ["07", "Marrakech-Safi", "مراكش - آسفي", 4_892_393],
  ["08", "Drâa-Tafilalet", "درعة - تافيلالت", 1_655_623],
  ["09", "Souss-Massa", "سوس - ماسة", 3_020_431],
  ["10", "Guelmim-Oued Noun", "كلميم - واد نون", 448_685],
  ["11", "Laâyoune-Sakia El Hamra", "العيون - الساقية الحمراء", 451_028],
  ["12", "Dakhla-Oued Ed-Dahab", "الداخلة - وادي الذهب", 219_965],
];
const PROVINCES: readonly [string, string, string, string][] = [
  ["01.511", "01", "Tanger-Assilah", "طنجة - أصيلة"],
  ["01.571", "01", "Tétouan", "تطوان"],
  ["06.141", "06", "Casablanca", "الدار البيضاء"],
  ["06.461", "06", "Settat", "سطات"],
  ["09.001", "09", "Agadir-Ida-Ou-Tanane", "أكادير - إداوتنان"],
];
const COMMUNES: readonly [string, string, string, string, number][] = [
  ["01.511.01.0", "01.511", "Tanger", "طنجة", 1_275_428],
  ["01.511.01.01", "01.511", "Assilah", "أصيلة", 37_152],
  ["01.511.81.03", "01.511", "Gueznaia", "اكزناية", 61_402],
  ["01.571.01.05", "01.571", "Tétouan", "تطوان", 404_412],
  ["01.571.01.04", "01.571", "Oued Laou", "واد لاو", 11_208],
  ["06.141.01.00", "06.141", "Casablanca", "الدار البيضاء", 3_236_000],
  ["06.461.01.07", "06.461", "Settat", "سطات", 161_000],
  ["06.461.03.01", "06.461", "Ben Ahmed", "ابن احمد", 31_700],
  ["09.001.01.01", "09.001", "Agadir", "أكادير", 501_797],
  ["09.001.05.03", "09.001", "Aourir", "أورير", 47_012],
];

const base = { population_2014: null, households: null } as const;

function segmentOf(population: number): string {
  if (population < 15_000) return "lt_15k";
  if (population < 50_000) return "15k_50k";
  if (population < 100_000) return "50k_100k";
  return population < 250_000 ? "100k_250k" : "gt_250k";
}

const regions: TerritoryItem[] = REGIONS.map(([code, name_fr, name_ar, population]) => ({
  ...base,
  code,
  level: "region" as const,
  kind: "region",
  name_fr,
  name_ar,
  name_en: name_fr,
  parent: "MA",
  region: code,
  province: null,
  collectivity_type: "region" as const,
  segment: null,
  population,
}));
const provinces: TerritoryItem[] = PROVINCES.map(([code, region, name_fr, name_ar]) => ({
  ...base,
  code,
  level: "province" as const,
  kind: "province",
  name_fr,
  name_ar,
  name_en: name_fr,
  parent: region,
  region,
  province: code,
  collectivity_type: "province" as const,
  segment: null,
  population: 900_000,
}));
const communes: TerritoryItem[] = COMMUNES.map(([code, province, name_fr, name_ar, population]) => ({
  ...base,
  code,
  level: "commune" as const,
  kind: "commune",
  name_fr,
  name_ar,
  name_en: name_fr,
  parent: province,
  region: province.slice(0, 2),
  province,
  collectivity_type: "commune" as const,
  segment: segmentOf(population),
  population,
}));

/** Twelve regions, five provinces and ten communes with their true codes and names. */
export const FAKE_TERRITORY: readonly TerritoryItem[] = [
  {
    ...base,
    code: "MA",
    level: "nation",
    kind: "nation",
    name_fr: "Maroc",
    name_ar: "المغرب",
    name_en: "Morocco",
    parent: null,
    region: null,
    province: null,
    collectivity_type: null,
    segment: null,
    population: 36_828_330,
  },
  ...regions,
  ...provinces,
  ...communes,
];
