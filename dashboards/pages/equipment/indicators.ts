import type { Triple } from "../../lib/messages/triples.ts";

/** How a value of the census is printed. */
export type CensusUnit = "count" | "percent" | "size" | "km";

export interface CensusIndicator {
  /** HCP's name in `fct_census`. */
  readonly name: string;
  readonly unit: CensusUnit;
  readonly label: Triple;
  /** HCP asked of towns alone: read in urban areas. */
  readonly urban?: true;
}
export interface CensusGroup {
  readonly key: "people" | "networks" | "housing" | "homes" | "learning" | "economy";
  readonly indicators: readonly CensusIndicator[];
}

const one = (name: string, unit: CensusUnit, fr: string, ar: string, en: string): CensusIndicator => ({
  name,
  unit,
  label: [fr, ar, en],
});
const rate = (name: string, fr: string, ar: string, en: string) => one(name, "percent", fr, ar, en);
const urban = (indicator: CensusIndicator): CensusIndicator => ({ ...indicator, urban: true });

/** What the page tells of the censuses of 2014 and 2024, group by group; not every question was asked twice. */
export const CENSUS_GROUPS: readonly CensusGroup[] = [
  {
    key: "people",
    indicators: [
      one("population_legal", "count", "Population légale", "السكان القانونيون", "Legal population"),
      one("households_count", "count", "Ménages", "الأسر", "Households"),
      one(
        ...(["households_average_size", "size"] as const),
        ...(["Personnes par ménage", "عدد الأفراد في الأسرة", "People per household"] as const),
      ),
      one(
        ...(["households_people_per_room", "size"] as const),
        ...(["Personnes par pièce", "عدد الأفراد في الغرفة", "People per room"] as const),
      ),
    ],
  },
  {
    key: "networks",
    indicators: [
      rate("amenities_electricity", "Électricité", "الكهرباء", "Electricity"),
      rate("amenities_running_water", "Eau courante", "الماء الجاري", "Running water"),
      rate("wastewater_public_sewer", "Égout public", "شبكة التطهير العمومية", "Public sewer"),
      rate(
        ...([
          "household_waste_truck",
          "Déchets : camion",
          "النفايات: شاحنة",
          "Waste: collected by truck",
        ] as const),
      ),
      rate(
        ...([
          "household_waste_municipal_bin",
          "Déchets : bac de la commune",
          "النفايات: حاوية الجماعة",
          "Waste: municipal bin",
        ] as const),
      ),
      one(
        ...(["households_distance_to_paved_road_km", "km"] as const),
        ...([
          "Distance à la route goudronnée (rural)",
          "المسافة إلى الطريق المعبدة (الوسط القروي)",
          "Distance to a paved road (rural)",
        ] as const),
      ),
    ],
  },
  {
    key: "housing",
    indicators: [
      rate("occupancy_owner", "Propriétaires", "الملاكون", "Owners"),
      rate("occupancy_tenant", "Locataires", "المكترون", "Tenants"),
      rate("dwelling_type_apartment", "Appartement", "شقة", "Apartment"),
      rate("dwelling_type_moroccan_house", "Maison marocaine", "دار مغربية", "Moroccan house"),
      rate("dwelling_type_rural", "Logement rural", "سكن قروي", "Rural dwelling"),
      rate(
        "dwelling_type_basic_or_slum",
        "Habitat sommaire ou bidonville",
        "سكن بدائي أو صفيح",
        "Basic dwelling or slum",
      ),
      rate(
        "dwelling_age_under_10",
        "Logement de moins de 10 ans",
        "سكن عمره أقل من 10 سنوات",
        "Dwelling under 10 years old",
      ),
      rate(
        "dwelling_age_50_plus",
        "Logement de 50 ans et plus",
        "سكن عمره 50 سنة فأكثر",
        "Dwelling 50 years or older",
      ),
      urban(one("dwellings_total", "count", "Logements urbains", "المساكن الحضرية", "Urban dwellings")),
      urban(
        rate(
          "occupancy_vacant",
          "Logements urbains vacants",
          "المساكن الحضرية الشاغرة",
          "Vacant urban dwellings",
        ),
      ),
      urban(
        rate(
          "dwellings_deficit_rate",
          "Déficit en logements urbains",
          "العجز في السكن الحضري",
          "Urban housing shortfall",
        ),
      ),
    ],
  },
  {
    key: "homes",
    indicators: [
      rate("amenities_kitchen", "Cuisine", "مطبخ", "Kitchen"),
      rate("amenities_toilet", "Toilettes", "مرحاض", "Toilet"),
      rate("amenities_bathroom", "Salle de bain", "حمام", "Bathroom"),
      rate("equipment_mobile_phone", "Téléphone mobile", "هاتف محمول", "Mobile phone"),
      rate("equipment_internet", "Internet à domicile", "الإنترنت بالمنزل", "Internet at home"),
      rate("equipment_computer", "Ordinateur", "حاسوب", "Computer"),
      rate("equipment_refrigerator", "Réfrigérateur", "ثلاجة", "Refrigerator"),
    ],
  },
  {
    key: "learning",
    indicators: [
      rate(
        "illiteracy_rate_10_plus",
        "Analphabétisme, 10 ans et plus",
        "الأمية، 10 سنوات فأكثر",
        "Illiteracy, aged 10 and over",
      ),
      rate("education_none", "Sans niveau scolaire", "بدون مستوى دراسي", "No schooling"),
      rate("education_higher", "Niveau supérieur", "المستوى العالي", "Higher education"),
      rate(
        "schooling_rate_7_to_12",
        "Scolarisation, 7 à 12 ans",
        "التمدرس، من 7 إلى 12 سنة",
        "Enrolment, 7 to 12",
      ),
      rate(
        "schooling_rate_6_to_11",
        "Scolarisation, 6 à 11 ans",
        "التمدرس، من 6 إلى 11 سنة",
        "Enrolment, 6 to 11",
      ),
      rate("labour_activity_rate", "Taux d’activité", "معدل النشاط", "Labour force participation"),
      rate("labour_unemployment_rate", "Chômage", "البطالة", "Unemployment"),
    ],
  },
  {
    key: "economy",
    indicators: [
      one(
        "establishments_total",
        "count",
        "Établissements géoréférencés",
        "المؤسسات المحددة جغرافيا",
        "Establishments mapped",
      ),
      one("establishments_business", "count", "Entreprises", "المقاولات", "Businesses"),
      one(
        "establishments_public_services",
        "count",
        "Services publics",
        "المرافق العمومية",
        "Public services",
      ),
      one(
        "establishments_non_profit",
        "count",
        "Associations avec local",
        "الجمعيات التي لها مقر",
        "Associations with premises",
      ),
      one("establishments_weekly_souks", "count", "Souks hebdomadaires", "الأسواق الأسبوعية", "Weekly souks"),
      one(
        "establishments_jobs",
        "count",
        "Emplois permanents des entreprises",
        "مناصب الشغل القارة بالمقاولات",
        "Permanent jobs in businesses",
      ),
      one("sector_commerce", "count", "Commerce", "التجارة", "Trade"),
      one("sector_services", "count", "Services", "الخدمات", "Services"),
      one("sector_industry", "count", "Industrie", "الصناعة", "Industry"),
      one("sector_construction", "count", "Construction", "البناء", "Construction"),
    ],
  },
];

export const CENSUS_YEARS = [2014, 2024] as const;
export const AREAS = ["total", "urban", "rural"] as const;
export type Area = (typeof AREAS)[number];
