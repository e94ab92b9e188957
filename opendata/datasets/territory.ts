import type { Dataset } from "../types.ts";
import { dataset, LAW, ratio, type Three } from "./define.ts";

const KEYWORDS: Three = [
  "territoires|communes|provinces|régions|codes HCP",
  "المجالات الترابية|جماعات|أقاليم|جهات|رموز",
  "territories|communes|provinces|regions|codes",
];
const CENSUS: Three = [
  "recensement|RGPH|population|ménages",
  "الإحصاء|السكان|الأسر",
  "census|population|households",
];
const PART: Three = [
  "Les arrondissements sont compris dans leur commune et ne s'y ajoutent pas.",
  "المقاطعات مشمولة في جماعاتها ولا تضاف إليها.",
  "Arrondissements are part of their commune and never add to it.",
];
const REAL: Three = [
  "Codes et noms vérifiés l'un contre l'autre ; chaque commune tient dans une province, chaque province dans une région.",
  "الرموز والأسماء متحقق منها؛ وكل جماعة تقع في إقليم وكل إقليم في جهة.",
  "Codes and names checked against each other; every commune lies in a province, every province in a region.",
];
const shared = {
  theme: "REGI",
  frequency: "IRREG",
  licence: "cc-by-4.0",
  law: LAW.census,
  quality: REAL,
  real: true,
  coverage: ["2014-09-01", "2024-09-30"],
} as const;

