import { fields } from "../fields.ts";
import type { Dataset } from "../types.ts";

export const rokhas: Dataset = {
  slug: "indice-rokhas",
  title: {
    fr: "Indice Rokhas : sous-indice délai par territoire",
    ar: "مؤشر رخص: المؤشر الفرعي للآجال حسب المجال الترابي",
    en: "Rokhas Index: delay sub-index by territory",
  },
  description: {
    fr: "Sous-indice délai reconstitué (Kaplan-Meier, lissé par strate) sur douze mois glissants, pour chaque commune, province et région, avec le rang ou la raison de son absence.",
    ar: "المؤشر الفرعي للآجال معاد بناؤه (كابلان-ماير مع تنعيم حسب الشريحة) على اثني عشر شهرا متحركة، لكل جماعة وإقليم وجهة، مع الرتبة أو سبب غيابها.",
    en: "Reconstituted delay sub-index (Kaplan–Meier, shrunk within strata) over rolling twelve months, for every commune, province and region, with its rank or the reason why it has none.",
  },
  keywords: {
    fr: ["permis", "urbanisme", "délais", "classement"],
    ar: ["رخص", "تعمير", "آجال", "ترتيب"],
    en: ["permits", "planning", "delays", "ranking"],
  },
  theme: "REGI",
  frequency: "QUARTERLY",
  law: {
    fr: "Arrêté conjoint 1839.23 (délais), loi 55-19 (simplification des procédures).",
    ar: "القرار المشترك 1839.23 (الآجال)، القانون 55.19 (تبسيط المساطر).",
    en: "Joint order 1839.23 (time limits), law 55-19 (simplified procedures).",
  },
  limits: {
    fr: "Reconstitution : la normalisation officielle n'est pas publiée. Moins de 10 dossiers : ni score ni rang ; de 10 à 29 : score sans rang.",
    ar: "إعادة بناء: التوحيد الرسمي غير منشور. أقل من 10 ملفات: دون نتيجة ولا رتبة؛ من 10 إلى 29: نتيجة دون رتبة.",
    en: "A reconstitution: the official normalisation is not published. Under 10 files: neither score nor rank; 10 to 29: a score without a rank.",
  },
  fields: fields(
    "period",
    "level",
    "code",
    "name_fr",
    "name_ar",
    "segment",
    "files",
    "eligibility",
    "delai",
    "rank_delai",
    "sample",
  ),
  key: ["period", "level", "code"],
  splitBy: null,
  sql: `
    select i.period, i.level, i.code, t.name_fr, t.name_ar, i.segment, i.files, i.eligibility,
      case when i.eligibility in ('ranked', 'provisional') then round(i.delai, 6) end as delai,
      case when i.eligibility = 'ranked' then i.rank_delai end as rank_delai, i.sample
    from idx_rokhas i
    join dim_territory t on t.code = i.code
    where i.window = 'rolling12' and i.level in ('commune', 'province', 'region', 'nation')`,
};

export const projects: Dataset = {
  slug: "projets-programmes",
  title: {
    fr: "Projets des programmes territoriaux",
    ar: "مشاريع البرامج الترابية",
    en: "Projects of territorial programmes",
  },
  description: {
    fr: "Chaque projet du programme de réduction des disparités territoriales et sociales et des programmes suivis avec lui : budget, avancement physique, valeur planifiée et acquise, SPI.",
    ar: "كل مشروع من برنامج تقليص الفوارق المجالية والاجتماعية والبرامج المتتبعة معه: الميزانية والتقدم المادي والقيمة المخططة والمكتسبة ومؤشر أداء الآجال.",
    en: "Every project of the programme to reduce territorial and social disparities and of the programmes followed with it: budget, physical progress, planned and earned value, SPI.",
  },
  keywords: {
    fr: ["projets", "routes", "eau potable", "électrification", "PRDTS"],
    ar: ["مشاريع", "طرق", "الماء الصالح للشرب", "الكهربة"],
    en: ["projects", "roads", "drinking water", "electrification"],
  },
  theme: "REGI",
  frequency: "MONTHLY",
  law: {
    fr: "Loi 31-13, article 10 : programmes et bilans d'avancement.",
    ar: "القانون 31.13، المادة 10: البرامج وحصيلة تقدمها.",
    en: "Law 31-13, article 10: programmes and their progress.",
  },
  limits: {
    fr: "Le SPI est vide quand rien n'était planifié à la date de mesure.",
    ar: "يبقى مؤشر أداء الآجال فارغا حين لا يكون أي إنجاز مخططا عند تاريخ القياس.",
    en: "The SPI is empty where nothing was planned by the date of measure.",
  },
  fields: fields(
    "project_id",
    "programme",
    "sector",
    "plan_year",
    "region_code",
    "province_code",
    "commune_code",
    "status",
    "budget_mad",
    "physical_ratio",
    "planned_value_mad",
    "earned_value_mad",
    "actual_cost_mad",
    "spi",
    "sample",
  ),
  key: ["project_id"],
  splitBy: null,
  sql: `
    select project_id, programme, sector, plan_year, region_code, province_code, lead_commune_code as commune_code,
      status, budget_mad, physical_ratio, planned_value_mad, earned_value_mad, actual_cost_mad,
      round(spi::double, 6) as spi, sample
    from fct_project`,
};

export const territories: Dataset = {
  slug: "territoires",
  title: {
    fr: "Référentiel des territoires et populations légales",
    ar: "مرجع الوحدات الترابية والسكان القانونيون",
    en: "Territory reference and legal populations",
  },
  description: {
    fr: "Régions, provinces et préfectures, communes et arrondissements : codes HCP, noms en français et en arabe, populations légales de 2014 et 2024. Données réelles.",
    ar: "الجهات والعمالات والأقاليم والجماعات والمقاطعات: رموز المندوبية السامية للتخطيط والأسماء بالعربية والفرنسية والسكان القانونيون لسنتي 2014 و2024. معطيات حقيقية.",
    en: "Regions, provinces and prefectures, communes and arrondissements: HCP codes, names in French and Arabic, legal populations of 2014 and 2024. Real data.",
  },
  keywords: {
    fr: ["territoires", "population", "recensement", "codes"],
    ar: ["المجالات الترابية", "السكان", "الإحصاء"],
    en: ["territories", "population", "census", "codes"],
  },
  theme: "REGI",
  frequency: "IRREG",
  law: {
    fr: "Source : Haut-Commissariat au Plan, RGPH 2014 et 2024, aux conditions de réutilisation du HCP.",
    ar: "المصدر: المندوبية السامية للتخطيط، الإحصاء العام للسكان والسكنى 2014 و2024، وفق شروط إعادة الاستعمال.",
    en: "Source: Haut-Commissariat au Plan, censuses of 2014 and 2024, under HCP's terms of reuse.",
  },
  limits: {
    fr: "Les arrondissements sont compris dans leur commune et ne s'y ajoutent pas.",
    ar: "المقاطعات مشمولة في جماعاتها ولا تضاف إليها.",
    en: "Arrondissements are part of their commune and never add to it.",
  },
  fields: fields(
    "code",
    "level",
    "kind",
    "name_fr",
    "name_ar",
    "parent_code",
    "region_code",
    "province_code",
    "segment",
    "population_2014",
    "population_2024",
    "households_2024",
  ),
  key: ["level", "code"],
  splitBy: null,
  real: true,
  sql: `
    select code, level, kind, name_fr, name_ar, parent_code, region_code, province_code, segment,
      population_2014, population_2024, households_2024
    from dim_territory
    where level <> 'groupement'`,
};