/** Where and whose: units, their history, their census. Real data, credited to HCP. */
export const TERRITORY: readonly Dataset[] = [
  dataset({
    ...shared,
    slug: "territoires",
    title: [
      "Référentiel des territoires et populations légales",
      "مرجع الوحدات الترابية والسكان القانونيون",
      "Territory reference and legal populations",
    ],
    about: [
      "Régions, provinces et préfectures, communes et arrondissements : codes HCP, noms en français, arabe et anglais, populations légales de 2014 et 2024. Données réelles.",
      "الجهات والعمالات والأقاليم والجماعات والمقاطعات: رموز المندوبية السامية للتخطيط والأسماء بالعربية والفرنسية والإنجليزية والسكان القانونيون لسنتي 2014 و2024. معطيات حقيقية.",
      "Regions, provinces and prefectures, communes and arrondissements: HCP codes, names in French, Arabic and English, legal populations of 2014 and 2024. Real data.",
    ],
    keywords: KEYWORDS,
    limits: PART,
    marts: "dim_territory",
    columns:
      "level code kind name_fr name_ar name_en parent_code region_code province_code commune_code has_council collectivity_type segment segment_2024 population_2014 population_2024 households_2014 households_2024",
    key: "level code",
    sql: "select * from dim_territory where level <> 'groupement'",
  }),
  dataset({
    ...shared,
    slug: "territoires-historique",
    title: ["Historique des unités territoriales", "تاريخ الوحدات الترابية", "History of territorial units"],
    about: [
      "Codes, noms et rattachements successifs de chaque unité, avec leurs dates de validité.",
      "الرموز والأسماء والإلحاقات المتعاقبة لكل وحدة، مع تواريخ سريانها.",
      "Successive codes, names and attachments of each unit, with the dates between which they stood.",
    ],
    keywords: KEYWORDS,
    limits: PART,
    marts: "dim_territory_version",
    columns: "code version code_then name_fr name_ar parent_code valid_from valid_to",
    key: "code version",
    sql: "select v.* from dim_territory_version v where not coalesce(v.sample, false)",
  }),
  dataset({
    ...shared,
    slug: "territoires-rattachements",
    title: ["Rattachements des unités territoriales", "إلحاق الوحدات الترابية", "Which unit lies in which"],
    about: [
      "Pour chaque unité, toutes celles qui la contiennent, avec la distance et les dates : de quoi ajouter des communes par province ou région.",
      "لكل وحدة كل الوحدات التي تضمها، مع المسافة والتواريخ: ما يلزم لجمع الجماعات حسب الإقليم أو الجهة.",
      "For each unit, all those that contain it, with the distance and the dates: what it takes to add communes up by province or region.",
    ],
    keywords: KEYWORDS,
    limits: PART,
    marts: "bridge_territory",
    columns: "unit_code ancestor_code depth relation valid_from valid_to",
    key: "unit_code ancestor_code valid_from",
    sql: "select b.* from bridge_territory b where not coalesce(b.sample, false)",
  }),
  dataset({
    ...shared,
    slug: "recensement-population",
    title: [
      "Population et ménages des communes, 2014 et 2024",
      "سكان الجماعات وأسرها، 2014 و2024",
      "Population and households of communes, 2014 and 2024",
    ],
    about: [
      "Populations légales et ménages de chaque commune à chaque recensement, et habitants par ménage.",
      "السكان القانونيون وأسر كل جماعة في كل إحصاء وعدد الأفراد في الأسرة.",
      "Legal populations and households of each commune at each census, and inhabitants per household.",
    ],
    keywords: CENSUS,
    limits: PART,
    marts: "fct_population dim_territory",
    columns:
      "census_year commune_code commune_name_fr commune_name_ar region_code province_code population households persons_per_household",
    key: "census_year commune_code",
    sql: `select p.census_year, p.commune_code, t.name_fr as commune_name_fr, t.name_ar as commune_name_ar, t.region_code,
      t.province_code, p.population, p.households, ${ratio("p.population", "p.households", "persons_per_household")}
      from fct_population p join dim_territory t on t.code = p.commune_code`,
  }),
  dataset({
    ...shared,
    slug: "recensement-indicateurs",
    title: [
      "Indicateurs du recensement par territoire",
      "مؤشرات الإحصاء حسب المجال الترابي",
      "Census indicators by territory",
    ],
    about: [
      "Démographie, éducation, emploi, logement et équipement, par milieu et par sexe, pour le pays, les régions et les provinces.",
      "الديموغرافيا والتعليم والشغل والسكن والتجهيز، حسب الوسط والجنس، على الصعيد الوطني والجهات والأقاليم.",
      "Demography, education, employment, housing and equipment, by area and sex, for the nation, regions and provinces.",
    ],
    keywords: CENSUS,
    limits: [
      "Communes : voir le jeu « Indicateurs du recensement par commune ». Le sens de chaque indicateur est dans son dictionnaire.",
      "بالنسبة للجماعات: انظر «مؤشرات الإحصاء حسب الجماعة». ومعنى كل مؤشر في معجمه.",
      "Communes: see “Census indicators by commune”. The meaning of each indicator is in its dictionary.",
    ],
    marts: "fct_census dim_territory",
    columns: "census_year code level region_code area sex indicator value unit",
    key: "census_year code area sex indicator",
    sql: `select c.census_year, c.code, t.level, t.region_code, c.area, c.sex, c.indicator, round(c.value, 6) as value, c.unit
      from fct_census c join dim_territory t on t.code = c.code where t.level in ('nation', 'region', 'province')`,
  }),
  dataset({
    ...shared,
    slug: "recensement-indicateurs-communes",
    title: [
      "Indicateurs du recensement par commune",
      "مؤشرات الإحصاء حسب الجماعة",
      "Census indicators by commune",
    ],
    about: [
      "Les mêmes indicateurs pour chaque commune, les deux sexes et les deux milieux réunis.",
      "المؤشرات نفسها لكل جماعة، للجنسين وللوسطين معا.",
      "The same indicators for each commune, both sexes and both areas together.",
    ],
    keywords: CENSUS,
    limits: [
      "Par milieu et par sexe : provinces et régions seulement.",
      "حسب الوسط والجنس: الأقاليم والجهات فقط.",
      "By area and sex: provinces and regions only.",
    ],
    marts: "fct_census dim_territory",
    columns: "census_year code region_code indicator value unit",
    key: "census_year code indicator",
    splitBy: "census_year",
    sql: `select c.census_year, c.code, t.region_code, c.indicator, round(c.value, 6) as value, c.unit
      from fct_census c join dim_territory t on t.code = c.code
      where t.level = 'commune' and c.area = 'total' and c.sex = 'all'`,
  }),
  dataset({
    ...shared,
    slug: "recensement-dictionnaire",
    title: [
      "Dictionnaire des indicateurs du recensement",
      "معجم مؤشرات الإحصاء",
      "Dictionary of census indicators",
    ],
    about: [
      "Sujet, intitulé, unité et source de chaque indicateur du recensement.",
      "موضوع كل مؤشر من مؤشرات الإحصاء وعنوانه ووحدته ومصدره.",
      "Subject, heading, unit and source of each census indicator.",
    ],
    keywords: CENSUS,
    limits: PART,
    marts: "dim_census_indicator",
    columns: "census_year subject indicator unit heading_fr label_en source_url",
    key: "census_year subject indicator",
    sql: "select * from dim_census_indicator",
  }),
  dataset({
    ...shared,
    slug: "equipement-des-communes",
    title: [
      "Électricité et eau courante par commune",
      "الكهرباء والماء الجاري حسب الجماعة",
      "Electricity and running water by commune",
    ],
    about: [
      "Part des ménages raccordés au réseau électrique et à l'eau courante, par commune.",
      "نسبة الأسر المرتبطة بشبكة الكهرباء والماء الجاري حسب الجماعة.",
      "Share of households connected to electricity and running water, by commune.",
    ],
    keywords: [
      "électricité|eau|équipement|ménages",
      "كهرباء|ماء|تجهيز|أسر",
      "electricity|water|equipment|households",
    ],
    limits: PART,
    marts: "dim_territory",
    columns: "code name_fr name_ar region_code province_code segment electricity_rate running_water_rate",
    key: "code",
    sql: `select code, name_fr, name_ar, region_code, province_code, segment, round(electricity_rate, 6) as electricity_rate,
      round(running_water_rate, 6) as running_water_rate from dim_territory where level = 'commune'`,
  }),
  dataset({
    ...shared,
    slug: "strates-de-population",
    title: ["Strates de population des communes", "فئات سكان الجماعات", "Population segments of communes"],
    about: [
      "Communes et habitants par strate, région et recensement : les groupes de comparaison des classements.",
      "الجماعات والسكان حسب الفئة والجهة والإحصاء: مجموعات المقارنة في التصنيفات.",
      "Communes and inhabitants by segment, region and census: the groups that rankings compare within.",
    ],
    keywords: ["strates|comparaison|communes", "فئات|مقارنة|جماعات", "segments|comparison|communes"],
    limits: PART,
    marts: "dim_territory",
    columns: "region_code segment communes population_2014 population_2024",
    key: "region_code segment",
    sql: `select region_code, segment, count(*) as communes, sum(population_2014)::bigint as population_2014,
      sum(population_2024)::bigint as population_2024
      from dim_territory where level = 'commune' group by region_code, segment`,
  }),
];
